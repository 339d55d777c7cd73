import { anyNumber, anyString } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const users = (cql: string, more = ''): string =>
  `/wiki/rest/api/search/user?cql=${encodeURIComponent(cql).replace(/%24%7B(\w+)%7D/g, '${$1}')}${more}`

scenarios('a search for users', [
  {
    name: 'by the words of a name',
    method: 'GET',
    path: users('user.fullname ~ "rené"'),
    status: 200,
    has: {
      results: [{ user: { username: 'reader' }, title: 'René Reader', entityType: 'user' }],
      size: 1,
      totalSize: 1,
      cqlQuery: anyString,
      searchDuration: anyNumber,
    },
  },
  {
    name: 'by user name',
    method: 'GET',
    path: users('user = editor'),
    status: 200,
    has: { results: [{ user: { username: 'editor', accountId: anyString } }] },
  },
  {
    name: 'one to look up',
    method: 'GET',
    path: '/wiki/rest/api/user?username=editor',
    status: 200,
    save: { account: 'accountId', key: 'userKey' },
  },
  {
    name: 'by account id',
    method: 'GET',
    path: users('user.accountid = "${account}"'),
    status: 200,
    has: { size: 1 },
  },
  { name: 'by key', method: 'GET', path: users('user.userkey = "${key}"'), status: 200, has: { size: 1 } },
  {
    name: 'oneself',
    as: 'reader',
    method: 'GET',
    path: users('user = currentUser()'),
    status: 200,
    has: { results: [{ user: { username: 'reader' } }] },
  },
  {
    name: 'all of them, a page of two',
    method: 'GET',
    path: users('type = user', '&limit=2'),
    status: 200,
    has: { size: 2, totalSize: 4, _links: { next: /start=2/ } },
  },
  {
    name: 'the rest',
    method: 'GET',
    path: users('type = user', '&limit=2&start=2'),
    status: 200,
    has: { size: 2, totalSize: 4 },
    lacks: ['_links.next'],
  },
  {
    name: 'there are no guests',
    method: 'GET',
    path: users('type = user', '&sitePermissionTypeFilter=externalCollaborator'),
    status: 200,
    has: { results: [], totalSize: 0 },
  },
  {
    name: 'a kind of user that is none',
    method: 'GET',
    path: users('type = user', '&sitePermissionTypeFilter=x'),
    status: 400,
  },
  { name: 'a field of contents', method: 'GET', path: users('space = DEMO'), status: 400 },
  { name: 'no query', method: 'GET', path: '/wiki/rest/api/search/user', status: 400 },
  { name: 'a query that is none', method: 'GET', path: users('user ='), status: 400 },
])

const mixed = (more: string, rest: Partial<Step>): Step => ({
  name: `spaces, users and pages by a word ${more} ${rest.as ?? ''}`,
  method: 'GET',
  path: `/rest/api/search?cql=${encodeURIComponent(
    'siteSearch ~ "reader" and type in ("space", "user", "page", "com.example.some:other-type")',
  )}${more}`,
  status: 200,
  ...rest,
})

scenarios('a search for things of several kinds', [
  {
    name: 'a space of the name',
    method: 'POST',
    path: '/rest/api/space',
    body: { key: 'MIX', name: 'Reader' },
    status: 200,
  },
  {
    name: 'a page of the name',
    method: 'POST',
    path: '/rest/api/content',
    body: { type: 'page', title: 'For a reader', space: { key: 'MIX' } },
    status: 200,
  },
  mixed('', {
    has: {
      results: [
        { entityType: 'space', space: { key: 'MIX' } },
        { entityType: 'user', user: { username: 'reader' } },
        { entityType: 'content', content: { type: 'page' } },
        { entityType: 'content', content: { type: 'page' } },
      ],
      totalSize: 4,
    },
  }),
  mixed('&limit=2', { has: { size: 2, totalSize: 4, _links: { next: anyString } } }),
  mixed('&limit=2&start=1', {
    has: { results: [{ entityType: 'user' }, { entityType: 'content' }], size: 2, totalSize: 4 },
  }),
  mixed('&limit=2&start=2', { has: { size: 2, totalSize: 4 }, lacks: ['_links.next'] }),
  mixed('', { as: 'stranger', has: { results: [{ entityType: 'user' }], totalSize: 1 } }),
])

const found = (name: string, root: string, query: string, keys: string[], as?: Step['as']): Step => ({
  name: `${name}, ${root || '/'}`,
  ...(as ? { as } : {}),
  method: 'GET',
  path: `${root}/rest/api/space?${query}`,
  status: 200,
  has: { size: keys.length, results: keys.map((key) => ({ key })) },
})

const made = (key: string): Step => ({
  name: `the space ${key}`,
  method: 'POST',
  path: '/rest/api/space',
  body: { key, name: `Space ${key}` },
  status: 200,
  save: { [`${key}_id`]: 'id' },
})

scenarios('a list of spaces', [
  made('AAA'),
  made('BBB'),
  {
    name: 'a label of one',
    method: 'POST',
    path: '/wiki/rest/api/space/AAA/label',
    body: [{ prefix: 'team', name: 'docs' }],
    status: 200,
  },
  {
    name: 'a page in the other',
    method: 'POST',
    path: '/rest/api/content',
    body: {
      type: 'page',
      title: 'Labelled',
      space: { key: 'BBB' },
      metadata: { labels: [{ prefix: 'global', name: 'found' }] },
    },
    status: 200,
    save: { page: 'id' },
  },
  {
    name: 'saved for later',
    as: 'editor',
    method: 'PUT',
    path: '/wiki/rest/api/relation/favourite/from/user/current/to/space/BBB',
    status: 200,
  },
  {
    name: 'the editor',
    as: 'editor',
    method: 'GET',
    path: '/rest/api/user/current',
    status: 200,
    save: { key: 'userKey' },
  },
  ...['', '/wiki'].flatMap((root): Step[] => [
    found('all', root, '', ['AAA', 'BBB', 'DEMO']),
    found('by key', root, 'spaceKey=AAA&spaceKey=demo', ['AAA', 'DEMO']),
    found('by the other spelling', root, 'spaceKeys=AAA,BBB', ['AAA', 'BBB']),
    found('by one key', root, 'spaceKeySingle=BBB', ['BBB']),
    found('by id', root, 'spaceId=${AAA_id}', ['AAA']),
    found('by ids', root, 'spaceIds=${AAA_id},${BBB_id}', ['AAA', 'BBB']),
    found('by label', root, 'label=docs', ['AAA']),
    found('by no label', root, 'label=nothing', []),
    found('by a label inside', root, 'contentLabel=found', ['BBB']),
    found('favourites', root, 'favourite=true', ['BBB'], 'editor'),
    found('what is none', root, 'favourite=false', ['AAA', 'DEMO'], 'editor'),
    found('of one who has none', root, 'favourite=true', []),
    found('of somebody else', root, 'favourite=true&favouriteUserKey=${key}', ['BBB']),
    found('archived ones', root, 'status=archived', []),
    found('personal ones', root, 'type=personal', []),
    found('with a policy', root, 'hasRetentionPolicy=true', []),
    found('two of them', root, 'label=docs&favourite=false', ['AAA']),
    {
      name: `of somebody else, as a reader, ${root}`,
      as: 'reader',
      method: 'GET',
      path: `${root}/rest/api/space?favourite=true&favouriteUserKey=\${key}`,
      status: 403,
    },
    { name: `no boolean, ${root}`, method: 'GET', path: `${root}/rest/api/space?favourite=yes`, status: 400 },
    { name: `no status, ${root}`, method: 'GET', path: `${root}/rest/api/space?status=gone`, status: 400 },
    { name: `no id, ${root}`, method: 'GET', path: `${root}/rest/api/space?spaceId=x`, status: 400 },
  ]),
  {
    name: 'the page becomes a secret',
    method: 'PUT',
    path: '/wiki/rest/api/content/${page}/restriction/byOperation/read/user?userName=admin',
    status: 200,
  },
  found('a label of what may not be read', '', 'contentLabel=found', [], 'editor'),
])
