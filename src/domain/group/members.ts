import { authorizeOver, refuseWithoutAdministrator } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { User } from '../user/user.ts'
import type { Group } from './group.ts'
import { addMember, deleteMember } from './rows.ts'

/** Make a user a member of a group. One who is already stays one. */
export async function joinGroup(ctx: Context, group: Group, user: User): Promise<void> {
  await authorizeOver(ctx, { kind: 'group', id: group.id })
  await transact(ctx, async (ctx) => {
    if (!(await addMember(ctx.db, group.id, user.id))) return
    await emit(ctx, { type: 'group.member-added', facts: { groupId: group.id, userId: user.id } })
  })
}

/** Take a user out of a group. One who is no member stays none. */
export async function leaveGroup(ctx: Context, group: Group, user: User): Promise<void> {
  await authorizeOver(ctx, { kind: 'group', id: group.id })
  await transact(ctx, async (ctx) => {
    if (!(await deleteMember(ctx.db, group.id, user.id))) return
    await refuseWithoutAdministrator(ctx)
    await emit(ctx, { type: 'group.member-removed', facts: { groupId: group.id, userId: user.id } })
  })
}
