/** Read-only mode: made from the route tables, every change is refused but administration. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { flavours } from '../../src/api/flavour.ts'
import { apiParts } from '../../src/api/mount.ts'
import { isChanging } from '../../src/http/route.ts'
import { webRoutes } from '../../src/web/routes.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { including } from '../support/match.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'
import { scenarios } from '../support/scenario.ts'

const page = { type: 'page', title: 'A page', space: { key: 'RO' } }

scenarios('read-only mode', [
  {
    name: 'the site takes changes',
    method: 'GET',
    path: '/rest/api/accessmode',
    status: 200,
    has: 'READ_WRITE',
  },
  { name: 'a space', method: 'POST', path: '/rest/api/space', body: { key: 'RO', name: 'RO' }, status: 200 },
  {
    name: 'no other mode',
    method: 'PUT',
    path: '/rest/api/accessmode',
    body: '"OFF"',
    headers: { 'content-type': 'application/json' },
    status: 400,
  },
  {
    name: 'not for everybody to change',
    as: 'editor',
    method: 'PUT',
    path: '/rest/api/accessmode',
    body: '"READ_ONLY"',
    headers: { 'content-type': 'application/json' },
    status: 403,
    events: [],
  },
  {
    name: 'an administrator puts the site into it',
    method: 'PUT',
    path: '/confluence/rest/api/accessmode',
    body: '"READ_ONLY"',
    headers: { 'content-type': 'application/json' },
    status: 200,
    has: 'READ_ONLY',
    events: ['site.access-mode-changed'],
  },
  {
    name: 'everybody may know',
    as: 'editor',
    method: 'GET',
    path: '/rest/api/accessmode',
    status: 200,
    has: 'READ_ONLY',
  },
  {
    name: 'a page is refused on Data Center',
    as: 'editor',
    method: 'POST',
    path: '/rest/api/content',
    body: page,
    status: 405,
    has: {
      statusCode: 405,
      reason: 'Method Not Allowed',
      message: /read-only mode/,
      data: { allowedInReadOnlyMode: false, successful: false },
    },
    events: [],
  },
  {
    name: 'a page is refused on the Cloud, also to administrators',
    method: 'POST',
    path: '/wiki/rest/api/content',
    body: page,
    status: 405,
    has: { message: /read-only mode/ },
    events: [],
  },
  {
    name: 'a page is refused in v2',
    method: 'POST',
    path: '/wiki/api/v2/pages',
    body: { spaceId: '1', title: 'x' },
    status: 405,
    has: { errors: [{ status: 405, code: 'METHOD_NOT_ALLOWED', title: /read-only mode/ }] },
    events: [],
  },
  {
    name: 'a remote procedure that changes something is refused',
    method: 'POST',
    path: '/rpc/json-rpc/confluenceservice-v2',
    body: { jsonrpc: '2.0', method: 'addLabelByName', params: ['x', '1'], id: 1 },
    status: 200,
    has: { error: { message: /read-only mode/ } },
    events: [],
  },
  {
    name: 'one that only asks is not',
    method: 'POST',
    path: '/rpc/json-rpc/confluenceservice-v2',
    body: { jsonrpc: '2.0', method: 'getSpaces', params: [], id: 1 },
    status: 200,
    lacks: ['error'],
  },
  { name: 'reading goes on', as: 'editor', method: 'GET', path: '/rest/api/space/RO', status: 200 },
  {
    name: 'converting goes on',
    as: 'editor',
    method: 'POST',
    path: '/rest/api/contentbody/convert/view',
    body: { value: '<p>x</p>', representation: 'storage' },
    status: 200,
  },
  {
    name: 'screens say so',
    as: 'editor',
    method: 'GET',
    path: '/display/RO/RO+Home',
    status: 200,
    has: /The wiki is read-only while it is maintained/,
  },
  {
    name: 'administration goes on',
    method: 'POST',
    path: '/rest/api/admin/group',
    body: { type: 'group', name: 'maintainers' },
    status: 200,
    events: ['group.created'],
  },
  {
    name: 'the mode is left again',
    method: 'PUT',
    path: '/rest/api/accessmode',
    body: '"READ_WRITE"',
    headers: { 'content-type': 'application/json' },
    status: 200,
  },
  {
    name: 'and pages are made',
    as: 'editor',
    method: 'POST',
    path: '/rest/api/content',
    body: page,
    status: 200,
  },
  {
    name: 'the audit log has it',
    method: 'GET',
    path: '/rest/api/audit?searchString=access%20mode',
    status: 200,
    has: {
      results: including({
        summary: 'Access mode changed',
        changedValues: [{ name: 'Access mode', oldValue: 'READ_WRITE', newValue: 'READ_ONLY' }],
      }),
    },
  },
])

const doors = [
  ...apiParts.map(({ base, routes }) => ({ base, routes })),
  ...flavours.map(({ contextPath }) => ({ base: contextPath, routes: webRoutes })),
]
const operations = doors.flatMap(({ base, routes }) =>
  routes.map((route) => ({
    method: route.method,
    path: base + route.path.replace(/\{\w+\*?\}/g, '1'),
    isRefused: isChanging(route as never) && (route.access === 'site' || route.access === 'user'),
  })),
)

onEachDatabase((database) => {
  describe(`in read-only mode, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
      await ask({
        method: 'PUT',
        url: `${app.url}/rest/api/accessmode`,
        headers: { ...credentials('admin'), 'content-type': 'application/json' },
        body: '"READ_ONLY"',
      })
    })
    after(() => app.close())

    it('every operation that changes something is refused, and records nothing', async () => {
      const refused = operations.filter(({ isRefused }) => isRefused)
      assert.ok(refused.length > 50)
      const before = await app.eventTypes()
      const letThrough: string[] = []
      for (const { method, path } of refused) {
        const answer = await ask({ method, url: app.url + path, headers: credentials('admin') })
        if (answer.status !== 405) letThrough.push(`${answer.status} ${method} ${path}`)
      }
      assert.deepEqual(letThrough, [])
      assert.deepEqual(await app.eventTypes(), before)
    })

    it('no operation that only reads is', async () => {
      const reading = operations.filter(({ method, isRefused }) => method === 'GET' && !isRefused)
      const refused: string[] = []
      for (const { method, path } of reading) {
        const answer = await ask({ method, url: app.url + path, headers: credentials('admin') })
        if (answer.status === 405) refused.push(`${method} ${path}`)
      }
      assert.deepEqual(refused, [])
    })
  })
})
