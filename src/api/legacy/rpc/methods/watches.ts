import { AppError } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import type { Content } from '../../../../domain/content/content.ts'
import { readContent } from '../../../../domain/content/read.ts'
import { readSpace } from '../../../../domain/space/read.ts'
import type { User } from '../../../../domain/user/user.ts'
import { isWatching, listWatchers, unwatch, watch } from '../../../../domain/watch/watch.ts'
import type { ApiContext } from '../../../flavour.ts'
import { caller, userNamed } from '../../people.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { userStruct } from '../structs.ts'
import { id, text } from '../value.ts'
import { inWordsOfPages } from './pages.ts'

const method = methodsOf('Notifications')
const shared = {
  access: 'user',
  gives: schema.given.flag,
  errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** Who hears of what. */
export const watchMethods = [
  method({
    ...shared,
    name: 'watchPage',
    summary: 'Watch a page or blog post.',
    takes: { pageId: id },
    handle: async ({ api }, { pageId }) => {
      await watch(api.domain, await caller(api), { content: await watchable(api, pageId) })
      return true
    },
  }),
  method({
    ...shared,
    name: 'watchPageForUser',
    summary: 'Let a user watch a page.',
    takes: { pageId: id, username: text },
    handle: async ({ api }, { pageId, username }) => {
      await watch(api.domain, await userNamed(api, username), { content: await watchable(api, pageId) })
      return true
    },
  }),
  method({
    ...shared,
    name: 'watchSpace',
    summary: 'Watch a space.',
    takes: { spaceKey: text },
    handle: async ({ api }, { spaceKey }) => {
      await watch(api.domain, await caller(api), { space: await readSpace(api.domain, spaceKey) })
      return true
    },
  }),
  method({
    ...shared,
    name: 'removePageWatch',
    summary: 'Watch a page no more.',
    takes: { pageId: id },
    handle: async ({ api }, { pageId }) => {
      await unwatch(api.domain, await caller(api), { content: await watchable(api, pageId) })
      return true
    },
  }),
  method({
    ...shared,
    name: 'removePageWatchForUser',
    summary: 'Let a user watch a page no more.',
    takes: { pageId: id, username: text },
    handle: async ({ api }, { pageId, username }) => {
      await unwatch(api.domain, await userNamed(api, username), { content: await watchable(api, pageId) })
      return true
    },
  }),
  method({
    ...shared,
    name: 'removeSpaceWatch',
    summary: 'Watch a space no more.',
    takes: { spaceKey: text },
    handle: async ({ api }, { spaceKey }) => {
      await unwatch(api.domain, await caller(api), { space: await readSpace(api.domain, spaceKey) })
      return true
    },
  }),
  method({
    ...shared,
    name: 'isWatchingPage',
    summary: 'Whether a user watches a page.',
    takes: { pageId: id, username: text },
    handle: async ({ api }, { pageId, username }) =>
      isWatching(api.domain, await userNamed(api, username), { content: await watchable(api, pageId) }),
  }),
  method({
    ...shared,
    name: 'isWatchingSpace',
    summary: 'Whether a user watches a space.',
    takes: { spaceKey: text, username: text },
    handle: async ({ api }, { spaceKey, username }) =>
      isWatching(api.domain, await userNamed(api, username), {
        space: await readSpace(api.domain, spaceKey),
      }),
  }),
  method({
    ...shared,
    name: 'isWatchingSpaceForType',
    summary: 'Whether a user watches the pages, or the blog posts, of a space.',
    takes: { spaceKey: text, contentType: text, username: text },
    handle: async ({ api }, { spaceKey, contentType, username }) => {
      if (contentType !== 'page' && contentType !== 'blogpost') {
        throw new AppError('bad-parameter', `The type is page or blogpost, not "${contentType}".`)
      }
      const space = await readSpace(api.domain, spaceKey)
      return isWatching(api.domain, await userNamed(api, username), { space, contentKind: contentType })
    },
  }),
  method({
    ...shared,
    name: 'getWatchersForPage',
    summary: 'Who watches a page.',
    takes: { pageId: id },
    gives: schema.listOf(schema.user),
    handle: async ({ api }, { pageId }) => {
      const content = await watchable(api, pageId)
      return presentAll(api, (await listWatchers(api.domain, { content }, ALL)).items)
    },
  }),
  method({
    ...shared,
    name: 'getWatchersForSpace',
    summary: 'Who watches a space.',
    takes: { spaceKey: text },
    gives: schema.listOf(schema.user),
    handle: async ({ api }, { spaceKey }) => {
      const space = await readSpace(api.domain, spaceKey)
      return presentAll(api, (await listWatchers(api.domain, { space }, ALL)).items)
    },
  }),
]

const ALL = { offset: 0, limit: limits.rpcList }

function watchable(api: ApiContext, pageId: number): Promise<Content> {
  return inWordsOfPages(readContent(api.domain, pageId))
}

function presentAll(api: ApiContext, users: readonly User[]) {
  return users.map((user) => userStruct(api, user))
}
