/** The audit log: records of what administrators do, made from the events of it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../src/base/clock.ts'
import { insertGlobalPermission } from '../../src/domain/access/rows.ts'
import { purgeAuditRecords } from '../../src/domain/audit/log.ts'
import { systemContext, transact } from '../../src/domain/context.ts'
import { findGroupsByName } from '../../src/domain/group/rows.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { anyNumber, anyString, including } from '../support/match.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const find = (search: string, has: unknown): Step => ({
  name: `the log has: ${search}`,
  method: 'GET',
  path: `/rest/api/audit?searchString=${encodeURIComponent(search)}`,
  status: 200,
  has: { results: including(has) },
})

scenarios('audit records of administrative acts', [
  {
    name: 'a group is made',
    method: 'POST',
    path: '/rest/api/admin/group',
    body: { type: 'group', name: 'auditors' },
    status: 200,
    events: ['group.created'],
  },
  find('auditors', {
    author: {
      type: 'user',
      displayName: 'Administrator',
      username: 'admin',
      userKey: anyString,
      operations: null,
    },
    remoteAddress: /127\.0\.0\.1/,
    creationDate: anyNumber,
    summary: 'Group created',
    category: 'Users and groups',
    sysAdmin: true,
    affectedObject: { name: 'auditors', objectType: 'Group' },
    changedValues: [],
    associatedObjects: [],
  }),
  {
    name: 'somebody joins it',
    method: 'PUT',
    path: '/rest/api/user/reader/group/auditors',
    status: 204,
  },
  find('user added to GROUP', {
    affectedObject: { name: 'auditors', objectType: 'Group' },
    associatedObjects: [{ name: 'reader', objectType: 'User' }],
  }),
  {
    name: "somebody's address changes",
    method: 'PUT',
    path: '/rest/api/admin/user/reader',
    body: { email: 'rene@example.com' },
    status: 204,
  },
  find('rene@example.com', {
    summary: 'User details updated',
    changedValues: [{ name: 'Email', oldValue: 'reader@example.com', newValue: 'rene@example.com' }],
  }),
  {
    name: 'a space is made',
    method: 'POST',
    path: '/rest/api/space',
    body: { key: 'AUD', name: 'Audited' },
    status: 200,
    save: { home: 'homepage.id' },
  },
  find('space created', { affectedObject: { name: 'Audited', objectType: 'Space' } }),
  {
    name: 'its permissions change',
    method: 'PUT',
    path: '/rest/api/space/AUD/permissions/group/readers/grant',
    body: [{ targetType: 'space', operationKey: 'read' }],
    status: 204,
  },
  find('VIEWSPACE', {
    category: 'Permissions',
    summary: 'Space permission added',
    affectedObject: { name: 'readers', objectType: 'Group' },
    changedValues: [{ name: 'VIEWSPACE', oldValue: '', newValue: 'readers' }],
    associatedObjects: [{ name: 'Audited', objectType: 'Space' }],
  }),
  {
    name: 'a page is restricted',
    method: 'PUT',
    path: '/rest/experimental/content/${home}/restriction',
    body: [
      { operation: 'update', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
    ],
    status: 200,
  },
  find('content restriction changed', {
    affectedObject: { name: 'Audited Home', objectType: 'Page' },
    changedValues: [{ name: 'update', oldValue: '', newValue: 'admin' }],
  }),
  {
    name: 'a token is made',
    as: 'editor',
    method: 'POST',
    path: '/rest/pat/latest/tokens',
    body: { name: 'of a robot' },
    status: 201,
  },
  find('of a robot', {
    author: { username: 'editor' },
    sysAdmin: false,
    summary: 'Personal access token created',
    affectedObject: { name: 'of a robot', objectType: 'Personal access token' },
  }),
  {
    name: 'somebody tries a wrong password',
    method: 'GET',
    path: '/rest/api/user/current',
    as: 'anonymous',
    headers: { authorization: `Basic ${Buffer.from('editor:guessed').toString('base64')}` },
    status: 401,
  },
  find('login failed', {
    author: { type: 'user', displayName: 'Anonymous' },
    category: 'Security',
    affectedObject: { name: 'editor', objectType: 'User' },
  }),
  {
    name: 'everyday work leaves none',
    method: 'GET',
    path: '/rest/api/audit?searchString=page%20created',
    status: 200,
    has: { results: [], size: 0, start: 0, limit: 1000 },
  },
  {
    name: 'lists are paged',
    method: 'GET',
    path: '/rest/api/audit?start=1&limit=2',
    status: 200,
    has: { start: 1, limit: 2, size: 2, _links: { next: /start=3/ } },
  },
  {
    name: 'until a time before all of them there are none',
    method: 'GET',
    path: '/rest/api/audit?startDate=1000&endDate=2000',
    status: 200,
    has: { size: 0 },
  },
  {
    name: 'a time is a number',
    method: 'GET',
    path: '/rest/api/audit?startDate=yesterday',
    status: 400,
  },
  {
    name: 'the Cloud names authors by account id',
    method: 'GET',
    path: '/wiki/rest/api/audit/since?number=1&units=HOURS&searchString=auditors',
    status: 200,
    has: { results: including({ author: { accountId: anyString, accountType: 'atlassian' } }) },
  },
  {
    name: 'a negative period is refused',
    method: 'GET',
    path: '/rest/api/audit/since?number=-1',
    status: 400,
  },
  {
    name: 'a unit has a name',
    method: 'GET',
    path: '/rest/api/audit/since?units=FORTNIGHTS',
    status: 400,
  },
  {
    name: 'an endless period reaches back to the beginning',
    method: 'GET',
    path: '/rest/api/audit/since?number=999999999&units=CENTURIES&limit=1',
    status: 200,
    has: { size: 1 },
  },
])

scenarios('audit records written by programs, and their files', [
  {
    name: 'a record of one’s own',
    method: 'POST',
    path: '/wiki/rest/api/audit',
    body: {
      author: { type: 'user', username: 'editor' },
      remoteAddress: '192.0.2.7',
      creationDate: 1_500_000_000_000,
      summary: '=cmd()',
      category: 'Backups',
      affectedObject: { name: 'Nightly', objectType: 'Backup' },
      changedValues: [{ name: 'state', oldValue: 'open', newValue: 'done' }],
    },
    status: 200,
    has: {
      author: { username: 'editor', displayName: 'Edith Editor' },
      remoteAddress: '192.0.2.7',
      creationDate: 1_500_000_000_000,
      affectedObject: { name: 'Nightly', objectType: 'Backup' },
      associatedObjects: [],
    },
    events: ['audit.recorded'],
  },
  {
    name: 'it is listed by its own time',
    method: 'GET',
    path: '/rest/api/audit?startDate=1500000000000&endDate=1500000000000',
    status: 200,
    has: { size: 1, results: [{ summary: '=cmd()', description: '', category: 'Backups' }] },
  },
  {
    name: 'without an address it is refused',
    method: 'POST',
    path: '/rest/api/audit',
    body: { summary: 'x' },
    status: 400,
    events: [],
  },
  {
    name: 'a text that is too long is refused',
    method: 'POST',
    path: '/rest/api/audit',
    body: { remoteAddress: '192.0.2.7', summary: 'x'.repeat(2001) },
    status: 400,
    events: [],
  },
  {
    name: 'as CSV, with no formula in it',
    method: 'GET',
    path: '/rest/api/audit/export?endDate=1500000000000',
    status: 200,
    has: /^Date,Author,[^\r]*\r\n2017-07-14T02:40:00.000Z,editor,192.0.2.7,Backups,'=cmd\(\),,Nightly,Backup,state: open → done,,false\r\n$/,
    hasHeaders: { 'content-type': /^text\/csv/, 'content-disposition': /audit-records\.csv/ },
  },
  {
    name: 'as ZIP',
    method: 'GET',
    path: '/wiki/rest/api/audit/export?format=zip',
    status: 200,
    has: /^PK/,
    hasHeaders: { 'content-type': 'application/zip', 'content-disposition': /audit-records\.zip/ },
  },
  { name: 'as nothing else', method: 'GET', path: '/rest/api/audit/export?format=pdf', status: 400 },
  {
    name: 'records are kept for a year',
    method: 'GET',
    path: '/wiki/rest/api/audit/retention',
    status: 200,
    has: { number: 1, units: 'YEARS' },
  },
  {
    name: 'or as long as is wanted',
    method: 'PUT',
    path: '/wiki/rest/api/audit/retention',
    body: { number: 2, units: 'WEEKS' },
    status: 200,
    has: { number: 2, units: 'WEEKS' },
    events: ['audit.retention-changed'],
  },
  find('Audit log configuration updated', {
    changedValues: [{ name: 'Retention period', oldValue: '1 YEARS', newValue: '2 WEEKS' }],
  }),
  ...[
    { number: 2, units: 'YEARS' },
    { number: 1, units: 'FOREVER' },
    { number: 3, units: 'SECONDS' },
    { number: -1, units: 'DAYS' },
  ].map((body): Step => ({
    name: `but not for ${body.number} ${body.units}`,
    method: 'PUT',
    path: '/rest/api/audit/retention',
    body,
    status: 400,
    events: [],
  })),
  {
    name: 'or without a number',
    method: 'PUT',
    path: '/rest/api/audit/retention',
    body: { units: 'DAYS' },
    status: 400,
  },
])

const operations = [
  ['GET', '/audit'],
  ['GET', '/audit/since'],
  ['GET', '/audit/export'],
  ['GET', '/audit/retention'],
  ['PUT', '/audit/retention', { number: 1, units: 'MONTHS' }],
  ['POST', '/audit', { remoteAddress: '192.0.2.7' }],
] as const

onEachDatabase((database) => {
  describe(`the audit log, ${database}`, () => {
    let app: TestApp
    let time = systemClock.now()
    before(async () => {
      app = await startTestApp({ database, clock: { ...systemClock, now: () => time } })
    })
    after(() => app.close())

    it('is for system administrators', async () => {
      const ctx = systemContext(app.domain)
      const [readers] = await findGroupsByName(ctx.db, ['readers'])
      assert.ok(readers)
      await transact(ctx, ({ db }) =>
        insertGlobalPermission(db, 'ADMINISTRATECONFLUENCE', { kind: 'group', id: readers.id }),
      )
      for (const [method, path, body] of operations) {
        for (const [root, who, status] of [
          ['/rest/api', 'editor', 403],
          ['/rest/api', 'reader', 403],
          ['/wiki/rest/api', 'reader', 403],
          ['/rest/api', 'anonymous', 401],
        ] as const) {
          const answer = await ask({ method, url: app.url + root + path, headers: credentials(who), body })
          assert.equal(answer.status, status, `${who} ${method} ${root}${path}: ${answer.text}`)
        }
      }
    })

    it('forgets what is older than it is to be kept', async () => {
      const count = async () =>
        (await app.domain.database.read.selectFrom('audit_record').select('id').execute()).length
      const ctx = systemContext(app.domain)
      const headers = credentials('admin')
      await ask({
        method: 'PUT',
        url: `${app.url}/rest/api/audit/retention`,
        headers,
        body: { number: 10, units: 'DAYS' },
      })
      const all = await count()
      time += 9 * 24 * 3_600_000
      await purgeAuditRecords(ctx)
      assert.equal(await count(), all)
      time += 2 * 24 * 3_600_000
      await purgeAuditRecords(ctx)
      assert.equal(await count(), 0)
    })
  })
})
