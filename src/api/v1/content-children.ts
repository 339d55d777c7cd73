import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { AppError } from '../../base/errors.ts'
import type { Content } from '../../domain/content/content.ts'
import { listContent, readContent } from '../../domain/content/read.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents, relativesFilter } from './expand/content.ts'
import { expandRelatives } from './expand/relatives.ts'
import { listCap, parseExpand } from './expand/tree.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { acceptKind, expand, limit, start, statusList, stretch, text, whole } from './query.ts'
import { children, content, listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()

const listQuery = Type.Object({
  expand,
  start,
  limit,
  parentVersion: whole,
  location: statusList,
  depth: text,
})

/** Before `/child/{type}`, which serves every other kind. */
const commentsRoute = route({
  id: 'getContentComments',
  method: 'GET',
  path: '/content/{id}/child/comment',
  tag: 'Content children',
  summary: 'The comments on a content; with depth=all the answers to them, too.',
  access: 'site',
  pure: true,
  query: listQuery,
  reply: listOf(content),
  errors: ['bad-parameter', 'bad-request', 'not-found'],
  handle: (api, { call, path, query }) => listRelatives(api, call, path.id, 'comment', 'child', query),
})

/** The same operations for children and for descendants. */
const relativeRoutes = (['child', 'descendant'] as const).flatMap((relation) => [
  route({
    id: relation === 'child' ? 'getContentChildren' : 'getContentDescendants',
    method: 'GET',
    path: `/content/{id}/${relation}`,
    tag: 'Content children',
    summary: `The ${relation === 'child' ? 'children' : 'descendants'} of a content, by kind.`,
    access: 'site',
    pure: true,
    query: Type.Object({ expand, start, limit, parentVersion: whole }),
    reply: children,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const parent = await readContent(api.domain, parseContentId(path.id))
      const tree = parseExpand(query.expand, '')
      const slice = stretch(query, limits.listDefault, listCap(tree, api.flavour.name === 'cloud'))
      const [found] = await expandRelatives(api, [parent], tree, relation, expandContents, slice)
      return { ...found, _links: { ...(found?._links as object), ...topLinks(api) } }
    },
  }),
  route({
    id: relation === 'child' ? 'getContentChildrenByType' : 'getDescendantsOfType',
    method: 'GET',
    path: `/content/{id}/${relation}/{type}`,
    tag: 'Content children',
    summary: `The ${relation === 'child' ? 'children' : 'descendants'} of a content of one kind.`,
    access: 'site',
    pure: true,
    query: listQuery,
    reply: listOf(content),
    errors: ['bad-parameter', 'bad-request', 'not-found', 'unknown-type'],
    handle: (api, { call, path, query }) => listRelatives(api, call, path.id, path.type, relation, query),
  }),
])

export const childRoutes = [commentsRoute, ...relativeRoutes]

interface ListQuery {
  readonly expand?: readonly string[]
  readonly start?: number
  readonly limit?: number
  readonly location?: readonly string[]
  readonly depth?: string
}

async function listRelatives(
  api: ApiContext,
  call: Call,
  id: string,
  type: string,
  relation: 'child' | 'descendant',
  query: ListQuery,
): Promise<unknown> {
  const parent = await readContent(api.domain, parseContentId(id))
  const kind = acceptKind(type)
  if (kind === 'blogpost')
    throw new AppError('bad-request', 'Blog posts have no parents. Use page, comment or attachment.')
  const tree = parseExpand(query.expand, '')
  const slice = stretch(query, limits.listDefault, listCap(tree, api.flavour.name === 'cloud'))
  const filter = {
    ...relativesFilter(parent, kind, relation),
    ...(kind === 'comment' ? commentFilter(parent, query) : {}),
  }
  const page = await listContent(api.domain, filter, kind === 'page' ? 'position' : 'id', slice)
  const results = await expandContents(api, page.items, tree)
  return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
}

/** `depth=all` lists answers too; without it only comments that answer the page itself, or the file. */
function commentFilter(
  parent: Content,
  query: ListQuery,
): { location?: 'footer' | 'inline'; withoutParent?: true; resolved?: true } {
  const asked = query.location ?? []
  const unknown = asked.find((one) => !LOCATIONS.includes(one))
  if (unknown !== undefined) {
    throw new AppError(
      'bad-parameter',
      `location is one of ${LOCATIONS.join(', ')}, not "${unknown.slice(0, 100)}".`,
    )
  }
  const places = (['footer', 'inline'] as const).filter((one) => asked.includes(one))
  const [only] = places
  return {
    ...(places.length === 1 && only !== undefined ? { location: only } : {}),
    ...(asked.length > 0 && places.length === 0 ? { resolved: true as const } : {}),
    ...(query.depth === 'all' || parent.kind === 'comment' || parent.kind === 'attachment'
      ? {}
      : { withoutParent: true as const }),
  }
}

const LOCATIONS: readonly string[] = ['footer', 'inline', 'resolved']
