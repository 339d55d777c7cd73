import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { ancestorIdsOf } from '../../domain/content/ancestors.ts'
import type { Content } from '../../domain/content/content.ts'
import { listContent, type ListOrder, orderKey, readContents } from '../../domain/content/read.ts'
import { type DescendantRow, descendantsOf } from '../../domain/relatives/relatives.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { kinds, readAddressed } from './kinds.ts'
import { acceptOrder, cursorStretch, type Listed, presentListed, presentV2List } from './present/list.ts'
import { slice, text, whole } from './query.ts'
import { ancestor, child, childPage, descendant } from './schema/facet.ts'
import { listOf } from './schema/page.ts'

const route = routesOf<ApiContext>()
const about = {
  method: 'GET',
  access: 'site',
  pure: true,
  errors: ['bad-parameter', 'bad-request', 'not-found'],
} as const
const childrenQuery = Type.Object({ sort: text, ...slice })

/** What hangs above and below a page. */
export const pageTreeRoutes = [
  route({
    ...about,
    id: 'getPageAncestors',
    path: '/pages/{id}/ancestors',
    tag: 'Ancestors',
    summary: 'The pages above a page, the topmost first; with a limit, the nearest of them.',
    query: Type.Object({ limit: whole }),
    reply: listOf(ancestor),
    handle: async (api, { call, path, query }) => {
      const page = await readAddressed(api, kinds.page, path.id)
      const { limit } = cursorStretch(api, query, 'ancestors')
      const nearest = (await ancestorIdsOf(api.domain, [page.id])).get(page.id) ?? []
      const above = await readContents(api.domain, nearest.slice(0, limit))
      const results = above.toReversed().map(({ id, kind }) => ({ id: String(id), type: kind }))
      return presentV2List(api, call, results, 'ancestors', undefined)
    },
  }),
  route({
    ...about,
    id: 'getPageDescendants',
    path: '/pages/{id}/descendants',
    tag: 'Descendants',
    summary: 'The pages below a page, two levels down or as many as are asked for.',
    query: Type.Object({ depth: whole, ...slice }),
    reply: listOf(descendant),
    handle: async (api, { call, path, query }) => {
      const depth = acceptDepth(query.depth)
      const page = await readAddressed(api, kinds.page, path.id)
      const purpose = `descendants of content ${page.id} ${depth}`
      const { items, more } = await descendantsOf(api.domain, page, depth, cursorStretch(api, query, purpose))
      const results = items.map(presentDescendant)
      const end = items.at(-1)
      const last = more && end ? { key: end.depth, id: end.content.id } : undefined
      return presentV2List(api, call, results, purpose, last)
    },
  }),
  route({
    ...about,
    id: 'getPageDirectChildren',
    path: '/pages/{id}/direct-children',
    tag: 'Children',
    summary: 'What hangs directly below a page, in the order in which it stands there.',
    query: childrenQuery,
    reply: listOf(child),
    handle: async (api, { call, path, query }) => {
      const page = await readAddressed(api, kinds.page, path.id)
      return presentListed(api, call, await listChildrenOf(api, page, query))
    },
  }),
  route({
    ...about,
    id: 'getChildPages',
    path: '/pages/{id}/children',
    tag: 'Children',
    summary: 'The pages directly below a page, in the order in which they stand there.',
    query: childrenQuery,
    reply: listOf(childPage),
    handle: async (api, { call, path, query }) => {
      const page = await readAddressed(api, kinds.page, path.id)
      return presentListed(api, call, await listChildrenOf(api, page, query, presentChildPage))
    },
  }),
]

const CHILD_ORDERS: Readonly<Record<string, ListOrder>> = {
  'child-position': 'position',
  '-child-position': '-position',
  'created-date': 'created',
  '-created-date': '-created',
  'modified-date': 'modified',
  '-modified-date': '-modified',
  id: 'id',
  '-id': '-id',
  title: 'title',
  '-title': '-title',
}

/** A stretch of what hangs directly below a page. */
export async function listChildrenOf(
  api: ApiContext,
  page: Content,
  asked: { readonly sort?: string; readonly cursor?: string; readonly limit?: number },
  present: (child: Content) => unknown = presentChild,
): Promise<Listed> {
  const order = acceptOrder(CHILD_ORDERS, asked.sort, 'child-position')
  const purpose = `children of content ${page.id} ${order}`
  const { limit, after } = cursorStretch(api, asked, purpose)
  // A place among siblings is no value of its own, so the cursor says how many were given out.
  const isByPlace = order === 'position' || order === '-position'
  const offset = isByPlace && after ? Number(after.key) : 0
  const filter = { kinds: ['page'], statuses: ['current', 'archived'], parentId: page.id } as const
  const { items, more } = await listContent(api.domain, filter, order, {
    limit,
    ...(isByPlace ? { offset } : { after }),
  })
  const end = items.at(-1)
  const last = isByPlace ? { key: offset + limit, id: 0 } : end && { key: orderKey(order, end), id: end.id }
  return { purpose, results: items.map(present), last: more ? last : undefined }
}

function presentChild(child: Content): Record<string, unknown> {
  return { ...presentChildPage(child), type: child.kind }
}

function presentChildPage({ id, status, title, spaceId, position }: Content): Record<string, unknown> {
  return { id: String(id), status, title, spaceId: String(spaceId), childPosition: position }
}

function presentDescendant({ content, depth }: DescendantRow): Record<string, unknown> {
  const { id, status, title, kind, parentId, position } = content
  return {
    id: String(id),
    status,
    title,
    type: kind,
    parentId: parentId === null ? null : String(parentId),
    depth,
    childPosition: position,
  }
}

/** Levels of descendants when the request names no number: the vendor's. */
const DEPTH = 2

function acceptDepth(depth = DEPTH): number {
  if (depth >= 1 && depth <= limits.descendantDepth) return depth
  throw new AppError('bad-parameter', `The parameter depth must be between 1 and ${limits.descendantDepth}.`)
}
