import type { Readable } from 'node:stream'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { type Context, now } from '../context.ts'
import { backUpSite } from './back-up.ts'
import { type BackupJob, type BackupOperation, type BackupStatistics, noStatistics } from './backup-job.ts'
import { restoreSite } from './restore-site.ts'
import type { Progress } from './progress.ts'

/** Back the site up without a job, for the command line; `take` gets the bytes of the archive. Returns what was counted. */
export async function backUpAtOnce(
  ctx: Context,
  take: (bytes: Readable) => Promise<void>,
): Promise<BackupStatistics> {
  const name = `at-once-${randomToken(12)}.zip`
  const progress = simpleProgress()
  const { archives } = ctx.app
  try {
    await backUpSite(ctx, jobOf(ctx, 'backup', name), progress)
    await take(archives.read('site', name))
    return progress.statistics
  } finally {
    await archives.remove('site', name)
  }
}

/** Restore the site without a job, for the command line: while no server runs on it. */
export async function restoreAtOnce(ctx: Context, bytes: Readable): Promise<BackupStatistics> {
  const name = `at-once-${randomToken(12)}.zip`
  const progress = simpleProgress()
  const { archives } = ctx.app
  try {
    await archives.put({ shelf: 'site', name, draft: name }, bytes, limits.archiveBytes)
    await restoreSite(ctx, jobOf(ctx, 'restore', name), progress)
    return progress.statistics
  } finally {
    await archives.remove('site', name)
  }
}

function simpleProgress(): Progress {
  let statistics = noStatistics
  return {
    get statistics() {
      return statistics
    },
    async count(more) {
      const sum = (name: keyof BackupStatistics) => statistics[name] + (more[name] ?? 0)
      statistics = {
        total: sum('total'),
        processed: sum('processed'),
        persisted: sum('persisted'),
        skipped: sum('skipped'),
        reused: sum('reused'),
      }
    },
    complete: async () => {},
  }
}

/** Stands for a job that is nowhere noted. */
function jobOf(ctx: Context, operation: BackupOperation, fileName: string): BackupJob {
  return {
    id: 0,
    operation,
    scope: 'site',
    state: 'processing',
    ownerId: null,
    ownerName: '',
    tokenScope: undefined,
    cancelledBy: null,
    settings: {},
    statistics: noStatistics,
    spaceKeys: [],
    fileName,
    error: '',
    createdAt: now(ctx),
    startedAt: now(ctx),
    finishedAt: null,
    cancelledAt: null,
    fileRemovedAt: null,
  }
}
