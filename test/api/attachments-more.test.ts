import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { scenarios, type Step } from '../support/scenario.ts'

const noCheck = { 'x-atlassian-token': 'no-check' }
const file = (name: string, text: string) => {
  const form = new FormData()
  form.append('file', new Blob([text], { type: 'text/plain' }), name)
  return form
}

/** Waits until the text of every file that was uploaded has been read. */
const untilRead: NonNullable<Step['prepare']> = async (app) => {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const jobs = await app.domain.database.read
      .selectFrom('job')
      .select('id')
      .where('kind', '=', 'extract-text')
      .execute()
    if (jobs.length === 0) return
  }
  assert.fail('The files have not been read after 20 seconds.')
}

const setUp = (api: string): Step[] => [
  ...['One', 'Two'].map((title): Step => ({
    name: `a page ${title}`,
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'page',
      title,
      space: { key: 'DEMO' },
      body: { storage: { value: '', representation: 'storage' } },
    },
    status: 200,
    save: { [title.toLowerCase()]: 'id' },
    prepare: async (app) => {
      await app.letRead('reader', 'DEMO')
    },
  })),
  ...['a.txt', 'b.txt'].map((name): Step => ({
    name: `a file ${name}`,
    method: 'POST',
    path: `${api}/content/\${one}/child/attachment`,
    headers: noCheck,
    body: file(name, `zanzibar in ${name}`),
    status: 200,
    save: { [name.slice(0, 1)]: 'results.0.id' },
  })),
]

const changes = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const own = `${api}/content/\${one}/child/attachment/\${a}`
  const there = `${api}/content/\${two}/child/attachment/\${a}`
  const change = (more: object, number = 1) => ({
    id: '${a}',
    type: 'attachment',
    version: { number },
    ...more,
  })
  return [
    ...setUp(api),
    {
      name: 'rename it, and say more of it',
      method: 'PUT',
      path: own,
      body: change({ title: 'c.csv', metadata: { mediaType: 'text/csv', comment: 'the third' } }),
      status: 200,
      has: {
        id: '${a}',
        title: 'c.csv',
        version: { number: 1 },
        extensions: { mediaType: 'text/csv', comment: 'the third' },
        container: { id: '${one}' },
      },
      events: ['attachment.changed'],
    },
    {
      name: 'it is downloaded by its new name',
      method: 'GET',
      path: `${root}/download/attachments/\${one}/c.csv`,
      status: 200,
      has: /zanzibar in a/,
      hasHeaders: { 'content-type': /^text\/csv/ },
    },
    {
      name: 'and not by the old one',
      method: 'GET',
      path: `${root}/download/attachments/\${one}/a.txt`,
      status: 404,
    },
    {
      name: 'it is found by its comment, too',
      method: 'GET',
      path: `${api}/search?cql=text~third`,
      status: 200,
      has: { results: [{ content: { id: '${a}' } }] },
    },
    {
      name: 'to a name that is taken',
      method: 'PUT',
      path: own,
      body: change({ title: 'B.TXT' }),
      status: 400,
      has: { message: /same file name/ },
    },
    {
      name: 'another spelling of its own name',
      method: 'PUT',
      path: own,
      body: change({ title: 'C.csv' }),
      status: 200,
      has: { title: 'C.csv' },
    },
    { name: 'to no name', method: 'PUT', path: own, body: change({ title: '..' }), status: 400 },
    { name: 'a stale version', method: 'PUT', path: own, body: change({}, 2), status: 409 },
    { name: 'no version', method: 'PUT', path: own, body: { id: '${a}', type: 'attachment' }, status: 400 },
    { name: 'another id', method: 'PUT', path: own, body: { ...change({}), id: '${b}' }, status: 400 },
    { name: 'a body that is none', method: 'PUT', path: own, body: { title: 7 }, status: 400 },
    {
      name: 'a reader may not',
      as: 'reader',
      method: 'PUT',
      path: own,
      body: change({ title: 'd.txt' }),
      status: 403,
      events: [],
    },
    {
      name: 'who does not see it',
      as: 'stranger',
      method: 'PUT',
      path: own,
      body: change({ title: 'd.txt' }),
      status: 404,
    },
    {
      name: 'one of another content',
      method: 'PUT',
      path: there,
      body: change({ title: 'd.txt' }),
      status: 404,
    },
    {
      name: 'to no content',
      method: 'PUT',
      path: own,
      body: change({ container: { id: '7', type: 'page' } }),
      status: 404,
    },
    {
      name: 'hang it on the other page',
      method: 'PUT',
      path: own,
      body: change({ container: { id: '${two}', type: 'page' } }),
      status: 200,
      has: { container: { id: '${two}' } },
      events: ['attachment.changed'],
    },
    {
      name: 'there it is',
      method: 'GET',
      path: `${api}/content/\${two}/child/attachment`,
      status: 200,
      has: { results: [{ id: '${a}' }] },
    },
    {
      name: 'and here no more',
      method: 'GET',
      path: `${api}/content/\${one}/child/attachment`,
      status: 200,
      has: { results: [{ id: '${b}' }] },
    },
    {
      name: 'search finds it by what is in it',
      prepare: untilRead,
      method: 'GET',
      path: `${api}/search?cql=text~zanzibar%20and%20type=attachment%20order%20by%20title`,
      status: 200,
      has: { totalSize: 2 },
    },
    {
      name: 'new bytes',
      method: 'POST',
      path: `${there}/data`,
      headers: noCheck,
      body: file('x', 'now of quagmires'),
      status: 200,
      has: { version: { number: 2 } },
    },
    {
      name: 'it is found by these',
      prepare: untilRead,
      method: 'GET',
      path: `${api}/search?cql=text~quagmires`,
      status: 200,
      has: { results: [{ content: { id: '${a}' }, excerpt: /quagmires/ }] },
    },
    {
      name: 'and no more by the old ones',
      method: 'GET',
      path: `${api}/search?cql=text~zanzibar`,
      status: 200,
      has: { totalSize: 1 },
    },
  ]
}

const dataCenter = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const own = `${api}/content/\${one}/child/attachment/\${a}`
  return [
    ...setUp(api),
    {
      name: 'the text of it',
      prepare: untilRead,
      as: 'reader',
      method: 'GET',
      path: `${own}/extractedtext`,
      status: 200,
      has: { extractedText: 'zanzibar in a.txt' },
    },
    {
      name: 'the beginning of it',
      method: 'GET',
      path: `${own}/extractedtext?limit=8`,
      status: 200,
      has: { extractedText: 'zanzibar' },
    },
    {
      name: 'the text of none',
      method: 'GET',
      path: `${api}/content/\${one}/child/attachment/7/extractedtext`,
      status: 404,
    },
    {
      name: 'of what is no id',
      method: 'GET',
      path: `${api}/content/\${one}/child/attachment/x/extractedtext`,
      status: 400,
    },
    {
      name: 'for who does not see it',
      as: 'stranger',
      method: 'GET',
      path: `${own}/extractedtext`,
      status: 404,
    },
    {
      name: 'a picture',
      method: 'POST',
      path: `${api}/content/\${one}/child/attachment`,
      headers: noCheck,
      body: file('p.bin', '\u0001\u0002'),
      status: 200,
      save: { p: 'results.0.id' },
    },
    {
      name: 'bytes without text',
      method: 'POST',
      path: `${api}/content/\${one}/child/attachment/\${p}/data`,
      headers: noCheck,
      body: (() => {
        const form = new FormData()
        form.append('file', new Blob([new Uint8Array([137, 80])], { type: 'image/png' }), 'p.png')
        return form
      })(),
      status: 200,
    },
    {
      name: 'have none',
      prepare: untilRead,
      method: 'GET',
      path: `${api}/content/\${one}/child/attachment/\${p}/extractedtext`,
      status: 204,
    },
    {
      name: 'rename it',
      method: 'POST',
      path: `${own}/move?newContentId=\${one}&newName=d.txt`,
      headers: noCheck,
      status: 204,
      events: ['attachment.changed'],
    },
    {
      name: 'move it, and rename it',
      method: 'POST',
      path: `${own}/move?newContentId=\${two}&newName=e.txt`,
      headers: noCheck,
      status: 204,
      events: ['attachment.changed'],
    },
    {
      name: 'where it is',
      method: 'GET',
      path: `${api}/content/\${two}/child/attachment`,
      status: 200,
      has: { results: [{ id: '${a}', title: 'e.txt' }] },
    },
    {
      name: 'it is not here any more',
      method: 'POST',
      path: `${own}/move?newContentId=\${two}`,
      status: 404,
    },
    {
      name: 'back',
      method: 'POST',
      path: `${api}/content/\${two}/child/attachment/\${a}/move?newContentId=\${one}&newName=`,
      headers: noCheck,
      status: 204,
    },
    {
      name: 'to a taken name',
      method: 'POST',
      path: `${own}/move?newContentId=\${one}&newName=b.txt`,
      status: 400,
    },
    { name: 'to what is no id', method: 'POST', path: `${own}/move?newContentId=x`, status: 400 },
    {
      name: 'a reader may not',
      as: 'reader',
      method: 'POST',
      path: `${own}/move?newContentId=\${two}`,
      status: 403,
      events: [],
    },
    {
      name: 'a second version',
      method: 'POST',
      path: `${own}/data`,
      headers: noCheck,
      body: file('x', 'second'),
      status: 200,
    },
    {
      name: 'a third',
      method: 'POST',
      path: `${own}/data`,
      headers: noCheck,
      body: file('x', 'third'),
      status: 200,
    },
    {
      name: 'a reader may remove none',
      as: 'reader',
      method: 'DELETE',
      path: `${own}/version/1`,
      status: 403,
    },
    {
      name: 'remove the second',
      method: 'DELETE',
      path: `${own}/version/2`,
      status: 204,
      events: ['version.removed'],
    },
    {
      name: 'two are left, the third is the second',
      method: 'GET',
      path: `${api}/content/\${a}?expand=version`,
      status: 200,
      has: { version: { number: 2 } },
    },
    {
      name: 'which is the current one',
      method: 'GET',
      path: `${root}/download/attachments/\${one}/e.txt`,
      status: 200,
      has: /^third$/,
    },
    {
      name: 'remove it, and the first is current again',
      method: 'DELETE',
      path: `${own}/version/2`,
      status: 204,
    },
    {
      name: 'as it was',
      method: 'GET',
      path: `${root}/download/attachments/\${one}/e.txt`,
      status: 200,
      has: /^zanzibar in a.txt$/,
    },
    { name: 'the only one stays', method: 'DELETE', path: `${own}/version/1`, status: 400 },
    { name: 'a version that is not there', method: 'DELETE', path: `${own}/version/9`, status: 404 },
    { name: 'what is no version', method: 'DELETE', path: `${own}/version/x`, status: 400 },
    { name: 'a reader may not remove it', as: 'reader', method: 'DELETE', path: own, status: 403 },
    {
      name: 'no attachment',
      method: 'DELETE',
      path: `${api}/content/\${one}/child/attachment/7`,
      status: 404,
    },
    {
      name: 'what is no id',
      method: 'DELETE',
      path: `${api}/content/\${one}/child/attachment/x`,
      status: 400,
    },
    { name: 'remove it', method: 'DELETE', path: own, status: 204, events: ['attachment.trashed'] },
    {
      name: 'it is in the trash',
      method: 'GET',
      path: `${api}/content/\${a}?status=trashed`,
      status: 200,
      has: { status: 'trashed' },
    },
  ]
}

for (const root of ['', '/wiki']) scenarios(`changes of attachments at ${root || '/'}`, changes(root))
scenarios('attachments of Data Center', dataCenter(''))
