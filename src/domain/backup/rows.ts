import type { Selectable } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { BackupJobTable } from '../../store/tables.ts'
import type { Scope } from '../access/actor.ts'
import type {
  BackupJob,
  BackupOperation,
  BackupScope,
  BackupSettings,
  BackupState,
  BackupStatistics,
} from './backup-job.ts'

export async function insertBackupJob(db: Db, job: BackupJob): Promise<void> {
  await db
    .insertInto('backup_job')
    .values({
      id: job.id,
      operation: job.operation,
      scope: job.scope,
      state: job.state,
      owner_id: job.ownerId,
      owner_name: job.ownerName,
      token_scope: job.tokenScope === undefined ? null : JSON.stringify(job.tokenScope),
      cancelled_by: job.cancelledBy,
      settings: JSON.stringify(job.settings),
      statistics: JSON.stringify(job.statistics),
      space_keys: job.spaceKeys.join(','),
      file_name: job.fileName,
      error: job.error,
      created_at: job.createdAt,
      started_at: job.startedAt,
      finished_at: job.finishedAt,
      cancelled_at: job.cancelledAt,
      file_removed_at: job.fileRemovedAt,
    })
    .execute()
}

export async function findBackupJob(db: Db, id: number): Promise<BackupJob | undefined> {
  const row = await db.selectFrom('backup_job').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toJob(row)
}

export interface BackupJobFilter {
  readonly ownerId?: number | undefined
  readonly ownerName?: string | undefined
  readonly operation?: BackupOperation | undefined
  readonly scope?: BackupScope | undefined
  readonly states?: readonly BackupState[] | undefined
  readonly spaceKey?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** Newest first. */
export async function listBackupJobs(db: Db, filter: BackupJobFilter, limit: number): Promise<BackupJob[]> {
  let query = db.selectFrom('backup_job').selectAll()
  if (filter.ownerId !== undefined) query = query.where('owner_id', '=', filter.ownerId)
  if (filter.ownerName !== undefined) query = query.where('owner_name', '=', filter.ownerName)
  if (filter.operation) query = query.where('operation', '=', filter.operation)
  if (filter.scope) query = query.where('scope', '=', filter.scope)
  if (filter.states && filter.states.length > 0) query = query.where('state', 'in', [...filter.states])
  if (filter.from !== undefined) query = query.where('created_at', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('created_at', '<=', filter.to)
  const { spaceKey } = filter
  if (spaceKey !== undefined) {
    query = query.where((e) =>
      e.or([
        e('space_keys', '=', spaceKey),
        e('space_keys', 'like', `${likeSafe(spaceKey)},%`),
        e('space_keys', 'like', `%,${likeSafe(spaceKey)}`),
        e('space_keys', 'like', `%,${likeSafe(spaceKey)},%`),
      ]),
    )
  }
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toJob)
}

/** Keys hold letters, digits, and few signs; none of them may stand for others. */
function likeSafe(key: string): string {
  return key.replace(/[%_\\]/g, '')
}

/** Bring a job from one of some states to another; false when it is in none of them. */
export async function moveBackupJob(
  db: Db,
  id: number,
  from: readonly BackupState[],
  to: BackupState,
  changes: Partial<Omit<BackupJobTable, 'id' | 'state'>> = {},
): Promise<boolean> {
  const done = await db
    .updateTable('backup_job')
    .set({ ...changes, state: to })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

export async function writeStatistics(db: Db, id: number, statistics: BackupStatistics): Promise<void> {
  await db
    .updateTable('backup_job')
    .set({ statistics: JSON.stringify(statistics) })
    .where('id', '=', id)
    .execute()
}

/** Whether anything is being backed up or restored. */
export async function isAnyBackupRunning(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('backup_job')
    .select('id')
    .where('state', 'in', ['processing', 'completing', 'cancelling'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The accounts were replaced: what one of these numbers did before says nothing of who has it now. */
export async function disownBackupJobs(db: Db): Promise<void> {
  await db.updateTable('backup_job').set({ owner_id: null }).execute()
}

export async function noteFileRemoved(db: Db, id: number, at: number): Promise<void> {
  await db.updateTable('backup_job').set({ file_removed_at: at }).where('id', '=', id).execute()
}

/** Backups that were over before a time and whose file has not been removed yet. */
export async function oldBackups(db: Db, before: number): Promise<BackupJob[]> {
  const rows = await db
    .selectFrom('backup_job')
    .selectAll()
    .where('operation', '=', 'backup')
    .where('state', '=', 'finished')
    .where('finished_at', '<', before)
    .where('file_removed_at', 'is', null)
    .execute()
  return rows.map(toJob)
}

function toJob(row: Selectable<BackupJobTable>): BackupJob {
  return {
    id: row.id,
    operation: row.operation as BackupOperation,
    scope: row.scope as BackupScope,
    state: row.state as BackupState,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    tokenScope: row.token_scope === null ? undefined : (JSON.parse(row.token_scope) as Scope),
    cancelledBy: row.cancelled_by,
    settings: JSON.parse(row.settings) as BackupSettings,
    statistics: JSON.parse(row.statistics) as BackupStatistics,
    spaceKeys: row.space_keys === '' ? [] : row.space_keys.split(','),
    fileName: row.file_name,
    error: row.error,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    cancelledAt: row.cancelled_at,
    fileRemovedAt: row.file_removed_at,
  }
}
