import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { readUsers } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { answerGroups } from './groups.ts'
import { parseExpand } from './expand/tree.ts'
import { expandUsers } from './expand/user.ts'
import { personOf, personQuery } from './person.ts'
import { presentList } from './present/list.ts'
import { expand, limit, start, stretch } from './query.ts'
import { group, listOf, user } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const accountIds = Type.Array(Type.String(), { default: [] })
const address = Type.Object({ accountId: Type.String(), email: Type.String() }, closed)

/** The groups of a user, on the Cloud and Data Center. */
export const membershipRoutes = [
  route({
    id: 'getGroupMembershipsForUser',
    method: 'GET',
    path: '/user/memberof',
    tag: 'Users',
    summary: 'The groups that a user is a member of.',
    access: 'user',
    pure: true,
    query: Type.Object({ ...personQuery, expand, start, limit }),
    reply: listOf(group),
    errors: ['bad-parameter', 'not-found', 'unauthenticated'],
    handle: async (api, { call, query }) =>
      answerGroups(api, call, { memberId: (await personOf(api, query)).id }, query),
  }),
]

/** Several users at once, and their addresses: the Cloud's own. */
export const cloudPeopleRoutes = [
  route({
    id: 'getBulkUserLookup',
    method: 'GET',
    path: '/user/bulk',
    tag: 'Users',
    summary: 'Several users by their account ids; ids of nobody are left out.',
    access: 'user',
    pure: true,
    query: Type.Object({ accountId: accountIds, expand, limit }),
    reply: listOf(user),
    errors: ['unauthenticated', 'bad-parameter'],
    handle: async (api, { call, query }) => {
      const most = stretch(query, limits.userList, limits.userList).limit
      // More ids than the limit are not refused: the vendor answers the first of them.
      const found = await readUsers(api.domain, { accountIds: query.accountId.slice(0, most) })
      return presentList(api, call, await expandUsers(api, found, parseExpand(query.expand, '')), {
        start: 0,
        limit: most,
        more: false,
      })
    },
  }),
  route({
    id: 'getBulkUserMigration',
    method: 'GET',
    path: '/user/bulk/migration',
    tag: 'Users',
    summary: 'The account ids of users by their names and keys.',
    access: 'user',
    pure: true,
    query: Type.Object({ username: accountIds, key: accountIds, start, limit }),
    reply: listOf(
      Type.Object({ username: Type.String(), key: Type.String(), accountId: Type.String() }, closed),
    ),
    errors: ['unauthenticated', 'bad-parameter'],
    handle: async (api, { call, query }) => {
      const found = await readUsers(api.domain, { usernames: query.username, userKeys: query.key })
      const { offset, limit: most } = stretch(query, limits.userList, limits.userList)
      const results = found
        .toSorted((one, other) => one.id - other.id)
        .map(({ username, userKey, accountId }) => ({ username, key: userKey, accountId }))
      return presentList(api, call, results.slice(offset, offset + most), {
        start: offset,
        limit: most,
        more: results.length > offset + most,
      })
    },
  }),
  route({
    id: 'getPrivacyUnsafeUserEmail',
    method: 'GET',
    path: '/user/email',
    tag: 'Users',
    summary: 'The e-mail address of a user.',
    access: 'user',
    pure: true,
    query: Type.Object({ accountId: personQuery.accountId }),
    reply: address,
    errors: ['bad-parameter', 'not-found', 'unauthenticated'],
    handle: async (api, { query }) => {
      const { accountId, email } = await personOf(api, query)
      return { accountId, email }
    },
  }),
  route({
    id: 'getPrivacyUnsafeUserEmailBulk',
    method: 'GET',
    path: '/user/email/bulk',
    tag: 'Users',
    summary: 'The e-mail addresses of several users; ids of nobody are left out.',
    access: 'user',
    pure: true,
    query: Type.Object({ accountId: accountIds }),
    reply: Type.Array(address),
    errors: ['unauthenticated', 'bad-parameter'],
    handle: async (api, { query }) =>
      (await readUsers(api.domain, { accountIds: query.accountId })).map(({ accountId, email }) => ({
        accountId,
        email,
      })),
  }),
]
