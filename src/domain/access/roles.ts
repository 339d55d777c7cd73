import type { Context } from '../context.ts'
import type { Space } from '../space/space.ts'
import { setSpacePermissions, spaceGrants } from './grants.ts'
import { type SpacePermission, spacePermissions, type Subject, subjectNumber } from './permissions.ts'

/** A set of permissions on a space that has a name. Nothing is kept of it: who holds the set has the role. */
export interface SpaceRole {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly permissions: readonly SpacePermission[]
}

/** A subject that has a role on a space. */
export interface RoleAssignment {
  readonly subject: Subject
  readonly role: SpaceRole
}

/** The one that gives nothing, and that the Cloud has no word for: a role is the same with it and without. */
const UNCOUNTED: SpacePermission = 'REMOVEMAIL'

/** The Cloud's four roles (rule 50), by id. */
export const spaceRoles: readonly SpaceRole[] = [
  {
    id: 1,
    name: 'Viewer',
    description: 'Reads in the space and comments.',
    permissions: ['VIEWSPACE', 'COMMENT'],
  },
  {
    id: 2,
    name: 'Collaborator',
    description: 'Besides writes pages and blog posts, attaches files, and removes what they made.',
    permissions: ['VIEWSPACE', 'COMMENT', 'EDITSPACE', 'EDITBLOG', 'CREATEATTACHMENT', 'REMOVEOWNCONTENT'],
  },
  {
    id: 3,
    name: 'Manager',
    description: 'Besides removes and restricts what others made, and exports the space.',
    permissions: spacePermissions.filter((one) => one !== 'SETSPACEPERMISSIONS' && one !== UNCOUNTED),
  },
  {
    id: 4,
    name: 'Admin',
    description: 'Does everything in the space, and says who else does what.',
    permissions: spacePermissions,
  },
]

/** A role by its id; undefined for none. */
export function spaceRole(id: number): SpaceRole | undefined {
  return spaceRoles.find((role) => role.id === id)
}

/** Who has which role on a space, for those who administer it. Whoever holds what no role gives is left out. */
export async function roleAssignments(ctx: Context, space: Space): Promise<RoleAssignment[]> {
  const holdings = new Map<number, { subject: Subject; held: SpacePermission[] }>()
  for (const { subject, permission } of await spaceGrants(ctx, space)) {
    const holding = holdings.get(subjectNumber(subject)) ?? { subject, held: [] }
    holding.held.push(permission)
    holdings.set(subjectNumber(subject), holding)
  }
  return [...holdings.values()].flatMap(({ subject, held }) => {
    const role = roleOf(held)
    return role ? [{ subject, role }] : []
  })
}

/** Give each of these subjects exactly what its role gives on a space; nothing at all where it is to have none. */
export async function assignRoles(
  ctx: Context,
  space: Space,
  wanted: readonly { readonly subject: Subject; readonly role: SpaceRole | undefined }[],
): Promise<void> {
  await setSpacePermissions(
    ctx,
    space,
    wanted.map(({ subject, role }) => ({ subject, permissions: role?.permissions ?? [] })),
  )
}

/** The role that gives exactly these permissions. */
function roleOf(held: readonly SpacePermission[]): SpaceRole | undefined {
  const counted = (permissions: readonly SpacePermission[]) =>
    permissions.filter((permission) => permission !== UNCOUNTED)
  return spaceRoles.find(
    ({ permissions }) =>
      counted(permissions).length === counted(held).length &&
      counted(permissions).every((permission) => held.includes(permission)),
  )
}
