import type { SpaceGrant } from '../../../domain/access/grants.ts'
import { spaceGrantId } from '../../../domain/access/permissions.ts'
import type { Group } from '../../../domain/group/group.ts'
import type { User } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'
import { spaceOperation } from '../../operations.ts'
import { presentGroup } from './group.ts'
import { presentUser } from './user.ts'

/** Who holds a permission on a space, as `permissions` of a space lists it. */
export function presentSpaceGrant(
  api: ApiContext,
  { permission, subject }: SpaceGrant,
  users: ReadonlyMap<number, User>,
  groups: ReadonlyMap<number, Group>,
): Record<string, unknown>[] {
  const operation = spaceOperation(permission)
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
