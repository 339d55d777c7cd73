import type { Context } from '../../domain/context.ts'
import { callWebhook as call, type WebhookCallJob } from '../../domain/webhook/call.ts'
import type { Again, JobRun } from '../job-handler.ts'

/** Call one webhook about one event. */
export async function callWebhook(
  ctx: Context,
  payload: unknown,
  { attempts }: JobRun,
): Promise<Again | undefined> {
  return call(ctx, payload as WebhookCallJob, attempts)
}
