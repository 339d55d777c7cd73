import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { anyNumber, anyString, anyTime, including, mismatches } from '../support/match.ts'
import { credentials, people } from '../support/people.ts'
import { ask, basic, type Answer } from '../support/request.ts'
import { scenarios } from '../support/scenario.ts'

scenarios('personal access tokens', [
  { name: 'none at first', method: 'GET', path: '/rest/pat/latest/tokens', status: 200, has: [] },
  {
    name: 'one is made and shown this once',
    method: 'POST',
    path: '/rest/pat/latest/tokens',
    body: { name: 'my script', expirationDuration: 30 },
    status: 201,
    has: { id: anyNumber, name: 'my script', createdAt: anyTime, expiringAt: anyTime, rawToken: anyString },
    save: { id: 'id', token: 'rawToken' },
    events: ['token.created'],
  },
  {
    name: 'it opens as Bearer',
    as: 'anonymous',
    headers: { authorization: 'Bearer ${token}' },
    method: 'GET',
    path: '/rest/api/user/current',
    status: 200,
    has: { username: 'admin' },
  },
  {
    name: 'on every root',
    as: 'anonymous',
    headers: { authorization: 'Bearer ${token}' },
    method: 'GET',
    path: '/wiki/api/v2/pages',
    status: 200,
  },
  {
    name: 'the list never shows it again',
    method: 'GET',
    path: '/rest/pat/1.0/tokens',
    status: 200,
    has: including({ name: 'my script' }),
    lacks: ['[0].rawToken'],
  },
  {
    name: 'a token has a name',
    method: 'POST',
    path: '/rest/pat/latest/tokens',
    body: {},
    status: 400,
    has: { message: anyString },
    events: [],
  },
  {
    name: 'the anonymous have none',
    as: 'anonymous',
    method: 'GET',
    path: '/rest/pat/latest/tokens',
    status: 401,
  },
  {
    name: 'nor make any',
    as: 'anonymous',
    method: 'POST',
    path: '/rest/pat/latest/tokens',
    body: { name: 'x' },
    status: 401,
  },
  {
    name: 'nor does one user end another’s',
    as: 'editor',
    method: 'DELETE',
    path: '/rest/pat/latest/tokens/${id}',
    status: 404,
    events: [],
  },
  {
    name: 'it is revoked',
    method: 'DELETE',
    path: '/rest/pat/latest/tokens/${id}',
    status: 204,
    events: ['token.revoked'],
  },
  {
    name: 'and opens nothing',
    as: 'anonymous',
    headers: { authorization: 'Bearer ${token}' },
    method: 'GET',
    path: '/rest/api/user/current',
    status: 401,
    hasHeaders: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
  },
])

scenarios('credentials that are none', [
  {
    name: 'a wrong password on Data Center',
    as: 'anonymous',
    headers: basic('admin', 'wrong-password'),
    method: 'GET',
    path: '/rest/api/content',
    status: 401,
    hasHeaders: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED', 'www-authenticate': anyHeader() },
    has: /Basic Authentication Failure - Reason : AUTHENTICATED_FAILED/,
  },
  {
    name: 'an unknown user gets the same',
    as: 'anonymous',
    headers: basic('nobody', 'wrong-password'),
    method: 'GET',
    path: '/rest/api/content',
    status: 401,
    has: /Basic Authentication Failure - Reason : AUTHENTICATED_FAILED/,
  },
  {
    name: 'a wrong token on the Cloud',
    as: 'anonymous',
    headers: basic('admin@example.com', 'wrong-token'),
    method: 'GET',
    path: '/wiki/rest/api/content',
    status: 403,
    has: { statusCode: 403, message: /Request rejected because caller cannot access Confluence/ },
  },
  {
    name: 'on the second API',
    as: 'anonymous',
    headers: basic('admin@example.com', 'wrong-token'),
    method: 'GET',
    path: '/wiki/api/v2/pages',
    status: 401,
    has: { errors: [{ status: 401, code: anyString }] },
  },
  {
    name: 'a Basic header that cannot be read',
    as: 'anonymous',
    headers: { authorization: 'Basic %%%' },
    method: 'GET',
    path: '/rest/api/content',
    status: 401,
  },
])

function anyHeader(): RegExp {
  return /./
}

onEachDatabase((database) => {
  describe(`sessions, ${database}`, () => {
    let app: TestApp
    const clock = settableClock(Date.UTC(2026, 10, 20))
    before(async () => {
      app = await startTestApp({ database, clock })
    })
    after(() => app.close())

    const cookieOf = (answer: Answer) =>
      (answer.headers['set-cookie'] ?? []).join(';').match(/JSESSIONID=[^;]+/)?.[0] ?? ''
    const current = (headers: Record<string, string>, root = '') =>
      ask({ method: 'GET', url: `${app.url}${root}/rest/api/user/current`, headers })

    it('a Basic call opens one that lasts', async () => {
      const opened = await current(credentials('editor'))
      const [header = ''] = opened.headers['set-cookie'] ?? []
      assert.match(header, /^JSESSIONID=[^;]+;.*HttpOnly/i)
      assert.match(header, /SameSite=(Lax|Strict)/i)
      assert.deepEqual(
        mismatches((await current({ cookie: cookieOf(opened) })).json, { username: 'editor' }),
        [],
      )
    })

    it('calls with the same credentials share one', async () => {
      const cookies = new Set<string>()
      for (let n = 0; n < 5; n++) cookies.add(cookieOf(await current(credentials('editor'))))
      assert.equal(cookies.size, 1)
    })

    it('a cookie writes JSON, unless a foreign page sends it', async () => {
      const cookie = cookieOf(await current(credentials('editor')))
      const space = await ask({
        method: 'POST',
        url: `${app.url}/rest/api/space`,
        headers: credentials('admin'),
        body: { key: 'SES', name: 'Sessions' },
      })
      assert.equal(space.status, 200)
      const write = (title: string, headers: Record<string, string>) =>
        ask({
          method: 'POST',
          url: `${app.url}/rest/api/content`,
          headers: { cookie, ...headers },
          body: { type: 'page', title, space: { key: 'SES' } },
        })
      assert.equal((await write('Own', {})).status, 200)
      assert.equal((await write('Same origin', { origin: app.url })).status, 200)
      const foreign = await write('Foreign', { origin: 'https://elsewhere.example' })
      assert.equal(foreign.status, 403)
      assert.match(foreign.text, /XSRF check failed/)
      assert.equal((await write('Cross-site', { 'sec-fetch-site': 'cross-site' })).status, 403)
    })

    it('ends when nobody uses it', async () => {
      const cookie = cookieOf(await current(credentials('editor')))
      clock.advance(400 * 24 * 3600 * 1000)
      assert.equal((await current({ cookie })).status, 403)
    })

    it('too many wrong passwords shut the door for a while', async () => {
      const wrong = basic(people.reader.username, 'wrong-password')
      let answer = await current(wrong)
      for (let n = 0; n < 30 && answer.headers['x-seraph-loginreason'] !== 'AUTHENTICATION_DENIED'; n++)
        answer = await current(wrong)
      assert.equal(answer.headers['x-seraph-loginreason'], 'AUTHENTICATION_DENIED')
      assert.equal((await current(credentials('reader'))).status, 401)
      clock.advance(24 * 3600 * 1000)
      assert.equal((await current(credentials('reader'))).status, 200)
    })
  })

  describe(`the rate limit, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({
        database,
        clock: settableClock(Date.UTC(2026, 10, 20)),
        settings: { rateLimit: 5, trustProxy: '127.0.0.1' },
      })
    })
    after(() => app.close())

    it('answers 429 and says how long to wait, to this caller only', async () => {
      const read = (name: 'editor' | 'admin', path = '/rest/api/space') =>
        ask({ method: 'GET', url: app.url + path, headers: credentials(name) })
      const first = await read('editor')
      assert.equal(first.status, 200)
      assert.equal(first.headers['x-ratelimit-limit'], '5')
      assert.equal(first.headers['x-ratelimit-remaining'], '4')
      for (let n = 0; n < 4; n++) assert.equal((await read('editor')).status, 200)
      const refused = await read('editor')
      assert.equal(refused.status, 429)
      assert.ok(Number(refused.headers['retry-after']) > 0)
      assert.equal(refused.headers['x-ratelimit-remaining'], '0')
      assert.deepEqual(mismatches(refused.json, { statusCode: 429, message: anyString }), [])
      const second = await read('editor', '/wiki/api/v2/pages')
      assert.deepEqual(mismatches(second.json, { errors: [{ status: 429, title: anyString }] }), [])
      assert.equal((await read('admin')).status, 200)
    })

    it('counts each call of a batch', async () => {
      const call = { jsonrpc: '2.0', method: 'getSpaces', params: [] }
      const { json } = await ask({
        method: 'POST',
        url: `${app.url}/rpc/json-rpc/confluenceservice-v2`,
        headers: credentials('reader'),
        body: Array.from({ length: 7 }, (_, id) => ({ ...call, id })),
      })
      const refused = (json as { id: number; error?: { message: string } }[]).filter(({ error }) =>
        /limit of 5 requests/.test(error?.message ?? ''),
      )
      assert.deepEqual(
        refused.map(({ id }) => id),
        [5, 6],
      )
    })

    it('counts all addresses of IPv6 together that one sender has', async () => {
      const from = async (address: string) => {
        const headers = { 'x-forwarded-for': address }
        return (await ask({ method: 'GET', url: `${app.url}/rest/api/space`, headers })).status
      }
      for (let n = 1; n <= 5; n++) assert.equal(await from(`2001:db8:1:1::${n}`), 403)
      assert.equal(await from('2001:db8:1:1:9::9'), 429)
      assert.equal(await from('2001:db8:1:2::1'), 403)
    })
  })
})
