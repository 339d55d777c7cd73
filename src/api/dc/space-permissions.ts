import { type Static, Type } from 'typebox'
import {
  grantInSpace,
  revokeInSpace,
  setSpacePermissions,
  type SpaceGrant,
  spaceGrants,
} from '../../domain/access/grants.ts'
import type { SpacePermission } from '../../domain/access/permissions.ts'
import { readSpace } from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import {
  acceptHoldings,
  acceptPermissions,
  holdings,
  operation,
  operations,
  presentGrants,
  subject,
  subjectOf,
  type Words,
} from './grants.ts'

const route = routesOf<ApiContext>()
const grants = Type.Array(
  Type.Object(
    { operation, subject, spaceKey: Type.String(), spaceId: Type.Integer() },
    { additionalProperties: false },
  ),
)

/** Data Center's words for the permissions on a space. */
const WORDS: Words<SpacePermission> = {
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
  route({
    ...shared,
    id: 'setPermissions_1',
    method: 'POST',
    path: base,
    summary: 'Give users, groups and the anonymous exactly these permissions on a space.',
    body: holdings,
    reply: grants,
    handle: async (api, { path, body }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      const wanted = await acceptHoldings(api, body, acceptOperations)
      await setSpacePermissions(api.domain, space, wanted)
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
        await grantInSpace(api.domain, space, await subjectOf(api, path), acceptOperations(body))
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
        await revokeInSpace(api.domain, space, await subjectOf(api, path), acceptOperations(body))
      },
    }),
  ]),
]

function acceptOperations(given: Static<typeof operations>): SpacePermission[] {
  return acceptPermissions(WORDS, given, 'on a space')
}

async function present(
  api: ApiContext,
  space: Space,
  found: readonly SpaceGrant[],
): Promise<Record<string, unknown>[]> {
  return (await presentGrants(api, found, WORDS)).map((grant) => ({
    ...grant,
    spaceKey: space.key,
    spaceId: space.id,
  }))
}
