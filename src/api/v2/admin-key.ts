import { Type } from 'typebox'
import { type AdminKey, endAdminKey, issueAdminKey, readAdminKey } from '../../domain/site/admin-key.ts'
import { usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'

const route = routesOf<ApiContext>()
const key = Type.Object(
  { accountId: Type.String(), expirationTime: Type.String() },
  { additionalProperties: false },
)
// Who administers has to, while the site is read-only.
const about = { path: '/admin-key', tag: 'Admin Key', access: 'user', changes: false } as const

export const adminKeyRoutes = [
  route({
    ...about,
    id: 'getAdminKey',
    method: 'GET',
    summary: "One's own admin key, while there is one.",
    reply: key,
    errors: ['unauthenticated', 'not-found'],
    handle: async (api) => present(api, await readAdminKey(api.domain)),
  }),
  route({
    ...about,
    id: 'enableAdminKey',
    method: 'POST',
    summary: 'Take an admin key for some minutes, ten unless more or fewer are asked for.',
    body: Type.Object({ durationInMinutes: Type.Optional(Type.Integer()) }),
    bodyOptional: true,
    reply: key,
    errors: ['bad-body', 'bad-request', 'unauthenticated', 'not-found'],
    handle: async (api, { body }) =>
      present(api, await issueAdminKey(api.domain, body.durationInMinutes ?? 0)),
  }),
  route({
    ...about,
    id: 'disableAdminKey',
    method: 'DELETE',
    summary: "Give one's own admin key up.",
    reply: 'nothing',
    status: 204,
    errors: ['unauthenticated', 'not-found'],
    handle: async (api) => endAdminKey(api.domain),
  }),
]

async function present(api: ApiContext, { userId, expiresAt }: AdminKey) {
  const user = (await usersById(api.domain, [userId])).get(userId)
  return { accountId: user?.accountId ?? '', expirationTime: new Date(expiresAt).toISOString() }
}
