import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { isoDate } from '../../base/dates.ts'
import { actorId } from '../../domain/access/actor.ts'
import { createToken, listTokens, revokeToken, type Token } from '../../domain/credential/token.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'

const route = routesOf<ApiContext>()

const token = {
  id: Type.Integer(),
  name: Type.String(),
  createdAt: Type.String(),
  expiringAt: Type.String(),
  lastAccessed: Type.Optional(Type.String()),
}
const closed = { additionalProperties: false }

/** Personal access tokens: `/rest/pat/latest/tokens`, also as `/rest/pat/1.0/tokens`. */
export const accessTokenRoutes = [
  route({
    id: 'listPersonalAccessTokens',
    method: 'GET',
    path: '/tokens',
    tag: 'Personal access tokens',
    summary: "The caller's tokens, without their secrets.",
    access: 'user',
    reply: Type.Array(Type.Object(token, closed)),
    errors: ['unauthenticated'],
    handle: async (api) => (await listTokens(api.domain, callerId(api))).map(presentToken),
  }),
  route({
    id: 'createPersonalAccessToken',
    method: 'POST',
    path: '/tokens',
    tag: 'Personal access tokens',
    summary: 'Make a token; its secret is in this answer and nowhere else.',
    access: 'user',
    body: Type.Object({
      name: Type.String(),
      expirationDuration: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
    }),
    status: 201,
    reply: Type.Object({ ...token, rawToken: Type.String() }, closed),
    errors: ['bad-body', 'bad-request', 'unauthenticated'],
    handle: async (api, { body }) => {
      const made = await createToken(api.domain, {
        userId: callerId(api),
        name: body.name,
        days: body.expirationDuration ?? undefined,
      })
      return { ...presentToken(made.token), rawToken: made.secret }
    },
  }),
  route({
    id: 'revokePersonalAccessToken',
    method: 'DELETE',
    path: '/tokens/{id}',
    tag: 'Personal access tokens',
    summary: 'End a token.',
    access: 'user',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      await revokeToken(api.domain, callerId(api), parseId(path.id, 'token'))
    },
  }),
]

function callerId(api: ApiContext): number {
  const id = actorId(api.domain.actor)
  if (id === null) throw new AppError('unauthenticated')
  return id
}

function presentToken(one: Token): Record<string, unknown> {
  return {
    id: one.id,
    name: one.name,
    createdAt: isoDate(one.createdAt),
    expiringAt: isoDate(one.expiresAt),
    ...(one.lastUsedAt === null ? {} : { lastAccessed: isoDate(one.lastUsedAt) }),
  }
}
