import { type Static, Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { grantInSpace, revokeInSpace, type SpaceGrant, spaceGrants } from '../../domain/access/grants.ts'
import type { SpacePermission, Subject } from '../../domain/access/permissions.ts'
import { groupsById, readGroup } from '../../domain/group/read.ts'
import { readSpace } from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import { readUser, usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { presentGroup } from '../v1/present/group.ts'
import { presentUser } from '../v1/present/user.ts'
import { group, user } from '../v1/schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const operation = Type.Object({ targetType: Type.String(), operationKey: Type.String() }, closed)
const operations = Type.Array(operation, { maxItems: 100 })
const grants = Type.Array(
  Type.Object(
    {
      operation,
      subject: Type.Optional(Type.Union([user, group])),
      spaceKey: Type.String(),
      spaceId: Type.Integer(),
    },
    closed,
  ),
)

/** Data Center's words for the permissions on a space. */
const WORDS: Record<SpacePermission, readonly [targetType: string, operationKey: string]> = {
  VIEWSPACE: ['space', 'read'],
  SETSPACEPERMISSIONS: ['space', 'administer'],
  EXPORTSPACE: ['space', 'export'],
  SETPAGEPERMISSIONS: ['space', 'restrict'],
  REMOVEOWNCONTENT: ['space', 'delete_own'],
  REMOVEMAIL: ['space', 'delete_mail'],
  EDITSPACE: ['page', 'create'],
  REMOVEPAGE: ['page', 'delete'],
  EDITBLOG: ['blogpost', 'create'],
  REMOVEBLOG: ['blogpost', 'delete'],
  COMMENT: ['comment', 'create'],
  REMOVECOMMENT: ['comment', 'delete'],
  CREATEATTACHMENT: ['attachment', 'create'],
  REMOVEATTACHMENT: ['attachment', 'delete'],
}

/** How each kind of subject is addressed, and what the vendor calls the operations on it. */
const SUBJECTS = [
  {
    tail: '/anonymous',
    whom: 'the anonymous',
    ids: [
      'getPermissionsGrantedToAnonymousUsers_1',
      'grantPermissionsToAnonymousUsers_1',
      'revokePermissionsFromAnonymousUser',
    ],
  },
  {
    tail: '/group/{groupName}',
    whom: 'a group',
    ids: ['getPermissionsGrantedToGroup_1', 'grantPermissionsToGroup_1', 'revokePermissionsFromGroup_1'],
  },
  {
    tail: '/user/{userKey}',
    whom: 'a user',
    ids: ['getPermissionsGrantedToUser_1', 'grantPermissionsToUser_1', 'revokePermissionsFromUser_1'],
  },
] as const

type Where = { readonly spaceKey: string; readonly groupName?: string; readonly userKey?: string }
const base = '/space/{spaceKey}/permissions'
const shared = {
  tag: 'Space permissions',
  access: 'user',
  errors: ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** Who may do what in a space, for those who administer it. */
export const spacePermissionRoutes = [
  route({
    ...shared,
    id: 'getAllSpacePermissions',
    method: 'GET',
    path: base,
    pure: true,
    summary: 'All permissions on a space.',
    reply: grants,
    handle: async (api, { path }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      return present(api, space, await spaceGrants(api.domain, space))
    },
  }),
  ...SUBJECTS.flatMap(({ tail, whom, ids }) => [
    route({
      ...shared,
      id: ids[0],
      method: 'GET',
      path: `${base}${tail}`,
      pure: true,
      summary: `The permissions on a space that ${whom} holds.`,
      reply: grants,
      handle: async (api, { path }) => {
        const space = await readSpace(api.domain, path.spaceKey)
        return present(api, space, await spaceGrants(api.domain, space, await subjectOf(api, path)))
      },
    }),
    route({
      ...shared,
      id: ids[1],
      method: 'PUT',
      path: `${base}${tail}/grant`,
      summary: `Give ${whom} permissions on a space.`,
      body: operations,
      status: 204,
      reply: 'nothing',
      handle: async (api, { path, body }) => {
        const space = await readSpace(api.domain, path.spaceKey)
        await grantInSpace(api.domain, space, await subjectOf(api, path), acceptPermissions(body))
      },
    }),
    route({
      ...shared,
      id: ids[2],
      method: 'PUT',
      path: `${base}${tail}/revoke`,
      summary: `Take permissions on a space from ${whom}.`,
      body: operations,
      status: 204,
      reply: 'nothing',
      handle: async (api, { path, body }) => {
        const space = await readSpace(api.domain, path.spaceKey)
        await revokeInSpace(api.domain, space, await subjectOf(api, path), acceptPermissions(body))
      },
    }),
  ]),
]

async function subjectOf(api: ApiContext, path: Where): Promise<Subject> {
  if (path.groupName !== undefined) {
    return { kind: 'group', id: (await readGroup(api.domain, { name: path.groupName })).id }
  }
  if (path.userKey === undefined) return { kind: 'anonymous' }
  const found =
    (await readUser(api.domain, { userKey: path.userKey })) ??
    (await readUser(api.domain, { username: path.userKey }))
  if (found) return { kind: 'user', id: found.id }
  throw notFound(`No user found with key : ${path.userKey}`)
}

function acceptPermissions(given: Static<typeof operations>): SpacePermission[] {
  return given.map(({ targetType, operationKey }) => {
    const found = (Object.keys(WORDS) as SpacePermission[]).find(
      (permission) => WORDS[permission][0] === targetType && WORDS[permission][1] === operationKey,
    )
    if (found) return found
    throw new AppError(
      'bad-request',
      `There is no permission on a space to ${operationKey.slice(0, 50)} ${targetType.slice(0, 50)}.`,
    )
  })
}

async function present(
  api: ApiContext,
  space: Space,
  found: readonly SpaceGrant[],
): Promise<Record<string, unknown>[]> {
  const ids = (kind: Subject['kind']) =>
    found.flatMap(({ subject }) => (subject.kind === kind && 'id' in subject ? subject.id : []))
  const users = await usersById(api.domain, ids('user'))
  const groups = await groupsById(api.domain, ids('group'))
  const shown = (subject: Subject) => {
    if (subject.kind === 'user') return presentUser(api, users.get(subject.id))
    const named = subject.kind === 'group' ? groups.get(subject.id) : undefined
    if (named) return presentGroup(api, named)
    return subject.kind === 'anonymous' ? presentUser(api, null) : undefined
  }
  return found.map(({ permission, subject }) => {
    const [targetType, operationKey] = WORDS[permission]
    const value = shown(subject)
    return {
      operation: { targetType, operationKey },
      ...(value ? { subject: value } : {}),
      spaceKey: space.key,
      spaceId: space.id,
    }
  })
}
