import { notFound } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import type { Content } from '../../../../domain/content/content.ts'
import { listContent } from '../../../../domain/content/read.ts'
import { readSpace } from '../../../../domain/space/read.ts'
import type { ApiContext } from '../../../flavour.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { blogStruct, blogSummaries } from '../structs.ts'
import { id, struct, text, whole } from '../value.ts'
import { pageAt, store } from './pages.ts'

const method = methodsOf('Blog posts')
const read = ['not-found', 'bad-parameter'] as const

/** Reading and writing blog posts. */
export const blogPostMethods = [
  method({
    name: 'getBlogEntries',
    summary: 'The summaries of all blog posts of a space, newest first.',
    takes: { spaceKey: text },
    gives: schema.listOf(schema.blogEntrySummary),
    errors: read,
    handle: async ({ api }, { spaceKey }) => blogSummaries(api, await postsOf(api, spaceKey)),
  }),
  method({
    name: 'getBlogEntry',
    summary: 'A blog post by its id.',
    takes: { blogEntryId: id },
    gives: schema.blogEntry,
    errors: read,
    handle: async (call, { blogEntryId }) =>
      blogStruct(call, await pageAt(call.api, blogEntryId, 'blogpost')),
  }),
  method({
    name: 'getBlogEntryByDayAndTitle',
    summary: 'A blog post by its space, its day of the present month, and its title.',
    takes: { spaceKey: text, dayOfMonth: whole, postTitle: text },
    gives: schema.blogEntry,
    errors: read,
    handle: async (call, { spaceKey, dayOfMonth, postTitle }) => {
      const today = new Date(call.api.domain.app.clock.now())
      const day = { year: today.getUTCFullYear(), month: today.getUTCMonth() + 1, day: dayOfMonth }
      return blogStruct(call, await postOf(call.api, spaceKey, day, postTitle))
    },
  }),
  method({
    name: 'getBlogEntryByDateAndTitle',
    summary: 'A blog post by its space, day and title.',
    takes: { spaceKey: text, year: whole, month: whole, dayOfMonth: whole, postTitle: text },
    gives: schema.blogEntry,
    errors: read,
    handle: async (call, { spaceKey, year, month, dayOfMonth, postTitle }) =>
      blogStruct(call, await postOf(call.api, spaceKey, { year, month, day: dayOfMonth }, postTitle)),
  }),
  method({
    name: 'storeBlogEntry',
    summary: 'Create a blog post, or, when it has an id, make its next version.',
    takes: { blogEntry: struct('RemoteBlogEntry') },
    gives: schema.blogEntry,
    errors: [
      'bad-markup',
      'bad-parameter',
      'bad-request',
      'duplicate-title',
      'forbidden',
      'not-found',
      'too-large',
      'version-conflict',
    ],
    handle: async (call, { blogEntry }) => blogStruct(call, await store(call, 'blogpost', blogEntry)),
  }),
]

async function postsOf(
  api: ApiContext,
  spaceKey: string,
  more: { readonly title?: string; readonly createdBetween?: readonly [number, number] } = {},
): Promise<readonly Content[]> {
  const space = await readSpace(api.domain, spaceKey)
  const filter = { kinds: ['blogpost'], statuses: ['current'], spaceIds: [space.id], ...more } as const
  return (await listContent(api.domain, filter, '-created', { limit: limits.rpcList })).items
}

const DAY_MS = 24 * 60 * 60 * 1000

async function postOf(
  api: ApiContext,
  spaceKey: string,
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
  title: string,
): Promise<Content> {
  const start = Date.UTC(year, month - 1, day)
  const [post] = Number.isNaN(start)
    ? []
    : await postsOf(api, spaceKey, { title, createdBetween: [start, start + DAY_MS - 1] })
  if (post) return post
  throw notFound(`The space ${spaceKey} has no blog post "${title}" of this day.`)
}
