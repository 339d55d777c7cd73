import type { Context } from '../../domain/context.ts'
import { sendDigest as send } from '../../domain/notify/digest.ts'
import type { Again, JobRun } from '../job-handler.ts'

/** Tell somebody everything that has happened, in one e-mail. */
export async function sendDigest(
  ctx: Context,
  payload: unknown,
  { attempts }: JobRun,
): Promise<Again | undefined> {
  return send(ctx, (payload as { readonly userId: number }).userId, attempts)
}
