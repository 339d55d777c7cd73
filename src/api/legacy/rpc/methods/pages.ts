import { AppError, notFound } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import { restrictionsOn } from '../../../../domain/access/restrictions.ts'
import { ancestorIdsOf } from '../../../../domain/content/ancestors.ts'
import type { Body, Content, ContentKind } from '../../../../domain/content/content.ts'
import { createContent } from '../../../../domain/content/create.ts'
import { movePage } from '../../../../domain/content/move.ts'
import {
  type ListFilter,
  listContent,
  listVersionsOf,
  readContent,
  readContents,
} from '../../../../domain/content/read.ts'
import { trashContent } from '../../../../domain/content/trash.ts'
import { updateContentTo } from '../../../../domain/content/update.ts'
import { removeVersion } from '../../../../domain/content/versions.ts'
import { convertBody } from '../../../../domain/render/body.ts'
import { readSpace } from '../../../../domain/space/read.ts'
import type { ApiContext } from '../../../flavour.ts'
import { methodsOf, type RpcCall } from '../method.ts'
import * as schema from '../schema.ts'
import { contentAndVersion, historyStructs, pageStruct, pageSummaries } from '../structs.ts'
import { flagIn, id, idIn, neededIn, type RpcStruct, struct, text, textIn, whole, wholeIn } from '../value.ts'

const method = methodsOf('Pages')
const read = ['not-found', 'bad-parameter'] as const
const written = [
  'bad-markup',
  'bad-parameter',
  'bad-request',
  'duplicate-title',
  'forbidden',
  'not-found',
  'too-large',
  'version-conflict',
] as const

/** Reading and writing pages. */
export const pageMethods = [
  method({
    name: 'getPages',
    summary: 'The summaries of all pages of a space.',
    takes: { spaceKey: text },
    gives: schema.listOf(schema.pageSummary),
    errors: read,
    handle: async ({ api }, { spaceKey }) => {
      const space = await readSpace(api.domain, spaceKey)
      return pageSummaries(api, await pagesOf(api, { spaceIds: [space.id] }))
    },
  }),
  method({
    name: 'getPage',
    summary: 'A page by its id; the id of an earlier version gives that version.',
    takes: { pageId: id },
    gives: schema.page,
    errors: read,
    handle: async (call, { pageId }) => pageStruct(call, await pageAt(call.api, pageId)),
  }),
  method({
    name: 'getPage',
    summary: 'A page by its space and title.',
    takes: { spaceKey: text, pageTitle: text },
    gives: schema.page,
    errors: read,
    handle: async (call, { spaceKey, pageTitle }) =>
      pageStruct(call, await pageTitled(call.api, spaceKey, pageTitle)),
  }),
  method({
    name: 'getPageSummary',
    summary: 'The summary of a page by its id.',
    takes: { pageId: id },
    gives: schema.pageSummary,
    errors: read,
    handle: async ({ api }, { pageId }) => onlySummary(api, await pageAt(api, pageId)),
  }),
  method({
    name: 'getPageSummary',
    summary: 'The summary of a page by its space and title.',
    takes: { spaceKey: text, pageTitle: text },
    gives: schema.pageSummary,
    errors: read,
    handle: async ({ api }, { spaceKey, pageTitle }) =>
      onlySummary(api, await pageTitled(api, spaceKey, pageTitle)),
  }),
  method({
    name: 'getTopLevelPages',
    summary: 'The summaries of the pages of a space that have no parent.',
    takes: { spaceKey: text },
    gives: schema.listOf(schema.pageSummary),
    errors: read,
    handle: async ({ api }, { spaceKey }) => {
      const space = await readSpace(api.domain, spaceKey)
      return pageSummaries(api, await pagesOf(api, { spaceIds: [space.id], parentId: null }))
    },
  }),
  method({
    name: 'getChildren',
    summary: 'The summaries of the pages directly below a page.',
    takes: { pageId: id },
    gives: schema.listOf(schema.pageSummary),
    errors: read,
    handle: async ({ api }, { pageId }) => {
      const page = await pageAt(api, pageId)
      return pageSummaries(api, await pagesOf(api, { parentId: page.id }))
    },
  }),
  ...['getDescendents', 'getDescendants'].map((name) =>
    method({
      name,
      summary: 'The summaries of all pages below a page.',
      takes: { pageId: id },
      gives: schema.listOf(schema.pageSummary),
      errors: read,
      handle: async ({ api }, { pageId }) => {
        const page = await pageAt(api, pageId)
        return pageSummaries(api, await pagesOf(api, { ancestorId: page.id }))
      },
    }),
  ),
  method({
    name: 'getAncestors',
    summary: 'The summaries of the pages above a page, from the top down.',
    takes: { pageId: id },
    gives: schema.listOf(schema.pageSummary),
    errors: read,
    handle: async ({ api }, { pageId }) => {
      const page = await pageAt(api, pageId)
      const ids = (await ancestorIdsOf(api.domain, [page.id])).get(page.id) ?? []
      return pageSummaries(api, await readContents(api.domain, ids.toReversed()))
    },
  }),
  method({
    name: 'getPageHistory',
    summary: 'The earlier versions of a page, newest first.',
    takes: { pageId: id },
    gives: schema.listOf(schema.pageHistory),
    errors: read,
    handle: async ({ api }, { pageId }) => {
      const page = await pageAt(api, pageId)
      const versions = await listVersionsOf(api.domain, page, { limit: limits.rpcList })
      return historyStructs(
        api,
        versions.items.filter(({ number }) => number !== page.version),
      )
    },
  }),
  method({
    name: 'getPagePermissions',
    summary: 'Who alone may see or edit a page, in the form of the first releases.',
    takes: { pageId: id },
    gives: schema.listOf(schema.pagePermission),
    errors: read,
    handle: async ({ api }, { pageId }) => {
      const page = await pageAt(api, pageId)
      const own = (await restrictionsOn(api.domain, [page])).get(page.id)
      return (['read', 'update'] as const).flatMap((operation) =>
        [
          ...(own?.[operation].users ?? []).map((user) => user.username),
          ...(own?.[operation].groups ?? []).map((group) => group.name),
        ].map((lockedBy) => ({ lockType: operation === 'read' ? 'View' : 'Edit', lockedBy })),
      )
    },
  }),
  method({
    name: 'storePage',
    summary:
      'Create a page, or, when it has an id, make its next version. The version is the one that was edited.',
    takes: { page: struct('RemotePage') },
    gives: schema.page,
    errors: written,
    handle: async (call, { page }) => pageStruct(call, await store(call, 'page', page)),
  }),
  method({
    name: 'updatePage',
    summary: 'The same with a version comment and the choice to notify nobody.',
    takes: { page: struct('RemotePage'), pageUpdateOptions: struct('RemotePageUpdateOptions') },
    gives: schema.page,
    errors: written,
    handle: async (call, { page, pageUpdateOptions }) =>
      pageStruct(call, await store(call, 'page', page, pageUpdateOptions)),
  }),
  method({
    name: 'movePage',
    summary: 'Move a page above or below another one among its siblings, or (append) make it its child.',
    takes: { sourcePageId: id, targetPageId: id, position: text },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'bad-request', 'duplicate-title', 'forbidden', 'not-found'],
    handle: async ({ api }, { sourcePageId, targetPageId, position }) => {
      const where = POSITIONS[position.toLowerCase()]
      if (where === undefined) {
        throw new AppError('bad-parameter', `A position is above, below or append, not "${position}".`)
      }
      await movePage(api.domain, sourcePageId, where, targetPageId)
      return true
    },
  }),
  method({
    name: 'movePageToTopLevel',
    summary: 'Move a page to the top of a space.',
    takes: { pageId: id, targetSpaceKey: text },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'bad-request', 'duplicate-title', 'forbidden', 'not-found', 'version-conflict'],
    handle: async ({ api }, { pageId, targetSpaceKey }) => {
      const page = await pageAt(api, pageId)
      const { key } = await readSpace(api.domain, targetSpaceKey)
      await updateContentTo(api.domain, {
        id: page.id,
        version: page.version + 1,
        parentId: null,
        spaceKey: key,
      })
      return true
    },
  }),
  method({
    name: 'removePage',
    summary: 'Put a page into the trash.',
    takes: { pageId: id },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async ({ api }, { pageId }) => {
      await trashContent(api.domain, (await pageAt(api, pageId)).id)
      return true
    },
  }),
  method({
    name: 'removePageVersionById',
    summary: 'Remove an earlier version of a page for good, by the id that its history names.',
    takes: { historicalPageId: id },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found'],
    handle: async ({ api }, { historicalPageId }) => {
      const { id: pageId, version } = contentAndVersion(historicalPageId)
      if (version === undefined) throw noSuchPage()
      await removeVersion(api.domain, pageId, version)
      return true
    },
  }),
  method({
    name: 'removePageVersionByVersion',
    summary: 'Remove an earlier version of a page for good, by its number.',
    takes: { pageId: id, version: whole },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found'],
    handle: async ({ api }, { pageId, version }) => {
      await removeVersion(api.domain, (await pageAt(api, pageId)).id, version)
      return true
    },
  }),
]

const POSITIONS: Readonly<Record<string, 'before' | 'after' | 'append'>> = {
  above: 'before',
  below: 'after',
  append: 'append',
}

/** A page by its id, or one of its versions. Refused in the vendor's words, which clients look for. */
export async function pageAt(api: ApiContext, given: number, kind: ContentKind = 'page'): Promise<Content> {
  const { id, version } = contentAndVersion(given)
  const content = await inWordsOfPages(readContent(api.domain, id, { version }))
  if (content.kind === kind) return content
  throw noSuchPage()
}

/** Create a page or blog post from its struct, or make its next version. */
export async function store(
  { api, markup }: RpcCall,
  kind: 'page' | 'blogpost',
  given: RpcStruct,
  options: RpcStruct = {},
): Promise<Content> {
  const ctx = api.domain
  const existing = idIn(given, 'id')
  const value = textIn(given, 'content')
  const parentId = kind === 'page' ? idIn(given, 'parentId') : undefined
  const message = textIn(options, 'versionComment')
  if (existing === undefined) {
    const title = neededIn(given, 'title', kind === 'page' ? 'page' : 'blog post')
    const spaceKey = neededIn(given, 'space', kind === 'page' ? 'page' : 'blog post')
    const body = value === undefined ? undefined : await bodyGiven({ api, markup }, value, { spaceKey })
    return createContent(ctx, {
      kind,
      title,
      spaceKey,
      ...(parentId === undefined ? {} : { parentId }),
      ...(body ? { body } : {}),
      ...(message === undefined ? {} : { message }),
    })
  }
  const before = await pageAt(api, existing, kind)
  const edited = wholeIn(given, 'version')
  if (edited === undefined) {
    throw new AppError('bad-parameter', 'To change it, the version that was edited must be given.')
  }
  const body =
    value === undefined ? undefined : await bodyGiven({ api, markup }, value, { contentId: before.id })
  return updateContentTo(ctx, {
    id: before.id,
    version: edited + 1,
    title: textIn(given, 'title'),
    body,
    message,
    minorEdit: flagIn(options, 'minorEdit'),
    spaceKey: textIn(given, 'space'),
    ...(parentId === undefined || parentId === before.parentId ? {} : { parentId }),
  })
}

/**
 * A body as it is stored. Wiki markup that ends in a line break keeps it, as one at the end of the storage format:
 * scripts that append rows to what they once wrote count on it.
 */
async function bodyGiven(
  { api, markup }: RpcCall,
  value: string,
  place: { readonly spaceKey?: string; readonly contentId?: number },
): Promise<Body> {
  if (markup === 'storage') return { representation: 'storage', value }
  const storage = await convertBody(api.domain, { value, from: 'wiki', to: 'storage', ...place })
  const end = /\n[ \t]*$/.test(value) ? '\n' : ''
  return { representation: 'storage', value: storage.replace(/\n+$/, '') + end }
}

/** What is not there, in the words of the vendor's pages. */
export async function inWordsOfPages<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') throw noSuchPage()
    throw error
  }
}

function noSuchPage(): AppError {
  return notFound("You're not allowed to view that page, or it does not exist.")
}

async function pageTitled(api: ApiContext, spaceKey: string, title: string): Promise<Content> {
  const space = await inWordsOfPages(readSpace(api.domain, spaceKey))
  const filter = { kinds: ['page'], statuses: ['current'], spaceIds: [space.id], title } as const
  const [page] = (await listContent(api.domain, filter, 'id', { limit: 1 })).items
  if (page) return page
  throw noSuchPage()
}

async function pagesOf(api: ApiContext, filter: ListFilter): Promise<readonly Content[]> {
  const wanted = { kinds: ['page'], statuses: ['current'], ...filter } as const
  return (await listContent(api.domain, wanted, 'position', { limit: limits.rpcList })).items
}

async function onlySummary(api: ApiContext, page: Content): Promise<RpcStruct> {
  const [summary] = await pageSummaries(api, [page])
  if (summary) return summary
  throw noSuchPage()
}
