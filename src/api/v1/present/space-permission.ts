import type { SpaceGrant } from '../../../domain/access/grants.ts'
import { type SpacePermission, spaceGrantId } from '../../../domain/access/permissions.ts'
import type { Group } from '../../../domain/group/group.ts'
import type { User } from '../../../domain/user/user.ts'
import { CLOUD_WORDS } from '../../cloud-permissions.ts'
import type { ApiContext } from '../../flavour.ts'
import { presentGroup } from './group.ts'
import { presentUser } from './user.ts'

const OPERATIONS = new Map(
  Object.entries(CLOUD_WORDS).map(([words, permission]) => {
    const [operation, targetType] = words.split(' ')
    return [permission, { operation, targetType }] as const
  }),
)

/** Permissions as operations; the one that the Cloud has no word for is left out. */
export function presentOperations(permissions: readonly SpacePermission[]): unknown[] {
  return permissions.flatMap((permission) => OPERATIONS.get(permission) ?? [])
}

/** Who holds a permission on a space, as `permissions` of a space lists it. */
export function presentSpaceGrant(
  api: ApiContext,
  { permission, subject }: SpaceGrant,
  users: ReadonlyMap<number, User>,
  groups: ReadonlyMap<number, Group>,
): Record<string, unknown>[] {
  const operation = OPERATIONS.get(permission)
  if (operation === undefined) return []
  const one = (result: unknown) => ({ results: [result], size: 1, start: 0, limit: 1 })
  const user = subject.kind === 'user' ? users.get(subject.id) : undefined
  const group = subject.kind === 'group' ? groups.get(subject.id) : undefined
  return [
    {
      id: spaceGrantId(permission, subject),
      subjects: {
        ...(user ? { user: one(presentUser(api, user)) } : {}),
        ...(group ? { group: one(presentGroup(api, group)) } : {}),
        _expandable: {},
      },
      operation,
      anonymousAccess: subject.kind === 'anonymous',
      unlicensedAccess: subject.kind === 'authenticated',
    },
  ]
}
