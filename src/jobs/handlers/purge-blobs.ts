import { limits } from '../../base/limits.ts'
import { deleteTextOfBlob, isBlobUsed } from '../../domain/attachment/rows.ts'
import { isAnyBackupRunning } from '../../domain/backup/rows.ts'
import { type Context, now } from '../../domain/context.ts'
import type { Again } from '../job-handler.ts'

/** Remove files that no attachment names: of uploads that failed, and of attachments removed for good. */
export async function purgeBlobs(ctx: Context): Promise<Again | void> {
  // A backup reads files that may have been removed since it began; those of a restore are not named yet.
  if (await isAnyBackupRunning(ctx.db)) return { at: now(ctx) + limits.jobLeaseMs, isAttempt: false }
  for await (const { address, writtenAt } of ctx.app.blobs.list()) {
    // A young file may belong to an upload whose row is still to come.
    if (now(ctx) - writtenAt < limits.orphanBlobMs) continue
    if (await isBlobUsed(ctx.db, address)) continue
    await ctx.app.database.transact((db) => deleteTextOfBlob(db, address))
    await ctx.app.blobs.remove(address)
  }
}
