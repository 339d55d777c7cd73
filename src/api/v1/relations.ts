import { Type } from 'typebox'
import { isoDate } from '../../base/dates.ts'
import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { readContent } from '../../domain/content/read.ts'
import {
  type End,
  type EndKind,
  listRelations,
  type Outlook,
  readRelation,
  relate,
  type Relation,
  unrelate,
} from '../../domain/relation/relation.ts'
import { readSpace } from '../../domain/space/read.ts'
import { readProfile, usersById } from '../../domain/user/user.ts'
import { type Call, routesOf } from '../../http/route.ts'
import { type ApiContext, contentId } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { expandSpaces } from './expand/space.ts'
import { type ExpandTree, nothing, parseExpand } from './expand/tree.ts'
import { caller } from './person.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { presentUser } from './present/user.ts'
import { acceptStatuses, expand, limit, start, stretch, text, whole } from './query.ts'
import { content, listOf, space, user } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const links = Type.Record(Type.String(), Type.String())
const end = Type.Optional(Type.Union([content, space, user]))
const relation = Type.Object(
  {
    name: Type.String(),
    relationData: Type.Optional(
      Type.Object(
        { createdBy: user, createdDate: Type.String(), friendlyCreatedDate: Type.String() },
        closed,
      ),
    ),
    source: end,
    target: end,
    _expandable: links,
    _links: links,
  },
  closed,
)
const one = '/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}/{targetKey}'
const ends = { sourceStatus: text, targetStatus: text, sourceVersion: whole, targetVersion: whole }
const expanding = Type.Object({ expand, ...ends })
const listing = Type.Object({ expand, start, limit, ...ends })
const shared = {
  tag: 'Relations',
  access: 'user',
  errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** Relations of the Cloud: a user's favourites, and whatever clients name between users, content and spaces. */
export const relationRoutes = [
  route({
    ...shared,
    id: 'getRelationship',
    method: 'GET',
    path: one,
    summary: 'Whether two things are related by this name.',
    query: expanding,
    reply: relation,
    handle: async (api, { path, query }) => {
      const [source, target] = await bothEnds(api, path, query)
      return presentOne(api, await readRelation(api.domain, path.relationName, source, target), query.expand)
    },
  }),
  route({
    ...shared,
    id: 'createRelationship',
    method: 'PUT',
    path: one,
    summary: 'Relate two things by a name; `favourite` saves for later.',
    query: expanding,
    reply: relation,
    handle: async (api, { path, query }) => {
      const [source, target] = await bothEnds(api, path, query)
      return presentOne(api, await relate(api.domain, path.relationName, source, target), query.expand)
    },
  }),
  route({
    ...shared,
    id: 'deleteRelationship',
    method: 'DELETE',
    path: one,
    summary: 'Relate two things by this name no longer.',
    query: Type.Object(ends),
    status: 204,
    reply: 'nothing',
    handle: async (api, { path, query }) => {
      const [source, target] = await bothEnds(api, path, query)
      await unrelate(api.domain, path.relationName, source, target)
    },
  }),
  route({
    ...shared,
    id: 'findTargetFromSource',
    method: 'GET',
    path: '/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}',
    summary: 'What something is related to by this name.',
    query: listing,
    reply: listOf(relation),
    handle: async (api, { call, path, query }) => {
      const near = await endOf(api, 'source', path.sourceType, path.sourceKey, query)
      return answerList(api, call, path.relationName, 'source', near, acceptKind(path.targetType), query)
    },
  }),
  route({
    ...shared,
    id: 'findSourcesForTarget',
    method: 'GET',
    path: '/relation/{relationName}/to/{targetType}/{targetKey}/from/{sourceType}',
    summary: 'What is related to something by this name; of favourites only the caller’s own.',
    query: listing,
    reply: listOf(relation),
    handle: async (api, { call, path, query }) => {
      const near = await endOf(api, 'target', path.targetType, path.targetKey, query)
      return answerList(api, call, path.relationName, 'target', near, acceptKind(path.sourceType), query)
    },
  }),
]

type EndQuery = {
  readonly sourceStatus?: string
  readonly targetStatus?: string
  readonly sourceVersion?: number
  readonly targetVersion?: number
}

async function answerList(
  api: ApiContext,
  call: Call,
  name: string,
  side: Outlook['side'],
  near: End,
  farKind: EndKind,
  query: { readonly expand?: readonly string[]; readonly start?: number; readonly limit?: number },
): Promise<Record<string, unknown>> {
  const slice = stretch(query, limits.listDefault, limits.listMostExpanded)
  const page = await listRelations(api.domain, name, { side, end: near, farKind }, slice)
  const results = await presentRelations(api, page.items, parseExpand(query.expand, ''))
  return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
}

async function bothEnds(
  api: ApiContext,
  path: {
    readonly sourceType: string
    readonly sourceKey: string
    readonly targetType: string
    readonly targetKey: string
  },
  query: EndQuery,
): Promise<[End, End]> {
  return [
    await endOf(api, 'source', path.sourceType, path.sourceKey, query),
    await endOf(api, 'target', path.targetType, path.targetKey, query),
  ]
}

function acceptKind(type: string): EndKind {
  if (type === 'user' || type === 'content' || type === 'space') return type
  throw new AppError(
    'bad-parameter',
    `A relation leads from and to user, content or space, not ${type.slice(0, 50)}.`,
  )
}

async function endOf(
  api: ApiContext,
  side: 'source' | 'target',
  type: string,
  key: string,
  query: EndQuery,
): Promise<End> {
  const kind = acceptKind(type)
  if (kind === 'space') return { space: await readSpace(api.domain, key) }
  if (kind === 'content') {
    const status = query[`${side}Status`]
    const version = query[`${side}Version`]
    const isHistorical = status?.toLowerCase() === 'historical'
    const statuses = acceptStatuses(status === undefined ? undefined : [status])
    const read = await readContent(api.domain, parseContentId(key), {
      ...(statuses ? { statuses } : {}),
      ...(isHistorical && version !== undefined ? { version } : {}),
    })
    return { content: read }
  }
  if (key === 'current') return { user: await caller(api) }
  const found =
    (await readProfile(api.domain, { accountId: key })) ?? (await readProfile(api.domain, { userKey: key }))
  if (found) return { user: found }
  throw notFound(`No user found with key : ${key}`)
}

async function presentOne(
  api: ApiContext,
  found: Relation,
  expanded: readonly string[] | undefined,
): Promise<Record<string, unknown>> {
  const [value] = await presentRelations(api, [found], parseExpand(expanded, ''))
  return { ...value, _links: { ...(value?._links as object), ...topLinks(api) } }
}

async function presentRelations(
  api: ApiContext,
  relations: readonly Relation[],
  tree: ExpandTree,
): Promise<Record<string, unknown>[]> {
  const makers = await usersById(
    api.domain,
    'relationData' in tree ? relations.map(({ createdBy }) => createdBy) : [],
  )
  const sources =
    tree.source &&
    (await presentEnds(
      api,
      relations.map(({ source }) => source),
      tree.source,
    ))
  const targets =
    tree.target &&
    (await presentEnds(
      api,
      relations.map(({ target }) => target),
      tree.target,
    ))
  return relations.map(({ name, source, target, createdAt, createdBy }, at) => {
    const createdDate = isoDate(createdAt)
    const value: Record<string, unknown> = { name }
    if ('relationData' in tree) {
      value.relationData = {
        createdBy: presentUser(api, makers.get(createdBy ?? 0)),
        createdDate,
        friendlyCreatedDate: createdDate.slice(0, 10),
      }
    }
    if (sources) value.source = sources[at]
    if (targets) value.target = targets[at]
    const folded = ['relationData', 'source', 'target'].filter((key) => !(key in value))
    const address = `${encodeURIComponent(name)}/from/${addressOf(api, source)}/to/${addressOf(api, target)}`
    return {
      ...value,
      _expandable: Object.fromEntries(folded.map((key) => [key, ''])),
      _links: { self: `${api.base}/rest/api/relation/${address}` },
    }
  })
}

/** Ends of any kinds as v1 shows them; each kind at once. */
async function presentEnds(api: ApiContext, all: readonly End[], tree: ExpandTree): Promise<unknown[]> {
  const contents = all.flatMap((one) => ('content' in one ? [one.content] : []))
  const spaces = all.flatMap((one) => ('space' in one ? [one.space] : []))
  const shownContents = await expandContents(api, contents, tree ?? nothing)
  const shownSpaces = await expandSpaces(api, spaces, tree ?? nothing, expandContents)
  return all.map((one) => {
    if ('user' in one) return presentUser(api, one.user)
    return 'space' in one
      ? shownSpaces[spaces.indexOf(one.space)]
      : shownContents[contents.indexOf(one.content)]
  })
}

function addressOf(api: ApiContext, one: End): string {
  if ('user' in one) return `user/${encodeURIComponent(one.user.accountId)}`
  return 'space' in one ? `space/${one.space.key}` : `content/${contentId(api, one.content)}`
}
