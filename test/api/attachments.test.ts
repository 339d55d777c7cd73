import { anyId, anyString, anyTime } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

type FormPart = { file?: string; name?: string; type?: string; field?: string; value?: string }

function form(...parts: FormPart[]): FormData {
  const data = new FormData()
  for (const { file, name = 'file.txt', type = 'text/plain', field = 'comment', value = '' } of parts) {
    if (file === undefined) data.append(field, value)
    else data.append('file', new Blob([file], { type }), name)
  }
  return data
}

const noCheck = { 'X-Atlassian-Token': 'no-check' }

/** A multipart body written by hand, for what no form of a well-behaved client would send. */
function rawForm(parts: string): Pick<Step, 'headers' | 'body'> {
  return {
    headers: { ...noCheck, 'content-type': 'multipart/form-data; boundary=edge' },
    body: parts.replaceAll('\n', '\r\n'),
  }
}

const aSpaceWithAPage = (key: string): Step[] => [
  {
    name: 'a space',
    method: 'POST',
    path: '/rest/api/space',
    body: { key, name: 'Files' },
    status: 200,
    save: { page: 'homepage.id' },
  },
]

function attachments(root: string): Step[] {
  const list = `${root}/rest/api/content/\${page}/child/attachment`
  const cloud = root === '/wiki'
  return [
    ...aSpaceWithAPage('FIL'),
    {
      name: 'none at first',
      method: 'GET',
      path: list,
      status: 200,
      has: { results: [], size: 0, limit: 50, start: 0 },
    },
    {
      name: 'an upload is stored with its comment',
      method: 'POST',
      path: list,
      headers: noCheck,
      body: form(
        { file: 'hello\n', name: 'notes.txt' },
        { value: 'für später' },
        { field: 'minorEdit', value: 'true' },
      ),
      status: 200,
      has: {
        size: 1,
        results: [
          {
            id: cloud ? /^att\d+$/ : anyId,
            type: 'attachment',
            status: 'current',
            title: 'notes.txt',
            version: { number: 1, when: anyTime, minorEdit: true },
            metadata: { mediaType: 'text/plain', comment: 'für später' },
            extensions: { mediaType: 'text/plain', fileSize: 6, comment: 'für später' },
            _links: {
              download: /^\/download\/attachments\/\d+\/notes\.txt\?.*version=1/,
              webui: anyString,
              self: anyString,
            },
          },
        ],
      },
      save: { file: 'results[0].id', download: 'results[0]._links.download' },
      events: ['attachment.created'],
    },
    {
      name: 'its bytes come back as they were',
      method: 'GET',
      path: `${root}\${download}`,
      status: 200,
      has: /^hello\n$/,
      hasHeaders: {
        'content-type': /^text\/plain/,
        'content-length': '6',
        'x-content-type-options': 'nosniff',
      },
    },
    {
      name: 'a range of them too',
      method: 'GET',
      path: `${root}\${download}`,
      headers: { range: 'bytes=1-3' },
      status: 206,
      has: /^ell$/,
      hasHeaders: { 'content-range': 'bytes 1-3/6' },
    },
    {
      name: 'but none beyond the end',
      method: 'GET',
      path: `${root}\${download}`,
      headers: { range: 'bytes=9-' },
      status: 416,
    },
    {
      name: 'a HEAD tells the size',
      method: 'HEAD',
      path: `${root}\${download}`,
      status: 200,
      hasHeaders: { 'content-length': '6' },
    },
    {
      name: 'the same name again is refused',
      method: 'POST',
      path: list,
      headers: noCheck,
      body: form({ file: 'other', name: 'notes.txt' }),
      status: 400,
      has: {
        message: /Cannot add a new attachment with same file name as an existing attachment: notes\.txt/,
      },
      events: [],
    },
    {
      name: 'but can be the next version of the attachment',
      method: 'POST',
      path: `${list}/\${file}/data`,
      headers: { 'X-Atlassian-Token': 'nocheck' },
      body: form({ file: 'second', name: 'whatever.txt' }),
      status: 200,
      has: { id: '${file}', title: 'notes.txt', version: { number: 2 } },
      events: ['attachment.updated'],
    },
    {
      name: 'the first version stays readable',
      method: 'GET',
      path: `${root}/download/attachments/\${page}/notes.txt?version=1`,
      status: 200,
      has: /^hello\n$/,
    },
    {
      name: 'the name alone gives the newest',
      method: 'GET',
      path: `${root}/download/attachments/\${page}/notes.txt`,
      status: 200,
      has: /^second$/,
    },
    {
      name: 'the download operation leads there',
      method: 'GET',
      path: `${list}/\${file}/download`,
      status: 302,
      hasHeaders: { location: /\/download\/attachments\/\d+\/notes\.txt/ },
    },
    {
      name: 'several files in one upload, in one answer',
      method: 'POST',
      path: list,
      headers: noCheck,
      body: form(
        { file: 'a', name: 'a ä.txt' },
        { value: 'first' },
        { file: '{}', name: 'b.json', type: 'application/json' },
        { value: 'second' },
      ),
      status: 200,
      has: {
        size: 2,
        results: [
          { title: 'a ä.txt', metadata: { comment: 'first' } },
          { title: 'b.json', metadata: { comment: 'second' } },
        ],
      },
      events: ['attachment.created', 'attachment.created'],
    },
    {
      name: 'the list can be narrowed by name',
      method: 'GET',
      path: `${list}?filename=b.json&expand=version`,
      status: 200,
      has: { results: [{ title: 'b.json', version: { number: 1 } }] },
    },
    {
      name: 'and by media type',
      method: 'GET',
      path: `${list}?mediaType=application/json`,
      status: 200,
      has: { size: 1 },
    },
    cloud
      ? {
          name: 'PUT creates or updates',
          method: 'PUT',
          path: list,
          headers: noCheck,
          body: form({ file: 'third', name: 'notes.txt' }, { file: 'x', name: 'new.txt' }),
          status: 200,
          has: {
            results: [
              { title: 'notes.txt', version: { number: 3 } },
              { title: 'new.txt', version: { number: 1 } },
            ],
          },
        }
      : {
          name: 'PUT is the Cloud’s alone',
          method: 'PUT',
          path: list,
          headers: noCheck,
          body: form({ file: 'x' }),
          status: 405,
        },
    {
      name: 'without the token nothing is taken',
      method: 'POST',
      path: list,
      body: form({ file: 'x', name: 'x.txt' }),
      status: 403,
      has: { message: /XSRF check failed/ },
      events: [],
    },
    {
      name: 'a path in a file name is only a name',
      method: 'POST',
      path: list,
      ...rawForm(
        '--edge\nContent-Disposition: form-data; name="file"; filename="../../etc/passwd"\nContent-Type: text/plain\n\nroot\n--edge--\n',
      ),
      status: 200,
      has: { results: [{ title: 'passwd' }] },
    },
    {
      name: 'an upload that breaks off is refused',
      method: 'POST',
      path: list,
      ...rawForm(
        '--edge\nContent-Disposition: form-data; name="file"; filename="cut.txt"\nContent-Type: text/plain\n\nhalf of',
      ),
      status: 400,
      has: { message: anyString },
      events: [],
    },
    {
      name: 'and nothing of it is there',
      method: 'GET',
      path: `${list}?filename=cut.txt`,
      status: 200,
      has: { size: 0 },
    },
    {
      name: 'an upload without a file is refused',
      method: 'POST',
      path: list,
      headers: noCheck,
      body: form({ value: 'only words' }),
      status: 400,
      has: { message: /file/ },
      events: [],
    },
    {
      name: 'JSON is no upload',
      method: 'POST',
      path: list,
      headers: noCheck,
      body: { file: 'x' },
      status: 415,
      has: { message: anyString },
      events: [],
    },
    {
      name: 'a page that does not exist takes none',
      method: 'POST',
      path: `${root}/rest/api/content/99999999/child/attachment`,
      headers: noCheck,
      body: form({ file: 'x' }),
      status: 404,
      events: [],
    },
    {
      name: 'a reader may download',
      prepare: (app) => app.letRead('reader', 'FIL'),
      as: 'reader',
      method: 'GET',
      path: `${root}\${download}`,
      status: 200,
    },
    {
      name: 'but not upload',
      as: 'reader',
      method: 'POST',
      path: list,
      headers: noCheck,
      body: form({ file: 'x', name: 'mine.txt' }),
      status: 403,
      events: [],
    },
    {
      name: 'nor create or update',
      as: 'reader',
      method: 'PUT',
      path: list,
      headers: noCheck,
      body: form({ file: 'x', name: 'notes.txt' }),
      status: cloud ? 403 : 405,
      events: [],
    },
    {
      name: 'nor replace',
      as: 'reader',
      method: 'POST',
      path: `${list}/\${file}/data`,
      headers: noCheck,
      body: form({ file: 'x' }),
      status: 403,
      events: [],
    },
    {
      name: 'a stranger finds nothing',
      as: 'stranger',
      method: 'GET',
      path: `${root}\${download}`,
      status: 404,
    },
    {
      name: 'a file that is not there',
      method: 'GET',
      path: `${root}/download/attachments/\${page}/none.txt`,
      status: 404,
    },
    {
      name: 'a version that is not there',
      method: 'GET',
      path: `${root}/download/attachments/\${page}/notes.txt?version=9`,
      status: 404,
    },
    {
      name: 'an attachment is deleted for good',
      method: 'DELETE',
      path: `${root}/rest/api/content/\${file}`,
      status: 204,
    },
    { name: 'and its bytes with it', method: 'GET', path: `${root}\${download}`, status: 404 },
  ]
}

for (const root of ['', '/wiki']) scenarios(`attachments at ${root || '/'}`, attachments(root))

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function picture(): FormData {
  const data = new FormData()
  data.append('file', new Blob([pixel], { type: 'image/png' }), 'dot.png')
  data.append('file', new Blob(['<script>alert(1)</script>'], { type: 'text/html' }), 'evil.html')
  return data
}

scenarios('what a browser makes of attachments', [
  ...aSpaceWithAPage('PIC'),
  {
    name: 'a picture and a page of script',
    method: 'POST',
    path: '/rest/api/content/${page}/child/attachment',
    headers: noCheck,
    body: picture(),
    status: 200,
    has: { size: 2 },
  },
  {
    name: 'a picture may be shown',
    method: 'GET',
    path: '/download/attachments/${page}/dot.png',
    status: 200,
    hasHeaders: { 'content-type': 'image/png' },
  },
  {
    name: 'its thumbnail too',
    method: 'GET',
    path: '/download/thumbnails/${page}/dot.png',
    status: 200,
    hasHeaders: { 'content-type': 'image/png' },
  },
  {
    name: 'of a picture that is not there none',
    method: 'GET',
    path: '/download/thumbnails/${page}/none.png',
    status: 404,
  },
  {
    name: 'HTML is saved, never run as a page of this site',
    method: 'GET',
    path: '/download/attachments/${page}/evil.html',
    status: 200,
    hasHeaders: { 'content-disposition': /^attachment/, 'x-content-type-options': 'nosniff' },
  },
])
