import { Type } from 'typebox'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { text } from '../v1/query.ts'

const route = routesOf<ApiContext>()

/** The index is written in the transaction of each change, so it is always complete and nothing waits. */
const COMPLETE = { jobId: 0, finished: true, percentageComplete: 100, elapsedTime: 0 } as const

const asked = {
  changes: false,
  tag: 'Index Management',
  access: 'administrator',
  query: Type.Object({ spaceKey: text }),
  reply: Type.Object(
    {
      jobId: Type.Integer(),
      finished: Type.Boolean(),
      percentageComplete: Type.Integer(),
      elapsedTime: Type.Integer(),
      message: text,
    },
    { additionalProperties: false },
  ),
  errors: ['forbidden', 'unauthenticated'],
} as const

/** What Data Center 10.2 offers for its index, and what is so here. */
export const indexRoutes = [
  route({
    ...asked,
    id: 'getReindexStatus',
    method: 'GET',
    path: '/index/reindex',
    summary: 'How far the index is: it is complete, since it is written with each change.',
    handle: async () => COMPLETE,
  }),
  route({
    ...asked,
    id: 'triggerReindex',
    method: 'POST',
    path: '/index/reindex',
    summary: 'Nothing to do: the index is complete.',
    handle: async () => COMPLETE,
  }),
  route({
    ...asked,
    id: 'resetReindexJob',
    method: 'POST',
    path: '/index/resetjob',
    summary: 'Nothing to do: no job works on the index.',
    handle: async () => COMPLETE,
  }),
  route({
    ...asked,
    id: 'unindex',
    method: 'POST',
    path: '/index/unindex',
    summary: 'Takes nothing out of the index, and says so: it holds what the wiki holds.',
    handle: async () => ({
      ...COMPLETE,
      message: 'Nothing was taken out: the index holds what the wiki holds.',
    }),
  }),
]
