import { Type } from 'typebox'
import { viewsOf } from '../../domain/analytics/count.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { acceptTime } from '../time.ts'
import { text } from './query.ts'

const route = routesOf<ApiContext>()

const common = {
  method: 'GET',
  tag: 'Analytics',
  access: 'site',
  query: Type.Object({ fromDate: text }),
  reply: Type.Object({ id: Type.Integer(), count: Type.Integer() }, { additionalProperties: false }),
  errors: ['bad-request', 'bad-parameter', 'not-found'],
} as const

/** How often pages are looked at: the Cloud's own. */
export const analyticsRoutes = [
  route({
    ...common,
    id: 'getViews',
    path: '/analytics/content/{contentId}/views',
    summary: 'How often a content was looked at on its screen.',
    handle: async (api, { path, query }) => {
      const id = parseContentId(path.contentId)
      const { views } = await viewsOf(api.domain, id, acceptTime('fromDate', query.fromDate))
      return { id, count: views }
    },
  }),
  route({
    ...common,
    id: 'getViewers',
    path: '/analytics/content/{contentId}/viewers',
    summary: 'How many people looked at a content on its screen; all without a log-in are one.',
    handle: async (api, { path, query }) => {
      const id = parseContentId(path.contentId)
      const { viewers } = await viewsOf(api.domain, id, acceptTime('fromDate', query.fromDate))
      return { id, count: viewers }
    },
  }),
]
