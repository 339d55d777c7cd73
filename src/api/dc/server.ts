import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { instanceMetrics } from '../../domain/site/metrics.ts'
import { accessMode, accessModes, setAccessMode } from '../../domain/site/access-mode.ts'
import { Answer, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { presentList } from '../v1/present/list.ts'
import { limit, start, stretch } from '../v1/query.ts'
import { listOf } from '../v1/schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }

/** The release of Data Center whose API is spoken here: clients switch features by it. It is no build of the vendor's. */
const SPOKEN = { version: '10.2.0', buildNumber: 0, marketplaceBuildNumber: 0 } as const

/** There is no virtual machine to tell of, and a node has no properties. */
const nothingSaid = {
  jvmStats: Type.Object({}, closed),
  props: Type.Object({}, closed),
  buildStats: Type.Object({}, closed),
}

/** What a Data Center says of itself. */
export const serverRoutes = [
  route({
    id: 'index_2',
    method: 'GET',
    path: '/server-information',
    tag: 'Server',
    summary: 'The address of the server and the release of Data Center whose API it speaks.',
    access: 'user',
    reply: Type.Object(
      {
        baseUrl: Type.String(),
        version: Type.String(),
        buildNumber: Type.Integer(),
        marketplaceBuildNumber: Type.Integer(),
      },
      closed,
    ),
    errors: ['unauthenticated'],
    handle: async (api) => ({ baseUrl: api.base, ...SPOKEN }),
  }),
  route({
    id: 'getClusterNodeStatuses',
    method: 'GET',
    path: '/cluster/nodes',
    tag: 'Server',
    summary: 'The nodes of the cluster: this server is always the only one.',
    access: 'administrator',
    pure: true,
    query: Type.Object({ start, limit }),
    reply: Type.Object(
      {
        ...listOf(Type.Object({})).properties,
        results: Type.Array(Type.Object({ nodeId: Type.Integer(), ...nothingSaid }, closed)),
        totalCount: Type.Integer(),
      },
      closed,
    ),
    errors: ['bad-parameter', 'forbidden', 'unauthenticated'],
    handle: async (api, { call, query }) => {
      const slice = stretch(query, limits.nodeListDefault, limits.listMost)
      const nodes = [{ nodeId: 1, jvmStats: {}, props: {}, buildStats: {} }]
      const some = nodes.slice(slice.offset, slice.offset + slice.limit)
      const more = slice.offset + some.length < nodes.length
      const list = presentList(api, call, some, { start: slice.offset, limit: slice.limit, more })
      return { ...list, totalCount: nodes.length }
    },
  }),
  route({
    id: 'getAccessModeStatus',
    method: 'GET',
    path: '/accessmode',
    tag: 'Server',
    summary: 'Whether people may change the site, READ_WRITE, or only look at it, READ_ONLY.',
    access: 'site',
    reply: Type.String(),
    errors: [],
    handle: async (api) => jsonText(await accessMode(api.domain)),
  }),
  route({
    id: 'setAccessMode',
    method: 'PUT',
    path: '/accessmode',
    tag: 'Server',
    summary: 'Let people change the site, or only look at it; administration goes on. An extension of ours.',
    access: 'administrator',
    body: Type.Union(accessModes.map((mode) => Type.Literal(mode))),
    reply: Type.String(),
    errors: ['bad-body', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => {
      await setAccessMode(api.domain, body)
      return jsonText(body)
    },
  }),
  route({
    id: 'index_1',
    method: 'GET',
    path: '/instance-metrics',
    tag: 'Server',
    summary: 'How many pages, spaces and users there are.',
    access: 'administrator',
    pure: true,
    reply: Type.Object({ pages: Type.Integer(), spaces: Type.Integer(), users: Type.Integer() }, closed),
    errors: ['forbidden', 'unauthenticated'],
    handle: (api) => instanceMetrics(api.domain),
  }),
]

/** A text as JSON, quotes included: a bare one would go out as it is. */
function jsonText(text: string): Answer {
  return new Answer({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(text) })
}
