/** Webhooks: managed on Data Center's roots, and delivered to a real listener. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { limits } from '../../src/base/limits.ts'
import { systemClock } from '../../src/base/clock.ts'
import { purgeCalls } from '../../src/jobs/handlers/purge-calls.ts'
import { systemContext } from '../../src/domain/context.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { anyNumber, anyTime, including } from '../support/match.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { ask } from '../support/request.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const base = '/rest/api/webhooks'
const valid = {
  name: 'Chat',
  url: 'https://chat.example/hook',
  events: ['page_created', 'page_updated'],
  configuration: { secret: 'of the chat' },
  active: false,
  sslVerificationRequired: true,
}
const refusedBody = (name: string, change: object): Step => ({
  name: `a webhook with ${name} is refused`,
  method: 'POST',
  path: base,
  body: { ...valid, ...change },
  status: 400,
  events: [],
})
const everywhere = (who: PersonName, status: number): Step[] =>
  (
    [
      ['GET', ''],
      ['POST', '', valid],
      ['POST', '/test?url=https://chat.example/'],
      ['GET', '/${id}'],
      ['PUT', '/${id}', { name: 'x' }],
      ['DELETE', '/${id}'],
      ['GET', '/${id}/latest'],
      ['GET', '/${id}/statistics'],
      ['GET', '/${id}/statistics/summary'],
    ] as const
  ).map(([method, path, body]) => ({
    name: `${method} webhooks${path} is not for ${who}`,
    as: who,
    method,
    path: base + path,
    body,
    status,
  }))

scenarios('webhooks', [
  {
    name: 'one is made',
    method: 'POST',
    path: base,
    body: valid,
    status: 201,
    has: {
      ...valid,
      id: anyNumber,
      scopeType: 'global',
      createdDate: anyTime,
      updatedDate: anyTime,
    },
    lacks: ['credentials', 'statistics'],
    save: { id: 'id' },
    events: ['webhook.created'],
  },
  refusedBody('no name', { name: ' ' }),
  refusedBody('no address', { url: 'chat' }),
  refusedBody('another protocol', { url: 'ftp://chat.example' }),
  refusedBody('no events', { events: [] }),
  refusedBody('an unknown event', { events: ['page_eaten'] }),
  refusedBody('too long a secret', { configuration: { secret: 'x'.repeat(256) } }),
  refusedBody('a number for a name', { name: 5 }),
  {
    name: 'all are listed',
    method: 'GET',
    path: `/confluence${base}?statistics=true`,
    status: 200,
    has: {
      totalCount: 1,
      size: 1,
      limit: 100,
      results: [{ name: 'Chat', statistics: { counts: { errors: 0, failures: 0, successes: 0 } } }],
    },
  },
  {
    name: 'those of an event are listed',
    method: 'GET',
    path: `${base}?event=space_created`,
    status: 200,
    has: { totalCount: 0, results: [] },
  },
  { name: 'a limit below zero is refused', method: 'GET', path: `${base}?limit=-1`, status: 400 },
  { name: 'one is read', method: 'GET', path: `${base}/\${id}`, status: 200, has: valid },
  {
    name: 'one is changed',
    method: 'PUT',
    path: `${base}/\${id}`,
    body: { name: 'Tracker', credentials: { username: 'inver', password: 'pw' } },
    status: 200,
    has: { ...valid, name: 'Tracker', credentials: { username: 'inver' } },
    events: ['webhook.updated'],
  },
  {
    name: 'the audit log says so, and nothing of secrets',
    method: 'GET',
    path: '/rest/api/audit?searchString=webhook',
    status: 200,
    has: {
      results: [
        {
          summary: 'Webhook updated',
          affectedObject: { name: 'Tracker', objectType: 'Webhook' },
          changedValues: [{ name: 'Name', oldValue: 'Chat', newValue: 'Tracker' }],
        },
        {
          summary: 'Webhook created',
          changedValues: including({ name: 'Secret', oldValue: '', newValue: '••• (changed)' }),
        },
      ],
    },
  },
  {
    name: 'one is not changed for the worse',
    method: 'PUT',
    path: `${base}/\${id}`,
    body: { events: ['nonsense'] },
    status: 400,
    events: [],
  },
  {
    name: 'name and password stay for the host that they were given for',
    method: 'PUT',
    path: `${base}/\${id}`,
    body: { url: 'https://chat.example/other' },
    status: 200,
    has: { credentials: { username: 'inver' } },
  },
  {
    name: 'they are not sent to another',
    method: 'PUT',
    path: `${base}/\${id}`,
    body: { url: 'https://evil.example/hook' },
    status: 200,
    has: { url: 'https://evil.example/hook' },
    lacks: ['credentials'],
  },
  {
    name: 'unless they are given for that',
    method: 'PUT',
    path: `${base}/\${id}`,
    body: { url: valid.url, credentials: { username: 'new', password: 'pw' } },
    status: 200,
    has: { url: valid.url, credentials: { username: 'new' } },
  },
  {
    name: 'a call that never was is not found',
    method: 'GET',
    path: `${base}/\${id}/latest`,
    status: 404,
  },
  {
    name: 'an outcome has a name',
    method: 'GET',
    path: `${base}/\${id}/latest?outcome=GREAT`,
    status: 400,
  },
  {
    name: 'statistics of nothing',
    method: 'GET',
    path: `${base}/\${id}/statistics?event=page_created`,
    status: 200,
    has: { counts: { errors: 0, failures: 0, successes: 0, window: { start: anyTime } } },
    lacks: ['lastSuccess', 'lastError', 'lastFailure'],
  },
  {
    name: 'in numbers, by event',
    method: 'GET',
    path: `${base}/\${id}/statistics/summary`,
    status: 200,
    has: { page_created: { counts: { successes: 0 } }, page_updated: { counts: { successes: 0 } } },
  },
  ...['', '/latest', '/statistics', '/statistics/summary'].flatMap((path): Step[] => [
    { name: `GET of an unknown one${path}`, method: 'GET', path: `${base}/99999${path}`, status: 404 },
    { name: `GET of no id${path}`, method: 'GET', path: `${base}/x${path}`, status: 400 },
  ]),
  { name: 'an unknown one is not changed', method: 'PUT', path: `${base}/99999`, body: {}, status: 404 },
  { name: 'an unknown one is not removed', method: 'DELETE', path: `${base}/99999`, status: 404 },
  ...['127.0.0.1', '[::1]', 'localhost', '10.0.0.1', '169.254.169.254', '0.0.0.0', '[::ffff:10.0.0.1]'].map(
    (host): Step => ({
      name: `${host} is not tried`,
      method: 'POST',
      path: `${base}/test?url=${encodeURIComponent(`http://${host}:1/`)}`,
      status: 400,
      has: { message: /private or reserved/ },
    }),
  ),
  { name: 'an address is needed to try', method: 'POST', path: `${base}/test`, status: 400 },
  ...everywhere('reader', 403),
  ...everywhere('anonymous', 401),
  {
    name: 'one is removed',
    method: 'DELETE',
    path: `${base}/\${id}`,
    status: 204,
    events: ['webhook.removed'],
  },
  { name: 'and gone', method: 'GET', path: `${base}/\${id}`, status: 404 },
])

type Counts = { errors: number; failures: number; successes: number }
type Sent = {
  id: string | number
  counts: Counts
  lastFailure: { result: unknown }
  lastSuccess?: unknown
  result: { outcome: string; description: string }
  page_created: { counts: Counts }
}
type Told = Record<string, unknown> & { event: string; space: { id: unknown } }
type Received = { url: string; headers: IncomingHttpHeaders; body: string }

onEachDatabase((database) => {
  describe(`calls of webhooks, ${database}`, () => {
    let app: TestApp
    let server: Server
    let origin: string
    let status = 200
    const received: Received[] = []
    let time = 0
    before(async () => {
      server = createServer((request, response) => {
        let body = ''
        request.setEncoding('utf8')
        request.on('data', (text: string) => (body += text))
        request.on('end', () => {
          received.push({ url: request.url ?? '', headers: request.headers, body })
          response.writeHead(status).end('noted')
        })
      })
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve)
      })
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      app = await startTestApp({
        database,
        settings: { outgoingAllow: '127.0.0.0/8' },
        clock: { ...systemClock, now: () => systemClock.now() + time },
      })
      await send('POST', '/rest/api/space', { key: 'HOOK', name: 'Hooks' })
    })
    after(async () => {
      await app.close()
      server.closeAllConnections()
      server.close()
    })

    async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
      const answer = await ask({ method, url: app.url + path, headers: credentials('admin'), body })
      assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
      return answer.json as Sent
    }

    async function until(done: () => boolean | Promise<boolean>, what: string) {
      for (let i = 0; i < 200; i++) {
        if (await done()) return
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      assert.fail(`waited in vain for ${what}; received ${JSON.stringify(received)}`)
    }

    const hook = (path: string, events: string[], more: object = {}) =>
      send('POST', base, { name: path, url: `${origin}/${path}`, events, ...more })
    const page = (title: string) =>
      send('POST', '/rest/api/content', { type: 'page', title, space: { key: 'HOOK' } })
    const at = (path: string) => received.filter(({ url }) => url === `/${path}`)

    it('carry the event, signed', async () => {
      const made = await hook('pages', ['page_created', 'space_created'], {
        configuration: { secret: 's3cret' },
      })
      const { id } = await page('Told')
      await until(() => at('pages').length === 1, 'the call')
      const [{ headers, body } = assert.fail()] = at('pages')
      assert.equal(headers['x-event-key'], 'page_created')
      assert.match(String(headers['content-type']), /^application\/json/)
      assert.equal(
        headers['x-hub-signature'],
        `sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`,
      )
      const told = JSON.parse(body) as Record<string, unknown>
      assert.deepEqual(Object.keys(told), ['timestamp', 'event', 'userKey', 'page'])
      assert.equal(told.event, 'page_created')
      assert.deepEqual(told.page, { id: Number(id) })
      assert.match(String(told.userKey), /^[0-9a-f]{32}$/)
      const latest = async () =>
        (
          await ask({
            method: 'GET',
            url: `${app.url}${base}/${made.id}/latest?outcome=SUCCESS`,
            headers: credentials('admin'),
          })
        ).json as { result?: unknown; request: { body: string }; event: { id: string } } | undefined
      await until(async () => (await latest())?.result !== undefined, 'its record')
      const call = await latest()
      assert.deepEqual(call?.result, { outcome: 'SUCCESS', description: '200' })
      assert.equal(call.request.body, body)
      assert.equal(call.event.id, 'page_created')
      await send('DELETE', `${base}/${made.id}`)
    })

    it('are about spaces, labels, comments, users and groups, too', async () => {
      const made = await hook(
        'all',
        [
          'space_created',
          'label_added',
          'comment_created',
          'user_created',
          'group_created',
          'content_updated',
          'space_permissions_updated',
          'content_permissions_updated',
        ],
        { credentials: { username: 'inver', password: 'pw' } },
      )
      const { id } = await page('Talk')
      await send('POST', '/rest/api/space', { key: 'TOLD', name: 'Told' })
      await send('POST', `/rest/api/content/${id}/label`, [{ prefix: 'global', name: 'loud' }])
      const comment = await send('POST', '/rest/api/content', {
        type: 'comment',
        container: { id, type: 'page' },
        body: { storage: { value: '<p>Hm.</p>', representation: 'storage' } },
      })
      await send('POST', '/rest/api/admin/group', { type: 'group', name: 'told' })
      await send('PUT', `/rest/api/content/${id}`, {
        type: 'page',
        title: 'Talk',
        version: { number: 2 },
        body: { storage: { value: '<p>2</p>', representation: 'storage' } },
      })
      await until(() => at('all').length === 5, 'five calls')
      const told = at('all').map(({ body }) => JSON.parse(body) as Told)
      const of = (event: string) => told.find((one) => one.event === event) ?? assert.fail(event)
      assert.deepEqual(of('space_created').space, { id: anyId(of('space_created').space), spaceKey: 'TOLD' })
      const labels: unknown = await send('GET', `/rest/api/content/${id}/label`)
      const [label] = (labels as { results: { id: string }[] }).results
      assert.deepEqual(of('label_added').label, { id: Number(label?.id) })
      assert.deepEqual(of('label_added').content, { id: Number(id) })
      assert.deepEqual(of('comment_created').comment, { id: Number(comment.id) })
      assert.deepEqual(of('group_created').group, { name: 'told' })
      assert.deepEqual(of('content_updated').content, { id: Number(id) })
      const [first] = at('all')
      assert.equal(first?.headers.authorization, `Basic ${Buffer.from('inver:pw').toString('base64')}`)
      assert.equal(first?.headers['x-hub-signature'], undefined)
      await send('DELETE', `${base}/${made.id}`)
    })

    it('are not made for the inactive, nor for what a webhook does not listen for', async () => {
      const idle = await hook('idle', ['page_created'], { active: false })
      const deaf = await hook('deaf', ['page_trashed'])
      const keen = await hook('keen', ['page_created'])
      await page('For one')
      await until(() => at('keen').length === 1, 'the call')
      assert.equal(at('idle').length + at('deaf').length, 0)
      for (const { id } of [idle, deaf, keen]) await send('DELETE', `${base}/${id}`)
    })

    it('are repeated until they succeed, and let a webhook rest that fails too often', async () => {
      const made = await hook('weak', ['page_created'])
      const statistics = () => send('GET', `${base}/${made.id}/statistics`)
      const wake = () => app.domain.queueListeners.forEach((listener) => listener())
      status = 500
      for (let i = 1; i <= limits.webhookFailures; i++) await page(`Unheard ${i}`)
      await until(async () => (await statistics()).counts.failures === limits.webhookFailures, 'failures')
      assert.deepEqual((await statistics()).lastFailure.result, { outcome: 'FAILURE', description: '500' })
      const ids = new Set(at('weak').map(({ headers }) => headers['x-request-id']))
      assert.equal(ids.size, limits.webhookFailures)
      // The first repetitions would be due, but it rests.
      time += 5000
      const calls = at('weak').length
      await page('Unheard at all')
      wake()
      await new Promise((resolve) => setTimeout(resolve, 300))
      assert.equal(at('weak').length, calls)
      status = 204
      time += limits.webhookRestMs + 10_000
      wake()
      await until(
        async () => (await statistics()).counts.successes === limits.webhookFailures + 1,
        'successes',
      )
      assert.ok(
        at('weak')
          .slice(0, limits.webhookFailures)
          .every(({ headers }) => ids.has(headers['x-request-id'])),
      )
      const { page_created } = await send('GET', `${base}/${made.id}/statistics/summary`)
      assert.equal(page_created.counts.failures, limits.webhookFailures)
      time += limits.webhookCallMs + 1000
      await purgeCalls(systemContext(app.domain))
      assert.equal((await statistics()).lastSuccess, undefined)
      await send('DELETE', `${base}/${made.id}`)
      status = 200
    })

    it('can be tried', async () => {
      const answer = await send('POST', `${base}/test?url=${encodeURIComponent(`${origin}/ping`)}`)
      assert.deepEqual(answer.result, { outcome: 'SUCCESS', description: '200' })
      assert.equal(at('ping')[0]?.headers['x-event-key'], 'diagnostics:ping')
      assert.deepEqual(JSON.parse(at('ping')[0]?.body ?? ''), { test: true })
      const closed = await send('POST', `${base}/test?url=${encodeURIComponent('http://127.0.0.1:1/')}`)
      assert.equal(closed.result.outcome, 'ERROR')
    })
  })
})

function anyId(space: { id: unknown }): number {
  assert.equal(typeof space.id, 'number')
  return space.id as number
}
