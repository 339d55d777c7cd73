import { limits } from '../../base/limits.ts'
import { type Context, now } from '../context.ts'
import { noteFileRemoved, oldBackups } from './rows.ts'

/** Remove archives that were not to be kept and have lain long enough, and what was written by half long ago. */
export async function purgeBackups(ctx: Context): Promise<void> {
  const before = now(ctx) - limits.backupFileMs
  for (const job of await oldBackups(ctx.db, before)) {
    if (job.settings.keepPermanently) continue
    await ctx.app.archives.remove(job.scope, job.fileName)
    await ctx.app.database.transact((db) => noteFileRemoved(db, job.id, now(ctx)))
  }
  await ctx.app.archives.removeDrafts(before)
}
