import { limits } from '../../base/limits.ts'
import { deleteViewsBefore } from '../../domain/analytics/rows.ts'
import { type Context, now } from '../../domain/context.ts'
import { deleteEventsBefore } from '../../domain/event/rows.ts'

/** Forget events, and views of pages, that are too old for anybody to ask about. */
export async function purgeEvents(ctx: Context): Promise<void> {
  const before = now(ctx) - limits.eventMs
  await ctx.app.database.transact(async (db) => {
    await deleteEventsBefore(db, before)
    await deleteViewsBefore(db, before)
  })
}
