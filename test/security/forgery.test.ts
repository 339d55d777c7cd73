/** Made from the route tables: nothing is changed because another site made a browser send a request. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { flavours } from '../../src/api/flavour.ts'
import { apiParts } from '../../src/api/mount.ts'
import { isChanging } from '../../src/http/route.ts'
import { webRoutes } from '../../src/web/routes.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { browse } from '../support/browsing.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

const ELSEWHERE = 'https://app.example.com'
const doors = [
  ...apiParts.map(({ base, routes }) => ({ base, routes })),
  ...flavours.map(({ contextPath }) => ({ base: contextPath, routes: webRoutes })),
]
const changes = doors.flatMap(({ base, routes }) =>
  routes
    .filter((route) => route.method !== 'GET')
    .map(({ method, path, access }) => ({
      method,
      access,
      path: base + path.replace('{service}', 'confluenceservice-v2').replace(/\{\w+\*?\}/g, '1'),
    })),
)

/** What browsers say of a request that a page of another site, or of none, made them send. */
const FOREIGN: readonly Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
]

/** A call of XML-RPC by whoever the request itself says, which a form of any site can send as text. */
const XML = `<methodCall><methodName>confluence2.removeSpace</methodName><params><param><value></value></param>
  <param><value>DEMO</value></param></params></methodCall>`

describe('requests that another site made a browser send', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp({ database: 'sqlite', settings: { corsOrigins: ELSEWHERE } })
  })
  after(() => app.close())

  it('no GET changes anything', () => {
    const changing = doors.flatMap(({ routes }) =>
      routes.filter((route) => route.method === 'GET' && isChanging(route)).map(({ id }) => id),
    )
    assert.deepEqual(changing, [])
  })

  it('are refused by every operation, whatever the browser adds to them unasked', async () => {
    const browser = browse(app)
    await browser.logIn('admin')
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    assert.match(cookie, /JSESSIONID/)
    const before = await app.eventTypes()
    const carriedOut: string[] = []
    const unasked: Record<string, Record<string, string>> = {
      cookie: { cookie },
      basic: credentials('admin'),
      none: {},
    }
    for (const [kind, added] of Object.entries(unasked)) {
      for (const [n, { method, path }] of changes.filter(({ access }) => access !== 'anyone').entries()) {
        const headers = { ...added, ...FOREIGN[n % FOREIGN.length] }
        const { status } = await ask({ method, url: app.url + path, headers })
        // Whoever is nobody may be told to log in first.
        const isRefused = status === 403 || (kind === 'none' && (status === 302 || status === 401))
        if (!isRefused) carriedOut.push(`${kind}: ${status} ${method} ${path}`)
      }
    }
    assert.deepEqual(carriedOut, [])
    assert.deepEqual(await app.eventTypes(), before)
  })

  it('neither log anybody in or out nor set a password', async () => {
    const open = changes.filter(({ access }) => access === 'anyone')
    const carriedOut = new Set<string>()
    for (const [n, { method, path }] of open.entries()) {
      const body = path.includes('/rest/')
        ? { username: 'admin', password: 'x' }
        : new URLSearchParams({ x: '1' })
      const answer = await ask({
        method,
        url: app.url + path,
        headers: { ...FOREIGN[n % FOREIGN.length] },
        body,
      })
      if (answer.status !== 403) carriedOut.add(path.replace(/^\/(wiki|confluence)(?=\/)/, ''))
    }
    // The proof of who asks stands in what is sent.
    assert.deepEqual([...carriedOut].sort(), ['/rpc/xmlrpc', '/unwatch/1'])
  })

  it('are refused by remote procedures, which any form can write', async () => {
    const url = `${app.url}/rpc/xmlrpc`
    for (const said of FOREIGN) {
      const headers = { ...credentials('admin'), ...said, 'content-type': 'text/plain' }
      const { text } = await ask({ method: 'POST', url, headers, body: XML })
      assert.match(text, /XSRF check failed/)
    }
  })

  it('are let in with what no browser adds by itself, and from sites whose scripts may ask', async () => {
    const made = await ask({
      method: 'POST',
      url: `${app.url}/rest/pat/latest/tokens`,
      headers: credentials('admin'),
      body: { name: 'forgery', expirationDuration: 1 },
    })
    const bearer = { authorization: `Bearer ${(made.json as { rawToken: string }).rawToken}` }
    const watch = async (headers: Record<string, string>) => {
      const url = `${app.url}/rest/api/user/watch/space/DEMO`
      return (await ask({ method: 'POST', url, headers })).status
    }
    for (const said of FOREIGN) {
      assert.equal(await watch({ ...bearer, ...said }), 200)
      assert.equal(await watch({ ...credentials('admin'), ...said }), 403)
    }
    const listed = { origin: ELSEWHERE, 'sec-fetch-site': 'cross-site' }
    assert.equal(await watch({ ...credentials('admin'), ...listed }), 200)
    const browser = browse(app)
    await browser.logIn('admin')
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    assert.equal(await watch({ cookie, ...listed }), 403)
    assert.equal(await watch({ cookie, origin: app.url, 'sec-fetch-site': 'same-origin' }), 200)
    assert.equal(await watch(credentials('admin')), 200)
  })
})
