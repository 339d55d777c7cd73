import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../../domain/access/actor.ts'
import { favouritesOwner } from '../../domain/favourite/favourite.ts'
import { personOf } from './person.ts'
import { listContent } from '../../domain/content/read.ts'
import { createSpace } from '../../domain/space/create.ts'
import { listSpaces, readSpace, type SpaceFilter } from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { expandSpaces } from './expand/space.ts'
import { type ExpandTree, listCap, parseExpand } from './expand/tree.ts'
import { topLinks } from './present/links.ts'
import { presentInnerList, presentList } from './present/list.ts'
import { acceptKind, expand, flag, limit, start, statusList, stretch, text } from './query.ts'
import { content, listOf, space, spaceInput } from './schema/content.ts'

const route = routesOf<ApiContext>()
/** What a space that was just written shows. */
export const WRITTEN = 'description.plain,homepage,metadata.labels'

const spacesQuery = Type.Object({
  spaceKey: statusList,
  spaceId: Type.Optional(Type.Array(Type.String())),
  type: text,
  spaceKeySingle: text,
  spaceKeys: statusList,
  spaceIds: Type.Optional(Type.Array(Type.String())),
  status: text,
  label: statusList,
  contentLabel: statusList,
  favourite: flag,
  favouriteUserKey: text,
  hasRetentionPolicy: flag,
  expand,
  start,
  limit,
})

const contentQuery = Type.Object({ depth: text, expand, start, limit })

export const spaceRoutes = [
  route({
    id: 'getSpaces',
    method: 'GET',
    path: '/space',
    tag: 'Space',
    summary: 'The spaces that the caller may see.',
    access: 'site',
    pure: true,
    query: spacesQuery,
    reply: listOf(space),
    errors: ['bad-request'],
    handle: async (api, { call, query }) => {
      const tree = parseExpand(query.expand, '')
      const slice = stretch(query, limits.listDefault, listCap(tree, api.flavour.name === 'cloud'))
      const page = await listSpaces(api.domain, await filterOf(api, query), 'key', slice)
      const results = await expandSpaces(api, page.items, tree, expandContents)
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    id: 'createSpace',
    method: 'POST',
    path: '/space',
    tag: 'Space',
    summary: 'Create a space with its home page.',
    access: 'user',
    body: spaceInput,
    reply: space,
    errors: ['bad-body', 'bad-request', 'duplicate-key', 'forbidden'],
    handle: (api, { body }) => create(api, body, false),
  }),
  route({
    id: 'createPrivateSpace',
    method: 'POST',
    path: '/space/_private',
    tag: 'Space',
    summary: 'Create a space that only its creator sees.',
    access: 'user',
    body: spaceInput,
    reply: space,
    errors: ['bad-body', 'bad-request', 'duplicate-key', 'forbidden'],
    handle: (api, { body }) => create(api, body, true),
  }),
  route({
    id: 'getSpace',
    method: 'GET',
    path: '/space/{spaceKey}',
    tag: 'Space',
    summary: 'Read one space.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand }),
    reply: space,
    errors: ['not-found'],
    handle: async (api, { path, query }) => {
      return presentSpace(api, await readSpace(api.domain, path.spaceKey), parseExpand(query.expand, ''))
    },
  }),
  route({
    id: 'getContentForSpace',
    method: 'GET',
    path: '/space/{spaceKey}/content',
    tag: 'Space',
    summary: 'The pages and blog posts of a space.',
    access: 'site',
    pure: true,
    query: contentQuery,
    reply: Type.Object({
      page: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      blogpost: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      _links: Type.Record(Type.String(), Type.String()),
    }),
    errors: ['not-found'],
    handle: async (api, { path, query }) => {
      const found = await readSpace(api.domain, path.spaceKey)
      const self = `${api.base}/rest/api/space/${found.key}/content`
      const value: Record<string, unknown> = {}
      for (const kind of ['page', 'blogpost'] as const) {
        const { page, slice, results } = await contentOf(api, found, kind, query)
        const next = `/rest/api/space/${found.key}/content/${kind}?next=true&limit=${slice.limit}&start=${slice.offset + slice.limit}`
        value[kind] = presentInnerList(
          results,
          { start: slice.offset, limit: slice.limit, more: page.more },
          `${self}/${kind}`,
          next,
        )
      }
      return { ...value, _links: { self, ...topLinks(api) } }
    },
  }),
  route({
    id: 'getContentByTypeForSpace',
    method: 'GET',
    path: '/space/{spaceKey}/content/{type}',
    tag: 'Space',
    summary: 'The content of one kind in a space.',
    access: 'site',
    pure: true,
    query: contentQuery,
    reply: listOf(content),
    errors: ['not-found', 'unknown-type'],
    handle: async (api, { call, path, query }) => {
      const found = await readSpace(api.domain, path.spaceKey)
      const { page, slice, results } = await contentOf(api, found, acceptKind(path.type), query)
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
]

/** What the parameters ask of the spaces; the two spellings of lists are of two generations of the vendor's document. */
async function filterOf(api: ApiContext, query: Static<typeof spacesQuery>): Promise<SpaceFilter> {
  const keys = [query.spaceKey, query.spaceKeys, query.spaceKeySingle && [query.spaceKeySingle]]
  const ids = [...(query.spaceId ?? []), ...(query.spaceIds ?? [])].map((id) => parseId(id, 'space'))
  return {
    keys: keys.some((list) => list !== undefined) ? keys.flatMap((list) => list ?? []) : undefined,
    // No space has a retention policy, so none is found that has one.
    ids: query.hasRetentionPolicy === true ? [] : ids.length > 0 ? ids : undefined,
    kind: oneOf(query.type, ['global', 'personal'] as const, 'type'),
    status: oneOf(query.status, ['current', 'archived'] as const, 'status'),
    labels: query.label,
    contentLabels: query.contentLabel,
    ...(query.favourite === undefined
      ? {}
      : { favourite: { of: await fanOf(api, query.favouriteUserKey), is: query.favourite } }),
  }
}

/** Whose favourites are meant; the anonymous have none, and those of others are for administrators. */
async function fanOf(api: ApiContext, userKey: string | undefined): Promise<number> {
  if (userKey === undefined || userKey === '') return actorId(api.domain.actor) ?? 0
  return favouritesOwner(api.domain, await personOf(api, { key: userKey }))
}

async function contentOf(
  api: ApiContext,
  found: Space,
  kind: 'page' | 'blogpost' | 'comment' | 'attachment',
  query: Static<typeof contentQuery>,
) {
  const tree = parseExpand(query.expand, '')
  const slice = stretch(query, limits.listDefault, listCap(tree, api.flavour.name === 'cloud'))
  const filter = {
    kinds: [kind],
    statuses: ['current'] as const,
    spaceIds: [found.id],
    ...(query.depth === 'root' ? { parentId: null } : {}),
  }
  const page = await listContent(api.domain, filter, 'id', slice)
  return { page, slice, results: await expandContents(api, page.items, tree) }
}

async function create(
  api: ApiContext,
  body: Static<typeof spaceInput>,
  isPrivate: boolean,
): Promise<unknown> {
  const made = await createSpace(api.domain, {
    key: body.key,
    name: body.name,
    kind: oneOf(body.type, ['global', 'personal'] as const, 'type'),
    description: body.description?.plain?.value,
    isPrivate,
  })
  return presentSpace(api, made, parseExpand(undefined, WRITTEN))
}

/** One space as the whole of an answer. */
export async function presentSpace(
  api: ApiContext,
  one: Space,
  tree: ExpandTree,
): Promise<Record<string, unknown>> {
  const [value] = await expandSpaces(api, [one], tree, expandContents)
  if (value === undefined) throw new AppError('internal')
  value._links = { ...(value._links as object), collection: '/rest/api/space', ...topLinks(api) }
  return value
}

/** A parameter that is one of a few words, in any case. */
export function oneOf<T extends string>(
  value: string | undefined,
  choices: readonly T[],
  name: string,
): T | undefined {
  if (value === undefined || value === '') return undefined
  const found = choices.find((choice) => choice === value.toLowerCase())
  if (found) return found
  throw new AppError(
    'bad-parameter',
    `${name} is one of ${choices.join(', ')}, not "${value.slice(0, 100)}".`,
  )
}
