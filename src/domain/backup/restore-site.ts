import { putSearchText, clearSearchIndex } from '../../search/index.ts'
import { authorizeGlobally, refuseWithoutAdministrator } from '../access/policy.ts'
import { systemActor } from '../access/actor.ts'
import { setGuards } from '../access/rows.ts'
import { TEXT_JOB } from '../attachment/upload.ts'
import { RELINK_JOB } from '../content/relink.ts'
import { as, type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { LONG_TASK_JOB } from '../long-task/long-task.ts'
import { ACCESS_LETTER } from '../notify/invitation-job.ts'
import { type Archive, openArchive } from './archive.ts'
import type { BackupJob } from './backup-job.ts'
import { asFitting, checkArchive, rowCheck } from './check.ts'
import { disownBackupJobs, moveBackupJob } from './rows.ts'
import type { Progress } from './progress.ts'
import {
  deleteJobsAbout,
  deleteRows,
  insertRows,
  labelNames,
  lockTables,
  type Row,
  settingsOfSite,
} from './tables/rows.ts'
import { siteTables, type TableName } from './tables/tables.ts'

/** Tables that are emptied and get nothing: what is in them is about people and things that are replaced. */
const EMPTIED: readonly TableName[] = ['session', 'one_time_link', 'long_task']

/** Jobs about things that are replaced. */
const JOBS_OF_SITE = [
  LONG_TASK_JOB,
  RELINK_JOB,
  TEXT_JOB,
  'call-webhook',
  ACCESS_LETTER,
  'send-letter',
  'tell-event',
]

/**
 * Replace everything that the site is by what an archive has, in one transaction: whoever reads meanwhile sees the
 * old site, and a server that dies leaves either the old or the new one. Ids, versions, dates and bodies stay as
 * they were. Everybody has to log in anew.
 */
export async function restoreSite(ctx: Context, job: BackupJob, progress: Progress): Promise<void> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  const archive = await openArchive(ctx.app.archives.pathOf('site', job.fileName))
  try {
    const tables = siteTables.map(({ table }) => table)
    await checkArchive(ctx, archive, 'site', tables, progress)
    const checks = new Map<TableName, (rows: readonly Row[]) => void>()
    for (const table of tables) checks.set(table, await rowCheck(ctx, archive, table))
    // Before the transaction, so that whoever writes right after it finds an id that nothing has.
    await ctx.app.ids.continueAbove(archive.descriptor.nextId)
    await progress.complete()
    await transact(as(ctx, systemActor), (ctx) => asFitting(() => replaceAll(ctx, job, archive, checks)))
    ctx.app.renderings.clear()
  } finally {
    archive.close()
  }
}

async function replaceAll(
  ctx: Context,
  job: BackupJob,
  archive: Archive,
  checks: ReadonlyMap<TableName, (rows: readonly Row[]) => void>,
): Promise<void> {
  const { db } = ctx
  const { engine } = ctx.app.database
  const tables = siteTables.map(({ table }) => table)
  await lockTables(db, engine, [...EMPTIED, ...tables])
  await deleteJobsAbout(db, JOBS_OF_SITE)
  for (const table of EMPTIED) await deleteRows(db, table)
  for (const table of tables.toReversed()) {
    await deleteRows(db, table, table === 'setting' ? settingsOfSite : undefined)
  }
  await clearSearchIndex(db, engine)
  for (const table of tables) {
    for await (const rows of archive.rows(table)) {
      checks.get(table)?.(rows)
      if (table === 'search_text') await makeAllFindable(ctx, rows)
      else
        await insertRows(db, table, table === 'setting' ? rows.filter(({ key }) => key !== 'secret') : rows)
    }
  }
  await setGuards(db)
  await refuseWithoutAdministrator(ctx)
  await disownBackupJobs(db)
  await emit(ctx, { type: 'site.imported', facts: { name: job.fileName, by: job.ownerName } })
  await moveBackupJob(db, job.id, ['completing'], 'finished', { finished_at: now(ctx) })
}

/** Put texts by which search knows things into the index, with the labels of those that are contents. */
export async function makeAllFindable(ctx: Context, rows: readonly Row[]): Promise<void> {
  const labels = await labelNames(
    ctx.db,
    rows.map(({ id }) => Number(id)),
  )
  for (const { id, title, body } of rows) {
    await putSearchText(ctx.db, ctx.app.database.engine, {
      id: Number(id),
      title: String(title),
      body: String(body),
      labels: labels.get(Number(id)) ?? [],
    })
  }
}
