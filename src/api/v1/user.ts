import { Type } from 'typebox'
import { actorId } from '../../domain/access/actor.ts'
import { usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseExpand } from './expand/tree.ts'
import { personOf, personQuery } from './person.ts'
import { presentUser } from './present/user.ts'
import { expand } from './query.ts'
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
    query: Type.Object({ ...personQuery, expand }),
    reply: user,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { query }) => {
      const found = await personOf(api, query)
      const value = presentUser(api, found)
      // Data Center folds the status; the Cloud has it in `accountStatus`.
      if (api.flavour.name === 'cloud' || !('status' in parseExpand(query.expand, ''))) return value
      return { ...value, status: found.active ? 'current' : 'deactivated', _expandable: {} }
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
