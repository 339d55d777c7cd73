import { anyString, anyTime } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'
const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

const attach = (
  name: string,
  bytes: string | Uint8Array<ArrayBuffer>,
  type: string,
  holder = 'page',
): Step => {
  const body = new FormData()
  body.append('file', new Blob([bytes], { type }), name)
  body.append('comment', `of ${name}`)
  return {
    name: `attach ${name} to the ${holder}`,
    method: 'POST',
    path: `/rest/api/content/\${${holder}}/child/attachment?allowDuplicated=true`,
    headers: { 'X-Atlassian-Token': 'no-check' },
    body,
    status: 200,
    save: { [name.replace(/\W/g, '')]: 'results.0.id' },
  }
}
const list = (name: string, path: string, titles: string[], rest: Partial<Step> = {}): Step => ({
  name,
  method: 'GET',
  path: `${api}${path}`,
  status: 200,
  has: { results: titles.map((title) => ({ title })) },
  lacks: [`results.${titles.length}`],
  ...rest,
})
const refused = { has: { errors: [{ status: 400 }] }, lacks: ['results'], status: 400 }

scenarios('attachments in the second API', [
  ...(['page', 'blogpost'] as const).map((type): Step => ({
    name: `a ${type}`,
    method: 'POST',
    path: '/rest/api/content',
    body: { type, title: `With files, ${type}`, space: { key: 'DEMO' } },
    status: 200,
    save: { [type]: 'id' },
    prepare: (app) => app.letRead('reader', 'DEMO'),
  })),
  attach('notes.txt', 'one', 'text/plain'),
  attach('pixel.png', PIXEL, 'image/png'),
  attach('post.txt', 'post', 'text/plain', 'blogpost'),
  attach('notes.txt', 'longer', 'text/markdown'),
  {
    name: 'the attachments of the page',
    as: 'reader',
    method: 'GET',
    path: `${api}/pages/\${page}/attachments`,
    status: 200,
    has: {
      results: [
        {
          id: 'att${notestxt}',
          status: 'current',
          title: 'notes.txt',
          createdAt: anyTime,
          pageId: '${page}',
          mediaType: anyString,
          comment: 'of notes.txt',
          fileId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
          fileSize: 6,
          webuiLink: /^\/pages\/viewpageattachments/,
          downloadLink: /^\/download\/attachments\/\d+\/notes\.txt\?version=2/,
          version: { number: 2, authorId: anyString, createdAt: anyTime, message: anyString },
          _links: { webui: anyString, download: /version=2/ },
        },
        { id: 'att${pixelpng}', title: 'pixel.png', mediaType: 'image/png', fileSize: PIXEL.length },
      ],
      _links: { base: /\/wiki$/ },
    },
    lacks: ['results.2', 'results.0.blogPostId'],
  },
  list('by name', '/pages/${page}/attachments?filename=pixel.png', ['pixel.png']),
  list('by type', '/pages/${page}/attachments?mediaType=image/png', ['pixel.png']),
  list('the newest first', '/pages/${page}/attachments?sort=-created-date', ['pixel.png', 'notes.txt']),
  list('the latest change last', '/pages/${page}/attachments?sort=modified-date', ['pixel.png', 'notes.txt']),
  list('the first', '/pages/${page}/attachments?limit=1', ['notes.txt'], {
    has: { _links: { next: /^\/wiki\/api\/v2\/pages\/\d+\/attachments\?limit=1&cursor=/ } },
    hasHeaders: { link: /rel="next"/ },
    save: { next: '_links.next' },
  }),
  {
    name: 'the second',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ title: 'pixel.png' }] },
    lacks: ['_links.next'],
  },
  list('in an order that is none', '/pages/${page}/attachments?sort=size', [], refused),
  list('of a status that is none', '/pages/${page}/attachments?status=lost', [], refused),
  list('of the blog post', '/blogposts/${blogpost}/attachments', ['post.txt'], {
    has: { results: [{ blogPostId: '${blogpost}' }] },
  }),
  list('of a page under the address of blog posts', '/blogposts/${page}/attachments', [], {
    status: 404,
    has: {},
    lacks: ['results'],
  }),
  list('of a page that is none', '/pages/999999999/attachments', [], {
    status: 404,
    has: {},
    lacks: ['results'],
  }),
  list('of what one does not see (rule 30)', '/pages/${page}/attachments', [], {
    as: 'stranger',
    status: 404,
    has: { errors: [{ code: 'NOT_FOUND' }] },
    lacks: ['results'],
  }),
  list('all', '/attachments', ['notes.txt', 'pixel.png', 'post.txt']),
  list('all of a name', '/attachments?filename=post.txt', ['post.txt']),
  list('all in an order that is none', '/attachments?sort=title', [], refused),
  list('all that one sees (rule 10)', '/attachments', [], { as: 'stranger' }),
  {
    name: 'one',
    as: 'reader',
    method: 'GET',
    path: `${api}/attachments/att\${notestxt}`,
    status: 200,
    has: { id: 'att${notestxt}', title: 'notes.txt', version: { number: 2 }, _links: { base: /\/wiki$/ } },
  },
  {
    name: 'with all that it includes',
    as: 'reader',
    method: 'GET',
    path: `${api}/attachments/\${notestxt}?include-labels=true&include-properties=true&include-operations=true&include-versions=true&include-collaborators=true`,
    status: 200,
    has: {
      labels: { results: [], meta: { hasMore: false }, _links: { self: /attachments\/att\d+\/labels$/ } },
      properties: { results: [] },
      operations: { results: [{ operation: 'read', targetType: 'attachment' }] },
      versions: { results: [{ number: 2 }, { number: 1 }] },
      collaborators: { results: [{ accountId: anyString }] },
    },
  },
  {
    name: 'its first version',
    method: 'GET',
    path: `${api}/attachments/\${notestxt}?version=1`,
    status: 200,
    has: {
      status: 'historical',
      fileSize: 3,
      mediaType: 'text/plain',
      downloadLink: /version=1/,
      version: { number: 1 },
    },
  },
  {
    name: 'without its version',
    method: 'GET',
    path: `${api}/attachments/\${notestxt}?include-version=false`,
    status: 200,
    has: { title: 'notes.txt' },
    lacks: ['version'],
  },
  {
    name: 'a version that is none',
    method: 'GET',
    path: `${api}/attachments/\${notestxt}?version=9`,
    status: 404,
  },
  { name: 'no attachment', method: 'GET', path: `${api}/attachments/\${page}`, status: 404 },
  { name: 'no id', method: 'GET', path: `${api}/attachments/none`, status: 400 },
  {
    name: 'one that is not seen (rules 7 and 30)',
    as: 'stranger',
    method: 'GET',
    path: `${api}/attachments/att\${notestxt}`,
    status: 404,
  },
  {
    name: 'the thumbnail',
    as: 'reader',
    method: 'GET',
    path: `${api}/attachments/att\${pixelpng}/thumbnail/download?width=100&height=100&version=1`,
    status: 302,
    hasHeaders: { location: /^http.*\/wiki\/download\/thumbnails\/\d+\/pixel\.png\?version=1/ },
  },
  {
    name: 'no thumbnail of a text',
    method: 'GET',
    path: `${api}/attachments/\${notestxt}/thumbnail/download`,
    status: 404,
  },
  {
    name: 'nor of what is not seen (rule 30)',
    as: 'stranger',
    method: 'GET',
    path: `${api}/attachments/\${pixelpng}/thumbnail/download`,
    status: 404,
  },
  ...(['reader', 'stranger'] as const).map((as): Step => ({
    name: `${as} removes nothing (rule 17)`,
    as,
    method: 'DELETE',
    path: `${api}/attachments/att\${pixelpng}`,
    status: 404,
    events: [],
  })),
  {
    name: 'what is not in the trash is not purged',
    method: 'DELETE',
    path: `${api}/attachments/att\${pixelpng}?purge=true`,
    status: 404,
    events: [],
  },
  {
    name: 'remove',
    as: 'editor',
    method: 'DELETE',
    path: `${api}/attachments/att\${pixelpng}`,
    status: 204,
    events: ['attachment.trashed'],
  },
  list('it is in no list (rule 8)', '/pages/${page}/attachments', ['notes.txt']),
  list('but in that of the trash', '/pages/${page}/attachments?status=trashed', ['pixel.png'], {
    has: { results: [{ status: 'trashed' }] },
  }),
  {
    name: 'it is read by its id',
    method: 'GET',
    path: `${api}/attachments/att\${pixelpng}`,
    status: 200,
    has: { status: 'trashed' },
  },
  {
    name: 'whoever does not administer the space purges nothing (rule 18)',
    as: 'editor',
    method: 'DELETE',
    path: `${api}/attachments/att\${pixelpng}?purge=true`,
    status: 404,
    events: [],
  },
  {
    name: 'purge',
    method: 'DELETE',
    path: `${api}/attachments/att\${pixelpng}?purge=true`,
    status: 204,
    events: ['attachment.removed'],
  },
  { name: 'it is gone', method: 'GET', path: `${api}/attachments/att\${pixelpng}`, status: 404 },
])
