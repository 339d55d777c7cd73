import { AppError } from '../../base/errors.ts'
import { removeSearchText } from '../../search/index.ts'
import { actorId } from '../access/actor.ts'
import { authorizeOver, refuseWithoutAdministrator } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import { deleteSessionsOf, deleteTokensOf } from '../credential/rows.ts'
import { emit } from '../event/event.ts'
import { type LongTask, type Report, startLongTask, taskMessage } from '../long-task/long-task.ts'
import { deleteBelongings, findUsers, updateUser } from './rows.ts'
import type { User } from './user.ts'

/** The kind of the long task that removes a user. */
export const USER_REMOVAL = 'user-removal'

interface Payload {
  readonly userId: number
}

/**
 * Remove a user: they are shut out at once, with their sessions and tokens; the rest is a long task. What they wrote
 * stays, under a name that says nothing of them. Nobody removes themselves, nor the last system administrator.
 */
export async function removeUser(ctx: Context, user: User): Promise<LongTask> {
  await authorizeOver(ctx, { kind: 'user', id: user.id })
  if (actorId(ctx.actor) === user.id) throw new AppError('bad-request', 'Nobody removes their own account.')
  const payload: Payload = { userId: user.id }
  return transact(ctx, async (ctx) => {
    await updateUser(ctx.db, user.id, { active: 0, password_hash: '' })
    await deleteSessionsOf(ctx.db, user.id)
    await deleteTokensOf(ctx.db, user.id)
    await refuseWithoutAdministrator(ctx)
    await emit(ctx, { type: 'user.disabled', facts: { userId: user.id } })
    return startLongTask(ctx, {
      kind: USER_REMOVAL,
      name: taskMessage('delete.user.task.name', `Removing the user ${user.username}`),
      payload,
    })
  })
}

/** Take from a user's account whatever says who it was, and what it held. Whether it may be was asked at the start. */
export async function runUserRemoval(ctx: Context, task: LongTask, report: Report): Promise<void> {
  const { userId } = task.payload as Payload
  const [user] = await findUsers(ctx.db, [userId])
  if (user === undefined || user.username === aliasOf(userId)) return
  await transact(ctx, async (ctx) => {
    const alias = aliasOf(userId)
    await deleteBelongings(ctx.db, userId)
    await removeSearchText(ctx.db, ctx.app.database.engine, userId)
    await updateUser(ctx.db, userId, {
      username: alias,
      lower_username: alias,
      display_name: alias,
      email: `${alias}@removed.invalid`,
      lower_email: `${alias}@removed.invalid`,
    })
    await emit(ctx, { type: 'user.removed', facts: { userId } })
  })
  await report(99, taskMessage('delete.user.done', 'The user is removed; what they wrote stays.'))
}

/** What a removed user is called. */
function aliasOf(userId: number): string {
  return `user-${userId.toString(16).padStart(5, '0')}`
}
