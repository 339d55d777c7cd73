import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { listUsers, type User } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { cursorStretch, presentV2List } from './present/list.ts'
import { listOf, user } from './schema/page.ts'

const route = routesOf<ApiContext>()

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
