import { type Static, Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import {
  addToRestrictions,
  type Listed,
  type RestrictionChange,
  restrictAll,
  restrictionsOn,
  takeOffRestriction,
} from '../../domain/access/restrictions.ts'
import { ancestorIdsOf } from '../../domain/content/ancestors.ts'
import type { Content } from '../../domain/content/content.ts'
import { readAll, readContent } from '../../domain/content/read.ts'
import { readGroup } from '../../domain/group/read.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { expandRestrictions } from './expand/restrictions.ts'
import { type ExpandTree, nothing, parseExpand } from './expand/tree.ts'
import { personOf, personQuery } from './person.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { expand, limit, start, stretch, text } from './query.ts'
import {
  listOf,
  restriction,
  restrictionInput,
  restrictionList,
  restrictionsByOperation,
} from './schema/content.ts'

const route = routesOf<ApiContext>()

/** What restrictions show when nothing is asked for: everybody whom they list. */
const LISTED = 'restrictions.user,restrictions.group'
const BY_OPERATION =
  'read.restrictions.user,read.restrictions.group,update.restrictions.user,update.restrictions.group'
const OPERATIONS = ['read', 'update'] as const
type Operation = (typeof OPERATIONS)[number]

const who = Type.Object({ ...personQuery, userName: text })

const wholeRoutes = [
  route({
    id: 'getRestrictions',
    method: 'GET',
    path: '/content/{id}/restriction',
    tag: 'Content restrictions',
    summary: 'Who may read, and who may update, a content.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand, start, limit }),
    reply: restrictionList,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { call, path, query }) =>
      presentRestrictions(api, call, await contentAt(api, path.id), query),
  }),
  route({
    id: 'updateRestrictions',
    method: 'PUT',
    path: '/content/{id}/restriction',
    tag: 'Content restrictions',
    summary: 'Set who may read or update a content; operations that are not named stay as they are.',
    access: 'site',
    query: Type.Object({ expand, start, limit }),
    body: restrictionInput,
    reply: restrictionList,
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { call, path, query, body }) => {
      const content = await contentAt(api, path.id)
      await restrictAll(api.domain, content, await acceptChanges(api, body))
      return presentRestrictions(api, call, content, query)
    },
  }),
  route({
    id: 'addRestrictions',
    method: 'POST',
    path: '/content/{id}/restriction',
    tag: 'Content restrictions',
    summary: 'Add users and groups to those who may read or update a content.',
    access: 'site',
    query: Type.Object({ expand, start, limit }),
    body: restrictionInput,
    reply: restrictionList,
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { call, path, query, body }) => {
      const content = await contentAt(api, path.id)
      await addToRestrictions(api.domain, content, await acceptChanges(api, body))
      return presentRestrictions(api, call, content, query)
    },
  }),
  route({
    id: 'deleteRestrictions',
    method: 'DELETE',
    path: '/content/{id}/restriction',
    tag: 'Content restrictions',
    summary: 'Lift the restrictions of a content.',
    access: 'site',
    query: Type.Object({ expand }),
    reply: restrictionList,
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const content = await contentAt(api, path.id)
      await restrictAll(
        api.domain,
        content,
        OPERATIONS.map((operation) => ({ operation, subjects: [] })),
      )
      return presentRestrictions(api, call, content, query)
    },
  }),
  route({
    id: 'getRestrictionsByOperation',
    method: 'GET',
    path: '/content/{id}/restriction/byOperation',
    tag: 'Content restrictions',
    summary: 'Who may read, and who may update, a content, by operation.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand }),
    reply: restrictionsByOperation,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const content = await contentAt(api, path.id)
      const [value] = await expandRestrictions(
        api,
        [content],
        parseExpand(query.expand, BY_OPERATION),
        expandContents,
      )
      return { ...value, _links: { ...(value?._links as object), ...topLinks(api) } }
    },
  }),
  route({
    id: 'getRestrictionsForOperation',
    method: 'GET',
    path: '/content/{id}/restriction/byOperation/{operationKey}',
    tag: 'Content restrictions',
    summary: 'Who may read, or who may update, a content.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand, start, limit }),
    reply: restriction,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const operation = acceptOperation(path.operationKey)
      const content = await contentAt(api, path.id)
      const slice = stretch(query, limits.restrictionList, limits.listMostExpanded)
      const tree = { [operation]: parseExpand(query.expand, LISTED) }
      const [value] = await expandRestrictions(api, [content], tree, expandContents, slice)
      const shown = value?.[operation] as Record<string, unknown>
      return { ...shown, _links: { ...(shown._links as object), ...topLinks(api) } }
    },
  }),
]

/** One who may be listed, and where they stand in the address. */
const kinds = [
  {
    path: '/content/{id}/restriction/byOperation/{operationKey}/user',
    noun: 'user',
    ids: [
      'getContentRestrictionStatusForUser',
      'addUserToContentRestriction',
      'removeUserFromContentRestriction',
    ],
    of: async (api: ApiContext, _path: unknown, query: Static<typeof who>): Promise<Listed> => {
      const person = await personOf(api, { ...query, username: query.username ?? query.userName })
      return { kind: 'user', id: person.id }
    },
  },
  {
    path: '/content/{id}/restriction/byOperation/{operationKey}/group/{groupName}',
    noun: 'group',
    ids: [
      'getContentRestrictionStatusForGroup',
      'addGroupToContentRestriction',
      'removeGroupFromContentRestriction',
    ],
    of: async (api: ApiContext, path: { readonly groupName: string }): Promise<Listed> => ({
      kind: 'group',
      id: (await readGroup(api.domain, { name: path.groupName })).id,
    }),
  },
  {
    path: '/content/{id}/restriction/byOperation/{operationKey}/byGroupId/{groupId}',
    noun: 'group',
    ids: [
      'getIndividualGroupRestrictionStatusByGroupId',
      'addGroupToContentRestrictionByGroupId',
      'removeGroupFromContentRestrictionById',
    ],
    of: async (api: ApiContext, path: { readonly groupId: string }): Promise<Listed> => ({
      kind: 'group',
      id: (await readGroup(api.domain, { uuid: path.groupId })).id,
    }),
  },
] as const

/** For each kind of subject the same three: is it listed, list it, take it off. They answer by their status alone. */
const subjectRoutes = kinds.flatMap(({ path, noun, ids, of }) => {
  const shared = {
    path,
    tag: 'Content restrictions',
    access: 'site',
    query: who,
    status: 200,
    reply: 'nothing',
  } as const
  return [
    route({
      ...shared,
      id: ids[0],
      method: 'GET',
      summary: `Whether a restriction lists a ${noun}: by its status, 200 or 404.`,
      errors: ['bad-request', 'not-found'],
      handle: async (api, { path, query }) => {
        const operation = acceptOperation(path.operationKey)
        const content = await contentAt(api, path.id)
        const subject = await of(api, path, query)
        const found = (await restrictionsOn(api.domain, [content])).get(content.id)?.[operation]
        const listed = subject.kind === 'user' ? found?.users : found?.groups
        if (!listed?.some((one) => one.id === subject.id))
          throw notFound(`Content ${content.id} has no ${operation} restriction of this ${noun}.`)
      },
    }),
    route({
      ...shared,
      id: ids[1],
      method: 'PUT',
      summary: `Add a ${noun} to a restriction.`,
      errors: ['bad-request', 'forbidden', 'not-found'],
      handle: async (api, { path, query }) => {
        const operation = acceptOperation(path.operationKey)
        const content = await contentAt(api, path.id)
        const subjects = [await of(api, path, query)]
        await addToRestrictions(api.domain, content, [{ operation, subjects }])
      },
    }),
    route({
      ...shared,
      id: ids[2],
      method: 'DELETE',
      summary: `Take a ${noun} off a restriction.`,
      errors: ['bad-request', 'forbidden', 'not-found'],
      handle: async (api, { path, query }) => {
        const operation = acceptOperation(path.operationKey)
        const content = await contentAt(api, path.id)
        await takeOffRestriction(api.domain, content, operation, await of(api, path, query))
      },
    }),
  ]
})

/** The restrictions of content. */
export const restrictionRoutes = [...wholeRoutes, ...subjectRoutes]

/** What only Data Center has: who is kept from reading by the content and by those above it. */
export const relevantRestrictionRoutes = [
  route({
    id: 'relevantViewRestrictions',
    method: 'GET',
    path: '/content/{id}/restriction/relevantViewRestrictions',
    tag: 'Content restrictions',
    summary: 'The restrictions that decide who may read a content: its own and those it inherits.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand, start, limit }),
    reply: listOf(restriction),
    errors: ['bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const content = await contentAt(api, path.id)
      const above = (await ancestorIdsOf(api.domain, [content.id])).get(content.id) ?? []
      const contents = [...(await readAll(api.domain, above)).toReversed(), content]
      const found = await restrictionsOn(api.domain, contents)
      const restricted = contents.filter(({ id }) => {
        const read = found.get(id)?.read
        return read !== undefined && read.users.length + read.groups.length > 0
      })
      const slice = stretch(query, limits.restrictionList, limits.listMostExpanded)
      const some = restricted.slice(slice.offset, slice.offset + slice.limit)
      const tree = { read: { content: nothing, ...parseExpand([LISTED], LISTED) } }
      const results = await presentOperations(api, some, tree)
      const more = slice.offset + some.length < restricted.length
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more })
    },
  }),
]

async function contentAt(api: ApiContext, id: string): Promise<Content> {
  return readContent(api.domain, parseContentId(id), { statuses: ['current', 'archived', 'draft'] })
}

function acceptOperation(key: string): Operation {
  const operation = OPERATIONS.find((known) => known === key.toLowerCase())
  if (operation) return operation
  throw notFound(`"${key.slice(0, 100)}" is not an operation that can be restricted. Use read or update.`)
}

type Input = Static<typeof restrictionInput>

async function acceptChanges(api: ApiContext, input: Input): Promise<RestrictionChange[]> {
  const changes: RestrictionChange[] = []
  for (const { operation, restrictions } of Array.isArray(input) ? input : input.results) {
    const known = OPERATIONS.find((one) => one === operation)
    if (known === undefined || changes.some((change) => change.operation === known)) {
      throw new AppError(
        'bad-body',
        `The operations are read and update, each once, not "${operation.slice(0, 100)}".`,
      )
    }
    const users = await Promise.all(entriesOf(restrictions.user).map((user) => acceptUser(api, user)))
    const groups = await Promise.all(entriesOf(restrictions.group).map((group) => acceptGroup(api, group)))
    changes.push({ operation: known, subjects: [...users, ...groups] })
  }
  return changes
}

type Named = Readonly<Record<string, unknown>>

function entriesOf(
  list: readonly Named[] | { readonly results: readonly Named[] } | undefined,
): readonly Named[] {
  if (list === undefined) return []
  const entries = 'results' in list ? list.results : list
  if (entries.length <= limits.restrictionSubjects) return entries
  throw new AppError(
    'bad-request',
    `A restriction lists at most ${limits.restrictionSubjects} users and groups.`,
  )
}

async function acceptUser(api: ApiContext, user: Named): Promise<Listed> {
  const name = (key: string) => (typeof user[key] === 'string' ? user[key] : undefined)
  const query = { accountId: name('accountId'), key: name('userKey'), username: name('username') }
  return { kind: 'user', id: (await personOf(api, query)).id }
}

async function acceptGroup(api: ApiContext, group: Named): Promise<Listed> {
  const { id, name } = group
  if (typeof id === 'string') return { kind: 'group', id: (await readGroup(api.domain, { uuid: id })).id }
  if (typeof name === 'string') return { kind: 'group', id: (await readGroup(api.domain, { name })).id }
  throw new AppError('bad-body', 'A group is named by its name or by its id.')
}

async function presentRestrictions(
  api: ApiContext,
  call: Call,
  content: Content,
  query: { readonly expand?: readonly string[]; readonly start?: number; readonly limit?: number },
): Promise<unknown> {
  const tree = parseExpand(query.expand, LISTED)
  const slice = stretch(query, limits.restrictionList, limits.listMostExpanded)
  const results = await presentOperations(api, [content], { read: tree, update: tree }, slice)
  const list = presentList(api, call, results, { start: 0, limit: slice.limit, more: false })
  if (api.flavour.name !== 'cloud') return list
  return { ...list, restrictionsHash: sha256(JSON.stringify(results)).slice(0, 32) }
}

/** The operations of the tree, of one content after the other. */
async function presentOperations(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
  slice?: { readonly offset: number; readonly limit: number },
): Promise<Record<string, unknown>[]> {
  const values = await expandRestrictions(api, contents, tree, expandContents, slice)
  return values.flatMap((value) =>
    OPERATIONS.filter((operation) => operation in value).map(
      (operation) => value[operation] as Record<string, unknown>,
    ),
  )
}
