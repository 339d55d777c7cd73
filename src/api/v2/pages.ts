import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { FormatName } from '../../document/format.ts'
import { writableRepresentations } from '../../domain/content/body.ts'
import type { Body, Content, ContentStatus } from '../../domain/content/content.ts'
import { createContent } from '../../domain/content/create.ts'
import {
  type ListFilter,
  type ListOrder,
  listContent,
  orderKey,
  readContent,
} from '../../domain/content/read.ts'
import { purgeContent, trashContent } from '../../domain/content/trash.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import { contentNotFound } from '../../domain/access/refusals.ts'
import { readableRepresentations } from '../../domain/render/body.ts'
import { homepagesOf, readSpace, readSpaceById, spacesById } from '../../domain/space/read.ts'
import { usersById } from '../../domain/user/user.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId, parseId } from '../ids.ts'
import { isoDate } from '../../base/dates.ts'
import { cursorStretch, presentV2List } from './present/list.ts'
import { presentPages } from './present/page.ts'
import { listedPage, listOf, newPage, page, pageChange, titleChange } from './schema/page.ts'

const route = routesOf<ApiContext>()

const text = Type.Optional(Type.String())
const texts = Type.Optional(Type.Array(Type.String()))
const whole = Type.Optional(Type.Integer())
const flag = Type.Optional(Type.Boolean())

const listQuery = Type.Object({
  id: texts,
  'space-id': texts,
  sort: text,
  status: texts,
  title: text,
  'body-format': text,
  subtype: text,
  cursor: text,
  limit: whole,
  // What integration guides send that were written with v1 in mind.
  start: whole,
  spaceKey: text,
  expand: texts,
})

export const pageRoutes = [
  route({
    id: 'getPages',
    method: 'GET',
    path: '/pages',
    tag: 'Page',
    summary: 'List pages.',
    access: 'site',
    query: listQuery,
    reply: listOf(listedPage),
    errors: ['bad-parameter', 'not-found'],
    handle: (api, { call, query }) => list(api, call, query, {}),
  }),
  route({
    id: 'getPagesInSpace',
    method: 'GET',
    path: '/spaces/{id}/pages',
    tag: 'Page',
    summary: 'List the pages of a space.',
    access: 'site',
    query: Type.Object({ ...listQuery.properties, depth: text }),
    reply: listOf(listedPage),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      const root = query.depth === 'root' ? { parentId: null } : {}
      return list(
        api,
        call,
        { ...query, 'space-id': undefined, spaceKey: undefined },
        { spaceIds: [space.id], ...root },
      )
    },
  }),
  route({
    id: 'createPage',
    method: 'POST',
    path: '/pages',
    tag: 'Page',
    summary: 'Create a page.',
    access: 'site',
    query: Type.Object({ embedded: flag, private: flag, 'root-level': flag }),
    body: newPage,
    reply: page,
    errors: [
      'bad-body',
      'bad-markup',
      'bad-request',
      'duplicate-title',
      'forbidden',
      'not-found',
      'too-large',
    ],
    handle: async (api, { query, body }) => {
      const space = await readSpaceById(api.domain, parseId(body.spaceId, 'space'))
      // The Cloud puts a page without a parent below the home page, unless it is told otherwise.
      const home = (await homepagesOf(api.domain, [space])).get(space.id)
      const parent = body.parentId ?? (query['root-level'] ? undefined : home)
      const made = await createContent(api.domain, {
        kind: 'page',
        title: body.title ?? '',
        spaceId: space.id,
        parentId: parent == null ? undefined : parseContentId(parent),
        body: acceptBody(body.body),
        status: acceptStatus(body.status),
      })
      return presentOne(api, made, writtenFormat(body.body))
    },
  }),
  route({
    id: 'getPageById',
    method: 'GET',
    path: '/pages/{id}',
    tag: 'Page',
    summary: 'Read one page; also one in the trash.',
    access: 'site',
    query: Type.Object({ 'body-format': text, 'get-draft': flag, status: texts, version: whole }),
    reply: page,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const format = acceptFormat(query['body-format'])
      const statuses: ContentStatus[] = [
        'current',
        'archived',
        'trashed',
        ...(query['get-draft'] ? (['draft'] as const) : []),
      ]
      const found = await readPage(api, path.id, { statuses, version: query.version })
      return presentOne(api, found, format)
    },
  }),
  route({
    id: 'updatePage',
    method: 'PUT',
    path: '/pages/{id}',
    tag: 'Page',
    summary: 'Make the next version of a page; move it below another parent; restore it from the trash.',
    access: 'site',
    body: pageChange,
    reply: page,
    errors: [
      'bad-body',
      'bad-markup',
      'bad-request',
      'duplicate-title',
      'forbidden',
      'not-found',
      'too-large',
      'version-conflict',
    ],
    handle: async (api, { path, body }) => {
      const found = await readPage(api, path.id, { statuses: ['current', 'draft', 'trashed', 'archived'] })
      if (parseContentId(body.id) !== found.id) {
        throw new AppError(
          'bad-body',
          `The body is about page ${body.id}, the address about page ${found.id}.`,
        )
      }
      const changed = await updateContentTo(api.domain, {
        id: found.id,
        version: body.version.number,
        title: body.title,
        body: acceptBody(body.body),
        message: body.version.message ?? undefined,
        minorEdit: body.version.minorEdit,
        parentId: body.parentId == null ? undefined : parseContentId(body.parentId),
        status: acceptStatus(body.status),
      })
      return presentOne(api, changed, writtenFormat(body.body))
    },
  }),
  route({
    id: 'updatePageTitle',
    method: 'PUT',
    path: '/pages/{id}/title',
    tag: 'Page',
    summary: 'Change the title of a page.',
    access: 'site',
    body: titleChange,
    reply: page,
    errors: ['bad-body', 'bad-request', 'duplicate-title', 'forbidden', 'not-found', 'version-conflict'],
    handle: async (api, { path, body }) => {
      const found = await readPage(api, path.id, { statuses: ['current', 'draft'] })
      const changed = await updateContentTo(api.domain, {
        id: found.id,
        version: found.version + 1,
        title: body.title,
        status: acceptStatus(body.status),
      })
      return presentOne(api, changed, undefined)
    },
  }),
  route({
    id: 'deletePage',
    method: 'DELETE',
    path: '/pages/{id}',
    tag: 'Page',
    summary: 'Put a page into the trash; with purge, remove it for good; with draft, discard a draft.',
    access: 'site',
    query: Type.Object({ purge: flag, draft: flag }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, query }) => {
      const statuses: ContentStatus[] = query.purge ? ['trashed'] : query.draft ? ['draft'] : ['current']
      const found = await readPage(api, path.id, { statuses })
      await (query.purge || query.draft
        ? purgeContent(api.domain, found.id)
        : trashContent(api.domain, found.id))
    },
  }),
]

const ORDERS: Readonly<Record<string, ListOrder>> = {
  id: 'id',
  '-id': '-id',
  title: 'title',
  '-title': '-title',
  'created-date': 'created',
  '-created-date': '-created',
  'modified-date': 'modified',
  '-modified-date': '-modified',
}

async function list(
  api: ApiContext,
  call: Call,
  query: Static<typeof listQuery>,
  fixed: Partial<ListFilter>,
): Promise<unknown> {
  const order = ORDERS[query.sort ?? 'id']
  if (order === undefined) {
    throw new AppError('bad-parameter', `The parameter sort is one of ${Object.keys(ORDERS).join(', ')}.`)
  }
  const purpose = `pages ${order}`
  const stretch = cursorStretch(api, query, purpose)
  const statuses = query.status?.map(acceptListedStatus) ?? (['current', 'archived'] as const)
  const filter: ListFilter = {
    kinds: ['page'],
    statuses,
    ...(await spacesOf(api, query)),
    ...(query.id ? { ids: query.id.map(parseContentId) } : {}),
    ...(query.title === undefined ? {} : { title: query.title }),
    ...fixed,
  }
  const found = await listContent(api.domain, filter, order, stretch)
  const format = acceptFormat(query['body-format'] ?? formatInExpand(query.expand))
  const results = await presentPages(api, found.items, format)
  await addExpanded(api, found.items, results, query.expand ?? [])
  const last = found.items.at(-1)
  return presentV2List(
    api,
    call,
    results,
    purpose,
    found.more && last ? { key: orderKey(order, last), id: last.id } : undefined,
  )
}

async function spacesOf(api: ApiContext, query: Static<typeof listQuery>): Promise<Partial<ListFilter>> {
  if (query['space-id']) return { spaceIds: query['space-id'].map((id) => parseId(id, 'space')) }
  if (query.spaceKey === undefined) return {}
  return { spaceIds: [(await readSpace(api.domain, query.spaceKey)).id] }
}

/** `expand=body.storage` of older guides asks for what `body-format=storage` says. */
function formatInExpand(expand: readonly string[] | undefined): string | undefined {
  const path = expand?.find((key) => key === 'body' || key.startsWith('body.'))
  return path === undefined ? undefined : (path.split('.')[1] ?? 'storage')
}

/** `version` is always there; `space` and `history` are added when `expand` names them. */
async function addExpanded(
  api: ApiContext,
  pages: readonly Content[],
  results: Record<string, unknown>[],
  expand: readonly string[],
): Promise<void> {
  if (expand.some((key) => key.startsWith('space'))) {
    const spaces = await spacesById(
      api.domain,
      pages.map((one) => one.spaceId),
    )
    pages.forEach((one, i) => {
      const space = spaces.get(one.spaceId)
      if (space && results[i])
        results[i].space = {
          id: String(space.id),
          key: space.key,
          name: space.name,
          type: space.kind,
          status: space.status,
        }
    })
  }
  if (!expand.some((key) => key.startsWith('history'))) return
  const users = await usersById(
    api.domain,
    pages.map((one) => one.createdBy),
  )
  pages.forEach((one, i) => {
    const creator = one.createdBy === null ? undefined : users.get(one.createdBy)
    if (!results[i]) return
    results[i].history = {
      latest: true,
      createdDate: isoDate(one.createdAt),
      createdBy: creator
        ? {
            type: 'known',
            accountId: creator.accountId,
            displayName: creator.displayName,
            email: creator.email,
          }
        : { type: 'anonymous', displayName: 'Anonymous' },
    }
  })
}

async function readPage(
  api: ApiContext,
  id: string,
  options: { readonly statuses: readonly ContentStatus[]; readonly version?: number },
): Promise<Content> {
  const found = await readContent(api.domain, parseContentId(id), options)
  if (found.kind !== 'page') throw contentNotFound(id)
  return found
}

async function presentOne(api: ApiContext, one: Content, format: FormatName | undefined): Promise<unknown> {
  const [value] = await presentPages(api, [one], format)
  if (value === undefined) throw new AppError('internal')
  return { ...value, _links: { ...(value._links as object), base: api.base } }
}

function acceptFormat(name: string | undefined): FormatName | undefined {
  if (name === undefined) return undefined
  const format = readableRepresentations.find((known) => known === name)
  if (format) return format
  throw new AppError(
    'bad-parameter',
    `The parameter body-format is one of ${readableRepresentations.join(', ')}.`,
  )
}

type BodyInput = Static<typeof newPage>['body']

function acceptBody(given: BodyInput): Body | undefined {
  if (given === undefined) return undefined
  if ('value' in given && typeof given.value === 'string') {
    return { value: given.value, representation: String(given.representation ?? 'storage') }
  }
  for (const name of writableRepresentations) {
    const one = (given as Record<string, { value?: string; representation?: string } | null>)[name]
    if (typeof one?.value === 'string')
      return { value: one.value, representation: one.representation ?? name }
  }
  return undefined
}

/** What a client wrote in is what the answer shows. */
function writtenFormat(given: BodyInput): FormatName | undefined {
  const written = acceptBody(given)?.representation
  return readableRepresentations.find((known) => known === written)
}

function acceptStatus(status: string | undefined): 'current' | 'draft' | undefined {
  if (status === undefined || status === 'current' || status === 'draft') return status
  throw new AppError(
    'bad-body',
    `A page is written with the status current or draft, not "${status.slice(0, 100)}".`,
  )
}

function acceptListedStatus(status: string): ContentStatus {
  if (status === 'current' || status === 'archived' || status === 'trashed') return status
  if (status === 'deleted') return 'trashed'
  throw new AppError('bad-parameter', 'The parameter status is one of current, archived, deleted, trashed.')
}
