import { limits } from '../../base/limits.ts'
import { type Context, now, transact } from '../../domain/context.ts'
import { deleteExpiredSessions } from '../../domain/credential/rows.ts'

/** Remove sessions that are over. */
export async function purgeCredentials(ctx: Context): Promise<void> {
  await transact(ctx, (ctx) => deleteExpiredSessions(ctx.db, now(ctx), now(ctx) - limits.sessionIdleMs))
}
