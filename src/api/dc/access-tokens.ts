import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { isoDate } from '../../base/dates.ts'
import { actorId, scopeLevels } from '../../domain/access/actor.ts'
import { createToken, listTokens, revokeToken, type Token } from '../../domain/credential/token.ts'
import { spacesById } from '../../domain/space/read.ts'
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
  scope: Type.Object(
    {
      level: Type.Union(scopeLevels.map((level) => Type.Literal(level))),
      spaceKey: Type.Optional(Type.String()),
      pageId: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
}
/** Our own addition: the vendor's tokens may do whatever their user may, and so do ours when nothing is said. */
const wantedScope = Type.Object({
  level: Type.Optional(Type.Union(scopeLevels.map((level) => Type.Literal(level)))),
  spaceKey: Type.Optional(Type.String()),
  pageId: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
})
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
    errors: ['forbidden', 'unauthenticated'],
    handle: async (api) => presentTokens(api, await listTokens(api.domain, callerId(api))),
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
      scope: Type.Optional(wantedScope),
    }),
    status: 201,
    reply: Type.Object({ ...token, rawToken: Type.String() }, closed),
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { body }) => {
      const made = await createToken(api.domain, {
        userId: callerId(api),
        name: body.name,
        days: body.expirationDuration ?? undefined,
        scope: body.scope && {
          ...body.scope,
          pageId: body.scope.pageId === undefined ? undefined : parseId(String(body.scope.pageId), 'page'),
        },
      })
      const [presented] = await presentTokens(api, [made.token])
      return { ...presented, rawToken: made.secret }
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
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
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

async function presentTokens(api: ApiContext, tokens: readonly Token[]): Promise<Record<string, unknown>[]> {
  const spaces = await spacesById(
    api.domain,
    tokens.flatMap(({ scope }) => scope.spaceId ?? []),
  )
  return tokens.map((one) => {
    const { level, spaceId, pageId } = one.scope
    return {
      id: one.id,
      name: one.name,
      createdAt: isoDate(one.createdAt),
      expiringAt: isoDate(one.expiresAt),
      ...(one.lastUsedAt === null ? {} : { lastAccessed: isoDate(one.lastUsedAt) }),
      scope: {
        level,
        // Of a token for a page tree the space is the page's, wherever that is by now.
        ...(spaceId === undefined || pageId !== undefined ? {} : { spaceKey: spaces.get(spaceId)?.key }),
        ...(pageId === undefined ? {} : { pageId: String(pageId) }),
      },
    }
  })
}
