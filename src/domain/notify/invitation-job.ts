import { type Context, now } from '../context.ts'
import { enqueue } from '../event/event.ts'

/** The kind of the jobs that send one-time links by e-mail. */
export const ACCESS_LETTER = 'send-access-letter'

/** Queue the letter to somebody who was made a user, in the transaction of it. */
export async function queueInvitation(ctx: Context, userId: number): Promise<void> {
  await enqueue(ctx, {
    kind: ACCESS_LETTER,
    key: `user ${userId}`,
    payload: { purpose: 'invitation', userId, at: now(ctx) },
  })
}
