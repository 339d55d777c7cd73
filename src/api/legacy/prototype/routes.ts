import { type TSchema, Type } from 'typebox'
import { notFound } from '../../../base/errors.ts'
import { limits } from '../../../base/limits.ts'
import { ancestorIdsOf, parentInSight } from '../../../domain/content/ancestors.ts'
import type { Content, ContentKind } from '../../../domain/content/content.ts'
import { listContent, readContent, readContents } from '../../../domain/content/read.ts'
import { renderBodies } from '../../../domain/render/body.ts'
import { downloadPath, spacePath, webPath } from '../../../domain/render/urls.ts'
import { search } from '../../../domain/search.ts'
import { listSpaces, readSpace, spacesById } from '../../../domain/space/read.ts'
import type { Space } from '../../../domain/space/space.ts'
import { type User, usersById } from '../../../domain/user/user.ts'
import { Answer, type Call, routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseContentId } from '../../ids.ts'
import { caller, userNamed } from '../people.ts'
import { cqlOf } from '../words.ts'
import { toXml } from './xml.ts'

const route = routesOf<ApiContext>()
const text = Type.Optional(Type.String())
const closed = { additionalProperties: false }
const paging = { 'start-index': Type.Optional(Type.Integer()), 'max-results': Type.Optional(Type.Integer()) }
const words = { query: text, type: text, spaceKey: text, lastModified: text, contributor: text }

const links = Type.Array(
  Type.Object({ href: Type.String(), rel: Type.String(), type: Type.Optional(Type.String()) }, closed),
)
const space = Type.Object(
  {
    link: links,
    key: Type.String(),
    name: Type.String(),
    type: Type.String(),
    title: Type.String(),
    description: Type.Optional(Type.String()),
    wikiLink: Type.String(),
  },
  closed,
)
const user = Type.Object(
  { link: links, name: Type.String(), displayName: Type.String(), avatarUrl: Type.String() },
  closed,
)
const moment = Type.Object({ friendly: Type.String(), date: Type.String() }, closed)
const contentFields = {
  link: links,
  id: Type.String(),
  type: Type.String(),
  title: Type.String(),
  wikiLink: Type.String(),
  createdDate: moment,
  lastModifiedDate: moment,
  creator: Type.Optional(user),
  lastModifier: Type.Optional(user),
  space: Type.Optional(Type.Object({ link: links, key: Type.String(), name: Type.String() }, closed)),
  fileName: Type.Optional(Type.String()),
  contentType: Type.Optional(Type.String()),
  fileSize: Type.Optional(Type.Integer()),
  body: Type.Optional(Type.Object({ value: Type.String() }, closed)),
  parentId: Type.Optional(Type.String()),
}
const content = Type.Object(contentFields, closed)
const listed = (name: string, schema: TSchema) =>
  Type.Object(
    {
      link: links,
      'start-index': Type.Integer(),
      size: Type.Integer(),
      totalSize: Type.Optional(Type.Integer()),
      [name]: Type.Array(schema),
    },
    closed,
  )
/** JSON has the schema; XML is the same values as text. */
const either = (schema: TSchema) => Type.Union([schema, Type.String()])

const shared = { method: 'GET', tag: 'Prototype', access: 'site' } as const
const found = { ...shared, errors: ['bad-parameter', 'bad-request', 'not-found'] } as const
const searched = { ...shared, errors: ['bad-cql', 'bad-parameter'] } as const

/** `/rest/prototype/1`: the first REST interface, in XML unless JSON is asked for. */
export const prototypeRoutes = [
  route({
    ...shared,
    id: 'prototype.getSpaces',
    path: '/space',
    summary: 'The spaces that one may see.',
    query: Type.Object({ ...paging, type: text }),
    reply: either(listed('space', space)),
    errors: [],
    handle: async (api, { call, query }) => {
      const { offset, limit } = stretchOf(query)
      const kind = KINDS.filter((known) => known === query.type).map((one) => ({ kind: one }))[0] ?? {}
      const { items } = await listSpaces(api.domain, kind, 'name', { offset, limit })
      return inForm(
        call,
        'spaces',
        list(
          api,
          call,
          'space',
          items.map((one) => presentSpace(api, one)),
          offset,
        ),
      )
    },
  }),
  route({
    ...found,
    id: 'prototype.getSpace',
    path: '/space/{key}',
    summary: 'One space.',
    reply: either(space),
    handle: async (api, { call, path }) =>
      inForm(call, 'space', presentSpace(api, await readSpace(api.domain, withoutSuffix(path.key)))),
  }),
  route({
    ...found,
    id: 'prototype.getContent',
    path: '/content/{id}',
    summary: 'A page, blog post, comment or attachment, with its body as HTML.',
    reply: either(content),
    handle: async (api, { call, path }) => {
      const one = await contentAt(api, path.id)
      const [presented] = await presentContents(api, [one])
      const body =
        one.kind === 'attachment' ? undefined : (await renderBodies(api.domain, [one], 'view')).get(one.id)
      return inForm(call, 'content', {
        ...presented,
        ...(body === undefined ? {} : { body: { value: body } }),
      })
    },
  }),
  ...(
    [
      ['attachments', 'attachment'],
      ['comments', 'comment'],
    ] as const
  ).map(([plural, kind]) =>
    route({
      ...found,
      id: `prototype.get${kind === 'comment' ? 'Comments' : 'Attachments'}`,
      path: `/content/{id}/${plural}`,
      summary: `The ${plural} of a content.`,
      query: Type.Object(paging),
      reply: either(listed(kind, content)),
      handle: async (api, { call, path, query }) => {
        const holder = await contentAt(api, path.id)
        const { offset, limit } = stretchOf(query as Paging)
        const filter = {
          kinds: [kind as ContentKind],
          statuses: ['current'],
          containerId: holder.id,
        } as const
        const { items } = await listContent(api.domain, filter, 'created', { offset, limit })
        return inForm(call, plural, list(api, call, kind, await presentContents(api, items), offset))
      },
    }),
  ),
  route({
    ...found,
    id: 'prototype.getChildren',
    path: '/content/{id}/children',
    summary: 'The pages directly below a page.',
    query: Type.Object(paging),
    reply: either(listed('content', content)),
    handle: async (api, { call, path, query }) => {
      const parent = await contentAt(api, path.id)
      const { offset, limit } = stretchOf(query)
      const filter = { kinds: ['page'], statuses: ['current'], parentId: parent.id } as const
      const { items } = await listContent(api.domain, filter, 'position', { offset, limit })
      return inForm(call, 'children', list(api, call, 'content', await presentContents(api, items), offset))
    },
  }),
  route({
    ...found,
    id: 'prototype.getBreadcrumb',
    path: '/content/{id}/breadcrumb',
    summary: 'The way to a page: its space, the pages above it, and itself.',
    reply: either(
      Type.Object(
        { breadcrumb: Type.Array(Type.Object({ title: Type.String(), href: Type.String() }, closed)) },
        closed,
      ),
    ),
    handle: async (api, { call, path }) => {
      const one = await contentAt(api, path.id)
      const ids = (await ancestorIdsOf(api.domain, [one.id])).get(one.id) ?? []
      const pages = [...(await readContents(api.domain, ids.toReversed())), one]
      const space = (await spacesById(api.domain, [one.spaceId])).get(one.spaceId)
      const { place } = api.domain
      const first = space ? [{ title: space.name, href: api.base + spacePath(place, space) }] : []
      const steps = pages.map((page) => ({ title: page.title, href: api.base + webPath(place, page, space) }))
      return inForm(call, 'breadcrumbs', { breadcrumb: [...first, ...steps] })
    },
  }),
  ...(['/search', '/search/site'] as const).map((path) =>
    route({
      ...searched,
      id: path === '/search' ? 'prototype.search' : 'prototype.searchSite',
      path,
      summary: 'What has these words in title or text.',
      query: Type.Object({ ...paging, ...words }),
      reply: either(listed('result', content)),
      handle: async (api, { call, query }) => {
        const asked = query as Paging & Words
        const { offset, limit } = stretchOf(asked)
        const cql = cqlOf(asked.query ?? '', { ...asked, modified: asked.lastModified })
        const { hits, total } = await search(api.domain, {
          cql,
          limit,
          from: { offset },
          answers: 'content',
          excerpt: 'none',
        })
        const contents = hits.flatMap((hit) => (hit.kind === 'content' ? hit.content : []))
        const results = list(api, call, 'result', await presentContents(api, contents), offset)
        return inForm(call, 'results', { ...results, totalSize: total })
      },
    }),
  ),
  route({
    ...searched,
    id: 'prototype.searchName',
    path: '/search/name',
    summary: 'What has a title with these words, in groups by type, as the quick search shows it.',
    query: Type.Object({ ...paging, ...words }),
    reply: either(
      Type.Object(
        {
          query: Type.String(),
          group: Type.Array(Type.Object({ name: Type.String(), result: Type.Array(content) }, closed)),
        },
        closed,
      ),
    ),
    handle: async (api, { call, query }) => {
      const { offset, limit } = stretchOf(query)
      const text = (query.query ?? '').trim()
      if (text === '') return inForm(call, 'results', { query: '', group: [] })
      const cql = `title ~ "${text.replace(/["\\]/g, '\\$&')}*"`
      const { hits } = await search(api.domain, {
        cql,
        limit,
        from: { offset },
        answers: 'content',
        excerpt: 'none',
      })
      const contents = hits.flatMap((hit) => (hit.kind === 'content' ? hit.content : []))
      const groups = Map.groupBy(await presentContents(api, contents), ({ type }) => type)
      const group = [...groups].map(([name, result]) => ({ name, result }))
      return inForm(call, 'results', { query: text, group })
    },
  }),
  route({
    ...shared,
    id: 'prototype.getCurrentUser',
    path: '/user/current',
    summary: 'Whoever asks.',
    access: 'user',
    reply: either(user),
    errors: ['unauthenticated'],
    handle: async (api, { call }) => inForm(call, 'user', presentUser(api, await caller(api))),
  }),
  route({
    ...found,
    id: 'prototype.getUser',
    path: '/user/non-system/{username}',
    summary: 'A user by user name.',
    access: 'user',
    reply: either(user),
    handle: async (api, { call, path }) =>
      inForm(call, 'user', presentUser(api, await userNamed(api, withoutSuffix(path.username)))),
  }),
  ...(['GET', 'POST'] as const).map((method) =>
    route({
      ...shared,
      method,
      id: method === 'GET' ? 'prototype.getReindex' : 'prototype.startReindex',
      path: '/index/reindex',
      changes: false,
      summary: 'That the index is complete: it is written in the transaction of each change.',
      access: 'administrator',
      reply: either(
        Type.Object(
          { finished: Type.Boolean(), percentageComplete: Type.Integer(), elapsedTime: Type.Integer() },
          closed,
        ),
      ),
      errors: ['forbidden', 'unauthenticated'],
      handle: async (_api, { call }) =>
        inForm(call, 'reindex', { finished: true, percentageComplete: 100, elapsedTime: 0 }),
    }),
  ),
]

const KINDS = ['global', 'personal'] as const

interface Paging {
  readonly 'start-index'?: number
  readonly 'max-results'?: number
}

interface Words {
  readonly query?: string
  readonly type?: string
  readonly spaceKey?: string
  readonly lastModified?: string
  readonly contributor?: string
}

function stretchOf(query: Paging): { readonly offset: number; readonly limit: number } {
  const offset = Math.min(Math.max(query['start-index'] ?? 0, 0), limits.offsetFarthest)
  const limit = Math.min(Math.max(query['max-results'] ?? limits.prototypeList, 1), limits.prototypeList)
  return { offset, limit }
}

/** XML, as the vendor answered to whoever did not ask for JSON. */
function inForm(call: Call, name: string, value: Record<string, unknown>): Answer {
  const wantsJson = /json/i.test(String(call.headers.accept ?? '')) || /\.json($|\?)/.test(call.url)
  if (wantsJson) return new Answer({ body: value })
  return new Answer({
    headers: { 'content-type': 'application/xml;charset=UTF-8' },
    body: toXml(name, value),
  })
}

function withoutSuffix(segment: string): string {
  return segment.replace(/\.(json|xml)$/, '')
}

function list(
  api: ApiContext,
  call: Call,
  name: string,
  items: readonly unknown[],
  offset: number,
): Record<string, unknown> {
  const link = [{ href: api.domain.place.origin + call.url, rel: 'self' }]
  return { link, 'start-index': offset, size: items.length, [name]: items }
}

async function contentAt(api: ApiContext, id: string): Promise<Content> {
  const content = await readContent(api.domain, parseContentId(withoutSuffix(id)))
  if (content.status === 'current' || content.status === 'archived') return content
  throw notFound(`There is no content with the id ${id}.`)
}

function linksTo(api: ApiContext, own: string, page: string) {
  return [
    { href: `${api.base}/rest/prototype/1${own}`, rel: 'self' },
    { href: api.base + page, rel: 'alternate', type: 'text/html' },
  ]
}

function presentSpace(api: ApiContext, one: Space) {
  return {
    link: linksTo(api, `/space/${encodeURIComponent(one.key)}`, spacePath(api.domain.place, one)),
    key: one.key,
    name: one.name,
    type: one.kind,
    title: one.name,
    ...(one.description === '' ? {} : { description: one.description }),
    wikiLink: `[${one.key}:]`,
  }
}

function presentUser(api: ApiContext, one: User) {
  const name = encodeURIComponent(one.username)
  return {
    link: linksTo(api, `/user/non-system/${name}`, `/users/viewuserprofile.action?username=${name}`),
    name: one.username,
    displayName: one.displayName,
    avatarUrl: `${api.base}/avatar/${one.id}.svg`,
  }
}

async function presentContents(api: ApiContext, contents: readonly Content[]) {
  const ctx = api.domain
  const spaces = await spacesById(
    ctx,
    contents.map(({ spaceId }) => spaceId),
  )
  const users = await usersById(
    ctx,
    contents.flatMap(({ createdBy, updatedBy }) => [createdBy, updatedBy]),
  )
  const holders = new Map(
    (await readContents(ctx, [...new Set(contents.flatMap(({ containerId }) => containerId ?? []))])).map(
      (one) => [one.id, one],
    ),
  )
  const person = (id: number | null) => {
    const one = id === null ? undefined : users.get(id)
    return one && presentUser(api, one)
  }
  return contents.map((one) => {
    const space = spaces.get(one.spaceId)
    const address = webPath(ctx.place, one, space, holders.get(one.containerId ?? 0))
    const [creator, lastModifier] = [person(one.createdBy), person(one.updatedBy)]
    const parentId = parentInSight(ctx, one)
    return {
      link: [
        ...linksTo(api, `/content/${one.id}`, address),
        ...(one.kind === 'attachment' ? [{ href: api.base + downloadPath(one), rel: 'download' }] : []),
      ],
      id: String(one.id),
      type: one.kind,
      title: one.title,
      wikiLink: `[${space?.key ?? ''}:${one.title}]`,
      createdDate: momentOf(one.createdAt),
      lastModifiedDate: momentOf(one.updatedAt),
      ...(creator ? { creator } : {}),
      ...(lastModifier ? { lastModifier } : {}),
      ...(space
        ? {
            space: {
              link: linksTo(api, `/space/${encodeURIComponent(space.key)}`, spacePath(ctx.place, space)),
              key: space.key,
              name: space.name,
            },
          }
        : {}),
      ...(one.kind === 'attachment'
        ? {
            fileName: one.title,
            contentType: one.extra.mediaType ?? 'application/octet-stream',
            fileSize: one.extra.fileSize ?? 0,
          }
        : {}),
      ...(parentId === null ? {} : { parentId: String(parentId) }),
    }
  })
}

function momentOf(ms: number) {
  const date = new Date(ms).toISOString()
  return { friendly: date.slice(0, 16).replace('T', ' '), date }
}
