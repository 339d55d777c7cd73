import { AppError } from '../../base/errors.ts'
import { errorFacts } from '../../base/log.ts'
import { limits } from '../../base/limits.ts'
import { mayUseSite } from '../access/policy.ts'
import { actorOf } from '../access/standing.ts'
import { as, type Context, now } from '../context.ts'
import { type BackupJob, noStatistics } from './backup-job.ts'
import { backUpSite, backUpSpaces } from './back-up.ts'
import type { Progress } from './progress.ts'
import { restoreSite } from './restore-site.ts'
import { restoreSpaces } from './restore-spaces.ts'
import { findBackupJob, moveBackupJob, writeStatistics } from './rows.ts'

/** Somebody wants the work to end. */
export class Cancelled extends Error {}

/**
 * Do a backup or a restore, or do it again when the server died on the way: what is written by half is replaced.
 * However it ends, the job says so; only what may go better next time is thrown.
 */
export async function runBackup(
  ctx: Context,
  id: number,
  run: { readonly attempts: number; isStopping(): boolean },
): Promise<void> {
  const { database } = ctx.app
  await database.transact((db) =>
    moveBackupJob(db, id, ['queued', 'processing', 'completing'], 'processing', { started_at: now(ctx) }),
  )
  const job = await findBackupJob(ctx.db, id)
  if (job?.state === 'cancelling') return end(ctx, job, 'cancelled', '')
  if (job?.state !== 'processing') return
  if (run.attempts > limits.longTaskAttempts) {
    return end(ctx, job, 'failed', 'The server stopped again and again while doing this.')
  }
  try {
    await work(await ownerOf(ctx, job), job, progressOf(ctx, job, run))
    await end(ctx, job, 'finished', '')
  } catch (error) {
    if (error instanceof Cancelled) return end(ctx, job, 'cancelled', '')
    if (run.isStopping()) throw error
    const isFinal = error instanceof AppError || run.attempts >= limits.longTaskAttempts
    if (!isFinal) throw error
    if (!(error instanceof AppError))
      ctx.app.log.error('a backup or restore failed', { job: id, ...errorFacts(error) })
    const why =
      error instanceof AppError ? error.message : 'Something went wrong on the server. Its log says what.'
    await end(ctx, job, 'failed', why)
  }
}

function work(ctx: Context, job: BackupJob, progress: Progress): Promise<void> {
  if (job.operation === 'backup')
    return (job.scope === 'site' ? backUpSite : backUpSpaces)(ctx, job, progress)
  return (job.scope === 'site' ? restoreSite : restoreSpaces)(ctx, job, progress)
}

/** How often the numbers of a job are written: more often nobody looks. */
const WRITE_MS = 500

function progressOf(ctx: Context, job: BackupJob, run: { isStopping(): boolean }): Progress {
  const { database } = ctx.app
  let statistics = noStatistics
  let writtenAt = 0
  return {
    get statistics() {
      return statistics
    },
    async count(more) {
      statistics = {
        total: statistics.total + (more.total ?? 0),
        processed: statistics.processed + (more.processed ?? 0),
        persisted: statistics.persisted + (more.persisted ?? 0),
        skipped: statistics.skipped + (more.skipped ?? 0),
        reused: statistics.reused + (more.reused ?? 0),
      }
      if (run.isStopping()) throw new Error('The server is about to stop.')
      const state = (await findBackupJob(database.read, job.id))?.state
      if (state === 'cancelling') throw new Cancelled('The job was cancelled.')
      if (performance.now() - writtenAt < WRITE_MS) return
      writtenAt = performance.now()
      await database.transact((db) => writeStatistics(db, job.id, statistics))
    },
    async complete() {
      const isOn = await database.transact(async (db) => {
        await writeStatistics(db, job.id, statistics)
        return moveBackupJob(db, job.id, ['processing'], 'completing')
      })
      if (!isOn) throw new Cancelled('The job was cancelled.')
    },
  }
}

async function end(
  ctx: Context,
  job: BackupJob,
  state: 'finished' | 'cancelled' | 'failed',
  error: string,
): Promise<void> {
  if (state === 'cancelled' && job.operation === 'backup')
    await ctx.app.archives.remove(job.scope, job.fileName)
  await ctx.app.database.transact((db) =>
    moveBackupJob(db, job.id, ['queued', 'processing', 'completing', 'cancelling'], state, {
      finished_at: now(ctx),
      error,
      ...(state === 'cancelled' ? { cancelled_at: now(ctx) } : {}),
    }),
  )
}

/** Who asked for it, with the rights of now. */
async function ownerOf(ctx: Context, job: BackupJob): Promise<Context> {
  const actor = job.ownerId === null ? undefined : await actorOf(ctx.db, job.ownerId, { by: 'password' })
  if (actor === undefined)
    throw new AppError('forbidden', 'Whoever started this has no active account any more.')
  const owner = as(ctx, { ...actor, scope: job.tokenScope })
  if (await mayUseSite(owner)) return owner
  throw new AppError('forbidden', 'Whoever started this may not use the site any more.')
}
