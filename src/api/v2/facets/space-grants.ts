import { ownGrants, spaceGrants } from '../../../domain/access/grants.ts'
import { spaceGrantId, subjectNumber } from '../../../domain/access/permissions.ts'
import { type RoleAssignment, roleAssignments } from '../../../domain/access/roles.ts'
import type { Space } from '../../../domain/space/space.ts'
import type { ApiContext } from '../../flavour.ts'
import { cursorStretch, cutStretch, type Listed } from '../present/list.ts'
import { isNamed, presentPermissionAssignments, presentRoleAssignments } from '../present/space-role.ts'

interface Asked {
  readonly cursor?: string
  readonly limit?: number
}

/** A stretch of who holds which permission on a space. Refuses who does not administer it. */
export async function listPermissionsOn(api: ApiContext, space: Space, asked: Asked): Promise<Listed> {
  const purpose = `permissions of space ${space.id}`
  const { items, last } = cutStretch(
    (await spaceGrants(api.domain, space)).filter(isNamed),
    cursorStretch(api, asked, purpose),
    ({ permission, subject }) => spaceGrantId(permission, subject),
  )
  return { purpose, results: await presentPermissionAssignments(api, items), last }
}

/** A stretch of who has which role on a space, of those that are `chosen`. Refuses who does not administer it. */
export async function listRolesOn(
  api: ApiContext,
  space: Space,
  asked: Asked,
  chosen: (all: RoleAssignment[]) => Promise<RoleAssignment[]> = async (all) => all,
): Promise<Listed> {
  const purpose = `roles on space ${space.id}`
  const { items, last } = cutStretch(
    await chosen(await roleAssignments(api.domain, space)),
    cursorStretch(api, asked, purpose),
    ({ subject }) => subjectNumber(subject),
  )
  return { purpose, results: await presentRoleAssignments(api, items), last }
}

/** Whether the caller is told who holds what on a space (rule 29). */
export async function administersSpace(api: ApiContext, { id }: Space): Promise<boolean> {
  return (await ownGrants(api.domain, [id])).get(id)?.includes('SETSPACEPERMISSIONS') ?? false
}
