import { Type } from 'typebox'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'

const route = routesOf<ApiContext>()

/** What clients of the vendor's gateway ask before anything else. */
export const gatewayRoutes = [
  route({
    id: 'getAccessibleResources',
    method: 'GET',
    path: '/token/accessible-resources',
    tag: 'Gateway',
    summary: 'The sites that the caller reaches through the gateway: this one.',
    access: 'user',
    reply: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          url: Type.String(),
          scopes: Type.Array(Type.String()),
          avatarUrl: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    errors: ['unauthenticated'],
    handle: async (api) => {
      const { host } = new URL(api.domain.place.origin)
      return [
        {
          id: api.domain.app.siteId,
          name: host,
          url: api.domain.place.origin,
          scopes: [],
          avatarUrl: '',
        },
      ]
    },
  }),
]
