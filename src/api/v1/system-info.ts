import { Type } from 'typebox'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'

const route = routesOf<ApiContext>()

/** What a site of the Cloud says of itself. */
export const systemInfoRoutes = [
  route({
    id: 'getSystemInfo',
    method: 'GET',
    path: '/settings/systemInfo',
    tag: 'Settings',
    summary: 'The id, the address and the language of the site; no build is named.',
    access: 'user',
    pure: true,
    reply: Type.Object(
      {
        cloudId: Type.String(),
        commitHash: Type.String(),
        baseUrl: Type.String(),
        defaultLocale: Type.String(),
        defaultTimeZone: Type.String(),
      },
      { additionalProperties: false },
    ),
    errors: ['unauthenticated'],
    handle: async (api) => ({
      cloudId: api.domain.app.siteId,
      commitHash: '',
      baseUrl: api.base,
      defaultLocale: 'en_GB',
      defaultTimeZone: 'UTC',
    }),
  }),
]
