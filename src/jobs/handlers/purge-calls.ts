import { limits } from '../../base/limits.ts'
import { type Context, now } from '../../domain/context.ts'
import { deleteCallsBefore } from '../../domain/webhook/rows.ts'

/** Forget the calls of webhooks that statistics look back on no more. */
export async function purgeCalls(ctx: Context): Promise<void> {
  await ctx.app.database.transact((db) => deleteCallsBefore(db, now(ctx) - limits.webhookCallMs))
}
