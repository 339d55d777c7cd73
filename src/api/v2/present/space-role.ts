import type { SpaceGrant } from '../../../domain/access/grants.ts'
import { type SpacePermission, spaceGrantId, type Subject } from '../../../domain/access/permissions.ts'
import type { RoleAssignment, SpaceRole } from '../../../domain/access/roles.ts'
import { groupsById } from '../../../domain/group/read.ts'
import { usersById } from '../../../domain/user/user.ts'
import { CLOUD_WORDS } from '../../cloud-permissions.ts'
import type { ApiContext } from '../../flavour.ts'

/** The Cloud's names of those who are no one in particular. */
export const ACCESS_CLASSES = {
  'anonymous-users': { kind: 'anonymous' },
  'authenticated-users': { kind: 'authenticated' },
} as const satisfies Record<string, Subject>

/** What each permission is called and gives. */
const TEXTS: Readonly<Partial<Record<SpacePermission, readonly [name: string, description: string]>>> = {
  VIEWSPACE: ['View', 'To see the space and read in it.'],
  REMOVEOWNCONTENT: ['Delete own', 'To remove what one has made.'],
  EDITSPACE: ['Add pages', 'To create and update pages.'],
  REMOVEPAGE: ['Delete pages', 'To remove pages.'],
  EDITBLOG: ['Add blog posts', 'To create and update blog posts.'],
  REMOVEBLOG: ['Delete blog posts', 'To remove blog posts.'],
  CREATEATTACHMENT: ['Add attachments', 'To attach files, and give them new bytes.'],
  REMOVEATTACHMENT: ['Delete attachments', 'To remove attachments.'],
  COMMENT: ['Add comments', 'To comment, and edit one’s own comments.'],
  REMOVECOMMENT: ['Delete comments', 'To remove comments.'],
  SETPAGEPERMISSIONS: ['Restrict', 'To set restrictions.'],
  EXPORTSPACE: ['Export', 'To back up the space, as far as it is open to all who see it.'],
  SETSPACEPERMISSIONS: ['Administer', 'To change the space and its permissions, and purge its trash.'],
}

/** The permissions that the Cloud has a word for, with its words; `read/space` is what all others need. */
const NAMED = new Map(
  Object.entries(CLOUD_WORDS).map(([words, permission]) => {
    const [key = '', targetType = ''] = words.split(' ')
    return [permission, { id: `${key}/${targetType}`, key, targetType }] as const
  }),
)

/** The permissions that there are. */
export function presentPermissions(): Record<string, unknown>[] {
  return [...NAMED].map(([permission, { id }]) => {
    const [displayName = '', description = ''] = TEXTS[permission] ?? []
    const seeing = NAMED.get('VIEWSPACE')?.id
    return {
      id,
      displayName,
      description,
      requiredPermissionIds: seeing === undefined || permission === 'VIEWSPACE' ? [] : [seeing],
    }
  })
}

/** Whether the Cloud has a word for what is held. */
export function isNamed({ permission }: SpaceGrant): boolean {
  return NAMED.has(permission)
}

/** Who holds a permission on a space. */
export async function presentPermissionAssignments(
  api: ApiContext,
  grants: readonly SpaceGrant[],
): Promise<Record<string, unknown>[]> {
  const principals = await principalsOf(
    api,
    grants.map(({ subject }) => subject),
  )
  return grants.flatMap(({ permission, subject }) => {
    const named = NAMED.get(permission)
    if (named === undefined) return []
    const { principalType, principalId } = principals(subject)
    return {
      id: String(spaceGrantId(permission, subject)),
      principal: { type: PERMISSION_PRINCIPALS[principalType], id: principalId },
      operation: { key: named.key, targetType: named.targetType },
    }
  })
}

const PERMISSION_PRINCIPALS = { USER: 'user', GROUP: 'group', ACCESS_CLASS: 'role' } as const

/** A role with the permissions that it is made of. */
export function presentRole({ id, name, description, permissions }: SpaceRole): Record<string, unknown> {
  return {
    id: String(id),
    type: 'SYSTEM',
    name,
    description,
    spacePermissions: permissions.flatMap((permission) => NAMED.get(permission)?.id ?? []),
  }
}

/** Who has which role. */
export async function presentRoleAssignments(
  api: ApiContext,
  assignments: readonly RoleAssignment[],
): Promise<Record<string, unknown>[]> {
  const principals = await principalsOf(
    api,
    assignments.map(({ subject }) => subject),
  )
  return assignments.map(({ subject, role }) => ({
    principal: principals(subject),
    roleId: String(role.id),
  }))
}

interface Principal {
  readonly principalType: keyof typeof PERMISSION_PRINCIPALS
  readonly principalId: string
}

/** How each of these subjects is named; all are looked up at once. */
async function principalsOf(
  api: ApiContext,
  subjects: readonly Subject[],
): Promise<(subject: Subject) => Principal> {
  const ids = (kind: 'user' | 'group') =>
    subjects.flatMap((subject) => (subject.kind === kind && 'id' in subject ? subject.id : []))
  const users = await usersById(api.domain, ids('user'))
  const groups = await groupsById(api.domain, ids('group'))
  return (subject) => {
    switch (subject.kind) {
      case 'user':
        return { principalType: 'USER', principalId: users.get(subject.id)?.accountId ?? '' }
      case 'group':
        return { principalType: 'GROUP', principalId: groups.get(subject.id)?.uuid ?? '' }
      case 'anonymous':
        return { principalType: 'ACCESS_CLASS', principalId: 'anonymous-users' }
      case 'authenticated':
        return { principalType: 'ACCESS_CLASS', principalId: 'authenticated-users' }
    }
  }
}
