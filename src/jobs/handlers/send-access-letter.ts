import type { Context } from '../../domain/context.ts'
import { type AccessLetterJob, sendAccessLetter as send } from '../../domain/credential/access-letter.ts'
import type { Again, JobRun } from '../job-handler.ts'

/** Send a link to set a password, to whoever forgot theirs or was invited. */
export async function sendAccessLetter(
  ctx: Context,
  payload: unknown,
  { attempts }: JobRun,
): Promise<Again | undefined> {
  return send(ctx, payload as AccessLetterJob, attempts)
}
