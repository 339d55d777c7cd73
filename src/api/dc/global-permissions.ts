import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import {
  type GlobalGrant,
  globalGrants,
  grantGlobally,
  revokeGlobally,
  setGlobalPermissions,
} from '../../domain/access/global-grants.ts'
import type { GlobalPermission, Subject } from '../../domain/access/permissions.ts'
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
const grants = Type.Array(Type.Object({ operation, subject }, { additionalProperties: false }))

/** Data Center's words for the permissions on the site. */
const WORDS: Words<GlobalPermission> = {
  USECONFLUENCE: ['application', 'use'],
  ADMINISTRATECONFLUENCE: ['application', 'administer'],
  SYSTEMADMINISTRATOR: ['system', 'administer'],
  PERSONALSPACE: ['personal_space', 'create'],
  CREATESPACE: ['space', 'create'],
  VIEWUSERPROFILES: ['user', 'read'],
}

/** Whoever has a log-in and nothing else: the vendor calls them unlicensed, and letting them in another word. */
const UNLICENSED_WORDS: Words<GlobalPermission> = {
  ...WORDS,
  USECONFLUENCE: ['application', 'use_unlicensed'],
}

/** How each kind of subject is addressed, and what the vendor calls the operations on it. */
const SUBJECTS = [
  { tail: '/anonymous', whom: 'the anonymous', name: 'AnonymousUsers' },
  { tail: '/unlicensed', whom: 'everybody with a log-in', name: 'UnlicensedUsers' },
  { tail: '/group/{groupName}', whom: 'a group', name: 'Group' },
  { tail: '/user/{user}', whom: 'a user', name: 'User' },
] as const

type Where = { readonly groupName?: string; readonly user?: string }
const shared = {
  tag: 'Global permissions',
  access: 'administrator',
  errors: ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** Who may do what on the site, for those who administer it. */
export const globalPermissionRoutes = [
  route({
    ...shared,
    id: 'getAllGlobalPermissions',
    method: 'GET',
    path: '/permissions',
    pure: true,
    summary: 'All permissions on the site.',
    reply: grants,
    errors: ['forbidden', 'unauthenticated'],
    handle: async (api) => present(api, await globalGrants(api.domain)),
  }),
  route({
    ...shared,
    id: 'setPermissions',
    method: 'PUT',
    path: '/permissions',
    summary: 'Give users and groups exactly these permissions on the site.',
    body: holdings,
    status: 204,
    reply: 'nothing',
    handle: async (api, { body }) => {
      if (body.some(({ userKey, groupName }) => !userKey && !groupName)) {
        throw new AppError('bad-request', 'userKey or groupName says who is meant.')
      }
      const wanted = await acceptHoldings(api, body, (given) =>
        acceptPermissions(WORDS, given, 'on the site'),
      )
      await setGlobalPermissions(api.domain, wanted)
    },
  }),
  ...SUBJECTS.flatMap(({ tail, whom, name }) => [
    route({
      ...shared,
      id: `getPermissionsGrantedTo${name}`,
      method: 'GET',
      path: `/permissions${tail}`,
      pure: true,
      summary: `The permissions on the site that ${whom} holds.`,
      reply: grants,
      handle: async (api, { path }) =>
        present(api, await globalGrants(api.domain, await whomOf(api, tail, path))),
    }),
    route({
      ...shared,
      id: `grantPermissionsTo${name}`,
      method: 'PUT',
      path: `/permissions${tail}/grant`,
      summary: `Give ${whom} permissions on the site.`,
      body: operations,
      status: 204,
      reply: 'nothing',
      handle: async (api, { path, body }) => {
        const subject = await whomOf(api, tail, path)
        await grantGlobally(api.domain, { subject, permissions: acceptFor(subject, body) })
      },
    }),
    route({
      ...shared,
      id: `revokePermissionsFrom${name}`,
      method: 'PUT',
      path: `/permissions${tail}/revoke`,
      summary: `Take permissions on the site from ${whom}; without the one to use it, all the others go as well.`,
      body: operations,
      status: 204,
      reply: 'nothing',
      handle: async (api, { path, body }) => {
        const subject = await whomOf(api, tail, path)
        await revokeGlobally(api.domain, { subject, permissions: acceptFor(subject, body) })
      },
    }),
  ]),
]

async function whomOf(api: ApiContext, tail: string, { groupName, user }: Where): Promise<Subject> {
  if (tail === '/unlicensed') return { kind: 'authenticated' }
  return subjectOf(api, {
    ...(groupName === undefined ? {} : { groupName }),
    ...(user === undefined ? {} : { userKey: user }),
  })
}

/** The vendor's document writes `read user` the other way round than all other pairs: both are understood. */
function acceptFor(subject: Subject, given: Static<typeof operations>): GlobalPermission[] {
  const words = subject.kind === 'authenticated' ? UNLICENSED_WORDS : WORDS
  const turned = given.map((one) =>
    one.targetType === 'read' && one.operationKey === 'user'
      ? { targetType: 'user', operationKey: 'read' }
      : one,
  )
  return acceptPermissions(words, turned, 'on the site')
}

async function present(api: ApiContext, found: readonly GlobalGrant[]): Promise<Record<string, unknown>[]> {
  const isOfUnlicensed = ({ subject }: GlobalGrant) => subject.kind === 'authenticated'
  return [
    ...(await presentGrants(
      api,
      found.filter((grant) => !isOfUnlicensed(grant)),
      WORDS,
    )),
    ...(await presentGrants(api, found.filter(isOfUnlicensed), UNLICENSED_WORDS)),
  ]
}
