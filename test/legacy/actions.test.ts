import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import yauzl from 'yauzl'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { anyNumber } from '../support/match.ts'
import { credentials, people } from '../support/people.ts'
import { ask } from '../support/request.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const encoded = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

for (const root of ['', '/confluence', '/wiki']) {
  const read = (path: string, rest: Partial<Step> = {}): Step => ({
    name: `${path} ${rest.as ?? ''}`.trim(),
    method: 'GET',
    path: root + path,
    status: 200,
    ...rest,
  })
  const leads = (path: string, location: string | RegExp, rest: Partial<Step> = {}) =>
    read(path, { status: 302, hasHeaders: { location }, ...rest })
  const create = (title: string, name: string, value = '<p>x</p>'): Step => ({
    name: `the page ${title}`,
    method: 'POST',
    path: `${root}/rest/api/content`,
    body: {
      type: 'page',
      title,
      space: { key: 'DEMO' },
      body: { storage: { value, representation: 'storage' } },
    },
    status: 200,
    save: { [name]: 'id' },
    prepare: (app) => app.letRead('reader', 'DEMO'),
  })
  const move = (fields: Record<string, string>, rest: Partial<Step> = {}): Step => ({
    name: `move ${Object.keys(fields).join(' ')}`,
    method: 'POST',
    path: `${root}/pages/movepage.action`,
    headers: { ...form, 'x-atlassian-token': 'no-check' },
    body: encoded(fields),
    status: 200,
    ...rest,
  })

  scenarios(`addresses that programs know, at ${root || '/'}`, [
    create('Exported', 'page', '<h1>Head</h1><p>some (text) &amp; more</p>'),
    create('Other', 'other'),
    read('/pages/editpage.action?pageId=${page}', { has: /name="content"/ }),
    read('/pages/resumedraft.action?draftId=${page}', { has: /name="content"/ }),
    read('/pages/editpage.action?pageId=${page}', { as: 'stranger', status: 404 }),
    read('/pages/resumedraft.action?draftId=0', { status: 404 }),
    read('/pages/createpage.action?spaceKey=DEMO', { has: /name="content"/ }),
    read('/pages/createblogpost.action?spaceKey=DEMO', { has: /name="content"/ }),
    read('/pages/diffpages.action?pageId=${page}&originalId=1', { has: /The texts are the same/ }),
    read('/pages/editpage.action?pageId=${page}', { as: 'anonymous', status: 401 }),
    read('/pages/diffpages.action?pageId=7', { status: 404 }),
    leads('/searchsite.action?queryString=a%26b', `${root}/dosearchsite.action?queryString=a%26b`),
    leads('/users/viewmyprofile.action', `${root}/users/viewuserprofile.action?username=reader`, {
      as: 'reader',
    }),
    read('/users/viewmyprofile.action', { as: 'anonymous', status: 401 }),
    ...['/pages/viewpagesrc.action', '/plugins/viewstorage/viewpagestorage.action'].flatMap((path) => [
      read(`${path}?pageId=\${page}`, { has: /&lt;h1&gt;Head&lt;\/h1&gt;/ }),
      read(`${path}?pageId=\${page}`, { as: 'stranger', status: 404 }),
    ]),
    read('/exportword?pageId=${page}', {
      has: /<h1[^>]*>Head<\/h1>/,
      hasHeaders: {
        'content-type': /^application\/vnd\.ms-word/,
        'content-disposition': 'attachment; filename="Exported.doc"',
      },
    }),
    read('/exportword?pageId=${page}', { as: 'stranger', status: 404 }),
    ...['pdfpageexport', 'doflyingpdf'].flatMap((action) => [
      read(`/spaces/flyingpdf/${action}.action?pageId=\${page}`, {
        has: /^%PDF-1\.4.*\(some \\\(text\\\) & more\) '.*%%EOF\n$/s,
        hasHeaders: { 'content-type': 'application/pdf' },
      }),
      read(`/spaces/flyingpdf/${action}.action?pageId=\${page}`, { as: 'stranger', status: 404 }),
    ]),
    {
      name: 'log in as later forms do',
      method: 'POST',
      path: `${root}/rest/tsv/1.0/authenticate`,
      as: 'anonymous',
      body: { username: 'reader', password: people.reader.password, targetUrl: '//evil.example/' },
      status: 200,
      has: { status: 'success', targetUrl: `${root}/` },
      hasHeaders: { 'x-seraph-loginreason': 'OK' },
    },
    {
      name: 'log in with a wrong password',
      method: 'POST',
      path: `${root}/rest/tsv/1.0/authenticate`,
      as: 'anonymous',
      body: { username: 'reader', password: 'wrong' },
      status: 401,
      hasHeaders: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
    },
    {
      name: 'log in from another site',
      method: 'POST',
      path: `${root}/rest/tsv/1.0/authenticate`,
      as: 'anonymous',
      headers: { origin: 'http://evil.example' },
      body: { username: 'reader', password: people.reader.password },
      status: 403,
    },
    read('/pages/downloadallattachments.action?pageId=${page}', {
      has: /^PK/,
      hasHeaders: { 'content-type': 'application/zip' },
    }),
    read('/pages/downloadallattachments.action?pageId=${page}', { as: 'stranger', status: 404 }),
    move(
      { pageId: '${page}', targetId: '${other}', position: 'append' },
      {
        has: { page: { id: anyNumber, title: 'Exported', url: new RegExp(`^${root}/`) } },
        events: ['page.moved'],
      },
    ),
    move(
      { pageId: '${page}', spaceKey: 'DEMO', targetTitle: 'Other', position: 'above' },
      { events: ['page.moved'] },
    ),
    move({ pageId: '${page}', targetId: '${other}', position: 'inside' }, { status: 400, events: [] }),
    move({ pageId: '${page}', spaceKey: 'DEMO', targetTitle: 'Nowhere' }, { status: 404, events: [] }),
    move(
      { pageId: '${page}', targetId: '${other}' },
      { name: 'move without the permission', as: 'reader', status: 403, events: [] },
    ),
    move(
      { pageId: '${page}', targetId: '${other}' },
      { name: 'move by a forged form', headers: form, status: 403, events: [] },
    ),
  ])
}

onEachDatabase((database) => {
  describe(`forms of old browsers, ${database}`, () => {
    let app: TestApp
    let pageId: string
    let session: { cookie: string; token: string }
    before(async () => {
      app = await startTestApp({ database })
      const made = await ask({
        method: 'POST',
        url: `${app.url}/rest/api/content`,
        headers: credentials('admin'),
        body: { type: 'page', title: 'Files', space: { key: 'DEMO' } },
      })
      pageId = (made.json as { id: string }).id
      session = await logIn(app)
    })
    after(() => app.close())

    const attach = (headers: Record<string, string>, query = '') => {
      const body = new FormData()
      body.append('file_0', new Blob(['first file']), 'a.txt')
      body.append('comment_0', 'the first')
      body.append('file_1', new Blob(['second file']), 'b.txt')
      return ask({
        method: 'POST',
        url: `${app.url}/pages/doattachfile.action?pageId=${pageId}${query}`,
        headers,
        body,
      })
    }

    it('attach files with the session’s token, or the header, and not without', async () => {
      const forged = await attach({ cookie: session.cookie })
      assert.equal(forged.status, 403)
      const wrong = await attach({ cookie: session.cookie }, '&atl_token=wrong')
      assert.equal(wrong.status, 403)
      const stranger = await attach({ ...credentials('stranger'), 'x-atlassian-token': 'no-check' })
      assert.equal(stranger.status, 404)
      const sent = await attach({ cookie: session.cookie }, `&atl_token=${session.token}`)
      assert.equal(sent.status, 302)
      assert.equal(sent.headers.location, `/pages/viewpageattachments.action?pageId=${pageId}`)
      const again = await attach({ ...credentials('admin'), 'x-atlassian-token': 'nocheck' })
      assert.equal(again.status, 302)
      const { json } = await ask({
        method: 'GET',
        url: `${app.url}/rest/api/content/${pageId}/child/attachment?expand=version`,
        headers: credentials('admin'),
      })
      const { results } = json as {
        results: { title: string; metadata: { comment?: string }; version: { number: number } }[]
      }
      assert.deepEqual(
        results.map(({ title, version }) => `${title} ${version.number}`),
        ['a.txt 2', 'b.txt 2'],
      )
    })

    it('download all attachments as an archive that others read', async () => {
      const { bytes } = await ask({
        method: 'GET',
        url: `${app.url}/pages/downloadallattachments.action?pageId=${pageId}`,
        headers: credentials('admin'),
      })
      assert.deepEqual(await namesIn(bytes), ['a.txt', 'b.txt'])
    })
  })
})

async function logIn(app: TestApp): Promise<{ cookie: string; token: string }> {
  const { username, password } = people.admin
  const answer = await ask({
    method: 'POST',
    url: `${app.url}/dologin.action`,
    body: new URLSearchParams({ os_username: username, os_password: password }),
  })
  const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
  const screen = await ask({ method: 'GET', url: `${app.url}/`, headers: { cookie } })
  const token = /name="atl_token"\s+value="([^"]+)"/.exec(screen.text)?.[1] ?? ''
  assert.notEqual(token, '')
  return { cookie, token }
}

async function namesIn(bytes: Buffer): Promise<string[]> {
  const archive = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: false }, (error, zip) => (error ? reject(error) : resolve(zip)))
  })
  const names: string[] = []
  archive.on('entry', (entry: yauzl.Entry) => names.push(entry.fileName))
  await new Promise((resolve, reject) => archive.on('end', resolve).on('error', reject))
  return names
}
