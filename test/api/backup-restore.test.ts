/** Backups of the site and of spaces: asked for, followed, fetched, and put back. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { limits } from '../../src/base/limits.ts'
import { purgeBackups } from '../../src/domain/backup/purge.ts'
import {
  findBackupJob,
  insertBackupJob,
  listBackupJobs,
  moveBackupJob,
} from '../../src/domain/backup/rows.ts'
import { runBackup } from '../../src/domain/backup/run.ts'
import { systemContext } from '../../src/domain/context.ts'
import { createUser } from '../../src/domain/user/user.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { archiveOf, askOf, restored, untilBackupOver, uploadArchive } from '../support/backup.ts'
import { databaseDigest } from '../support/database-digest.ts'
import { anyNumber, anyTime, including } from '../support/match.ts'
import type { PersonName } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const base = '/rest/api/backup-restore'
const form = (content: string, name = 'a.zip') => {
  const data = new FormData()
  data.append('file', new Blob([content]), name)
  return data
}
const noCheck = { 'X-Atlassian-Token': 'no-check' }

const notFor = (who: PersonName, status: number): Step[] =>
  (
    [
      ['POST', '/backup/site', {}],
      ['PUT', '/jobs/clear-queue'],
      ['GET', '/restore/files'],
      ['POST', '/restore/site', { fileName: 'a.zip' }],
      ['POST', '/restore/space', { fileName: 'a.zip' }],
      ['POST', '/restore/site/upload', form('x')],
      ['POST', '/restore/space/upload', form('x')],
    ] as const
  ).map(([method, path, body]) => ({
    name: `${method} ${path} is not for ${who}`,
    as: who,
    method,
    path: base + path,
    headers: noCheck,
    body,
    status,
    events: [],
  }))

scenarios('backups', [
  {
    name: 'a space',
    method: 'POST',
    path: '/rest/api/space',
    body: { key: 'BAK', name: 'Kept' },
    status: 200,
  },
  {
    name: 'a backup of the site is asked for',
    method: 'POST',
    path: `${base}/backup/site`,
    body: { fileNamePrefix: 'nightly', keepPermanently: true, skipAttachments: false },
    status: 200,
    has: {
      id: anyNumber,
      jobOperation: 'BACKUP',
      jobScope: 'SITE',
      jobState: 'QUEUED',
      createTime: anyTime,
      owner: 'admin',
      fileName: /^nightly-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-\d+\.zip$/,
      fileExists: false,
      jobSettings: { fileNamePrefix: 'nightly', keepPermanently: true, skipAttachments: false },
    },
    save: { site: 'id', siteFile: 'fileName' },
    events: ['backup.requested'],
  },
  {
    name: 'it is done',
    prepare: untilBackupOver('site'),
    method: 'GET',
    path: `${base}/jobs/\${site}`,
    status: 200,
    has: {
      jobState: 'FINISHED',
      startProcessingTime: anyTime,
      finishProcessingTime: anyTime,
      fileExists: true,
      statistics: { totalObjectsCount: anyNumber, skippedObjectsCount: 0 },
    },
    lacks: ['errorMessage', 'cancelTime'],
  },
  {
    name: 'it can be fetched',
    method: 'GET',
    path: `/confluence${base}/jobs/\${site}/download`,
    status: 200,
    hasHeaders: {
      'content-type': 'application/zip',
      'content-disposition': /attachment; filename="nightly-/,
    },
  },
  {
    name: 'its file is listed',
    method: 'GET',
    path: `${base}/restore/files?jobScope=SITE`,
    status: 200,
    has: [{ name: '${siteFile}', creationTime: anyTime, size: anyNumber, jobScope: 'SITE' }],
  },
  {
    name: 'of spaces there is none',
    method: 'GET',
    path: `${base}/restore/files?jobScope=space`,
    status: 200,
    has: [],
  },
  { name: 'an unknown scope', method: 'GET', path: `${base}/restore/files?jobScope=moon`, status: 400 },
  {
    name: 'a backup of a space by who sees it and may not export it',
    prepare: (app) => app.letRead('reader', 'BAK'),
    as: 'reader',
    method: 'POST',
    path: `${base}/backup/space`,
    body: { spaceKeys: ['bak'] },
    status: 403,
    events: [],
  },
  {
    name: 'by who does not see it',
    as: 'stranger',
    method: 'POST',
    path: `${base}/backup/space`,
    body: { spaceKeys: ['bak'] },
    status: 404,
    events: [],
  },
  {
    name: 'by who may export it',
    as: 'editor',
    method: 'POST',
    path: `${base}/backup/space`,
    body: { spaceKeys: ['bak'] },
    status: 200,
    has: { jobScope: 'SPACE', spaceKeys: 'BAK', owner: 'editor' },
    save: { space: 'id', spaceFile: 'fileName' },
    events: ['backup.requested'],
  },
  {
    name: 'who asked fetches it',
    prepare: untilBackupOver('space'),
    as: 'editor',
    method: 'GET',
    path: `${base}/jobs/\${space}/download`,
    status: 200,
  },
  { name: 'who asked follows it', as: 'editor', method: 'GET', path: `${base}/jobs/\${space}`, status: 200 },
  { name: 'others do not', as: 'reader', method: 'GET', path: `${base}/jobs/\${space}`, status: 403 },
  { name: 'nor fetch it', as: 'reader', method: 'GET', path: `${base}/jobs/\${space}/download`, status: 404 },
  {
    name: 'nor cancel it',
    as: 'reader',
    method: 'PUT',
    path: `${base}/jobs/\${space}/cancel`,
    status: 404,
    events: [],
  },
  {
    name: 'nor the one of the site',
    as: 'editor',
    method: 'GET',
    path: `${base}/jobs/\${site}/download`,
    status: 404,
  },
  {
    name: 'own ones are listed',
    as: 'editor',
    method: 'GET',
    path: `${base}/jobs`,
    status: 200,
    has: [{ id: '${space}' }],
  },
  { name: 'to others none', as: 'reader', method: 'GET', path: `${base}/jobs`, status: 200, has: [] },
  {
    name: 'to system administrators all, newest first',
    method: 'GET',
    path: `${base}/jobs?jobOperation=BACKUP&jobStates=FINISHED&jobStates=FAILED`,
    status: 200,
    has: [{ id: '${space}' }, { id: '${site}' }],
  },
  {
    name: 'by scope',
    method: 'GET',
    path: `${base}/jobs?jobScope=SITE`,
    status: 200,
    has: [{ id: '${site}' }],
  },
  {
    name: 'by space',
    method: 'GET',
    path: `${base}/jobs?spaceKey=BAK`,
    status: 200,
    has: [{ id: '${space}' }],
  },
  { name: 'by owner', method: 'GET', path: `${base}/jobs?owner=nobody`, status: 200, has: [] },
  {
    name: 'by time',
    method: 'GET',
    path: `${base}/jobs?toDate=2001-01-01T00:00:00.000Z`,
    status: 200,
    has: [],
  },
  {
    name: 'as few as wanted',
    method: 'GET',
    path: `${base}/jobs?limit=1`,
    status: 200,
    has: [{ id: '${space}' }],
  },
  { name: 'an unknown state', method: 'GET', path: `${base}/jobs?jobStates=LOST`, status: 400 },
  { name: 'a time that is none', method: 'GET', path: `${base}/jobs?fromDate=noon`, status: 400 },
  { name: 'a negative limit', method: 'GET', path: `${base}/jobs?limit=-1`, status: 400 },
  { name: 'no such job', method: 'GET', path: `${base}/jobs/1`, status: 403 },
  { name: 'no number', method: 'GET', path: `${base}/jobs/one`, status: 400 },
  { name: 'nothing to fetch', method: 'GET', path: `${base}/jobs/1/download`, status: 404 },
  { name: 'nothing to cancel', method: 'PUT', path: `${base}/jobs/1/cancel`, status: 404, events: [] },
  {
    name: 'what is over is not cancelled',
    method: 'PUT',
    path: `${base}/jobs/\${site}/cancel`,
    status: 200,
    has: { jobState: 'FINISHED' },
    events: [],
  },
  { name: 'nothing waits', method: 'PUT', path: `${base}/jobs/clear-queue`, status: 200, has: 0, events: [] },
  {
    name: 'what waits is cancelled',
    prepare: async (app) => {
      await app.domain.database.transact(async (db) => {
        const job = await db.selectFrom('backup_job').selectAll().limit(1).executeTakeFirstOrThrow()
        await db
          .insertInto('backup_job')
          .values({ ...job, id: 11, state: 'queued', file_name: 'waits.zip' })
          .execute()
        await db
          .insertInto('backup_job')
          .values({ ...job, id: 12, state: 'queued', file_name: 'waits-too.zip' })
          .execute()
        await db
          .insertInto('backup_job')
          .values({ ...job, id: 13, state: 'processing', file_name: 'runs.zip' })
          .execute()
      })
    },
    method: 'PUT',
    path: `${base}/jobs/11/cancel`,
    status: 200,
    has: { jobState: 'CANCELLED', cancelTime: anyTime, cancelledBy: 'admin', fileExists: false },
    events: ['backup.cancelled'],
  },
  {
    name: 'and the rest of the queue',
    method: 'PUT',
    path: `${base}/jobs/clear-queue`,
    status: 200,
    has: 1,
    events: ['backup.cancelled'],
  },
  {
    name: 'what is under way is told to end',
    method: 'PUT',
    path: `${base}/jobs/13/cancel`,
    status: 200,
    has: { jobState: 'CANCELLING' },
    events: ['backup.cancelled'],
  },
  { name: 'no spaces', method: 'POST', path: `${base}/backup/space`, body: { spaceKeys: [] }, status: 400 },
  {
    name: 'no such space',
    method: 'POST',
    path: `${base}/backup/space`,
    body: { spaceKeys: ['NONE'] },
    status: 404,
  },
  { name: 'no list of spaces', method: 'POST', path: `${base}/backup/space`, body: {}, status: 400 },
  {
    name: 'a prefix that would lead elsewhere',
    method: 'POST',
    path: `${base}/backup/site`,
    body: { fileNamePrefix: '../up' },
    status: 400,
    events: [],
  },
  {
    name: 'a space that waits already',
    prepare: async (app) => {
      await app.domain.database.transact(async (db) => {
        await db
          .updateTable('backup_job')
          .set({ state: 'processing', scope: 'space', space_keys: 'BAK' })
          .where('id', '=', 13)
          .execute()
      })
    },
    method: 'POST',
    path: `${base}/backup/space`,
    body: { spaceKeys: ['BAK'] },
    status: 409,
    events: [],
  },
  {
    name: 'an archive that is not there',
    method: 'POST',
    path: `${base}/restore/site`,
    body: { fileName: 'none.zip' },
    status: 400,
    events: [],
  },
  { name: 'no archive', method: 'POST', path: `${base}/restore/site`, body: {}, status: 400, events: [] },
  {
    name: 'an archive somewhere else',
    method: 'POST',
    path: `${base}/restore/site`,
    body: { fileName: '../../inver.db' },
    status: 400,
    events: [],
  },
  {
    name: 'an archive of the site for a space',
    method: 'POST',
    path: `${base}/restore/space`,
    body: { fileName: '${siteFile}' },
    status: 400,
    events: [],
  },
  {
    name: 'no zip file',
    method: 'POST',
    path: `${base}/restore/site/upload`,
    headers: noCheck,
    body: form('no zip'),
    status: 400,
    events: [],
  },
  {
    name: 'no zip file of a space',
    method: 'POST',
    path: `${base}/restore/space/upload`,
    headers: noCheck,
    body: form('no zip'),
    status: 400,
    events: [],
  },
  {
    name: 'no file',
    method: 'POST',
    path: `${base}/restore/site/upload`,
    headers: { ...noCheck, 'content-type': 'multipart/form-data; boundary=edge' },
    body: '--edge--\r\n',
    status: 400,
    events: [],
  },
  {
    name: 'nothing of those was kept',
    method: 'GET',
    path: `${base}/restore/files?jobScope=SITE`,
    status: 200,
    has: [{ name: '${siteFile}' }],
  },
  {
    name: 'the site is restored from the folder',
    method: 'POST',
    path: `${base}/restore/site`,
    body: { filename: '${siteFile}', skipReindex: true },
    status: 200,
    has: { jobOperation: 'RESTORE', jobScope: 'SITE', jobSettings: { fileName: '${siteFile}' } },
    save: { restore: 'id' },
    events: ['restore.requested'],
  },
  {
    name: 'it is what it was',
    prepare: untilBackupOver('restore'),
    method: 'GET',
    path: `${base}/jobs/\${restore}`,
    status: 200,
    has: { jobState: 'FINISHED', owner: 'admin' },
  },
  { name: 'the space is there', method: 'GET', path: '/rest/api/space/BAK', status: 200 },
  {
    name: 'the log has it',
    method: 'GET',
    path: '/rest/api/audit?searchString=restored%20from',
    status: 200,
    has: { results: including({ summary: 'Site restored from a backup' }) },
  },
  {
    name: 'a space that is gone is restored from the folder',
    prepare: (app) =>
      app.domain.database.transact(async (db) => {
        const gone = { key: 'GONE', lower_key: 'gone' }
        await db.updateTable('space').set(gone).where('key', '=', 'BAK').execute()
      }),
    method: 'POST',
    path: `${base}/restore/space`,
    body: { fileName: '${spaceFile}' },
    status: 200,
    has: { jobOperation: 'RESTORE', jobScope: 'SPACE' },
    save: { back: 'id' },
    events: ['restore.requested'],
  },
  {
    name: 'it is back',
    prepare: untilBackupOver('back'),
    method: 'GET',
    path: `${base}/jobs/\${back}`,
    status: 200,
    has: { jobState: 'FINISHED' },
  },
  { name: 'under its key', method: 'GET', path: '/rest/api/space/BAK', status: 200, has: { name: 'Kept' } },
  ...notFor('reader', 403),
  ...notFor('anonymous', 401),
])

/** What is asked of both sites, and must be answered alike. */
const QUESTIONS = [
  '/rest/api/space?expand=description.plain,homepage,permissions,metadata.labels&type=global',
  '/rest/api/content?spaceKey=KEEP&limit=50&expand=body.storage,version,ancestors,history,metadata.labels,restrictions.read.restrictions.user,space',
  '/rest/api/content?type=blogpost&expand=body.storage,version',
  '/rest/api/search?cql=text~%22marmalade%22',
  '/rest/api/search?cql=label%3Dripe',
  '/rest/api/space/KEEP/property?expand=version',
  '/rest/api/group?limit=50',
  '/wiki/rest/api/inlinetasks/search',
  '/wiki/rest/api/template/page?spaceKey=KEEP',
]

/** A space with something of every kind. */
async function fill(app: TestApp, key = 'KEEP'): Promise<{ page: string; child: string; file: Buffer }> {
  const make = async (method: string, path: string, body: unknown, as: PersonName = 'admin') => {
    const answer = await askOf(app, method, path, body, as)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.json as { id: string; homepage: { id: string }; results: { id: string }[] }
  }
  const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
  const space = await make('POST', '/rest/api/space', {
    key,
    name: 'Kept',
    description: { plain: { value: 'About é', representation: 'plain' } },
  })
  const page = await make('POST', '/rest/api/content', {
    type: 'page',
    title: 'Top “1”',
    space: { key },
    ancestors: [{ id: space.homepage.id }],
    body: storage(
      '<p>marmalade <ac:link><ri:page ri:content-title="Child" /></ac:link></p><ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do it</ac:task-body></ac:task></ac:task-list>',
    ),
  })
  const child = await make(
    'POST',
    '/rest/api/content',
    {
      type: 'page',
      title: 'Child',
      space: { key },
      ancestors: [{ id: page.id }],
      body: storage(`<p>one</p><p><ac:link><ri:content-entity ri:content-id="${page.id}" /></ac:link></p>`),
    },
    'editor',
  )
  await make('PUT', `/rest/api/content/${child.id}`, {
    type: 'page',
    title: 'Child',
    version: { number: 2, message: 'more' },
    body: storage(`<p>two</p><p><ac:link><ri:content-entity ri:content-id="${page.id}" /></ac:link></p>`),
  })
  await make('POST', '/rest/api/content', {
    type: 'blogpost',
    title: 'News',
    space: { key },
    body: storage('<p>new</p>'),
  })
  await make('POST', '/rest/api/content', {
    type: 'comment',
    container: { id: page.id, type: 'page' },
    body: storage('<p>well said</p>'),
  })
  await make('POST', `/rest/api/content/${page.id}/label`, [{ prefix: 'global', name: 'ripe' }])
  await make('POST', `/rest/api/content/${page.id}/property`, { key: 'colour', value: { is: 'red' } })
  await make('POST', `/rest/api/space/${key}/property`, { key: 'kind', value: [1, 2] })
  await make('PUT', `/rest/experimental/content/${child.id}/restriction`, [
    { operation: 'read', restrictions: { user: [{ type: 'known', username: 'editor' }] } },
  ])
  await make('POST', '/wiki/rest/api/template', {
    name: 'Form',
    templateType: 'page',
    space: { key },
    body: storage('<p>form</p>'),
  })
  await make('POST', `/rest/likes/1.0/content/${page.id}/likes`, {}, 'editor')
  const file = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) % 251))
  const data = new FormData()
  data.append('file', new Blob([file], { type: 'image/png' }), 'bytes.png')
  await make('POST', `/rest/api/content/${page.id}/child/attachment`, data)
  return { page: page.id, child: child.id, file }
}

async function answersOf(app: TestApp, questions: readonly string[]): Promise<unknown[]> {
  return Promise.all(
    questions.map(async (path) => {
      const answer = await askOf(app, 'GET', path)
      assert.equal(answer.status, 200, `${path}: ${answer.text}`)
      const text = answer.text.replaceAll(app.url, '').replace(/"searchDuration":\d+/, '"searchDuration":0')
      return { path, answer: JSON.parse(text) as unknown }
    }),
  )
}

onEachDatabase((database) => {
  const other = database === 'sqlite' ? 'postgres' : 'sqlite'
  describe(`from ${database} to ${other}`, () => {
    let from: TestApp
    let to: TestApp
    let made: Awaited<ReturnType<typeof fill>>
    before(async () => {
      from = await startTestApp({ database })
      made = await fill(from)
      to = await startTestApp({ database: other })
      await fill(to, 'OTHER')
    })
    after(async () => {
      await from.close()
      await to.close()
    })
    const questions = () => [
      ...QUESTIONS,
      `/rest/api/content/${made.child}/version?expand=content.body.storage`.replace(
        '/rest/api',
        '/rest/experimental',
      ),
      `/rest/api/content/${made.page}/child/comment?expand=body.storage`,
      `/rest/api/content/${made.page}/child/attachment`,
      `/rest/api/content/${made.page}/property?expand=version`,
      `/rest/experimental/content/${made.child}/restriction/byOperation`,
    ]

    it('a broken archive changes nothing', async () => {
      const bytes = await archiveOf(from)
      // The first log-in is recorded.
      await askOf(to, 'GET', '/rest/api/space')
      const before = await databaseDigest(to)
      const cut = await uploadArchive(to, 'site', bytes.subarray(0, bytes.length - 100))
      assert.equal(cut.status, 400, cut.text)
      assert.equal(await databaseDigest(to), before)
      const bent = Buffer.from(bytes)
      const at = bent.indexOf('files/') + 6 + 64 + 1000
      bent[at] = (bent[at] ?? 0) ^ 1
      const { state, error } = await restored(to, 'site', bent)
      assert.equal(state, 'failed')
      assert.match(error, /damaged/)
      assert.equal((await askOf(to, 'GET', '/rest/api/space/KEEP')).status, 404)
    })

    it('a backup that is cancelled on the way leaves nothing behind', async () => {
      const ctx = systemContext(from.domain)
      const { database } = from.domain
      const admin = await database.read
        .selectFrom('user_account')
        .select('id')
        .where('username', '=', 'admin')
        .executeTakeFirstOrThrow()
      const [job] = await listBackupJobs(database.read, {}, 1)
      assert.ok(job)
      const id = 21
      const fileName = 'cut.zip'
      await database.transact((db) =>
        insertBackupJob(db, { ...job, id, ownerId: admin.id, state: 'queued', fileName }),
      )
      let looks = 0
      await runBackup(ctx, id, {
        attempts: 1,
        isStopping: () => {
          if (++looks === 5)
            void database.transact((db) => moveBackupJob(db, id, ['processing'], 'cancelling'))
          return false
        },
      })
      assert.ok(looks >= 5)
      assert.equal((await findBackupJob(database.read, id))?.state, 'cancelled')
      assert.equal(await from.domain.archives.find(job.scope, fileName), undefined)
      assert.deepEqual(readdirSync(join(from.dataFolder, 'restore', 'incoming')), [])
    })

    it('files that are not kept permanently go after three days', async () => {
      const { database, archives } = from.domain
      const [job] = await listBackupJobs(database.read, { states: ['finished'] }, 1)
      assert.ok(job)
      const later = { ...systemContext(from.domain) }
      const ms = limits.backupFileMs + 60_000
      const clock = { now: () => from.domain.clock.now() + ms }
      await purgeBackups({ ...later, app: { ...from.domain, clock } })
      assert.equal(await archives.find(job.scope, job.fileName), undefined)
      const shown = await askOf(from, 'GET', `${base}/jobs/${job.id}`)
      const { fileExists, fileDeleteTime } = shown.json as { fileExists: boolean; fileDeleteTime: string }
      assert.equal(fileExists, false)
      assert.ok(fileDeleteTime)
    })

    it('people who are missing elsewhere get accounts that open nothing', async () => {
      const password = 'of-the-traveller'
      await createUser(systemContext(from.domain), {
        username: 'traveller',
        email: 'traveller@example.com',
        displayName: 'Tra Veller',
        password,
        groups: ['confluence-users'],
      })
      const asTraveller = { ...basic('traveller', password), 'X-Atlassian-Token': 'no-check' }
      assert.equal((await askOf(from, 'POST', '/rest/api/space', { key: 'FAR', name: 'Far' })).status, 200)
      const made = await ask({
        method: 'POST',
        url: `${from.url}/rest/api/content`,
        headers: asTraveller,
        body: {
          type: 'page',
          title: 'Secret',
          space: { key: 'FAR' },
          body: { storage: { value: '<p>s</p>', representation: 'storage' } },
        },
      })
      assert.equal(made.status, 200, made.text)
      const { id } = made.json as { id: string }
      const restriction = [
        { operation: 'read', restrictions: { user: [{ type: 'known', username: 'traveller' }] } },
      ]
      const set = await askOf(from, 'PUT', `/rest/experimental/content/${id}/restriction`, restriction)
      assert.equal(set.status, 200, set.text)
      assert.deepEqual(await restored(to, 'space', await archiveOf(from, ['FAR'])), {
        state: 'finished',
        error: '',
      })
      const got = await askOf(to, 'GET', '/rest/api/content?spaceKey=FAR&title=Secret&expand=version')
      const [page] = (got.json as { results: Content[] }).results
      assert.equal(page?.version.by.username, 'traveller')
      assert.equal((await askOf(to, 'GET', `/rest/api/content/${page?.id}`, undefined, 'editor')).status, 404)
      const home = await askOf(
        to,
        'GET',
        '/rest/api/content?spaceKey=FAR&title=Far%20Home',
        undefined,
        'editor',
      )
      assert.equal((home.json as { size: number }).size, 1)
      const entry = await ask({ method: 'GET', url: `${to.url}/rest/api/space`, headers: asTraveller })
      assert.equal(entry.status, 401)
    })

    it('a space that is restored in another site answers the same there', async () => {
      const bytes = await archiveOf(from, ['KEEP'])
      assert.deepEqual(await restored(to, 'space', bytes), { state: 'finished', error: '' })
      const wanted = (
        await askOf(from, 'GET', '/rest/api/content?spaceKey=KEEP&limit=50&expand=body.storage,version')
      ).json as { results: Content[] }
      const got = (
        await askOf(to, 'GET', '/rest/api/content?spaceKey=KEEP&limit=50&expand=body.storage,version')
      ).json as { results: Content[] }
      const facts = (all: Content[]) =>
        all.map(({ title, version }) => [title, version.number, version.when, version.by.username]).sort()
      assert.deepEqual(facts(got.results), facts(wanted.results))
      const page = got.results.find(({ title }) => title === 'Top “1”')
      const child = got.results.find(({ title }) => title === 'Child')
      assert.ok(page && child)
      // The first ids of both sites are the same numbers, so here they had to be given anew.
      assert.notEqual(page.id, made.page)
      assert.ok(child.body.storage.value.includes(`ri:content-id="${page.id}"`), child.body.storage.value)
      const about = (
        await askOf(
          to,
          'GET',
          `/rest/api/content/${child.id}?expand=ancestors,restrictions.read.restrictions.user,history`,
        )
      ).json as {
        ancestors: { id: string }[]
        restrictions: { read: { restrictions: { user: { results: { username: string }[] } } } }
      }
      assert.equal(about.ancestors.at(-1)?.id, page.id)
      assert.equal(about.restrictions.read.restrictions.user.results[0]?.username, 'editor')
      const labelled = (await askOf(to, 'GET', '/rest/api/search?cql=label%3Dripe+and+space%3DKEEP'))
        .json as {
        results: { content: { id: string } }[]
      }
      assert.deepEqual(
        labelled.results.map(({ content }) => content.id),
        [page.id],
      )
      const files = (await askOf(to, 'GET', `/rest/api/content/${page.id}/child/attachment`)).json as {
        results: { _links: { download: string } }[]
      }
      const file = await askOf(to, 'GET', files.results[0]?._links.download ?? '')
      assert.ok(file.bytes.equals(made.file))
      assert.equal(
        (await askOf(to, 'GET', `/rest/api/content/${child.id}`, undefined, 'stranger')).status,
        404,
      )
      // A second time its key is taken.
      const again = await uploadArchive(to, 'space', bytes)
      assert.equal(again.status, 400)
      assert.match(again.text, /KEEP/)
    })

    it('a site that is restored elsewhere answers the same there', async () => {
      const wanted = await answersOf(from, questions())
      const bytes = await archiveOf(from)
      assert.deepEqual(await restored(to, 'site', bytes), { state: 'finished', error: '' })
      assert.deepEqual(await answersOf(to, questions()), wanted)
      const [file] = (
        (await askOf(to, 'GET', `/rest/api/content/${made.page}/child/attachment`)).json as {
          results: { _links: { download: string } }[]
        }
      ).results
      assert.ok((await askOf(to, 'GET', file?._links.download ?? '')).bytes.equals(made.file))
      // What is made from now on collides with nothing.
      const more = await askOf(to, 'POST', '/rest/api/space', { key: 'MORE', name: 'More' })
      assert.equal(more.status, 200, more.text)
      assert.ok(Number((more.json as { id: number }).id) > Number(made.child))
    })

    it('a space that was removed comes back with its ids', async () => {
      const bytes = await archiveOf(from, ['KEEP'])
      const wanted = await answersOf(from, questions())
      const removal = await askOf(from, 'DELETE', '/rest/api/space/KEEP')
      assert.equal(removal.status, 202, removal.text)
      for (let left = 200; left > 0; left--) {
        if ((await askOf(from, 'GET', '/rest/api/space/KEEP')).status === 404) break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      assert.deepEqual(await restored(from, 'space', bytes), { state: 'finished', error: '' })
      assert.deepEqual(await answersOf(from, questions()), wanted)
    })
  })
})

type Content = {
  id: string
  title: string
  version: { number: number; when: string; by: { username: string } }
  body: { storage: { value: string } }
}
