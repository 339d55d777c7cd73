import type { Context } from '../../domain/context.ts'
import { queueCalls } from '../../domain/webhook/call.ts'

/** Queue what an event sets off outside: a call of each webhook that listens for it. */
export async function tellEvent(ctx: Context, payload: unknown): Promise<void> {
  await queueCalls(ctx, (payload as { eventId: number }).eventId)
}
