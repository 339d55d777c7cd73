import { AppError, notFound } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import { permittedInSpace } from '../../../../domain/access/check.ts'
import {
  grantInSpace,
  revokeInSpace,
  type SpaceGrant,
  spaceGrants,
} from '../../../../domain/access/grants.ts'
import { globalGrants, grantGlobally, revokeGlobally } from '../../../../domain/access/global-grants.ts'
import {
  type GlobalPermission,
  globalPermissions,
  openPermissions,
  type SpacePermission,
  spacePermissions,
  type Subject,
} from '../../../../domain/access/permissions.ts'
import {
  type Listed,
  restrict,
  type Restriction,
  restrictionsOn,
} from '../../../../domain/access/restrictions.ts'
import { readContent } from '../../../../domain/content/read.ts'
import { findGroup, groupsById, readGroup } from '../../../../domain/group/read.ts'
import { listSpaces, readSpace } from '../../../../domain/space/read.ts'
import type { Space } from '../../../../domain/space/space.ts'
import { readProfile, type User, usersById } from '../../../../domain/user/user.ts'
import type { ApiContext } from '../../../flavour.ts'
import { userNamed } from '../../people.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { flag, id, type RpcStruct, structs, text, textIn, texts } from '../value.ts'

const method = methodsOf('Permissions')
const read = ['bad-parameter', 'forbidden', 'not-found'] as const
const written = ['bad-parameter', 'bad-request', 'forbidden', 'not-found'] as const

const administered = {
  access: 'administrator',
  gives: schema.given.flag,
  errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** The words of the first releases for what may be done in a space. */
const WORDS = [
  ['view', 'view'],
  ['modify', 'create-page'],
  ['admin', 'administer'],
] as const

/** Permissions on spaces, and who alone may see or edit a page. */
export const permissionMethods = [
  method({
    name: 'getSpaceLevelPermissions',
    summary: 'The names of all permissions that a space knows.',
    takes: {},
    gives: schema.given.texts,
    errors: [],
    handle: async () => spacePermissions,
  }),
  method({
    name: 'getPermissions',
    summary: 'What one may do in a space: view, modify, admin.',
    takes: { spaceKey: text },
    gives: schema.given.texts,
    errors: read,
    handle: async ({ api }, { spaceKey }) => abilities(api, await readSpace(api.domain, spaceKey)),
  }),
  method({
    name: 'getPermissionsForUser',
    summary: 'What a user may do in a space: view, modify, admin.',
    takes: { spaceKey: text, userName: text },
    gives: schema.given.texts,
    errors: read,
    handle: async ({ api }, { spaceKey, userName }) =>
      abilities(api, await readSpace(api.domain, spaceKey), await userNamed(api, userName)),
  }),
  method({
    name: 'getSpacePermissionSets',
    summary: 'Who holds which permission on a space.',
    takes: { spaceKey: text },
    gives: schema.listOf(schema.spacePermissionSet),
    errors: read,
    handle: async ({ api }, { spaceKey }) => {
      const grants = await spaceGrants(api.domain, await readSpace(api.domain, spaceKey))
      const holders = await holdersOf(api, grants)
      return spacePermissions.map((type) => ({ type, spacePermissions: holders(type) }))
    },
  }),
  method({
    name: 'getSpacePermissionSet',
    summary: 'Who holds one permission on a space.',
    takes: { spaceKey: text, permissionType: text },
    gives: schema.spacePermissionSet,
    errors: read,
    handle: async ({ api }, { spaceKey, permissionType }) => {
      const type = acceptPermission(permissionType)
      const grants = await spaceGrants(api.domain, await readSpace(api.domain, spaceKey))
      return { type, spacePermissions: (await holdersOf(api, grants))(type) }
    },
  }),
  method({
    name: 'addPermissionToSpace',
    summary: 'Give a user or group a permission on a space.',
    takes: { permission: text, remoteEntityName: text, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: ({ api }, { permission, remoteEntityName, spaceKey }) =>
      grant(api, spaceKey, [permission], remoteEntityName),
  }),
  method({
    name: 'addPermissionsToSpace',
    summary: 'Give a user or group several permissions on a space.',
    takes: { permissions: texts, remoteEntityName: text, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: ({ api }, { permissions, remoteEntityName, spaceKey }) =>
      grant(api, spaceKey, permissions, remoteEntityName),
  }),
  method({
    name: 'addAnonymousPermissionToSpace',
    summary: 'Give everybody, logged in or not, a permission on a space.',
    takes: { permission: text, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: ({ api }, { permission, spaceKey }) => grant(api, spaceKey, [permission]),
  }),
  method({
    name: 'addAnonymousPermissionsToSpace',
    summary: 'Give everybody, logged in or not, several permissions on a space.',
    takes: { permissions: texts, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: ({ api }, { permissions, spaceKey }) => grant(api, spaceKey, permissions),
  }),
  method({
    name: 'removePermissionFromSpace',
    summary: 'Take a permission on a space from a user or group.',
    takes: { permission: text, remoteEntityName: text, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: ({ api }, { permission, remoteEntityName, spaceKey }) =>
      revoke(api, spaceKey, permission, remoteEntityName),
  }),
  method({
    name: 'removeAnonymousPermissionFromSpace',
    summary: 'Take a permission on a space from everybody who holds it as nobody in particular.',
    takes: { permission: text, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: ({ api }, { permission, spaceKey }) => revoke(api, spaceKey, permission),
  }),
  method({
    name: 'getContentPermissionSets',
    summary: 'Who alone may see (View) and edit (Edit) a page; a set that is absent restricts nobody.',
    takes: { contentId: id },
    gives: schema.listOf(schema.contentPermissionSet),
    errors: read,
    handle: async ({ api }, { contentId }) => {
      const own = await restrictionsAt(api, contentId)
      return (['View', 'Edit'] as const)
        .map((type) => permissionSet(type, own[OPERATIONS[type]]))
        .filter(({ contentPermissions }) => contentPermissions.length > 0)
    },
  }),
  method({
    name: 'getContentPermissions',
    summary: 'The same in one list: who alone may see and edit a page.',
    takes: { contentId: id },
    gives: schema.listOf(schema.contentPermission),
    errors: read,
    handle: async ({ api }, { contentId }) => {
      const own = await restrictionsAt(api, contentId)
      return (['View', 'Edit'] as const).flatMap(
        (type) => permissionSet(type, own[OPERATIONS[type]]).contentPermissions,
      )
    },
  }),
  method({
    name: 'getContentPermissionSet',
    summary: 'Who alone may see, or edit, a page.',
    takes: { contentId: id, permissionType: text },
    gives: schema.contentPermissionSet,
    errors: read,
    handle: async ({ api }, { contentId, permissionType }) => {
      const type = acceptType(permissionType)
      return permissionSet(type, (await restrictionsAt(api, contentId))[OPERATIONS[type]])
    },
  }),
  method({
    name: 'setContentPermissions',
    summary: 'Set who alone may see, or edit, a page; an empty list lets everybody.',
    takes: { contentId: id, permissionType: text, permissions: structs('RemoteContentPermission') },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { contentId, permissionType, permissions }) => {
      const type = acceptType(permissionType)
      const content = await readContent(api.domain, contentId)
      const subjects: Listed[] = []
      for (const permission of permissions) subjects.push(await listedIn(api, permission))
      await restrict(api.domain, content, OPERATIONS[type], subjects)
      return true
    },
  }),
]

/** Permissions on the site. */
export const globalPermissionMethods = [
  method({
    ...administered,
    name: 'addGlobalPermission',
    summary: 'Give a user or group a permission on the site.',
    takes: { permission: text, remoteEntityName: text },
    handle: ({ api }, { permission, remoteEntityName }) =>
      changeGlobally(api, grantGlobally, [permission], remoteEntityName),
  }),
  method({
    ...administered,
    name: 'addGlobalPermissions',
    summary: 'Give a user or group several permissions on the site.',
    takes: { permissions: texts, remoteEntityName: text },
    handle: ({ api }, { permissions, remoteEntityName }) =>
      changeGlobally(api, grantGlobally, permissions, remoteEntityName),
  }),
  method({
    ...administered,
    name: 'removeGlobalPermission',
    summary: 'Take a permission on the site from a user or group.',
    takes: { permission: text, remoteEntityName: text },
    handle: ({ api }, { permission, remoteEntityName }) =>
      changeGlobally(api, revokeGlobally, [permission], remoteEntityName),
  }),
  method({
    ...administered,
    name: 'removeAllPermissionsForGroup',
    summary: 'Take all permissions, on the site and in every space, from a group.',
    takes: { groupname: text },
    handle: ({ api }, { groupname }) => revokeEverything(api, groupname),
  }),
  ...(
    [
      ['addAnonymousUsePermission', 'USECONFLUENCE', grantGlobally, 'Let people in who are not logged in.'],
      [
        'removeAnonymousUsePermission',
        'USECONFLUENCE',
        revokeGlobally,
        'Let nobody in who is not logged in.',
      ],
      [
        'addAnonymousViewUserProfilePermission',
        'VIEWUSERPROFILES',
        grantGlobally,
        'Show who people are to everybody.',
      ],
      [
        'removeAnonymousViewUserProfilePermission',
        'VIEWUSERPROFILES',
        revokeGlobally,
        'Show who people are to nobody who is not logged in.',
      ],
    ] as const
  ).map(([name, permission, change, summary]) =>
    method({
      ...administered,
      name,
      summary,
      takes: {},
      handle: ({ api }) => changeGlobally(api, change, [permission]),
    }),
  ),
  method({
    ...administered,
    name: 'setEnableAnonymousAccess',
    summary: 'Let people in who are not logged in, or not.',
    takes: { value: flag },
    handle: ({ api }, { value }) =>
      changeGlobally(api, value ? grantGlobally : revokeGlobally, ['USECONFLUENCE']),
  }),
]

async function changeGlobally(
  api: ApiContext,
  change: typeof grantGlobally,
  names: readonly string[],
  entity?: string,
): Promise<boolean> {
  const subject = entity === undefined ? ({ kind: 'anonymous' } as const) : await subjectNamed(api, entity)
  await change(api.domain, { subject, permissions: names.map(acceptGlobalPermission) })
  return true
}

async function revokeEverything({ domain }: ApiContext, groupName: string): Promise<boolean> {
  const subject = { kind: 'group', id: (await readGroup(domain, { name: groupName })).id } as const
  const { items } = await listSpaces(domain, {}, 'id', { limit: limits.rpcList })
  for (const space of items) {
    const held = (await spaceGrants(domain, space, subject)).map(({ permission }) => permission)
    if (held.length > 0) await revokeInSpace(domain, space, subject, held)
  }
  const permissions = (await globalGrants(domain, subject)).map(({ permission }) => permission)
  if (permissions.length > 0) await revokeGlobally(domain, { subject, permissions })
  return true
}

function acceptGlobalPermission(given: string): GlobalPermission {
  const choices: readonly GlobalPermission[] = [...globalPermissions, ...openPermissions]
  const permission = choices.find((known) => known === given.toUpperCase())
  if (permission) return permission
  throw new AppError('bad-parameter', `"${given}" is no permission on the site.`)
}

const OPERATIONS = { View: 'read', Edit: 'update' } as const

function acceptType(given: string): keyof typeof OPERATIONS {
  const type = (['View', 'Edit'] as const).find((known) => known.toLowerCase() === given.toLowerCase())
  if (type) return type
  throw new AppError('bad-parameter', `A permission of a page is View or Edit, not "${given}".`)
}

function acceptPermission(given: string): SpacePermission {
  const permission = spacePermissions.find((known) => known === given.toUpperCase())
  if (permission) return permission
  throw new AppError(
    'bad-parameter',
    `"${given}" is no permission. Use one of ${spacePermissions.join(', ')}.`,
  )
}

async function abilities(api: ApiContext, space: Space, user?: User): Promise<string[]> {
  const actions = WORDS.map(([, action]) => action)
  const permitted = await permittedInSpace(api.domain, space, user, actions)
  return WORDS.filter(([, action]) => permitted.includes(action)).map(([word]) => word)
}

async function holdersOf(
  api: ApiContext,
  grants: readonly SpaceGrant[],
): Promise<(type: SpacePermission) => RpcStruct[]> {
  const ids = (kind: 'user' | 'group') =>
    grants.flatMap(({ subject }) => (subject.kind === kind ? subject.id : []))
  const users = await usersById(api.domain, ids('user'))
  const groups = await groupsById(api.domain, ids('group'))
  return (type) =>
    grants
      .filter(({ permission }) => permission === type)
      .map(({ subject }) => ({
        type,
        userName: subject.kind === 'user' ? (users.get(subject.id)?.username ?? null) : null,
        groupName: subject.kind === 'group' ? (groups.get(subject.id)?.name ?? null) : null,
      }))
}

async function grant(
  api: ApiContext,
  spaceKey: string,
  permissions: readonly string[],
  name?: string,
): Promise<boolean> {
  const space = await readSpace(api.domain, spaceKey)
  const subject = name === undefined ? ({ kind: 'anonymous' } as const) : await subjectNamed(api, name)
  await grantInSpace(api.domain, space, subject, permissions.map(acceptPermission))
  return true
}

async function revoke(
  api: ApiContext,
  spaceKey: string,
  permission: string,
  name?: string,
): Promise<boolean> {
  const space = await readSpace(api.domain, spaceKey)
  const subject = name === undefined ? ({ kind: 'anonymous' } as const) : await subjectNamed(api, name)
  await revokeInSpace(api.domain, space, subject, [acceptPermission(permission)])
  return true
}

/** A user of this name, or else a group. */
async function subjectNamed(
  api: ApiContext,
  name: string,
): Promise<Extract<Subject, { kind: 'user' | 'group' }>> {
  const user = await readProfile(api.domain, { username: name })
  if (user) return { kind: 'user', id: user.id }
  const group = await findGroup(api.domain, name)
  if (group) return { kind: 'group', id: group.id }
  throw notFound(`No user or group can be found for the entity name ${name}`)
}

async function restrictionsAt(api: ApiContext, contentId: number) {
  const content = await readContent(api.domain, contentId)
  const own = (await restrictionsOn(api.domain, [content])).get(content.id)
  return own ?? { read: { users: [], groups: [] }, update: { users: [], groups: [] } }
}

function permissionSet(type: keyof typeof OPERATIONS, { users, groups }: Restriction) {
  return {
    type,
    contentPermissions: [
      ...users.map(({ username }) => ({ type, userName: username, groupName: null })),
      ...groups.map(({ name }) => ({ type, userName: null, groupName: name })),
    ],
  }
}

async function listedIn(api: ApiContext, permission: RpcStruct): Promise<Listed> {
  const userName = textIn(permission, 'userName')
  if (userName) return { kind: 'user', id: (await userNamed(api, userName)).id }
  const groupName = textIn(permission, 'groupName')
  const group = groupName ? await findGroup(api.domain, groupName) : undefined
  if (group) return { kind: 'group', id: group.id }
  throw groupName
    ? notFound(`No group with name : ${groupName}`)
    : new AppError('bad-parameter', 'A permission has a userName or a groupName.')
}
