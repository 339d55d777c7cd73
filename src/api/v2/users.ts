import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { findOutsiders, inviteByEmail } from '../../domain/user/invite.ts'
import { listUsers, readUsers, type User } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { cursorStretch, presentV2List } from './present/list.ts'
import { closed, listOf, user } from './schema/page.ts'

const route = routesOf<ApiContext>()
const access = {
  method: 'POST',
  tag: 'User',
  body: Type.Object({ emails: Type.Array(Type.String()) }),
  errors: ['bad-body', 'bad-request', 'duplicate-key', 'forbidden', 'not-found', 'unauthenticated'],
} as const

export const userRoutes = [
  route({
    id: 'getUsers',
    method: 'GET',
    path: '/users',
    tag: 'User',
    // No version of the vendor's v2 has it; integration guides call it all the same.
    summary: 'List the users of the site (an extension).',
    access: 'user',
    query: Type.Object({
      accountId: Type.Optional(Type.Array(Type.String())),
      start: Type.Optional(Type.Integer()),
      limit: Type.Optional(Type.Integer()),
      cursor: Type.Optional(Type.String()),
    }),
    reply: listOf(user),
    errors: ['bad-parameter', 'not-found'],
    handle: async (api, { call, query }) => {
      const stretch = cursorStretch(api, query, 'users')
      const found = await listUsers(
        api.domain,
        { accountIds: query.accountId },
        {
          offset: stretch.offset,
          afterId: stretch.after?.id,
          limit: Math.min(stretch.limit, limits.userList),
        },
      )
      const last = found.items.at(-1)
      const next = found.more && last ? { key: last.id, id: last.id } : undefined
      return presentV2List(
        api,
        call,
        found.items.map((one) => presentUser(api, one)),
        'users',
        next,
      )
    },
  }),
  route({
    id: 'createBulkUserLookup',
    method: 'POST',
    path: '/users-bulk',
    tag: 'User',
    summary: 'Users by account id; ids of nobody are passed over.',
    access: 'site',
    changes: false,
    body: Type.Object({ accountIds: Type.Array(Type.String(), { minItems: 1 }) }),
    reply: listOf(user),
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { call, body }) => {
      const accountIds = [...new Set(body.accountIds)]
      if (accountIds.length > limits.listMostV2)
        throw new AppError('bad-request', `At most ${limits.listMostV2} users are looked up at once.`)
      const found: User[] = []
      for (let i = 0; i < accountIds.length; i += limits.userList) {
        const some = accountIds.slice(i, i + limits.userList)
        found.push(...(await readUsers(api.domain, { accountIds: some })))
      }
      const results = found.map((one) => presentUser(api, one))
      return presentV2List(api, call, results, 'users', undefined)
    },
  }),
  route({
    ...access,
    id: 'checkAccessByEmail',
    path: '/user/access/check-access-by-email',
    summary: 'Which e-mail addresses belong to nobody who may use the site.',
    access: 'site',
    changes: false,
    reply: closed({
      emailsWithoutAccess: Type.Array(Type.String()),
      invalidEmails: Type.Array(Type.String()),
    }),
    handle: async (api, { body }) => {
      const { withoutAccess, invalid } = await findOutsiders(api.domain, body.emails)
      return { emailsWithoutAccess: withoutAccess, invalidEmails: invalid }
    },
  }),
  route({
    ...access,
    id: 'inviteByEmail',
    path: '/user/access/invite-by-email',
    summary: 'Make users of e-mail addresses that are nobody’s yet, and write them a letter each.',
    access: 'administrator',
    reply: 'nothing',
    handle: (api, { body }) => inviteByEmail(api.domain, body.emails),
  }),
]

function presentUser(api: ApiContext, one: User): Record<string, unknown> {
  return {
    accountId: one.accountId,
    accountType: 'atlassian',
    accountStatus: one.active ? 'active' : 'inactive',
    displayName: one.displayName,
    publicName: one.displayName,
    email: one.email,
    timeZone: null,
    isExternalCollaborator: false,
    profilePicture: { path: `${api.flavour.contextPath}/avatar/${one.id}.svg`, isDefault: true },
    _links: { self: `${api.base}/rest/api/user?accountId=${encodeURIComponent(one.accountId)}` },
  }
}
