import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { listActivity } from '../../domain/activity/list.ts'
import { routesOf } from '../../http/route.ts'
import { activity, activityAsked, activityQuery, presentActivity } from '../activity.ts'
import type { ApiContext } from '../flavour.ts'
import { acceptTime } from '../time.ts'
import { presentList } from './present/list.ts'
import { limit, start, stretch } from './query.ts'
import { listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()

/** What people did: an extension that integrations ask for. */
export const activityRoutes = [
  route({
    id: 'getActivity',
    method: 'GET',
    path: '/activity',
    tag: 'Activity',
    summary: 'Who viewed, created, changed or commented what, the newest first (an extension).',
    access: 'user',
    query: Type.Object({ ...activityQuery, start, limit }),
    reply: listOf(activity),
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { call, query }) => {
      const slice = stretch(query, limits.listDefault, limits.listMostExpanded)
      const asked = await activityAsked(api, query, {
        from: acceptTime('fromDate', query.fromDate),
        to: acceptTime('toDate', query.toDate),
      })
      const page = await listActivity(api.domain, asked, slice)
      const results = page.items.map((one) => presentActivity(api, one))
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
]
