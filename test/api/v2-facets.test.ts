import { anyId, anyString, anything, anyTime, exactly, including } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'
const storage = (value: string) => ({ storage: { value, representation: 'storage' } })

function file(): FormData {
  const form = new FormData()
  form.append('file', new Blob(['bytes'], { type: 'text/plain' }), 'notes.txt')
  return form
}

const create = (name: string, body: object, title: string): Step => ({
  name: `make ${name}`,
  method: 'POST',
  path: '/rest/api/content',
  body: { title, space: { key: 'EACH' }, body: storage('<p>1</p>'), ...body },
  status: 200,
  save: { [name]: 'id' },
})
const about = (location: string) => ({
  type: 'comment',
  container: { id: '${page}', type: 'page' },
  extensions: { location },
})

/** A space that a reader sees, with one content of each kind. */
const oneOfEach: Step[] = [
  {
    name: 'make a space',
    method: 'POST',
    path: `${api}/spaces`,
    body: { key: 'EACH', name: 'One of each' },
    status: 201,
    save: { space: 'id' },
  },
  {
    ...create('page', { type: 'page' }, 'Page'),
    prepare: (app) => app.letRead('reader', 'EACH'),
  },
  create('post', { type: 'blogpost' }, 'Post'),
  create('footer', about('footer'), ''),
  create('inline', about('inline'), ''),
  {
    name: 'make a file',
    method: 'POST',
    path: '/rest/api/content/${page}/child/attachment',
    headers: { 'X-Atlassian-Token': 'no-check' },
    body: file(),
    status: 200,
    save: { file: 'results.0.id' },
  },
]

const ADDRESSES = {
  page: '/pages/${page}',
  post: '/blogposts/${post}',
  file: '/attachments/att${file}',
  footer: '/footer-comments/${footer}',
  inline: '/inline-comments/${inline}',
}
/** Other addresses under which nothing of theirs is found. */
const ELSEWHERE = {
  page: '/blogposts/${page}',
  post: '/pages/${post}',
  file: '/pages/${file}',
  footer: '/inline-comments/${footer}',
  inline: '/footer-comments/${inline}',
}
type Name = keyof typeof ADDRESSES

/** What every address of a facet has in common: hidden things and those of other kinds are not found. */
function absent(names: readonly Name[], facet: string): Step[] {
  return names.flatMap((name): Step[] => [
    {
      name: `${facet} of the ${name} to a stranger (rules 7, 30)`,
      as: 'stranger',
      method: 'GET',
      path: api + ADDRESSES[name] + facet,
      status: 404,
      has: { errors: [{ status: 404, code: 'NOT_FOUND' }] },
    },
    {
      name: `${facet} of the ${name} as something else`,
      method: 'GET',
      path: api + ELSEWHERE[name] + facet,
      status: 404,
    },
  ])
}

const get = (name: string, path: string, rest: Partial<Step> = {}): Step => ({
  name,
  method: 'GET',
  path: api + path,
  status: 200,
  ...rest,
})
const results = (name: string, path: string, expected: unknown[], rest: Partial<Step> = {}): Step =>
  get(name, path, { has: { results: expected }, lacks: [`results.${expected.length}`], ...rest })
const refused = { status: 400, has: { errors: [{ code: 'INVALID_REQUEST_PARAMETER' }] }, lacks: ['results'] }

const label = (path: string, labels: object[]): Step => ({
  name: `label ${path}`,
  method: 'POST',
  path: `/wiki/rest/api${path}`,
  body: labels,
  status: 200,
})
const labelled: Name[] = ['page', 'post', 'file']

scenarios('labels in the second API', [
  ...oneOfEach,
  ...labelled.map((name) =>
    label(`/content/\${${name}}/label`, [{ prefix: 'global', name: 'shared' }, { name: `only-${name}` }]),
  ),
  label('/content/${page}/label', [{ prefix: 'my', name: 'mine' }]),
  label('/space/EACH/label', [
    { prefix: 'team', name: 'teams' },
    { prefix: 'global', name: 'open' },
  ]),
  ...labelled.map((name) =>
    results(
      `of the ${name}`,
      `${ADDRESSES[name]}/labels?prefix=global&sort=name`,
      [{ name: `only-${name}`, prefix: 'global' }, { name: 'shared' }],
      { save: { shared: 'results.1.id' } },
    ),
  ),
  ...absent(labelled, '/labels'),
  results(
    'of the page, all',
    '/pages/${page}/labels?sort=-name',
    [{ name: 'shared' }, { name: 'only-page' }, { id: anyId, name: 'mine', prefix: 'my' }],
    { save: { onlyPage: 'results.1.id' } },
  ),
  results('my labels are mine', '/pages/${page}/labels?prefix=my', [], { as: 'reader' }),
  results('one at a time', '/pages/${page}/labels?limit=1&sort=name', [{ name: 'mine' }], {
    save: { next: '_links.next' },
    hasHeaders: { link: /rel="next"/ },
  }),
  results('and the next one', '', [{ name: 'only-page' }], { path: '${next}' }),
  get('in an order that is none', '/pages/${page}/labels?sort=size', refused),
  get('of a prefix that is none', '/pages/${page}/labels?prefix=theirs', refused),
  get('with a cursor of another list', '/pages/${page}/labels?cursor=abc', refused),
  results('of the space', '/spaces/${space}/labels?sort=-created-date', [
    { name: 'open', prefix: 'global' },
    { name: 'teams', prefix: 'team' },
  ]),
  get('of no space', '/spaces/999999999/labels', { status: 404 }),
  results('of what is in the space', '/spaces/${space}/content/labels?sort=name&prefix=global', [
    { name: 'only-file' },
    { name: 'only-page' },
    { name: 'only-post' },
    { name: 'shared' },
  ]),
  get('of what is in no space', '/spaces/999999999/content/labels', { status: 404 }),
  results('labels in use, one', '/labels?label-id=${shared}', [{ id: '${shared}', name: 'shared' }]),
  results('labels in use, by prefix', '/labels?prefix=team,my&sort=-name', [
    { name: 'teams' },
    { name: 'mine' },
  ]),
  results(
    'labels in use, one of several',
    '/labels?label-id=${shared},${onlyPage}&limit=1&sort=name',
    [{ name: 'only-page' }],
    { save: { next: '_links.next' } },
  ),
  results('and the rest of them', '', [{ name: 'shared' }], { path: '${next}', lacks: ['_links.next'] }),
  get('a label by an id that is none', '/labels?label-id=x', { status: 400 }),
  results('labels in use by the reader', '/labels?prefix=my', [], { as: 'reader' }),
  results('rule 10: to a stranger none is in use', '/labels', [], { as: 'stranger' }),
  results('pages with it', '/labels/${shared}/pages?body-format=storage&sort=-title', [
    { id: '${page}', body: { storage: anything } },
  ]),
  results('pages with it in another space', '/labels/${shared}/pages?space-id=1', []),
  results('blog posts with it', '/labels/${shared}/blogposts?space-id=${space}', [{ id: '${post}' }]),
  results('attachments with it', '/labels/${shared}/attachments', [{ id: 'att${file}', title: 'notes.txt' }]),
  ...['pages', 'blogposts', 'attachments'].flatMap((what) => [
    get(`rule 10: ${what} with a label that a stranger does not know`, `/labels/\${shared}/${what}`, {
      as: 'stranger',
      status: 404,
      has: { errors: [{ code: 'NOT_FOUND' }] },
    }),
    get(`${what} with no label`, `/labels/999999999/${what}`, { status: 404 }),
    get(`${what} in an order that is none`, `/labels/\${shared}/${what}?sort=size`, refused),
  ]),
])

const liked: Name[] = ['page', 'post', 'footer', 'inline']

scenarios('likes in the second API', [
  ...oneOfEach,
  ...liked.flatMap((name) => [
    get(`nobody likes the ${name}`, `${ADDRESSES[name]}/likes/count`, { has: exactly({ count: 0 }) }),
    ...(['admin', 'reader'] as const).map((as): Step => ({
      name: `${as} likes the ${name}`,
      as,
      method: 'POST',
      path: `/rest/likes/1.0/content/\${${name}}/likes`,
      status: 200,
    })),
    get(`two like the ${name}`, `${ADDRESSES[name]}/likes/count`, { has: { count: 2 } }),
    results(`the first of them`, `${ADDRESSES[name]}/likes/users?limit=1`, [{ accountId: anyString }], {
      save: { next: '_links.next', first: 'results.0.accountId' },
    }),
    results(`the second of them`, '', [{ accountId: anyString }], {
      path: '${next}',
      lacks: ['_links.next', 'results.1'],
    }),
    results(`both`, `${ADDRESSES[name]}/likes/users`, [{ accountId: '${first}' }, { accountId: anyString }]),
    get(`too many at once`, `${ADDRESSES[name]}/likes/users?limit=251`, refused),
  ]),
  ...absent(liked, '/likes/count'),
  ...absent(liked, '/likes/users'),
])

const permitted: readonly (readonly [Name, string])[] = [
  ['page', 'page'],
  ['post', 'blogpost'],
  ['file', 'attachment'],
  ['footer', 'comment'],
  ['inline', 'comment'],
]

scenarios('operations in the second API', [
  ...oneOfEach,
  ...permitted.flatMap(([name, targetType]) => [
    get(`with the ${name}`, `${ADDRESSES[name]}/operations`, {
      has: { operations: including({ operation: 'read', targetType }, { operation: 'delete', targetType }) },
    }),
    get(`a reader with the ${name}`, `${ADDRESSES[name]}/operations`, {
      as: 'reader',
      has: { operations: [{ operation: 'read', targetType }] },
      lacks: ['operations.1'],
    }),
  ]),
  ...absent(
    permitted.map(([name]) => name),
    '/operations',
  ),
  get('in the space', '/spaces/${space}/operations', {
    has: {
      operations: including(
        { operation: 'read', targetType: 'space' },
        { operation: 'create', targetType: 'page' },
      ),
    },
  }),
  get('a reader in the space', '/spaces/${space}/operations', {
    as: 'reader',
    has: { operations: [{ operation: 'read', targetType: 'space' }] },
    lacks: ['operations.1'],
  }),
  get('a stranger in the space (rule 30)', '/spaces/${space}/operations', { as: 'stranger', status: 404 }),
])

const changed: readonly (readonly [Name, string])[] = [
  ['page', 'page'],
  ['post', 'blogpost'],
  ['footer', 'comment'],
  ['inline', 'comment'],
]
const kindOf = { page: 'page', post: 'blogpost', footer: 'comment', inline: 'comment', file: 'attachment' }

scenarios('versions in the second API', [
  ...oneOfEach,
  ...changed.map(([name]): Step => ({
    name: `change the ${name}`,
    method: 'PUT',
    path: `/rest/api/content/\${${name}}`,
    body: {
      type: kindOf[name],
      title: 'Changed',
      version: { number: 2, message: 'second' },
      body: storage('<p>2</p>'),
    },
    status: 200,
  })),
  ...changed.flatMap(([name, field]) => [
    results(
      `of the ${name}`,
      `${ADDRESSES[name]}/versions`,
      [
        {
          number: 2,
          message: 'second',
          minorEdit: false,
          createdAt: anyTime,
          authorId: anyString,
          [field]: { id: `\${${name}}`, title: anyString },
        },
        { number: 1, message: '' },
      ],
      { lacks: ['results.2', `results.0.${field}.body`] },
    ),
    results(
      `the oldest of the ${name} first, with its body`,
      `${ADDRESSES[name]}/versions?sort=modified-date&body-format=storage&limit=1`,
      [{ number: 1, [field]: { body: { storage: { value: '<p>1</p>' } } } }],
      { save: { next: '_links.next' } },
    ),
    results(
      `and then the newest`,
      '',
      [{ number: 2, [field]: { body: { storage: { value: '<p>2</p>' } } } }],
      { path: '${next}', lacks: ['_links.next', 'results.1'] },
    ),
    get(`in an order that is none`, `${ADDRESSES[name]}/versions?sort=number`, refused),
    get(`in a format that is none`, `${ADDRESSES[name]}/versions?body-format=papyrus`, refused),
    get(`the first one of the ${name}`, `${ADDRESSES[name]}/versions/1`, {
      has: { number: 1, nextVersion: 2, contentTypeModified: false, collaborators: [anyString] },
      lacks: ['prevVersion'],
    }),
    get(`the second one of the ${name}`, `${ADDRESSES[name]}/versions/2`, {
      has: { number: 2, message: 'second', prevVersion: 1 },
      lacks: ['nextVersion'],
    }),
    get(`the third one of the ${name}`, `${ADDRESSES[name]}/versions/3`, { status: 404 }),
    get(`one that is no number`, `${ADDRESSES[name]}/versions/latest`, { status: 400 }),
  ]),
  results('of the file', `${ADDRESSES.file}/versions`, [
    { number: 1, attachment: { id: 'att${file}', title: 'notes.txt' } },
  ]),
  get('the first of the file', `${ADDRESSES.file}/versions/1`, { has: { number: 1 } }),
  get('the second of the file', `${ADDRESSES.file}/versions/2`, { status: 404 }),
  ...absent(['page', 'post', 'file', 'footer', 'inline'], '/versions'),
  ...absent(['page', 'post', 'file', 'footer', 'inline'], '/versions/1'),
])

scenarios('what single reads of the second API include', [
  ...oneOfEach,
  label('/content/${page}/label', [{ name: 'one' }]),
  label('/content/${post}/label', [{ name: 'one' }]),
  label('/content/${file}/label', [{ name: 'one' }]),
  get(
    'everything of a file',
    '/attachments/att${file}?include-labels=true&include-properties=true&include-operations=true&include-versions=true&include-collaborators=true&include-version=false',
    {
      has: {
        labels: {
          results: [{ name: 'one' }],
          _links: { self: '/wiki/api/v2/attachments/att${file}/labels' },
        },
        properties: { results: exactly([]) },
        operations: { results: including({ operation: 'delete', targetType: 'attachment' }) },
        versions: { results: [{ number: 1 }] },
        collaborators: { results: [{ accountId: anyString }] },
      },
      lacks: ['version'],
    },
  ),
  ...['page', 'post'].map((name): Step => ({
    name: `give the ${name} 51 properties`,
    method: 'PUT',
    path: `/rest/api/content/\${${name}}`,
    body: {
      type: kindOf[name as Name],
      title: 'More',
      version: { number: 2 },
      body: storage('<p>2</p>'),
      metadata: {
        properties: Object.fromEntries([...Array(51).keys()].map((i) => [`key-${i}`, { value: i }])),
      },
    },
    status: 200,
  })),
  create('child', { type: 'page', ancestors: [{ id: '${page}' }] }, 'Child'),
  { name: 'like', method: 'POST', path: '/rest/likes/1.0/content/${page}/likes', status: 200 },
  get('nothing that is not asked for', '/pages/${page}', {
    has: { version: anything },
    lacks: ['labels', 'properties', 'operations', 'likes', 'versions', 'isFavoritedByCurrentUser'],
  }),
  get(
    'everything of a page',
    '/pages/${page}?include-labels=true&include-properties=true&include-operations=true&include-likes=true&include-versions=true&include-collaborators=true&include-direct-children=true&include-favorited-by-current-user-status=true&include-version=false&include-webresources=true',
    {
      has: {
        labels: {
          results: [{ name: 'one' }],
          meta: exactly({ hasMore: false }),
          _links: { self: '/wiki/api/v2/pages/${page}/labels' },
        },
        properties: {
          results: including({ key: 'key-0', value: 0, version: { number: 1 } }),
          meta: { hasMore: true, cursor: anyString },
          _links: { self: '/wiki/api/v2/pages/${page}/properties' },
        },
        operations: { results: including({ operation: 'update', targetType: 'page' }) },
        likes: { results: [{ accountId: anyString }] },
        versions: { results: [{ number: 2 }, { number: 1 }] },
        collaborators: { results: [{ accountId: anyString }] },
        directChildren: { results: [{ id: '${child}', type: 'page' }] },
        isFavoritedByCurrentUser: false,
      },
      lacks: ['version', 'properties.results.50'],
      save: { cursor: 'properties.meta.cursor', self: 'properties._links.self' },
    },
  ),
  results('what follows after what was included', '', [{ key: 'key-50' }], {
    path: '${self}?cursor=${cursor}',
  }),
  get(
    'everything of a blog post',
    '/blogposts/${post}?include-labels=true&include-properties=true&include-operations=true&include-likes=true&include-versions=true&include-collaborators=true&include-favorited-by-current-user-status=true&include-version=false',
    {
      has: {
        labels: { results: [{ name: 'one' }] },
        properties: { meta: { hasMore: true } },
        likes: { results: [], meta: { hasMore: false } },
        versions: { results: [{ number: 2 }, { number: 1 }] },
        isFavoritedByCurrentUser: false,
      },
      lacks: ['version'],
    },
  ),
])

scenarios('what the second API tells of spaces', [
  ...oneOfEach,
  label('/space/EACH/label', [{ prefix: 'team', name: 'teams' }]),
  {
    name: 'give it a property',
    method: 'POST',
    path: `${api}/spaces/\${space}/properties`,
    body: { key: 'k', value: 1 },
    status: 201,
  },
  get('nothing that is not asked for', '/spaces/${space}', {
    has: { icon: null, description: null },
    lacks: ['labels', 'properties', 'operations', 'permissions', 'roleAssignments'],
  }),
  get(
    'everything of a space',
    '/spaces/${space}?include-labels=true&include-properties=true&include-operations=true&include-permissions=true&include-role-assignments=true&include-icon=true&description-format=view',
    {
      has: {
        icon: { path: anyString, apiDownloadLink: anyString },
        description: { view: { representation: 'view' } },
        labels: {
          results: [{ name: 'teams' }],
          _links: { self: '/wiki/api/v2/spaces/${space}/labels' },
        },
        properties: { results: [{ key: 'k' }], meta: { hasMore: false } },
        operations: { results: including({ operation: 'administer', targetType: 'space' }) },
        permissions: { results: including({ operation: { key: 'read', targetType: 'space' } }) },
        roleAssignments: { results: including({ roleId: '4' }) },
      },
    },
  ),
  get(
    'rule 29: who does not administer it is not told who may do what',
    '/spaces/${space}?include-permissions=true&include-role-assignments=true',
    {
      as: 'reader',
      has: { permissions: { results: exactly([]) }, roleAssignments: { results: exactly([]) } },
    },
  ),
  results('spaces with a label', '/spaces?labels=teams,nothing', [{ id: '${space}' }]),
  results('spaces with none', '/spaces?labels=nothing', []),
  results('personal spaces', '/spaces?type=personal&ids=${space}', []),
  results('spaces of a type that there is not here', '/spaces?type=knowledge_base', []),
  {
    name: 'save the space for later',
    method: 'PUT',
    path: '/wiki/rest/api/relation/favourite/from/user/current/to/space/EACH',
    status: 200,
  },
  {
    name: 'know oneself',
    method: 'GET',
    path: '/wiki/rest/api/user/current',
    status: 200,
    save: { me: 'accountId' },
  },
  results('one’s favourites', '/spaces?favorited-by=${me}', [{ id: '${space}' }]),
  results('all but those', '/spaces?not-favorited-by=${me}&ids=${space}', []),
  get('rule 28: favourites of others', '/spaces?favorited-by=${me}', { as: 'reader', status: 404 }),
  get('favourites of nobody', '/spaces?favorited-by=nobody', refused),
])
