import type { Readable } from 'node:stream'
import { AppError, notFound } from '../../base/errors.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import type { ArchiveFile } from '../../store/archives.ts'
import { actorId, reachesSite, scopeOf } from '../access/actor.ts'
import { authorizeGlobally, authorizeInSpace, holdsGlobally } from '../access/policy.ts'
import { authorizeLevel } from '../access/scope.ts'
import { acceptFileName } from '../attachment/upload.ts'
import { type Context, now, transact } from '../context.ts'
import { emit, enqueue } from '../event/event.ts'
import { readSpace } from '../space/read.ts'
import { findSpaceByKey } from '../space/rows.ts'
import type { Space } from '../space/space.ts'
import { type Descriptor, openArchive } from './archive.ts'
import {
  BACKUP_JOB,
  type BackupJob,
  type BackupOperation,
  type BackupScope,
  type BackupSettings,
  noStatistics,
} from './backup-job.ts'
import {
  type BackupJobFilter,
  findBackupJob,
  insertBackupJob,
  listBackupJobs,
  moveBackupJob,
} from './rows.ts'
import { anyReadRestriction } from './tables/rows.ts'

/** Have the whole site backed up. For system administrators. */
export async function startSiteBackup(ctx: Context, settings: BackupSettings): Promise<BackupJob> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  return start(ctx, 'backup', 'site', settings, [], nameOf(ctx, settings))
}

/** Have some spaces backed up. For system administrators, and whoever may export all of them. */
export async function startSpaceBackup(ctx: Context, settings: BackupSettings): Promise<BackupJob> {
  const keys = [...new Set(settings.spaceKeys ?? [])]
  if (keys.length === 0) throw new AppError('bad-request', 'Say which spaces, by spaceKeys.')
  if (keys.length > limits.spacesPerBackup)
    throw new AppError('bad-request', `A backup has at most ${limits.spacesPerBackup} spaces.`)
  const spaces = await authorizedSpaces(ctx, keys)
  const spaceKeys = [...new Set(spaces.map(({ key }) => key))].sort()
  const waiting = await listBackupJobs(
    ctx.db,
    { operation: 'backup', scope: 'space', states: ['queued', 'processing', 'completing'] },
    limits.backupJobsWaiting,
  )
  if (waiting.some((job) => job.spaceKeys.join() === spaceKeys.join()))
    throw new AppError('conflict', 'A backup of these spaces waits or is being made already.')
  return start(ctx, 'backup', 'space', settings, spaceKeys, nameOf(ctx, settings))
}

/**
 * Spaces that the actor may back up: all of them for system administrators, else those that they may export. Who is
 * no system administrator may not carry off what they cannot read, so a space with pages for some only is refused.
 */
export async function authorizedSpaces(ctx: Context, keys: readonly string[]): Promise<Space[]> {
  const spaces: Space[] = []
  for (const key of keys) {
    const space = await readSpace(ctx, key)
    await authorizeInSpace(ctx, 'export', space)
    spaces.push(space)
  }
  if (await holdsGlobally(ctx, 'SYSTEMADMINISTRATOR')) return spaces
  const ids = spaces.map(({ id }) => id)
  if (!(await anyReadRestriction(ctx.db, ids))) return spaces
  throw new AppError(
    'forbidden',
    'Some pages there may be read by some people only: a system administrator can back this up.',
  )
}

/** Have the site, or spaces, restored from an archive that lies there. For system administrators. */
export async function startRestore(
  ctx: Context,
  scope: BackupScope,
  settings: BackupSettings,
): Promise<BackupJob> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  const { fileName = '' } = settings
  if (fileName === '') throw new AppError('bad-request', 'Say which archive, by fileName.')
  if ((await ctx.app.archives.find(scope, fileName)) === undefined)
    throw new AppError('bad-request', `There is no archive ${fileName.slice(0, 255)} of ${WHAT[scope]}.`)
  const { spaces } = await acceptArchive(ctx, scope, fileName)
  return start(
    ctx,
    'restore',
    scope,
    settings,
    spaces.map(({ key }) => key),
    fileName,
  )
}

/** Refuses to take an upload before any byte of it is read. */
export async function authorizeArchiveUpload(ctx: Context): Promise<void> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
}

/** Keep an archive that arrives, and have the site, or spaces, restored from it. */
export async function restoreUpload(
  ctx: Context,
  scope: BackupScope,
  upload: { readonly fileName: string; readonly bytes: Readable },
): Promise<BackupJob> {
  await authorizeArchiveUpload(ctx)
  const { archives } = ctx.app
  const given = acceptFileName(upload.fileName).replace(/(\.zip)?$/i, '')
  const isTaken = (await archives.find(scope, `${given}.zip`)) !== undefined
  const name = `${given.slice(0, 200)}${isTaken ? `-${randomToken(6)}` : ''}.zip`
  const draft = `upload-${randomToken(12)}.zip`
  await archives.put({ shelf: scope, name, draft }, upload.bytes, limits.archiveUploadBytes)
  try {
    return await startRestore(ctx, scope, { fileName: name })
  } catch (error) {
    await archives.remove(scope, name)
    throw error
  }
}

/** Refuses what is no archive of this kind, and spaces whose keys are taken. */
async function acceptArchive(ctx: Context, scope: BackupScope, name: string): Promise<Descriptor> {
  const archive = await openArchive(ctx.app.archives.pathOf(scope, name))
  archive.close()
  const { descriptor } = archive
  if (descriptor.scope !== scope)
    throw new AppError('bad-request', `${name} is an archive of ${WHAT[descriptor.scope]}.`)
  await refuseTakenKeys(ctx, descriptor)
  return descriptor
}

/** Refuses spaces whose keys are taken. */
export async function refuseTakenKeys(ctx: Context, { spaces }: Descriptor): Promise<void> {
  for (const { key } of spaces) {
    if ((await findSpaceByKey(ctx.db, key)) !== undefined)
      throw new AppError('duplicate-key', `There is a space ${key} already: remove it first.`)
  }
}

const WHAT: Readonly<Record<BackupScope, string>> = { site: 'a site', space: 'spaces' }

/** Archives that a restore may name. For system administrators. */
export async function listArchives(
  ctx: Context,
  scope: BackupScope | undefined,
): Promise<(ArchiveFile & { readonly scope: BackupScope })[]> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  const all = await Promise.all(
    (['site', 'space'] as const)
      .filter((one) => scope === undefined || scope === one)
      .map(async (one) => (await ctx.app.archives.list(one)).map((file) => ({ ...file, scope: one }))),
  )
  return all.flat()
}

/** Backups and restores, newest first: for system administrators all, for others their own. */
export async function listBackups(
  ctx: Context,
  filter: Omit<BackupJobFilter, 'ownerId'>,
  limit: number,
): Promise<BackupJob[]> {
  if (await seesAll(ctx)) return listBackupJobs(ctx.db, filter, limit)
  const own = await listBackupJobs(ctx.db, { ...filter, ownerId: actorId(ctx.actor) ?? -1 }, limit)
  const within = await Promise.all(own.map((job) => isWithinScope(ctx, job)))
  return own.filter((_, i) => within[i])
}

/** A backup or restore; undefined for one that is not there, or is not the actor's to see. */
export async function findBackup(ctx: Context, id: number): Promise<BackupJob | undefined> {
  const job = await findBackupJob(ctx.db, id)
  if (job === undefined) return undefined
  const isOwn = job.ownerId !== null && job.ownerId === actorId(ctx.actor)
  return (isOwn && (await isWithinScope(ctx, job))) || (await seesAll(ctx)) ? job : undefined
}

/** A token for a space knows of backups of that space. */
async function isWithinScope(ctx: Context, job: BackupJob): Promise<boolean> {
  return reachesSite(ctx.actor) || (job.scope === 'space' && mayBackUp(ctx, job.spaceKeys))
}

async function mayBackUp(ctx: Context, keys: readonly string[]): Promise<boolean> {
  return authorizedSpaces(ctx, keys).then(
    () => true,
    () => false,
  )
}

/** Have a backup or restore end. One that waits ends at once; one under way at the next opportunity; others are over. */
export async function cancelBackup(ctx: Context, id: number): Promise<BackupJob> {
  const job = await findBackup(ctx, id)
  if (job === undefined) throw backupNotFound(id)
  authorizeLevel(ctx.actor, 'write')
  await transact(ctx, (ctx) => cancel(ctx, job))
  return (await findBackup(ctx, id)) ?? job
}

/** Cancel everything that waits; returns how many that were. For system administrators. */
export async function clearBackupQueue(ctx: Context): Promise<number> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  const waiting = await listBackupJobs(ctx.db, { states: ['queued'] }, limits.backupJobsWaiting)
  return transact(
    ctx,
    async (ctx) => {
      let count = 0
      for (const job of waiting) if (await cancel(ctx, job, ['queued'])) count++
      return count
    },
    2 * limits.backupJobsWaiting,
  )
}

async function cancel(
  ctx: Context,
  job: BackupJob,
  states: readonly ('queued' | 'processing')[] = ['queued', 'processing'],
): Promise<boolean> {
  const changes = { cancelled_by: usernameOf(ctx), cancelled_at: now(ctx) }
  const isCancelled =
    (await moveBackupJob(ctx.db, job.id, ['queued'], 'cancelled', { ...changes, finished_at: now(ctx) })) ||
    (states.includes('processing') &&
      (await moveBackupJob(ctx.db, job.id, ['processing'], 'cancelling', changes)))
  if (isCancelled) await emit(ctx, { type: 'backup.cancelled', facts: { name: job.fileName, jobId: job.id } })
  return isCancelled
}

/** The archive of a backup that is done, for whoever may still back up what is in it. */
export async function readBackupFile(
  ctx: Context,
  id: number,
): Promise<ArchiveFile & { readonly scope: BackupScope }> {
  const job = await findBackup(ctx, id)
  if (job?.operation !== 'backup' || job.state !== 'finished') throw backupNotFound(id)
  const mayHave = (await seesAll(ctx)) || (job.scope === 'space' && (await mayBackUp(ctx, job.spaceKeys)))
  const file = mayHave ? await ctx.app.archives.find(job.scope, job.fileName) : undefined
  if (file === undefined) throw backupNotFound(id)
  return { ...file, scope: job.scope }
}

/** Whether the archive of a job lies there. */
export async function hasFile(ctx: Context, job: BackupJob): Promise<boolean> {
  if (job.operation === 'backup' && job.state !== 'finished') return false
  return (await ctx.app.archives.find(job.scope, job.fileName)) !== undefined
}

function backupNotFound(id: number): AppError {
  return notFound(`No backup or restore job found with id: ${id}`)
}

async function seesAll(ctx: Context): Promise<boolean> {
  return holdsGlobally(ctx, 'SYSTEMADMINISTRATOR')
}

async function start(
  ctx: Context,
  operation: BackupOperation,
  scope: BackupScope,
  settings: BackupSettings,
  spaceKeys: readonly string[],
  fileName: string,
): Promise<BackupJob> {
  const states = ['queued', 'processing', 'completing', 'cancelling'] as const
  const open = await listBackupJobs(ctx.db, { states }, limits.backupJobsWaiting)
  if (open.length >= limits.backupJobsWaiting)
    throw new AppError('unavailable', 'Too many backups and restores are waiting. Cancel some, or try again.')
  return transact(ctx, async (ctx) => {
    const id = ctx.takeId()
    const job: BackupJob = {
      id,
      operation,
      scope,
      state: 'queued',
      ownerId: actorId(ctx.actor),
      ownerName: usernameOf(ctx),
      tokenScope: scopeOf(ctx.actor),
      cancelledBy: null,
      settings: { ...settings, ...(operation === 'restore' ? { fileName } : {}) },
      statistics: noStatistics,
      spaceKeys,
      fileName: operation === 'restore' ? fileName : `${fileName}-${id}.zip`,
      error: '',
      createdAt: now(ctx),
      startedAt: null,
      finishedAt: null,
      cancelledAt: null,
      fileRemovedAt: null,
    }
    await insertBackupJob(ctx.db, job)
    await enqueue(ctx, { kind: BACKUP_JOB, key: String(id), payload: id })
    const type = operation === 'backup' ? 'backup.requested' : 'restore.requested'
    await emit(ctx, { type, facts: { name: job.fileName, scope, jobId: id } })
    return job
  })
}

function usernameOf(ctx: Context): string {
  return ctx.actor.kind === 'user' ? ctx.actor.username : ''
}

/** The beginning of the name of an archive: what was asked for, and when. */
function nameOf(ctx: Context, { fileNamePrefix = '' }: BackupSettings): string {
  const prefix = fileNamePrefix.trim() || 'backup'
  if (prefix.length > limits.backupPrefixLength || !/^[\p{L}\p{N}_][\p{L}\p{N}\p{M} ._-]*$/u.test(prefix)) {
    throw new AppError(
      'bad-request',
      `A prefix begins with a letter or digit and has letters, digits, spaces, and . _ - only, ${limits.backupPrefixLength} at most.`,
    )
  }
  return `${prefix}-${new Date(now(ctx)).toISOString().slice(0, 19).replace(/[T:]/g, '-')}`
}
