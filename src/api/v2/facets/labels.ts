import { type Static, Type } from 'typebox'
import type { CursorPosition } from '../../../base/page.ts'
import { notFound } from '../../../base/errors.ts'
import type { Content } from '../../../domain/content/content.ts'
import { labelsOf } from '../../../domain/label/attach.ts'
import type { Label } from '../../../domain/label/label.ts'
import { type LabelOrder, listLabelsInSight, readLabelById } from '../../../domain/label/list.ts'
import { labelsOfSpaces } from '../../../domain/label/space.ts'
import { readSpaceById } from '../../../domain/space/read.ts'
import type { Space } from '../../../domain/space/space.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseId } from '../../ids.ts'
import { answerList, ofLabelQuery } from '../authored.ts'
import { answerContentList, byDate } from '../content-list.ts'
import { type AddressedKind, kinds, readAddressed } from '../kinds.ts'
import { presentAttachments } from '../present/attachment.ts'
import { acceptOrder, cursorStretch, cutStretch, type Listed, presentListed } from '../present/list.ts'
import { slice, text, texts } from '../query.ts'
import { attachment } from '../schema/attachment.ts'
import { label } from '../schema/facet.ts'
import { listedBlogPost, listedPage, listOf } from '../schema/page.ts'

const route = routesOf<ApiContext>()
const about = { method: 'GET', tag: 'Label', access: 'site', pure: true } as const
const errors = ['bad-parameter', 'bad-request', 'not-found'] as const

const labelQuery = Type.Object({
  prefix: Type.Optional(Type.Enum(['my', 'team', 'global', 'system'])),
  sort: text,
  ...slice,
})
type Asked = Static<typeof labelQuery>

/** The orders of labels. What was made first has the lowest id. */
const ORDERS: Readonly<Record<string, LabelOrder>> = {
  id: 'id',
  '-id': '-id',
  'created-date': 'id',
  '-created-date': '-id',
  name: 'name',
  '-name': '-name',
}

/** A stretch of the labels of a content. */
export async function listLabelsOf(api: ApiContext, content: Content, asked: Asked): Promise<Listed> {
  const all = (await labelsOf(api.domain, [content.id])).get(content.id) ?? []
  return cutLabels(api, all, `labels of content ${content.id}`, asked)
}

/** A stretch of the labels of a space itself. */
export async function listLabelsOfSpace(api: ApiContext, space: Space, asked: Asked): Promise<Listed> {
  const all = (await labelsOfSpaces(api.domain, [space.id])).get(space.id) ?? []
  return cutLabels(api, all, `labels of space ${space.id}`, asked)
}

function cutLabels(api: ApiContext, all: readonly Label[], what: string, asked: Asked): Listed {
  const order = acceptOrder(ORDERS, asked.sort, 'id')
  const purpose = `${what} ${order}`
  const wanted = asked.prefix === undefined ? all : all.filter(({ prefix }) => prefix === asked.prefix)
  const { items, last } = cutStretch(wanted, cursorStretch(api, asked, purpose), ({ id }) => id, {
    ...(order.endsWith('name') ? { keyOf: ({ name }: Label) => name } : {}),
    descending: order.startsWith('-'),
  })
  return { purpose, results: items.map(presentLabel), last }
}

/** A stretch of the labels in use, on all content and spaces or on the content of a space. */
async function listInSight(
  api: ApiContext,
  filter: Parameters<typeof listLabelsInSight>[1],
  asked: Omit<Asked, 'prefix'>,
): Promise<Listed> {
  const order = acceptOrder(ORDERS, asked.sort, 'id')
  const purpose = `labels in use ${filter.space?.id ?? ''} ${order}`
  const { items, more } = await listLabelsInSight(
    api.domain,
    filter,
    order,
    cursorStretch(api, asked, purpose),
  )
  const end = items.at(-1)
  const last: CursorPosition | undefined = more && end ? { key: end.name, id: end.id } : undefined
  return { purpose, results: items.map(presentLabel), last }
}

const routesOfKinds = [kinds.page, kinds.blogPost, kinds.attachment, kinds.customContent].map(
  (kind: AddressedKind) =>
    route({
      ...about,
      id: `get${kind.Noun}Labels`,
      path: `${kind.base}/{id}/labels` as const,
      summary: `The labels of ${kind.noun}.`,
      query: labelQuery,
      reply: listOf(label),
      errors,
      handle: async (api, { call, path, query }) => {
        const found = await readAddressed(api, kind, path.id)
        return presentListed(api, call, await listLabelsOf(api, found, query))
      },
    }),
)

/** Labels are only read here: the vendor's v2 adds none either. */
export const labelRoutes = [
  ...routesOfKinds,
  route({
    ...about,
    id: 'getSpaceLabels',
    path: '/spaces/{id}/labels',
    summary: 'The labels of a space itself.',
    query: labelQuery,
    reply: listOf(label),
    errors,
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      return presentListed(api, call, await listLabelsOfSpace(api, space, query))
    },
  }),
  route({
    ...about,
    id: 'getSpaceContentLabels',
    path: '/spaces/{id}/content/labels',
    summary: 'The labels of what is in a space, as far as the caller may read it.',
    query: labelQuery,
    reply: listOf(label),
    errors,
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      const prefixes = query.prefix === undefined ? undefined : [query.prefix]
      return presentListed(api, call, await listInSight(api, { space, prefixes }, query))
    },
  }),
  route({
    ...about,
    id: 'getLabels',
    path: '/labels',
    summary: 'The labels on what the caller may see.',
    query: Type.Object({ 'label-id': texts, prefix: texts, sort: text, ...slice }),
    reply: listOf(label),
    errors: ['bad-parameter', 'bad-request'],
    handle: async (api, { call, query }) => {
      const filter = { ids: query['label-id']?.map((id) => parseId(id, 'label')), prefixes: query.prefix }
      return presentListed(api, call, await listInSight(api, filter, query))
    },
  }),
  route({
    ...about,
    id: 'getLabelPages',
    path: '/labels/{id}/pages',
    tag: 'Page',
    summary: 'The pages that carry a label.',
    query: ofLabelQuery,
    reply: listOf(listedPage),
    errors,
    handle: async (api, { call, path, query }) =>
      answerList(api, call, 'page', query, await carrying(api, path.id)),
  }),
  route({
    ...about,
    id: 'getLabelBlogPosts',
    path: '/labels/{id}/blogposts',
    tag: 'Blog Post',
    summary: 'The blog posts that carry a label.',
    query: ofLabelQuery,
    reply: listOf(listedBlogPost),
    errors,
    handle: async (api, { call, path, query }) =>
      answerList(api, call, 'blogpost', query, await carrying(api, path.id)),
  }),
  route({
    ...about,
    id: 'getLabelAttachments',
    path: '/labels/{id}/attachments',
    tag: 'Attachment',
    summary: 'The attachments that carry a label.',
    query: Type.Object({ sort: text, ...slice }),
    reply: listOf(attachment),
    errors,
    handle: async (api, { call, path, query }) =>
      answerContentList(api, call, {
        filter: { kinds: ['attachment'], ...(await carrying(api, path.id)) },
        query,
        sorts: byDate,
        purpose: 'attachments',
        present: (found) => presentAttachments(api, found),
      }),
  }),
]

/** What carries a label that is everybody's or one's own. */
async function carrying(api: ApiContext, id: string) {
  const found = await readLabelById(api.domain, parseId(id, 'label'))
  if (found === undefined) throw notFound(`There is no label with the id ${id}.`)
  return { labelId: found.id, statuses: ['current'] as const }
}

function presentLabel({ id, name, prefix }: Label): Record<string, unknown> {
  return { id: String(id), name, prefix }
}
