import { Type } from 'typebox'
import { decodeCursor, encodeCursor } from '../../base/cursor.ts'
import { isoDate } from '../../base/dates.ts'
import { AppError } from '../../base/errors.ts'
import { escapeHtml } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { queryString } from '../../base/url.ts'
import type { Content } from '../../domain/content/content.ts'
import { spacePath, webPath } from '../../domain/render/urls.ts'
import { type CqlPosition, type ExcerptMode, type Found, type Hit, search } from '../../domain/search.ts'
import { spacesById } from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { expandSpaces } from './expand/space.ts'
import { type ExpandTree, listCap, parseExpand } from './expand/tree.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { presentUser } from './present/user.ts'
import { expand, flag, limit, start, stretch, text } from './query.ts'
import { content, listOf, searchResults } from './schema/content.ts'

const route = routesOf<ApiContext>()

/** Nobody here is a guest from outside: of `externalCollaborator` there are none. */
const sitePermissionTypeFilter = Type.Optional(Type.Enum(['all', 'externalCollaborator', 'none']))
const cqlQuery = { cql: text, cqlcontext: text, cursor: text, expand, start, limit }

export const searchRoutes = [
  route({
    id: 'searchContentByCQL',
    method: 'GET',
    path: '/content/search',
    tag: 'Search',
    summary: 'The contents that a CQL query finds.',
    access: 'site',
    query: Type.Object(cqlQuery),
    reply: listOf(content),
    errors: ['bad-cql', 'bad-parameter'],
    handle: async (api, { call, query }) => {
      const tree = parseExpand(query.expand, '')
      const asked = ask(api, query, tree, 'content')
      const found = await search(api.domain, { ...asked.search, excerpt: 'none', uncounted: true })
      const contents = found.hits.flatMap((hit) => (hit.kind === 'content' ? [hit.content] : []))
      const results = await expandContents(api, contents, tree)
      return envelope(api, call, results, asked, found)
    },
  }),
  route({
    id: 'searchByCQL',
    method: 'GET',
    path: '/search',
    tag: 'Search',
    summary: 'Everything that a CQL query finds, with the passage that shows why.',
    access: 'site',
    query: Type.Object({
      ...cqlQuery,
      excerpt: text,
      includeArchivedSpaces: flag,
      excludeCurrentSpaces: flag,
      sitePermissionTypeFilter,
    }),
    reply: searchResults,
    errors: ['bad-cql', 'bad-parameter'],
    handle: async (api, { call, query }) => {
      const begun = performance.now()
      const tree = parseExpand(query.expand, '')
      const asked = ask(api, query, tree, 'anything')
      const mode = excerptMode(query.excerpt)
      const found = await search(api.domain, {
        ...asked.search,
        excerpt: mode.mode,
        spaces: query.excludeCurrentSpaces ? 'archived' : query.includeArchivedSpaces ? 'all' : 'current',
        withoutUsers: query.sitePermissionTypeFilter === 'externalCollaborator',
      })
      const results = await presentHits(api, found.hits, tree, mode.escape)
      return {
        ...envelope(api, call, results, asked, found),
        totalSize: found.total,
        cqlQuery: query.cql ?? '',
        searchDuration: Math.round(performance.now() - begun),
      }
    },
  }),
]

/** The search for users, on the Cloud. */
export const userSearchRoutes = [
  route({
    id: 'searchUser',
    method: 'GET',
    path: '/search/user',
    tag: 'Search',
    summary: 'The users that a CQL query over users finds.',
    access: 'site',
    pure: true,
    query: Type.Object({
      cql: text,
      expand,
      start,
      limit,
      sitePermissionTypeFilter,
    }),
    reply: searchResults,
    errors: ['bad-cql', 'bad-parameter', 'forbidden'],
    handle: async (api, { call, query }) => {
      const asked = ask(api, query, {}, 'users')
      const found = await search(api.domain, {
        ...asked.search,
        withoutUsers: query.sitePermissionTypeFilter === 'externalCollaborator',
      })
      const results = await presentHits(api, found.hits, {}, false)
      const { start: from, limit: most } = { start: asked.start, limit: asked.search.limit }
      return {
        ...presentList(api, call, results, { start: from, limit: most, more: found.next !== undefined }),
        totalSize: found.total,
        cqlQuery: query.cql ?? '',
        searchDuration: 0,
      }
    },
  }),
]

interface Asked {
  readonly search: {
    readonly cql: string
    readonly limit: number
    readonly from?: CqlPosition
    readonly answers: 'content' | 'anything' | 'users'
    readonly spaceKey?: string
    readonly contentId?: number
    readonly statuses?: readonly string[]
  }
  readonly start: number
}

function ask(
  api: ApiContext,
  query: { cql?: string; cqlcontext?: string; cursor?: string; start?: number; limit?: number },
  tree: ExpandTree,
  answers: 'content' | 'anything' | 'users',
): Asked {
  if (query.cql === undefined || query.cql.trim() === '') {
    throw new AppError('bad-cql', 'cql query parameter is required')
  }
  const slice = stretch(query, limits.listDefault, listCap(tree, api.flavour.name === 'cloud'))
  const from =
    query.cursor === undefined ? { offset: slice.offset } : positionIn(api, query.cql, query.cursor)
  return {
    search: { cql: query.cql, limit: slice.limit, from, answers, ...cqlContext(query.cqlcontext) },
    start: slice.offset,
  }
}

function positionIn(api: ApiContext, cql: string, cursor: string): CqlPosition {
  const position = decodeCursor(api.domain.app.secret, `cql ${cql}`, cursor)
  if (position !== undefined) return position as CqlPosition
  throw new AppError('bad-parameter', 'The parameter cursor is not one that this search has given out.')
}

function cqlContext(json: string | undefined): Partial<Asked['search']> {
  if (json === undefined || json === '') return {}
  let given: { spaceKey?: unknown; contentId?: unknown; contentStatuses?: unknown }
  try {
    given = JSON.parse(json) as typeof given
  } catch {
    throw new AppError(
      'bad-parameter',
      'The parameter cqlcontext is JSON: {"spaceKey":…,"contentId":…,"contentStatuses":[…]}.',
    )
  }
  const { spaceKey, contentId, contentStatuses } = given ?? {}
  return {
    ...(typeof spaceKey === 'string' ? { spaceKey } : {}),
    ...(typeof contentId === 'string' || typeof contentId === 'number'
      ? { contentId: parseContentId(contentId) }
      : {}),
    ...(Array.isArray(contentStatuses) ? { statuses: contentStatuses.map(String) } : {}),
  }
}

function excerptMode(given: string | undefined): { mode: ExcerptMode; escape: boolean } {
  const name = given ?? 'highlight'
  const plain = name.replace(/_unescaped$/, '')
  if (plain === 'highlight' || plain === 'indexed' || plain === 'none') {
    return { mode: plain, escape: plain === name }
  }
  throw new AppError(
    'bad-parameter',
    'excerpt is one of highlight, indexed, none, highlight_unescaped, indexed_unescaped.',
  )
}

/** `next` holds both a cursor and an offset: the Cloud's clients follow the one, Data Center's count with the other. */
function envelope(
  api: ApiContext,
  call: Call,
  results: readonly unknown[],
  asked: Asked,
  found: Found,
): Record<string, unknown> {
  const own = call.url.slice(api.flavour.contextPath.length)
  const [path = '', query = ''] = own.split('?', 2)
  const kept = [...new URLSearchParams(query)].filter(
    ([name]) => !['next', 'cursor', 'start', 'limit'].includes(name),
  )
  const { limit: asLimit, cql } = asked.search
  const cursor = found.next && encodeCursor(api.domain.app.secret, `cql ${cql}`, found.next)
  const next =
    cursor &&
    path +
      queryString([
        ['next', 'true'],
        ['cursor', cursor],
        ...kept,
        ['limit', asLimit],
        ['start', asked.start + results.length],
      ])
  return {
    results,
    start: asked.start,
    limit: asLimit,
    size: results.length,
    _links: { self: `${api.base}${own}`, ...(next ? { next } : {}), ...topLinks(api) },
  }
}

async function presentHits(
  api: ApiContext,
  hits: readonly Hit[],
  tree: ExpandTree,
  escape: boolean,
): Promise<Record<string, unknown>[]> {
  const contents = hits.flatMap((hit) => (hit.kind === 'content' ? [hit.content] : []))
  const shown = await expandContents(api, contents, tree.content ?? {})
  const byId = new Map(contents.map((one, i) => [one.id, shown[i]]))
  const found = hits.flatMap((hit) => (hit.kind === 'space' ? [hit.space] : []))
  const shownSpaces = await expandSpaces(api, found, tree.space ?? {}, expandContents)
  const spaces = await spacesById(
    api.domain,
    contents.map((one) => one.spaceId),
  )
  return hits.map((hit) => {
    const excerpt = escape ? escapeHtml(hit.excerpt) : hit.excerpt
    if (hit.kind === 'content') {
      return {
        content: byId.get(hit.content.id),
        ...presentContentHit(api, hit.content, spaces.get(hit.content.spaceId), excerpt),
      }
    }
    if (hit.kind === 'space') {
      return {
        space: shownSpaces[found.indexOf(hit.space)],
        ...facts(
          hit.space.name,
          excerpt,
          spacePath(api.domain.place, hit.space),
          'space',
          hit.space.createdAt,
        ),
      }
    }
    return { user: presentUser(api, hit.user), ...facts(hit.user.displayName, excerpt, '', 'user', 0) }
  })
}

function presentContentHit(api: ApiContext, one: Content, space: Space | undefined, excerpt: string) {
  const { place } = api.domain
  return {
    ...facts(one.title, excerpt, webPath(place, one, space), 'content', one.updatedAt, one.kind),
    resultGlobalContainer: { title: space?.name ?? '', displayUrl: space ? spacePath(place, space) : '' },
  }
}

function facts(
  title: string,
  excerpt: string,
  url: string,
  entityType: 'content' | 'space' | 'user',
  modifiedAt: number,
  kind: string = entityType,
) {
  return {
    title,
    excerpt,
    url,
    breadcrumbs: [],
    entityType,
    iconCssClass: `aui-icon content-type-${kind}`,
    lastModified: isoDate(modifiedAt),
    friendlyLastModified: isoDate(modifiedAt).slice(0, 10),
    score: 0,
  }
}
