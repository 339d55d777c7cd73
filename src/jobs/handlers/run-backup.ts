import { runBackup } from '../../domain/backup/run.ts'
import type { Context } from '../../domain/context.ts'
import type { JobRun } from '../job-handler.ts'

/** Do a backup or a restore. */
export async function runBackupJob(ctx: Context, payload: unknown, run: JobRun): Promise<void> {
  await runBackup(ctx, Number(payload), run)
}
