import { AppError, notFound } from '../../base/errors.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { Space } from '../space/space.ts'
import { isSameSubject, spaceGrantId, type SpacePermission, type Subject } from './permissions.ts'
import { authorizeInSpace, heldInSpaces } from './policy.ts'
import {
  deleteSpacePermissions,
  insertSpacePermissions,
  lockHolders,
  permissionRowsOfSpaces,
  spacePermissionRows,
} from './rows.ts'

/** One permission on a space, with who holds it. */
export interface SpaceGrant {
  readonly permission: SpacePermission
  readonly subject: Subject
}

/** Who holds what on a space; of one subject only where it is given. For those who administer the space. */
export async function spaceGrants(ctx: Context, space: Space, subject?: Subject): Promise<SpaceGrant[]> {
  await authorizeInSpace(ctx, 'administer', space)
  const all = await spacePermissionRows(ctx.db, space.id)
  return subject === undefined ? all : all.filter((grant) => isSameSubject(grant.subject, subject))
}

/** What the actor holds on each of these spaces, by space id. */
export function ownGrants(
  ctx: Context,
  spaceIds: readonly number[],
): Promise<Map<number, SpacePermission[]>> {
  return heldInSpaces(ctx, spaceIds)
}

/** Who holds what on several spaces, by space id; nothing of those that the actor does not administer. */
export async function grantsOfSpaces(
  ctx: Context,
  spaceIds: readonly number[],
): Promise<Map<number, SpaceGrant[]>> {
  const held = await heldInSpaces(ctx, spaceIds)
  const led = spaceIds.filter((id) => held.get(id)?.includes('SETSPACEPERMISSIONS'))
  const found = new Map<number, SpaceGrant[]>(spaceIds.map((id) => [id, []]))
  for (const { spaceId, ...grant } of await permissionRowsOfSpaces(ctx.db, led))
    found.get(spaceId)?.push(grant)
  return found
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
    if (permissions.includes('SETSPACEPERMISSIONS')) await refuseLeaderless(ctx, space)
    await emit(ctx, {
      type: 'permission.changed',
      spaceId: space.id,
      facts: { subject, revoked: permissions },
    })
  })
}

/** Give each of these subjects exactly what is said of it on a space; who is not named keeps what they hold. */
export async function setSpacePermissions(
  ctx: Context,
  space: Space,
  wanted: readonly { readonly subject: Subject; readonly permissions: readonly SpacePermission[] }[],
): Promise<void> {
  await authorizeInSpace(ctx, 'administer', space)
  await transact(ctx, async (ctx) => {
    let isAdministratorGone = false
    const set: { subject: Subject; before: SpacePermission[]; after: readonly SpacePermission[] }[] = []
    for (const { subject, permissions } of wanted) {
      const before = await grantsTo(ctx, space, subject)
      set.push({ subject, before: before.map(({ permission }) => permission), after: permissions })
      const taken = before.filter(({ permission }) => !permissions.includes(permission))
      await deleteSpacePermissions(ctx.db, space.id, taken)
      await insertSpacePermissions(ctx.db, space.id, grantsOf(subject, permissions))
      isAdministratorGone ||= taken.some(({ permission }) => permission === 'SETSPACEPERMISSIONS')
    }
    if (isAdministratorGone) await refuseLeaderless(ctx, space)
    await emit(ctx, { type: 'permission.changed', spaceId: space.id, facts: { set } })
  })
}

/**
 * Give one permission on a space as the Cloud does: it must be new, and whoever is to hold another one must be able to
 * see the space first. Says the number of the grant.
 */
export async function addSpaceGrant(ctx: Context, space: Space, grant: SpaceGrant): Promise<number> {
  const { permission, subject } = grant
  await authorizeInSpace(ctx, 'administer', space)
  return transact(ctx, async (ctx) => {
    const before = (await grantsTo(ctx, space, subject)).map((one) => one.permission)
    if (before.includes(permission)) {
      throw new AppError('bad-request', 'Permission already exists for the given user or group.')
    }
    if (permission !== 'VIEWSPACE') refuseUnseeing(before)
    await insertSpacePermissions(ctx.db, space.id, [grant])
    await emit(ctx, {
      type: 'permission.changed',
      spaceId: space.id,
      facts: { subject, granted: [permission] },
    })
    return spaceGrantId(permission, subject)
  })
}

/** Refuses unless this subject is given to see the space, as the Cloud wants before anything else is given. */
export async function requireSight(ctx: Context, space: Space, subject: Subject): Promise<void> {
  await authorizeInSpace(ctx, 'administer', space)
  refuseUnseeing((await grantsTo(ctx, space, subject)).map((one) => one.permission))
}

/** Take one permission away by its number. Who may see the space no longer keeps nothing else on it. */
export async function removeSpaceGrant(ctx: Context, space: Space, id: number): Promise<void> {
  await authorizeInSpace(ctx, 'administer', space)
  await transact(ctx, async (ctx) => {
    const all = await spacePermissionRows(ctx.db, space.id)
    const found = all.find(({ permission, subject }) => spaceGrantId(permission, subject) === id)
    if (found === undefined) throw notFound(`No permission with id : ${id}`)
    const { subject } = found
    const taken =
      found.permission === 'VIEWSPACE' ? all.filter((one) => isSameSubject(one.subject, subject)) : [found]
    await deleteSpacePermissions(ctx.db, space.id, taken)
    if (taken.some(({ permission }) => permission === 'SETSPACEPERMISSIONS'))
      await refuseLeaderless(ctx, space)
    await emit(ctx, {
      type: 'permission.changed',
      spaceId: space.id,
      facts: { subject, revoked: taken.map(({ permission }) => permission) },
    })
  })
}

async function grantsTo(ctx: Context, space: Space, subject: Subject): Promise<SpaceGrant[]> {
  return (await spacePermissionRows(ctx.db, space.id)).filter((one) => isSameSubject(one.subject, subject))
}

function refuseUnseeing(held: readonly SpacePermission[]): void {
  if (held.includes('VIEWSPACE')) return
  throw new AppError('bad-request', "'read space' permission doesn't exist for the given user or group.")
}

/** Rule 29: the last who administers a space stays. */
async function refuseLeaderless(ctx: Context, space: Space): Promise<void> {
  await lockHolders(ctx.db, ctx.app.database.engine)
  const left = await spacePermissionRows(ctx.db, space.id)
  if (left.some(({ permission }) => permission === 'SETSPACEPERMISSIONS')) return
  throw new AppError('bad-request', `Then nobody would administer the space ${space.key} any more.`)
}

function grantsOf(subject: Subject, permissions: readonly SpacePermission[]): SpaceGrant[] {
  return permissions.map((permission) => ({ permission, subject }))
}
