import type { Context } from '../../domain/context.ts'
import { queueLetters } from '../../domain/notify/recipients.ts'
import { queueCalls } from '../../domain/webhook/call.ts'

/** Queue what an event sets off outside: calls of webhooks that listen for it, and letters to people. */
export async function tellEvent(ctx: Context, payload: unknown): Promise<void> {
  const { eventId } = payload as { eventId: number }
  await queueCalls(ctx, eventId)
  if (ctx.app.mail) await queueLetters(ctx, eventId)
}
