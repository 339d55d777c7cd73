import { AppError } from '../../base/errors.ts'
import { randomUUID } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { authorizeGlobally, authorizeOver, refuseWithoutAdministrator } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { findGroupsByName, insertGroup, deleteGroup } from './rows.ts'

export interface Group {
  readonly id: number
  /** The Cloud's name of a group; Data Center uses `name`. */
  readonly uuid: string
  readonly name: string
}

/** Create a group. Needs the global permission to administer; refuses a name that is taken. */
export async function createGroup(ctx: Context, name: string): Promise<Group> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  if (name.trim() === '' || name.length > limits.nameLength || hasControlCharacters(name)) {
    throw new AppError(
      'bad-request',
      `A group name has between 1 and ${limits.nameLength} printable characters.`,
    )
  }
  return transact(ctx, async (ctx) => {
    if ((await findGroupsByName(ctx.db, [name])).length > 0) {
      throw new AppError('duplicate-key', `A group with this name exists already: ${name}`)
    }
    const group: Group = { id: ctx.takeId(), uuid: randomUUID(), name }
    await insertGroup(ctx.db, group)
    await emit(ctx, { type: 'group.created', facts: { groupId: group.id } })
    return group
  })
}

/** Remove a group and the permissions that it gave. Its members stay users. */
export async function removeGroup(ctx: Context, group: Group): Promise<void> {
  await authorizeOver(ctx, { kind: 'group', id: group.id })
  await transact(ctx, async (ctx) => {
    await deleteGroup(ctx.db, group.id)
    await refuseWithoutAdministrator(ctx)
    await emit(ctx, { type: 'group.removed', facts: { groupId: group.id, name: group.name } })
  })
}
