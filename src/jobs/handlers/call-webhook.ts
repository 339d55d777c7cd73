import type { Context } from '../../domain/context.ts'
import { callWebhook as call, type WebhookCallJob } from '../../domain/webhook/call.ts'
import type { Again } from '../handlers.ts'

/** Call one webhook about one event. */
export async function callWebhook(
  ctx: Context,
  payload: unknown,
  attempts: number,
): Promise<Again | undefined> {
  return call(ctx, payload as WebhookCallJob, attempts)
}
