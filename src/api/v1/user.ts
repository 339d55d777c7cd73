import { Type } from 'typebox'
import { actorId } from '../../domain/access/actor.ts'
import { type User, usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseExpand } from './expand/tree.ts'
import { expandUsers } from './expand/user.ts'
import { personOf, personQuery } from './person.ts'
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
      return presentOne(api, found, query.expand)
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
    handle: async (api, { query }) => {
      const id = actorId(api.domain.actor)
      const found = id === null ? null : (await usersById(api.domain, [id])).get(id)
      return presentOne(api, found, query.expand)
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
    handle: (api, { query }) => presentOne(api, null, query.expand),
  }),
]

async function presentOne(
  api: ApiContext,
  found: User | null | undefined,
  expanded: readonly string[] | undefined,
): Promise<unknown> {
  return (await expandUsers(api, [found], parseExpand(expanded, '')))[0]
}
