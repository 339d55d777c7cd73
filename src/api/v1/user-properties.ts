import { Type } from 'typebox'
import { isoDate } from '../../base/dates.ts'
import { notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import {
  createUserProperty,
  listUserPropertyKeys,
  readUserProperty,
  removeUserProperty,
  updateUserProperty,
} from '../../domain/user-property/user-property.ts'
import { readProfile, type User } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { caller } from './person.ts'
import { presentList } from './present/list.ts'
import { limit, start, stretch } from './query.ts'
import { listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const property = Type.Object(
  {
    key: Type.String(),
    value: Type.Unknown(),
    id: Type.String(),
    lastModifiedDate: Type.String(),
    createdDate: Type.String(),
    _links: Type.Record(Type.String(), Type.String()),
  },
  closed,
)
const given = Type.Object({ value: Type.Unknown() })
const shared = { tag: 'User properties', access: 'user' } as const
const one = '/user/{userId}/property/{key}'
const refusals = ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'] as const

/** What programs keep about users, on the Cloud. */
export const userPropertyRoutes = [
  route({
    ...shared,
    id: 'getUserProperties',
    method: 'GET',
    path: '/user/{userId}/property',
    summary: "The keys of a user's properties.",
    pure: true,
    query: Type.Object({ start, limit }),
    reply: listOf(Type.Object({ key: Type.String() }, closed)),
    errors: ['bad-parameter', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { call, path, query }) => {
      const user = await userOf(api, path.userId)
      const slice = stretch(query, limits.userPropertyListDefault, limits.listMost)
      const page = await listUserPropertyKeys(api.domain, user, slice)
      const results = page.items.map((key) => ({ key }))
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    ...shared,
    id: 'getUserProperty',
    method: 'GET',
    path: one,
    summary: 'One property of a user.',
    pure: true,
    reply: property,
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      const user = await userOf(api, path.userId)
      const found = await readUserProperty(api.domain, user, path.key)
      const own = `${encodeURIComponent(user.accountId)}/property/${encodeURIComponent(found.key)}`
      return {
        key: found.key,
        value: found.value,
        id: String(found.id),
        lastModifiedDate: isoDate(found.updatedAt),
        createdDate: isoDate(found.createdAt),
        _links: { self: `${api.base}/rest/api/user/${own}`, base: api.base },
      }
    },
  }),
  route({
    ...shared,
    id: 'createUserProperty',
    method: 'POST',
    path: one,
    summary: 'Give a user a property.',
    body: given,
    status: 201,
    reply: 'nothing',
    errors: [...refusals, 'conflict'],
    handle: async (api, { path, body }) => {
      await createUserProperty(api.domain, await userOf(api, path.userId), path.key, body.value)
    },
  }),
  route({
    ...shared,
    id: 'updateUserProperty',
    method: 'PUT',
    path: one,
    summary: 'Give a property of a user another value.',
    body: given,
    status: 204,
    reply: 'nothing',
    errors: refusals,
    handle: async (api, { path, body }) => {
      await updateUserProperty(api.domain, await userOf(api, path.userId), path.key, body.value)
    },
  }),
  route({
    ...shared,
    id: 'deleteUserProperty',
    method: 'DELETE',
    path: one,
    summary: 'Remove a property of a user.',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      await removeUserProperty(api.domain, await userOf(api, path.userId), path.key)
    },
  }),
]

/** The user of an address: an account id, or `current`. */
async function userOf(api: ApiContext, id: string): Promise<User> {
  if (id === 'current') return caller(api)
  const found = await readProfile(api.domain, { accountId: id })
  if (found) return found
  throw notFound(`No user found with accountId : ${id}`)
}
