import type { Context } from '../../domain/context.ts'
import { sendInvitation as send } from '../../domain/notify/invitation.ts'
import type { Again, JobRun } from '../handlers.ts'

/** Send the letter with which a new user sets a password. */
export async function sendInvitation(
  ctx: Context,
  payload: unknown,
  { attempts }: JobRun,
): Promise<Again | undefined> {
  return send(ctx, payload as { userId: number }, attempts)
}
