import { Type } from 'typebox'
import { limits } from '../../../base/limits.ts'
import { recentlyViewed } from '../../../domain/reader/reader.ts'
import { webPath } from '../../../domain/render/urls.ts'
import { spacesById } from '../../../domain/space/read.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'

const route = routesOf<ApiContext>()

/** What one has looked at. */
export const recentRoutes = [
  route({
    id: 'getRecentlyViewed',
    method: 'GET',
    path: '/recentlyviewed/1.0/recent',
    tag: 'News',
    summary: 'What one looked at last, newest first.',
    access: 'user',
    query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 0 })) }),
    reply: Type.Array(
      Type.Object(
        {
          id: Type.Integer(),
          type: Type.String(),
          title: Type.String(),
          space: Type.String(),
          spaceKey: Type.String(),
          url: Type.String(),
          lastSeen: Type.Integer(),
        },
        { additionalProperties: false },
      ),
    ),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: async (api, { query }) => {
      const { domain } = api
      const limit = Math.min(query.limit ?? limits.screenChanges, limits.listMostExpanded)
      const seen = await recentlyViewed(domain, limit)
      const spaces = await spacesById(
        domain,
        seen.map(({ content }) => content.spaceId),
      )
      return seen.map(({ content, at }) => {
        const space = spaces.get(content.spaceId)
        return {
          id: content.id,
          type: content.kind,
          title: content.title,
          space: space?.name ?? '',
          spaceKey: space?.key ?? '',
          url: domain.place.contextPath + webPath(domain.place, content, space),
          lastSeen: at,
        }
      })
    },
  }),
]
