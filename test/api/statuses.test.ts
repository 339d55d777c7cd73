import { scenarios, type Step } from '../support/scenario.ts'

const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
const noCheck = { 'x-atlassian-token': 'no-check' }
const file = (name: string) => {
  const form = new FormData()
  form.append('file', new Blob(['bytes']), name)
  return form
}

const statuses = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const isCloud = root === '/wiki'
  const page = (title: string, save: string, more: object = {}): Step => ({
    name: `a page ${title}`,
    method: 'POST',
    path: `${api}/content`,
    body: { type: 'page', title, space: { key: 'STAT' }, body: storage(`<p>quagmire</p>`), ...more },
    status: 200,
    save: { [save]: 'id' },
  })
  const put = (id: string, title: string, number: number, more: object = {}) => ({
    method: 'PUT' as const,
    path: `${api}/content/\${${id}}`,
    body: { type: 'page', title, version: { number }, ...more },
  })
  const listed = (status: string) => `${api}/content?spaceKey=STAT&status=${status}&limit=100`
  const bin = `${api}/content/\${two}/child/attachment`
  return [
    {
      name: 'a space',
      method: 'POST',
      path: `${api}/space`,
      body: { key: 'STAT', name: 'Statuses' },
      status: 200,
      save: { home: 'homepage.id' },
    },
    page('Kept', 'kept'),
    page('Gone', 'gone'),
    page('', 'draft', { status: 'draft' }),
    { name: 'to the trash', method: 'DELETE', path: `${api}/content/\${gone}`, status: 204 },
    { name: 'twice', method: 'DELETE', path: `${api}/content/\${gone}`, status: 404 },
    { name: 'in the trash it is not there', method: 'GET', path: `${api}/content/\${gone}`, status: 404 },
    ...['trashed', 'any', 'deleted'].map((status): Step => ({
      name: `but is with ${status}`,
      method: 'GET',
      path: `${api}/content/\${gone}?status=${status}`,
      status: 200,
      has: { status: 'trashed' },
    })),
    { name: 'the draft is not there', method: 'GET', path: `${api}/content/\${draft}`, status: 404 },
    {
      name: 'but for its author',
      method: 'GET',
      path: `${api}/content/\${draft}?status=draft`,
      status: 200,
      has: { status: 'draft', title: '' },
    },
    {
      name: 'for nobody else',
      as: 'editor',
      method: 'GET',
      path: `${api}/content/\${draft}?status=draft`,
      status: 404,
    },
    {
      name: 'listed: what is current',
      method: 'GET',
      path: listed('current'),
      status: 200,
      has: { results: [{ id: '${home}' }, { id: '${kept}' }] },
    },
    {
      name: 'listed: the trash',
      method: 'GET',
      path: listed('trashed'),
      status: 200,
      has: { results: [{ id: '${gone}' }] },
    },
    {
      name: 'listed: drafts',
      method: 'GET',
      path: listed('draft'),
      status: 200,
      has: { results: [{ id: '${draft}' }] },
    },
    {
      name: 'listed: drafts of others',
      as: 'editor',
      method: 'GET',
      path: listed('draft'),
      status: 200,
      has: { results: [] },
    },
    {
      name: 'listed: two of them',
      method: 'GET',
      path: `${listed('current')}&status=trashed`,
      status: 200,
      has: { results: [{ id: '${home}' }, { id: '${kept}' }, { id: '${gone}' }] },
    },
    {
      name: 'listed: any',
      method: 'GET',
      path: listed('any'),
      status: 200,
      has: {
        results: [
          { id: '${home}' },
          { id: '${kept}' },
          { id: '${gone}' },
          ...(isCloud ? [{ id: '${draft}' }] : []),
        ],
      },
    },
    { name: 'listed: what is no status', method: 'GET', path: listed('asleep'), status: 400 },
    { name: 'the title of the trashed one is free', ...put('kept', 'Gone', 2), status: 200 },
    {
      name: 'so it cannot come back',
      ...put('gone', 'Gone', 2, { status: 'current' }),
      status: 400,
      has: { message: /already exists with the title Gone/ },
    },
    { name: 'until it is free again', ...put('kept', 'Kept', 3), status: 200 },
    { name: 'without the status it does not', ...put('gone', 'Gone', 2), status: 404 },
    { name: 'nor at a stale version', ...put('gone', 'Gone', 1, { status: 'current' }), status: 409 },
    {
      name: 'it comes back as it was, whatever else is said',
      ...put('gone', 'Else', 2, { status: 'current', body: storage('<p>else</p>') }),
      status: 200,
      has: { title: 'Gone', status: 'current', version: { number: 2 }, body: storage('<p>quagmire</p>') },
      events: ['page.restored'],
    },
    {
      name: 'the draft keeps one version',
      ...put('draft', 'Worked on', 2, { status: 'draft' }),
      status: 200,
      has: { status: 'draft', title: 'Worked on', version: { number: 1 } },
    },
    {
      name: 'it is not found',
      method: 'GET',
      path: `${api}/search?cql=space=STAT%20and%20title~worked`,
      status: 200,
      has: { totalSize: 0 },
    },
    {
      name: 'published it needs a title of its own',
      ...put('draft', 'Kept', 1, { status: 'current' }),
      status: 400,
    },
    {
      name: 'publish it',
      ...put('draft', 'Worked on', 1, { status: 'current' }),
      status: 200,
      has: { status: 'current', version: { number: 1 } },
      events: ['page.created'],
    },
    {
      name: 'it is found',
      method: 'GET',
      path: `${api}/search?cql=space=STAT%20and%20title~worked`,
      status: 200,
      has: { totalSize: 1 },
    },
    { name: 'it is no draft any more', ...put('draft', 'Worked on', 2, { status: 'draft' }), status: 400 },
    page('Thrown away', 'second', { status: 'draft' }),
    {
      name: 'discard a draft',
      method: 'DELETE',
      path: `${api}/content/\${second}?status=draft`,
      status: 204,
      events: ['page.removed'],
    },
    { name: 'it is gone for good', method: 'GET', path: `${api}/content/\${second}?status=any`, status: 404 },
    {
      name: 'what is current is not purged',
      method: 'DELETE',
      path: `${api}/content/\${kept}?status=trashed`,
      status: 404,
    },
    { name: 'to the trash again', method: 'DELETE', path: `${api}/content/\${gone}`, status: 204 },
    {
      name: 'an editor may not purge',
      as: 'editor',
      method: 'DELETE',
      path: `${api}/content/\${gone}?status=trashed`,
      status: 403,
    },
    {
      name: 'purge',
      method: 'DELETE',
      path: `${api}/content/\${gone}?status=trashed`,
      status: 204,
      events: ['page.removed'],
    },
    { name: 'and it is gone', method: 'GET', path: `${api}/content/\${gone}?status=any`, status: 404 },
    page('Two', 'two'),
    {
      name: 'a file',
      method: 'POST',
      path: bin,
      headers: noCheck,
      body: file('f.txt'),
      status: 200,
      save: { file: 'results.0.id' },
    },
    { name: 'an earlier version', ...put('two', 'Two', 2, { body: storage('<p>second</p>') }), status: 200 },
    {
      name: 'is read by its number',
      method: 'GET',
      path: `${api}/content/\${two}?status=historical&version=1&expand=body.storage,version`,
      status: 200,
      has: { status: 'historical', version: { number: 1 }, body: storage('<p>quagmire</p>') },
    },
    ...(isCloud
      ? []
      : ([
          { name: 'a file to the trash', method: 'DELETE', path: `${api}/content/\${file}`, status: 204 },
          {
            name: 'another of its name',
            method: 'POST',
            path: bin,
            headers: noCheck,
            body: file('F.txt'),
            status: 200,
            save: { other: 'results.0.id' },
          },
          {
            name: 'while that is there it does not come back',
            ...put('file', 'f.txt', 2, { type: 'attachment', status: 'current' }),
            status: 400,
            has: { message: /same file name/ },
          },
          { name: 'that goes', method: 'DELETE', path: `${api}/content/\${other}`, status: 204 },
          {
            name: 'it comes back',
            ...put('file', 'f.txt', 2, { type: 'attachment', status: 'current' }),
            status: 200,
            has: { status: 'current', title: 'f.txt' },
            events: ['attachment.restored'],
          },
          {
            name: 'with its bytes',
            method: 'GET',
            path: `${root}/download/attachments/\${two}/f.txt`,
            status: 200,
            has: /^bytes$/,
          },
        ] as Step[])),
  ]
}

const comments = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const own = `${api}/content/\${page}/child/comment`
  const comment = (name: string, more: object): Step => ({
    name: `a comment ${name}`,
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'comment',
      container: { id: '${page}', type: 'page' },
      body: storage(`<p>${name}</p>`),
      ...more,
    },
    status: 200,
    save: { [name]: 'id' },
  })
  return [
    {
      name: 'a page',
      method: 'POST',
      path: `${api}/content`,
      body: { type: 'page', title: 'Discussed', space: { key: 'DEMO' }, body: storage('') },
      status: 200,
      save: { page: 'id' },
    },
    comment('first', {}),
    comment('answer', { ancestors: [{ id: '${first}' }] }),
    comment('inside', { extensions: { location: 'inline' } }),
    {
      name: 'those that answer the page',
      method: 'GET',
      path: own,
      status: 200,
      has: { results: [{ id: '${first}' }, { id: '${inside}' }] },
    },
    {
      name: 'all of them',
      method: 'GET',
      path: `${own}?depth=all`,
      status: 200,
      has: { results: [{ id: '${first}' }, { id: '${answer}' }, { id: '${inside}' }] },
    },
    {
      name: 'below it',
      method: 'GET',
      path: `${own}?location=footer&expand=body.storage`,
      status: 200,
      has: { results: [{ body: storage('<p>first</p>') }] },
    },
    {
      name: 'in it',
      method: 'GET',
      path: `${own}?location=inline`,
      status: 200,
      has: { results: [{ id: '${inside}' }] },
    },
    {
      name: 'both',
      method: 'GET',
      path: `${own}?location=inline&location=footer&location=resolved`,
      status: 200,
      has: { size: 2 },
    },
    {
      name: 'resolved ones',
      method: 'GET',
      path: `${own}?location=resolved`,
      status: 200,
      has: { results: [] },
    },
    {
      name: 'answers to a comment',
      method: 'GET',
      path: `${api}/content/\${first}/child/comment`,
      status: 200,
      has: { results: [{ id: '${answer}' }] },
    },
    {
      name: 'the second only',
      method: 'GET',
      path: `${own}?start=1&limit=1`,
      status: 200,
      has: { results: [{ id: '${inside}' }], start: 1, limit: 1, size: 1 },
    },
    { name: 'another place', method: 'GET', path: `${own}?location=moon`, status: 400 },
    { name: 'of no page', method: 'GET', path: `${api}/content/7/child/comment`, status: 404 },
    { name: 'of what is no id', method: 'GET', path: `${api}/content/x/child/comment`, status: 400 },
    { name: 'for who does not see it', as: 'stranger', method: 'GET', path: own, status: 404 },
  ]
}

const scan: Step[] = [
  {
    name: 'a space',
    method: 'POST',
    path: '/rest/api/space',
    body: { key: 'SCAN', name: 'Scan' },
    status: 200,
    save: { home: 'homepage.id' },
  },
  ...['One', 'Two', 'Three'].map((title): Step => ({
    name: title,
    method: 'POST',
    path: '/rest/api/content',
    body: { type: 'page', title, space: { key: 'SCAN' }, body: storage('') },
    status: 200,
    save: { [title]: 'id' },
  })),
  { name: 'one in the trash', method: 'DELETE', path: '/rest/api/content/${Three}', status: 204 },
  {
    name: 'the first stretch',
    method: 'GET',
    path: '/rest/api/content/scan?spaceKey=SCAN&limit=2&expand=space',
    status: 200,
    has: {
      results: [{ id: '${home}', space: { key: 'SCAN' } }, { id: '${One}' }],
      size: 2,
      nextCursor: 'content:false:${One}',
      _links: {
        next: '/rest/api/content/scan?spaceKey=SCAN&expand=space&limit=2&cursor=content%3Afalse%3A${One}',
      },
    },
    lacks: ['results.0.version', 'prevCursor'],
  },
  {
    name: 'the rest, as its link says',
    method: 'GET',
    path: '/rest/api/content/scan?spaceKey=SCAN&limit=2&cursor=content%3Afalse%3A${One}',
    status: 200,
    has: {
      results: [{ id: '${Two}', version: { number: 1 }, history: { latest: true }, space: { key: 'SCAN' } }],
      prevCursor: 'content:true:${Two}',
    },
    lacks: ['nextCursor'],
  },
  {
    name: 'with the trash',
    method: 'GET',
    path: '/rest/api/content/scan?spaceKey=SCAN&status=any',
    status: 200,
    has: { size: 4 },
  },
  {
    name: 'another kind',
    method: 'GET',
    path: '/rest/api/content/scan?spaceKey=SCAN&type=blogpost',
    status: 200,
    has: { results: [] },
  },
  {
    name: 'of all spaces',
    method: 'GET',
    path: '/rest/api/content/scan?limit=1',
    status: 200,
    has: { size: 1 },
  },
  {
    name: 'who sees nothing',
    as: 'stranger',
    method: 'GET',
    path: '/rest/api/content/scan',
    status: 200,
    has: { results: [] },
  },
  { name: 'of no space', method: 'GET', path: '/rest/api/content/scan?spaceKey=NOPE', status: 404 },
  { name: 'what is no cursor', method: 'GET', path: '/rest/api/content/scan?cursor=x', status: 400 },
  { name: 'an unknown kind', method: 'GET', path: '/rest/api/content/scan?type=bogus', status: 501 },
]

for (const root of ['', '/wiki']) {
  scenarios(`statuses of content at ${root || '/'}`, statuses(root))
  scenarios(`comments on a content at ${root || '/'}`, comments(root))
}
scenarios('reading through all content', scan)
