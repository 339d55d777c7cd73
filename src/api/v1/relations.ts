import { type Static, Type } from 'typebox'
import { isoDate } from '../../base/dates.ts'
import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { readContent } from '../../domain/content/read.ts'
import {
  addFavourite,
  type Favourite,
  type FavouriteTarget,
  listFavourites,
  readFavourite,
  removeFavourite,
} from '../../domain/favourite/favourite.ts'
import { readSpace } from '../../domain/space/read.ts'
import { readUser, type User } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { contentId } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { expandSpaces } from './expand/space.ts'
import { nothing, parseExpand } from './expand/tree.ts'
import { caller } from './person.ts'
import { presentList } from './present/list.ts'
import { presentUser } from './present/user.ts'
import { expand, limit, start, stretch } from './query.ts'
import { content, listOf, space, user } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const links = Type.Record(Type.String(), Type.String())
const relation = Type.Object(
  {
    name: Type.Literal('favourite'),
    relationData: Type.Optional(
      Type.Object(
        { createdBy: user, createdDate: Type.String(), friendlyCreatedDate: Type.String() },
        closed,
      ),
    ),
    source: Type.Optional(user),
    target: Type.Optional(Type.Union([content, space])),
    _expandable: links,
    _links: links,
  },
  closed,
)
const one = '/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}/{targetKey}'
const expanding = Type.Object({ expand })
const listing = Type.Object({ expand, start, limit })
const shared = {
  tag: 'Relations',
  access: 'user',
  errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** Relations of the Cloud: the one that it has of itself, a user's favourites among spaces and content. */
export const relationRoutes = [
  route({
    ...shared,
    id: 'getRelationship',
    method: 'GET',
    path: one,
    summary: 'Whether something is a favourite of a user.',
    query: expanding,
    reply: relation,
    handle: async (api, { path, query }) => {
      const source = await sourceOf(api, path)
      const target = await targetOf(api, path.targetType, path.targetKey)
      const found = await readFavourite(api.domain, source, target)
      if (found) return presentRelation(api, source, found, query)
      throw notFound('There is no such relationship.')
    },
  }),
  route({
    ...shared,
    id: 'createRelationship',
    method: 'PUT',
    path: one,
    summary: 'Make something a favourite of a user.',
    query: expanding,
    reply: relation,
    handle: async (api, { path, query }) => {
      const source = await sourceOf(api, path)
      const target = await targetOf(api, path.targetType, path.targetKey)
      await addFavourite(api.domain, source, target)
      const made = await readFavourite(api.domain, source, target)
      if (made) return presentRelation(api, source, made, query)
      throw notFound('There is no such relationship.')
    },
  }),
  route({
    ...shared,
    id: 'deleteRelationship',
    method: 'DELETE',
    path: one,
    summary: 'Make something a favourite of a user no more.',
    status: 204,
    reply: 'nothing',
    handle: async (api, { path }) => {
      const source = await sourceOf(api, path)
      await removeFavourite(api.domain, source, await targetOf(api, path.targetType, path.targetKey))
    },
  }),
  route({
    ...shared,
    id: 'findTargetFromSource',
    method: 'GET',
    path: '/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}',
    summary: "A user's favourites of one kind.",
    query: listing,
    reply: listOf(relation),
    handle: async (api, { call, path, query }) => {
      const source = await sourceOf(api, path)
      const all = await listFavourites(api.domain, source, acceptTargetType(path.targetType))
      const slice = stretch(query, limits.listDefault, limits.listMost)
      const results: unknown[] = []
      for (const found of all.slice(slice.offset, slice.offset + slice.limit)) {
        results.push(await presentRelation(api, source, found, query))
      }
      return presentList(api, call, results, {
        start: slice.offset,
        limit: slice.limit,
        more: slice.offset + results.length < all.length,
      })
    },
  }),
  route({
    ...shared,
    id: 'findSourcesForTarget',
    method: 'GET',
    path: '/relation/{relationName}/to/{targetType}/{targetKey}/from/{sourceType}',
    summary: 'Whose favourite something is, as far as the caller may know: their own.',
    query: listing,
    reply: listOf(relation),
    handle: async (api, { call, path, query }) => {
      const source = await sourceOf(api, { ...path, sourceKey: 'current' })
      const target = await targetOf(api, path.targetType, path.targetKey)
      const found = await readFavourite(api.domain, source, target)
      const slice = stretch(query, limits.listDefault, limits.listMost)
      const isShown = found !== undefined && slice.offset === 0 && slice.limit > 0
      const results = isShown ? [await presentRelation(api, source, found, query)] : []
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: false })
    },
  }),
]

async function sourceOf(
  api: ApiContext,
  path: { readonly relationName: string; readonly sourceType: string; readonly sourceKey: string },
): Promise<User> {
  if (path.relationName !== 'favourite') {
    throw new AppError('bad-parameter', 'The only relation is favourite: others are not kept.')
  }
  if (path.sourceType !== 'user') throw new AppError('bad-parameter', 'A favourite is from a user.')
  const { sourceKey } = path
  if (sourceKey === 'current') return caller(api)
  const found =
    (await readUser(api.domain, { accountId: sourceKey })) ??
    (await readUser(api.domain, { userKey: sourceKey }))
  if (found) return found
  throw notFound(`No user found with key : ${sourceKey}`)
}

function acceptTargetType(type: string): 'content' | 'space' {
  if (type === 'content' || type === 'space') return type
  throw new AppError('bad-parameter', 'A favourite is to a content or a space.')
}

async function targetOf(api: ApiContext, type: string, key: string): Promise<FavouriteTarget> {
  return acceptTargetType(type) === 'space'
    ? { space: await readSpace(api.domain, key) }
    : { content: await readContent(api.domain, parseContentId(key)) }
}

async function presentRelation(
  api: ApiContext,
  source: User,
  { target, createdAt }: Favourite,
  query: Static<typeof expanding>,
): Promise<Record<string, unknown>> {
  const tree = parseExpand(query.expand, '')
  const value: Record<string, unknown> = { name: 'favourite' }
  if ('relationData' in tree) {
    const createdDate = isoDate(createdAt)
    value.relationData = {
      createdBy: presentUser(api, source),
      createdDate,
      friendlyCreatedDate: createdDate.slice(0, 10),
    }
  }
  if ('source' in tree) value.source = presentUser(api, source)
  if ('target' in tree) {
    const [shown] =
      'space' in target
        ? await expandSpaces(api, [target.space], tree.target ?? nothing, expandContents)
        : await expandContents(api, [target.content], tree.target ?? nothing)
    value.target = shown
  }
  const key = 'space' in target ? `space/${target.space.key}` : `content/${contentId(api, target.content)}`
  return {
    ...value,
    _expandable: Object.fromEntries(
      ['relationData', 'source', 'target'].filter((name) => !(name in value)).map((name) => [name, '']),
    ),
    _links: {
      self: `${api.base}/rest/api/relation/favourite/from/user/${encodeURIComponent(source.accountId)}/to/${key}`,
    },
  }
}
