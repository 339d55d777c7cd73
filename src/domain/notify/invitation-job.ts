import type { Context } from '../context.ts'
import { enqueue } from '../event/event.ts'

/** Queue the letter to somebody who was made a user, in the transaction of it. */
export async function queueInvitation(ctx: Context, userId: number): Promise<void> {
  await enqueue(ctx, { kind: 'send-invitation', key: String(userId), payload: { userId } })
}
