import { limits } from '../../base/limits.ts'
import { type Context, now, transact } from '../../domain/context.ts'
import {
  deleteExpiredOneTimeLinks,
  deleteExpiredSessions,
  deleteOldFailures,
} from '../../domain/credential/rows.ts'

/** Remove sessions, links and counted failures that are over. */
export async function purgeCredentials(ctx: Context): Promise<void> {
  await transact(ctx, async (ctx) => {
    await deleteExpiredSessions(ctx.db, now(ctx), now(ctx) - limits.sessionIdleMs)
    await deleteExpiredOneTimeLinks(ctx.db, now(ctx))
    await deleteOldFailures(ctx.db, now(ctx))
  })
}
