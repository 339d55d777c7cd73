import { Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { actorId } from '../../domain/access/actor.ts'
import { readUser, usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { presentUser } from './present/user.ts'
import { expand, text } from './query.ts'
import { user } from './schema/content.ts'

const route = routesOf<ApiContext>()

export const userRoutes = [
  route({
    id: 'getUser',
    method: 'GET',
    path: '/user',
    tag: 'Users',
    summary: 'A user by account id, user key or user name.',
    access: 'site',
    pure: true,
    query: Type.Object({ accountId: text, key: text, username: text, expand }),
    reply: user,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { query }) => {
      const { accountId, key, username } = query
      if (accountId === undefined && key === undefined && username === undefined) {
        throw new AppError(
          'bad-parameter',
          'One of the parameters accountId, key and username says which user is meant.',
        )
      }
      const found = await readUser(api.domain, { accountId, userKey: key, username })
      if (found === undefined) {
        throw notFound(
          `No user found with ${accountId !== undefined ? `accountId : ${accountId}` : key !== undefined ? `key : ${key}` : `username : ${username}`}`,
        )
      }
      return presentUser(api, found)
    },
  }),
  route({
    id: 'getCurrentUser',
    method: 'GET',
    path: '/user/current',
    tag: 'Users',
    summary: 'The caller.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand }),
    reply: user,
    errors: [],
    handle: async (api) => {
      const id = actorId(api.domain.actor)
      return presentUser(api, id === null ? null : (await usersById(api.domain, [id])).get(id))
    },
  }),
  route({
    id: 'getAnonymousUser',
    method: 'GET',
    path: '/user/anonymous',
    tag: 'Users',
    summary: 'Whoever is not logged in.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand }),
    reply: user,
    errors: [],
    handle: async (api) => presentUser(api, null),
  }),
]
