import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { Answer, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'

const route = routesOf<ApiContext>()
const shared = { path: '/app/module/dynamic', tag: 'Dynamic modules', access: 'user' } as const

/** What Connect apps register of themselves. No app can be installed here, so nothing ever is. */
export const connectRoutes = [
  route({
    ...shared,
    id: 'getModules',
    method: 'GET',
    summary: 'The modules that an app has registered: none.',
    pure: true,
    reply: Type.Object(
      { modules: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
      { additionalProperties: false },
    ),
    errors: ['unauthenticated'],
    handle: async () => ({ modules: [] }),
  }),
  route({
    ...shared,
    id: 'registerModules',
    method: 'POST',
    summary: 'Register modules of an app: refused unless there are none.',
    body: Type.Object({ modules: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
    status: 200,
    reply: 'nothing',
    errors: ['bad-body', 'bad-request', 'unauthenticated'],
    handle: async (_api, { body }) => {
      if (body.modules.length > 0) {
        throw new AppError('bad-request', 'No apps can be installed on this site, so no modules of theirs.')
      }
      return new Answer({ status: 200 })
    },
  }),
  route({
    ...shared,
    id: 'removeModules',
    method: 'DELETE',
    summary: 'Forget modules of an app; keys that are not known are passed over.',
    query: Type.Object({ moduleKey: Type.Optional(Type.Array(Type.String())) }),
    status: 204,
    reply: 'nothing',
    errors: ['unauthenticated'],
    handle: async () => undefined,
  }),
]
