import { anyId, anyString, anyTime, exactly } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const stage = (root: string): Step[] => [
  {
    name: 'a space to work in',
    method: 'POST',
    path: `${root}/rest/api/space`,
    body: { key: 'PRP', name: 'Properties' },
    status: 200,
  },
  {
    name: 'a page in it, with a property riding along',
    method: 'POST',
    path: `${root}/rest/api/content`,
    body: {
      type: 'page',
      title: 'Kept',
      space: { key: 'PRP' },
      body: { storage: { value: '<p>k</p>', representation: 'storage' } },
      metadata: { properties: { editor: { key: 'editor', value: 'v2' }, _links: { self: 'x' } } },
    },
    status: 200,
    save: { page: 'id' },
    events: ['property.created', 'page.created'],
    prepare: (app) => app.letRead('reader', 'PRP'),
  },
]

/** What both owners have in common. `owner`: its path; `inner`: how it shows when it is expanded. */
function lifeOfProperties(api: string, owner: string, noun: string, inner: object): Step[] {
  const at = `${api}/${owner}/property`
  return [
    {
      name: `${noun}: create`,
      method: 'POST',
      path: at,
      body: { key: 'status', value: { level: 3, tags: ['a', null], ok: true } },
      status: 200,
      has: {
        id: anyId,
        key: 'status',
        value: exactly({ level: 3, tags: ['a', null], ok: true }),
        version: { number: 1, minorEdit: false, message: '', when: anyTime },
        _links: { self: anyString, base: anyString },
        _expandable: { [noun]: anyString },
      },
      events: ['property.created'],
    },
    {
      name: `${noun}: the same key again`,
      method: 'POST',
      path: at,
      body: { key: 'status', value: 1 },
      status: 409,
      events: [],
    },
    {
      name: `${noun}: a key in the address`,
      method: 'POST',
      path: `${at}/with.key`,
      body: { value: 'text' },
      status: 200,
      has: { key: 'with.key', value: 'text' },
      events: ['property.created'],
    },
    { name: `${noun}: no value`, method: 'POST', path: at, body: { key: 'k' }, status: 400 },
    { name: `${noun}: no key`, method: 'POST', path: at, body: { value: 1 }, status: 400 },
    { name: `${noun}: an empty key`, method: 'POST', path: at, body: { key: ' ', value: 1 }, status: 400 },
    {
      name: `${noun}: a key too long`,
      method: 'POST',
      path: at,
      body: { key: 'k'.repeat(256), value: 1 },
      status: 400,
    },
    {
      name: `${noun}: a value too large`,
      method: 'POST',
      path: at,
      body: { key: 'large', value: 'x'.repeat(33_000) },
      status: 413,
    },
    {
      name: `${noun}: a value that is nested too deep`,
      method: 'POST',
      path: at,
      headers: { 'content-type': 'application/json' },
      body: `{"key":"deep","value":${'['.repeat(14_000)}${']'.repeat(14_000)}}`,
      status: 400,
      has: { message: /at most 100 levels/ },
    },
    {
      name: `${noun}: read`,
      method: 'GET',
      path: `${at}/status?expand=version,${noun}`,
      as: 'reader',
      status: 200,
      has: { key: 'status', version: { number: 1 }, [noun]: inner },
      lacks: [`_expandable.${noun}`],
    },
    {
      name: `${noun}: read without the version`,
      method: 'GET',
      path: `${at}/status?expand=${noun}`,
      status: 200,
      has: { _expandable: { version: '' } },
      lacks: ['version'],
    },
    {
      name: `${noun}: list by key`,
      method: 'GET',
      path: `${at}?key=status,nothing`,
      as: 'reader',
      status: 200,
      has: { results: [{ key: 'status' }], start: 0, limit: 10, size: 1 },
    },
    {
      name: `${noun}: list by stretches`,
      method: 'GET',
      path: `${at}?limit=1`,
      status: 200,
      has: { size: 1, _links: { next: anyString } },
    },
    {
      name: `${noun}: update to the next version`,
      method: 'PUT',
      path: `${at}/status`,
      body: { key: 'status', value: null, version: { number: '2' } },
      status: 200,
      has: { value: null, version: { number: 2 } },
      events: ['property.updated'],
    },
    {
      name: `${noun}: a stale version`,
      method: 'PUT',
      path: `${at}/status`,
      body: { key: 'status', value: 9, version: { number: 2 } },
      status: 409,
      events: [],
    },
    {
      name: `${noun}: no version`,
      method: 'PUT',
      path: `${at}/status`,
      body: { key: 'status', value: 9 },
      status: 400,
    },
    {
      name: `${noun}: another key than the address`,
      method: 'PUT',
      path: `${at}/status`,
      body: { key: 'other', value: 9, version: { number: 3 } },
      status: 400,
    },
    {
      name: `${noun}: version 1 creates what is absent`,
      method: 'PUT',
      path: `${at}/fresh`,
      body: { value: [1], version: { number: 1 } },
      status: 200,
      has: { key: 'fresh', version: { number: 1 } },
      events: ['property.created'],
    },
    {
      name: `${noun}: version 2 of what is absent`,
      method: 'PUT',
      path: `${at}/absent`,
      body: { value: [1], version: { number: 2 } },
      status: 404,
    },
    {
      name: `${noun}: remove`,
      method: 'DELETE',
      path: `${at}/fresh`,
      status: 204,
      events: ['property.removed'],
    },
    { name: `${noun}: removed before`, method: 'DELETE', path: `${at}/fresh`, status: 404, events: [] },
    { name: `${noun}: read what is gone`, method: 'GET', path: `${at}/fresh`, status: 404 },
    ...refusals(at, noun),
  ]
}

/** Who may not: a reader reads, a stranger sees nothing. */
function refusals(at: string, noun: string): Step[] {
  const writes: Pick<Step, 'method' | 'path' | 'body'>[] = [
    { method: 'POST', path: at, body: { key: 'mine', value: 1 } },
    { method: 'POST', path: `${at}/mine`, body: { value: 1 } },
    { method: 'PUT', path: `${at}/status`, body: { value: 1, version: { number: 3 } } },
    { method: 'DELETE', path: `${at}/status` },
  ]
  const reads: Pick<Step, 'method' | 'path'>[] = [
    { method: 'GET', path: at },
    { method: 'GET', path: `${at}/status` },
  ]
  return [
    ...writes.map((write): Step => ({
      name: `${noun}: ${write.method} ${write.path} by a reader`,
      ...write,
      as: 'reader',
      status: 403,
      events: [],
    })),
    ...[...writes, ...reads].map((question): Step => ({
      name: `${noun}: ${question.method} ${question.path} by a stranger`,
      ...question,
      as: 'stranger',
      status: 404,
    })),
  ]
}

function onContent(api: string): Step[] {
  return [
    {
      name: 'expand: the properties that are named, and where the others are',
      method: 'GET',
      path: `${api}/content/\${page}?expand=metadata.properties.editor,metadata.properties.absent`,
      status: 200,
      has: {
        metadata: {
          properties: {
            editor: { key: 'editor', value: 'v2', version: { number: 1 } },
            _expandable: { status: /^\/rest\/api\/content\/\d+\/property\/status$/ },
            _links: { self: anyString },
          },
        },
      },
      lacks: ['metadata.properties.absent', 'metadata._expandable.properties'],
    },
    {
      name: 'expand in a list',
      method: 'GET',
      path: `${api}/content?spaceKey=PRP&title=Kept&expand=metadata.properties`,
      status: 200,
      has: { results: [{ metadata: { properties: { _expandable: { editor: anyString } } } }] },
    },
    {
      name: 'an update changes those that ride along, whatever their versions',
      method: 'PUT',
      path: `${api}/content/\${page}?expand=metadata.properties.editor,metadata.properties.width`,
      body: {
        type: 'page',
        title: 'Kept',
        version: { number: 2 },
        metadata: { properties: { editor: { value: 'v1' }, width: { value: 'full' } } },
      },
      status: 200,
      has: {
        metadata: {
          properties: { editor: { value: 'v1', version: { number: 2 } }, width: { value: 'full' } },
        },
      },
      events: ['page.updated', 'property.updated', 'property.created'],
    },
    {
      name: 'a body about another content',
      method: 'POST',
      path: `${api}/content/\${page}/property`,
      body: { key: 'k', value: 1, content: { id: '1' } },
      status: 400,
    },
    { name: 'an id that never was', method: 'GET', path: `${api}/content/999999/property`, status: 404 },
    { name: 'no id at all', method: 'GET', path: `${api}/content/x/property`, status: 400 },
    {
      name: 'properties go with their page',
      method: 'DELETE',
      path: `${api}/content/\${page}`,
      status: 204,
    },
    {
      name: 'the trash is read by its status',
      method: 'GET',
      path: `${api}/content/\${page}/property/editor?status=trashed`,
      status: 200,
      has: { value: 'v1' },
    },
    {
      name: 'and not without',
      method: 'GET',
      path: `${api}/content/\${page}/property/editor`,
      status: 404,
    },
  ]
}

for (const root of ['', '/wiki']) {
  const api = `${root}/rest/api`
  scenarios(`properties ${root || '/'}`, [
    ...stage(root),
    ...lifeOfProperties(api, 'content/${page}', 'content', { id: '${page}' }),
    ...lifeOfProperties(api, 'space/PRP', 'space', { key: 'PRP' }),
    ...onContent(api),
  ])
}
