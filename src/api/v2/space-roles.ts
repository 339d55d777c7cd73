import { type Static, Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { isSameSubject, type Subject } from '../../domain/access/permissions.ts'
import {
  assignRoles,
  type RoleAssignment,
  spaceRole,
  spaceRoles,
  type SpaceRole,
} from '../../domain/access/roles.ts'
import { governedSpace } from '../../domain/space/administer.ts'
import { readSpaceById } from '../../domain/space/read.ts'
import { routesOf } from '../../http/route.ts'
import { findCloudSubject } from '../cloud-permissions.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { listPermissionsOn, listRolesOn } from './facets/space-grants.ts'
import { cursorStretch, cutStretch, presentListed, presentV2List } from './present/list.ts'
import {
  ACCESS_CLASSES,
  presentPermissions,
  presentRole,
  presentRoleAssignments,
} from './present/space-role.ts'
import { slice, text } from './query.ts'
import { listOf } from './schema/page.ts'
import {
  listedRole,
  principalType,
  role,
  roleAssignment,
  roleAssignments as roleAssignmentsBody,
  roleType,
  spacePermission,
  spacePermissionAssignment,
} from './schema/space-role.ts'

const route = routesOf<ApiContext>()
const principalQuery = { 'principal-id': text, 'principal-type': Type.Optional(principalType) }
const ofSpace = {
  access: 'user',
  errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** The Cloud's roles on spaces, and the permissions that they are made of. */
export const spaceRoleRoutes = [
  route({
    id: 'getAvailableSpacePermissions',
    method: 'GET',
    path: '/space-permissions',
    tag: 'Space Permissions',
    summary: 'The permissions on spaces that there are.',
    access: 'site',
    query: Type.Object(slice),
    reply: listOf(spacePermission),
    errors: ['bad-parameter'],
    handle: async (api, { call, query }) => {
      const purpose = 'space-permissions'
      const numbered = presentPermissions().map((value, index) => ({ value, number: index + 1 }))
      const { items, last } = cutStretch(numbered, cursorStretch(api, query, purpose), ({ number }) => number)
      return presentV2List(
        api,
        call,
        items.map(({ value }) => value),
        purpose,
        last,
      )
    },
  }),
  route({
    ...ofSpace,
    id: 'getSpacePermissionsAssignments',
    method: 'GET',
    path: '/spaces/{id}/permissions',
    tag: 'Space Permissions',
    summary: 'Who holds which permission on a space.',
    query: Type.Object(slice),
    reply: listOf(spacePermissionAssignment),
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      return presentListed(api, call, await listPermissionsOn(api, space, query))
    },
  }),
  route({
    id: 'getAvailableSpaceRoles',
    method: 'GET',
    path: '/space-roles',
    tag: 'Space Roles',
    summary: 'The roles that there are: the same four in every space, for everybody.',
    access: 'site',
    query: Type.Object({
      'space-id': text,
      'role-type': Type.Optional(roleType),
      ...principalQuery,
      ...slice,
    }),
    reply: listOf(listedRole),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, query }) => {
      if (query['space-id'] !== undefined)
        await readSpaceById(api.domain, parseId(query['space-id'], 'space'))
      refuseHalfPrincipal(query)
      const found = query['role-type'] === 'CUSTOM' ? [] : spaceRoles
      const { items, last } = cutStretch(found, cursorStretch(api, query, 'space-roles'), ({ id }) => id)
      return presentV2List(api, call, items.map(presentRole), 'space-roles', last)
    },
  }),
  route({
    id: 'getSpaceRolesById',
    method: 'GET',
    path: '/space-roles/{id}',
    tag: 'Space Roles',
    summary: 'One role.',
    access: 'site',
    reply: role,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => {
      const found = spaceRole(parseId(path.id, 'space role'))
      if (found === undefined) throw notFound(`There is no space role with the id ${path.id}.`)
      return { ...presentRole(found), _links: { base: api.base } }
    },
  }),
  route({
    id: 'getSpaceRoleMode',
    method: 'GET',
    path: '/space-role-mode',
    tag: 'Space Roles',
    summary: 'How roles are used: beside permissions that are given one at a time.',
    access: 'site',
    reply: Type.Object(
      { mode: Type.Enum(['PRE_ROLES', 'ROLES_TRANSITION', 'ROLES']) },
      { additionalProperties: false },
    ),
    errors: [],
    handle: async () => ({ mode: 'ROLES_TRANSITION' }),
  }),
  route({
    ...ofSpace,
    id: 'getSpaceRoleAssignments',
    method: 'GET',
    path: '/spaces/{id}/role-assignments',
    tag: 'Space Roles',
    summary: 'Who has which role on a space.',
    query: Type.Object({
      'role-id': text,
      'role-type': Type.Optional(roleType),
      ...principalQuery,
      ...slice,
    }),
    reply: listOf(roleAssignment),
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      const listed = await listRolesOn(api, space, query, (all) => assignmentsLike(api, query, all))
      return presentListed(api, call, listed)
    },
  }),
  route({
    ...ofSpace,
    id: 'setSpaceRoleAssignments',
    method: 'POST',
    path: '/spaces/{id}/role-assignments',
    tag: 'Space Roles',
    summary: 'Give users, groups and everybody exactly what a role gives on a space, or nothing.',
    body: roleAssignmentsBody,
    reply: listOf(roleAssignment),
    errors: ['bad-body', ...ofSpace.errors],
    handle: async (api, { call, path, body }) => {
      // Before anybody is looked up, so that nobody else learns who there is.
      const space = await governedSpace(api.domain, parseId(path.id, 'space'))
      const wanted: { subject: Subject; role: SpaceRole | undefined }[] = []
      for (const { principal, roleId } of body) {
        const subject = await acceptPrincipal(api, principal)
        if (wanted.some((one) => isSameSubject(one.subject, subject)))
          throw new AppError('bad-request', `${nameOf(principal)} is named twice.`)
        wanted.push({ subject, role: acceptRole(roleId) })
      }
      await assignRoles(api.domain, space, wanted)
      const assigned = wanted.flatMap(({ subject, role }) => (role ? [{ subject, role }] : []))
      return presentV2List(api, call, await presentRoleAssignments(api, assigned), 'assigned', undefined)
    },
  }),
]

type Principal = Static<typeof roleAssignment>['principal']
type PrincipalQuery = {
  readonly 'principal-id'?: string
  readonly 'principal-type'?: Principal['principalType']
}

async function assignmentsLike(
  api: ApiContext,
  query: PrincipalQuery & { readonly 'role-id'?: string; readonly 'role-type'?: 'SYSTEM' | 'CUSTOM' },
  all: RoleAssignment[],
): Promise<RoleAssignment[]> {
  refuseHalfPrincipal(query)
  if (query['role-type'] === 'CUSTOM') return []
  const { 'principal-id': principalId, 'principal-type': type, 'role-id': roleId } = query
  const ofRole = roleId === undefined ? all : all.filter((one) => String(one.role.id) === roleId)
  if (principalId === undefined || type === undefined) return ofRole
  const wanted = await findPrincipal(api, { principalType: type, principalId })
  return wanted ? ofRole.filter(({ subject }) => isSameSubject(subject, wanted)) : []
}

function refuseHalfPrincipal(query: PrincipalQuery): void {
  if ((query['principal-id'] === undefined) === (query['principal-type'] === undefined)) return
  throw new AppError('bad-parameter', 'The parameters principal-id and principal-type go together.')
}

/** Whom a principal means; undefined for nobody that there is here. */
async function findPrincipal(
  api: ApiContext,
  { principalType: type, principalId }: Principal,
): Promise<Subject | undefined> {
  if (type !== 'ACCESS_CLASS') return findCloudSubject(api, type === 'USER' ? 'user' : 'group', principalId)
  return Object.hasOwn(ACCESS_CLASSES, principalId)
    ? ACCESS_CLASSES[principalId as keyof typeof ACCESS_CLASSES]
    : undefined
}

async function acceptPrincipal(api: ApiContext, principal: Principal): Promise<Subject> {
  const found = await findPrincipal(api, principal)
  if (found) return found
  throw new AppError('bad-request', `There is no ${nameOf(principal)} here.`)
}

function nameOf({ principalType: type, principalId }: Principal): string {
  return `${type} ${principalId.slice(0, 100)}`
}

function acceptRole(id: string | null | undefined): SpaceRole | undefined {
  if (id === undefined || id === null) return undefined
  const found = spaceRole(parseId(id, 'space role'))
  if (found) return found
  throw new AppError('bad-request', `There is no space role with the id ${id}.`)
}
