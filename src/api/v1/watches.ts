import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { authorizedSpace } from '../../domain/space/administer.ts'
import { readContent } from '../../domain/content/read.ts'
import { readSpace, readSpaceById } from '../../domain/space/read.ts'
import type { User } from '../../domain/user/user.ts'
import {
  isWatching,
  labelToWatch,
  listWatchers,
  unwatch,
  watch,
  type WatchTarget,
} from '../../domain/watch/watch.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { expandSpaces } from './expand/space.ts'
import { nothing } from './expand/tree.ts'
import { personOrCaller, personQuery } from './person.ts'
import { presentList } from './present/list.ts'
import { presentUser } from './present/user.ts'
import { limit, start, stretch } from './query.ts'
import { content, listOf, space, user, watcher } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const person = Type.Object(personQuery)
const personAndKind = Type.Object({
  ...personQuery,
  contentType: Type.Optional(Type.Union([Type.Literal('page'), Type.Literal('blogpost')])),
})
const paging = Type.Object({ start, limit })
const status = Type.Object({ watching: Type.Boolean() }, closed)
const refusals = ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'] as const
const shared = { tag: 'Watches', access: 'user', errors: refusals } as const

/** How each thing that is watched is found by what the path says. */
const targets = {
  content: async (api: ApiContext, id: string): Promise<WatchTarget> => ({
    content: await readContent(api.domain, parseContentId(id)),
  }),
  space: async (api: ApiContext, key: string, contentKind?: 'page' | 'blogpost'): Promise<WatchTarget> => ({
    space: await readSpace(api.domain, key),
    ...(contentKind ? { contentKind } : {}),
  }),
  label: async (api: ApiContext, name: string): Promise<WatchTarget> => ({
    label: await labelToWatch(api.domain, name),
  }),
}

/** Asking and ending, which the Cloud and Data Center have alike. */
export const watchRoutes = [
  route({
    ...shared,
    id: 'getContentWatchStatus',
    method: 'GET',
    path: '/user/watch/content/{contentId}',
    summary: 'Whether a user watches a content.',
    query: person,
    reply: status,
    handle: async (api, { path, query }) => ({
      watching: await isWatching(
        api.domain,
        await personOrCaller(api, query),
        await targets.content(api, path.contentId),
      ),
    }),
  }),
  route({
    ...shared,
    id: 'removeContentWatcher',
    method: 'DELETE',
    path: '/user/watch/content/{contentId}',
    summary: 'Watch a content no more.',
    query: person,
    status: 204,
    reply: 'nothing',
    handle: async (api, { path, query }) => {
      await unwatch(api.domain, await personOrCaller(api, query), await targets.content(api, path.contentId))
    },
  }),
  route({
    ...shared,
    id: 'isWatchingSpace',
    method: 'GET',
    path: '/user/watch/space/{spaceKey}',
    summary: 'Whether a user watches a space, or one kind of content in it.',
    query: personAndKind,
    reply: status,
    handle: async (api, { path, query }) => ({
      watching: await isWatching(
        api.domain,
        await personOrCaller(api, query),
        await targets.space(api, path.spaceKey, query.contentType),
      ),
    }),
  }),
  route({
    ...shared,
    id: 'removeSpaceWatch',
    method: 'DELETE',
    path: '/user/watch/space/{spaceKey}',
    summary: 'Watch a space, or one kind of content in it, no more.',
    query: personAndKind,
    status: 204,
    reply: 'nothing',
    handle: async (api, { path, query }) => {
      await unwatch(
        api.domain,
        await personOrCaller(api, query),
        await targets.space(api, path.spaceKey, query.contentType),
      )
    },
  }),
]

const contentWatches = listOf(
  Type.Object({ type: Type.String(), watcher, contentId: Type.Integer() }, closed),
)
const spaceWatches = listOf(Type.Object({ type: Type.String(), watcher, spaceKey: Type.String() }, closed))

/** Watching, watching labels and lists of watchers, as the Cloud has them. */
export const cloudWatchRoutes = [
  route({
    ...shared,
    id: 'addContentWatcher',
    method: 'POST',
    path: '/user/watch/content/{contentId}',
    summary: 'Watch a content.',
    query: person,
    status: 204,
    reply: 'nothing',
    handle: async (api, { path, query }) => {
      await watch(api.domain, await personOrCaller(api, query), await targets.content(api, path.contentId))
    },
  }),
  route({
    ...shared,
    id: 'addSpaceWatcher',
    method: 'POST',
    path: '/user/watch/space/{spaceKey}',
    summary: 'Watch a space.',
    query: personAndKind,
    status: 204,
    reply: 'nothing',
    handle: async (api, { path, query }) => {
      await watch(
        api.domain,
        await personOrCaller(api, query),
        await targets.space(api, path.spaceKey, query.contentType),
      )
    },
  }),
  route({
    ...shared,
    id: 'isWatchingLabel',
    method: 'GET',
    path: '/user/watch/label/{labelName}',
    summary: 'Whether a user watches a label.',
    query: person,
    reply: status,
    handle: async (api, { path, query }) => ({
      watching: await isWatching(
        api.domain,
        await personOrCaller(api, query),
        await targets.label(api, path.labelName),
      ),
    }),
  }),
  route({
    ...shared,
    id: 'addLabelWatcher',
    method: 'POST',
    path: '/user/watch/label/{labelName}',
    summary: 'Watch a label.',
    query: person,
    status: 204,
    reply: 'nothing',
    handle: async (api, { path, query }) => {
      await watch(api.domain, await personOrCaller(api, query), await targets.label(api, path.labelName))
    },
  }),
  route({
    ...shared,
    id: 'removeLabelWatcher',
    method: 'DELETE',
    path: '/user/watch/label/{labelName}',
    summary: 'Watch a label no more.',
    query: person,
    status: 204,
    reply: 'nothing',
    handle: async (api, { path, query }) => {
      await unwatch(api.domain, await personOrCaller(api, query), await targets.label(api, path.labelName))
    },
  }),
  route({
    ...shared,
    id: 'getWatchesForPage',
    method: 'GET',
    path: '/content/{id}/notification/child-created',
    summary: 'Who watches a page.',
    query: paging,
    reply: contentWatches,
    handle: async (api, { call, path, query }) => {
      const target = { content: await readContent(api.domain, parseContentId(path.id)) }
      return answerWatchers(api, call, target, query, limits.memberList, (one) => ({
        type: 'content',
        watcher: presentWatcher(api, one),
        contentId: target.content.id,
      }))
    },
  }),
  route({
    ...shared,
    id: 'getWatchesForSpace',
    method: 'GET',
    path: '/content/{id}/notification/created',
    summary: 'Who watches the space of a content.',
    query: paging,
    reply: spaceWatches,
    handle: async (api, { call, path, query }) => {
      const { spaceId } = await readContent(api.domain, parseContentId(path.id))
      return answerSpaceWatches(api, call, (await readSpaceById(api.domain, spaceId)).key, query)
    },
  }),
  route({
    ...shared,
    id: 'getWatchersForSpace',
    method: 'GET',
    path: '/space/{spaceKey}/watch',
    summary: 'Who watches a space.',
    query: paging,
    reply: spaceWatches,
    handle: (api, { call, path, query }) => answerSpaceWatches(api, call, path.spaceKey, query),
  }),
]

/** Watching and lists of watchers, as Data Center has them. */
export const dcWatchRoutes = [
  route({
    ...shared,
    id: 'addContentWatcher',
    method: 'POST',
    path: '/user/watch/content/{contentId}',
    summary: 'Watch a content.',
    query: person,
    reply: Type.Object({ watcher: user, content }, closed),
    handle: async (api, { path, query }) => {
      const who = await personOrCaller(api, query)
      const found = await readContent(api.domain, parseContentId(path.contentId))
      await watch(api.domain, who, { content: found })
      const [value] = await expandContents(api, [found], nothing)
      return { watcher: presentUser(api, who), content: value }
    },
  }),
  route({
    ...shared,
    id: 'addSpaceWatcher',
    method: 'POST',
    path: '/user/watch/space/{spaceKey}',
    summary: 'Watch a space, or one kind of content in it.',
    query: personAndKind,
    reply: Type.Object({ watcher: user, space, contentTypes: Type.Array(Type.String()) }, closed),
    handle: async (api, { path, query }) => {
      const who = await personOrCaller(api, query)
      const found = await readSpace(api.domain, path.spaceKey)
      const { contentType } = query
      await watch(api.domain, who, await targets.space(api, path.spaceKey, contentType))
      const [value] = await expandSpaces(api, [found], nothing, expandContents)
      return {
        watcher: presentUser(api, who),
        space: value,
        contentTypes: contentType ? [contentType] : [],
      }
    },
  }),
  route({
    ...shared,
    id: 'index',
    method: 'GET',
    path: '/content/{contentId}/watchers',
    summary: 'Who watches a content, for administrators of the site or its space.',
    query: paging,
    reply: listOf(user),
    handle: async (api, { call, path, query }) => {
      const found = await readContent(api.domain, parseContentId(path.contentId))
      await authorizedSpace(api.domain, (await readSpaceById(api.domain, found.spaceId)).key)
      return answerWatchers(api, call, { content: found }, query, limits.listDefault, (one) =>
        presentUser(api, one),
      )
    },
  }),
  route({
    ...shared,
    id: 'index_4',
    method: 'GET',
    path: '/space/{spaceKey}/watchers',
    summary: 'Who watches a space, for administrators of the site or the space.',
    query: paging,
    reply: listOf(user),
    handle: async (api, { call, path, query }) => {
      const target = { space: await authorizedSpace(api.domain, path.spaceKey) }
      return answerWatchers(api, call, target, query, limits.listDefault, (one) => presentUser(api, one))
    },
  }),
]

async function answerSpaceWatches(
  api: ApiContext,
  call: Call,
  key: string,
  query: { readonly start?: number; readonly limit?: number },
): Promise<Record<string, unknown>> {
  const target = { space: await readSpace(api.domain, key) }
  return answerWatchers(api, call, target, query, limits.memberList, (one) => ({
    type: 'space',
    watcher: presentWatcher(api, one),
    spaceKey: target.space.key,
  }))
}

async function answerWatchers(
  api: ApiContext,
  call: Call,
  target: WatchTarget,
  query: { readonly start?: number; readonly limit?: number },
  preset: number,
  present: (one: User) => Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const slice = stretch(query, preset, limits.memberList)
  const page = await listWatchers(api.domain, target, slice)
  return presentList(api, call, page.items.map(present), {
    start: slice.offset,
    limit: slice.limit,
    more: page.more,
  })
}

/** A user as the Cloud's lists of watchers show one: without links, with what a user's own answer folds. */
function presentWatcher(api: ApiContext, one: User): Record<string, unknown> {
  const { _links, _expandable, accountStatus: _accountStatus, ...value } = presentUser(api, one)
  return { ...value, externalCollaborator: false, operations: null, personalSpace: null }
}
