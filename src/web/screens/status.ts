import { Type } from 'typebox'
import { routesOf } from '../../http/route.ts'
import type { WebContext } from '../context.ts'

const route = routesOf<WebContext>()

/** What load balancers and scripts ask before anything else. */
export const statusRoutes = [
  route({
    id: 'status',
    method: 'GET',
    path: '/status',
    tag: 'Status',
    summary: 'Whether the server runs.',
    access: 'anyone',
    reply: Type.Object({ state: Type.Literal('RUNNING') }, { additionalProperties: false }),
    errors: [],
    handle: async () => ({ state: 'RUNNING' }),
  }),
]
