import { Type } from 'typebox'
import { listActivity } from '../../domain/activity/list.ts'
import { routesOf } from '../../http/route.ts'
import { activity, activityAsked, activityQuery, presentActivity } from '../activity.ts'
import type { ApiContext } from '../flavour.ts'
import { acceptTime } from '../time.ts'
import { cursorStretch, presentV2List } from './present/list.ts'
import { listOf } from './schema/page.ts'

const route = routesOf<ApiContext>()

export const activityRoutes = [
  route({
    id: 'getActivity',
    method: 'GET',
    path: '/activity',
    tag: 'Activity',
    summary: 'Who viewed, created, changed or commented what, the newest first (an extension).',
    access: 'user',
    query: Type.Object({
      ...activityQuery,
      start: Type.Optional(Type.Integer()),
      limit: Type.Optional(Type.Integer()),
      cursor: Type.Optional(Type.String()),
    }),
    reply: listOf(activity),
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { call, query }) => {
      const stretch = cursorStretch(api, query, 'activity')
      // Acts have no id of their own, so the cursor says how many were given out.
      const offset = stretch.after ? Number(stretch.after.key) : (stretch.offset ?? 0)
      const asked = await activityAsked(api, query, {
        from: acceptTime('fromDate', query.fromDate),
        to: acceptTime('toDate', query.toDate),
      })
      const page = await listActivity(api.domain, asked, { offset, limit: stretch.limit })
      const next = page.more ? { key: offset + stretch.limit, id: 0 } : undefined
      const results = page.items.map((one) => presentActivity(api, one))
      return presentV2List(api, call, results, 'activity', next)
    },
  }),
]
