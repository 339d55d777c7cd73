import { AppError } from '../../base/errors.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { Space } from '../space/space.ts'
import type { SpacePermission, Subject } from './permissions.ts'
import { authorizeInSpace } from './policy.ts'
import { deleteSpacePermissions, insertSpacePermissions, spacePermissionRows } from './rows.ts'

/** One permission on a space, with who holds it. */
export interface SpaceGrant {
  readonly permission: SpacePermission
  readonly subject: Subject
}

/** Who holds what on a space; of one subject only where it is given. For those who administer the space. */
export async function spaceGrants(ctx: Context, space: Space, subject?: Subject): Promise<SpaceGrant[]> {
  await authorizeInSpace(ctx, 'administer', space)
  const all = await spacePermissionRows(ctx.db, space.id)
  return subject === undefined ? all : all.filter((grant) => isSame(grant.subject, subject))
}

/** Give permissions on a space; those held already stay. */
export async function grantInSpace(
  ctx: Context,
  space: Space,
  subject: Subject,
  permissions: readonly SpacePermission[],
): Promise<void> {
  await authorizeInSpace(ctx, 'administer', space)
  await transact(ctx, async (ctx) => {
    await insertSpacePermissions(ctx.db, space.id, grantsOf(subject, permissions))
    await emit(ctx, {
      type: 'permission.changed',
      spaceId: space.id,
      facts: { subject, granted: permissions },
    })
  })
}

/** Take permissions on a space away; those not held are passed over. The last who administers it stays. */
export async function revokeInSpace(
  ctx: Context,
  space: Space,
  subject: Subject,
  permissions: readonly SpacePermission[],
): Promise<void> {
  await authorizeInSpace(ctx, 'administer', space)
  await transact(ctx, async (ctx) => {
    await deleteSpacePermissions(ctx.db, space.id, grantsOf(subject, permissions))
    const left = await spacePermissionRows(ctx.db, space.id)
    const isLed = left.some(({ permission }) => permission === 'SETSPACEPERMISSIONS')
    if (permissions.includes('SETSPACEPERMISSIONS') && !isLed) {
      throw new AppError('bad-request', `Then nobody would administer the space ${space.key} any more.`)
    }
    await emit(ctx, {
      type: 'permission.changed',
      spaceId: space.id,
      facts: { subject, revoked: permissions },
    })
  })
}

function grantsOf(subject: Subject, permissions: readonly SpacePermission[]): SpaceGrant[] {
  return permissions.map((permission) => ({ permission, subject }))
}

function isSame(one: Subject, other: Subject): boolean {
  return one.kind === other.kind && ('id' in one ? one.id : 0) === ('id' in other ? other.id : 0)
}
