import type { Context } from '../../domain/context.ts'
import { sendLetter as send } from '../../domain/notify/letter.ts'
import type { LetterJob } from '../../domain/notify/letter-job.ts'
import type { Again, JobRun } from '../job-handler.ts'

/** Send one e-mail about one event. */
export async function sendLetter(
  ctx: Context,
  payload: unknown,
  { attempts }: JobRun,
): Promise<Again | undefined> {
  return send(ctx, payload as LetterJob, attempts)
}
