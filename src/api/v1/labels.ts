import { Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { listContent } from '../../domain/content/read.ts'
import type { Label } from '../../domain/label/label.ts'
import { type LabelFilter, listLabels, readLabel } from '../../domain/label/list.ts'
import { addSpaceLabels, labelsOfSpaces, removeSpaceLabel } from '../../domain/label/space.ts'
import { readSpace } from '../../domain/space/read.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { presentList } from './present/list.ts'
import { presentLabel } from './present/parts.ts'
import { limit, start, stretch, text } from './query.ts'
import { label, labelDetails, labelInput, listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()

interface Stretch {
  readonly start?: number
  readonly limit?: number
}

/** Labels of the site and of spaces, as the Cloud has them. */
export const cloudLabelRoutes = [
  route({
    id: 'getAllLabelContent',
    method: 'GET',
    path: '/label',
    tag: 'Label info',
    summary: 'A label, and the content that carries it.',
    access: 'site',
    pure: true,
    query: Type.Object({ name: text, type: text, start, limit }),
    reply: labelDetails,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { query }) => {
      if (query.name === undefined || query.name === '')
        throw new AppError('bad-request', 'The parameter name says which label is meant.')
      const kinds = kindsOf(query.type)
      const found = await readLabel(api.domain, query.name)
      if (found === undefined) throw notFound(`No label found with name: ${query.name.slice(0, 100)}`)
      const slice = stretch(query, limits.labelList, limits.listMostExpanded)
      const filter = { kinds, statuses: ['current'], labelId: found.id } as const
      const page = kinds.length === 0 ? { items: [] } : await listContent(api.domain, filter, 'id', slice)
      return {
        label: presentLabel(found),
        associatedContents: {
          results: page.items.map((one) => ({
            contentType: one.kind,
            // A number, unlike elsewhere: the wire and the strict clients have it so.
            contentId: one.id,
            title: one.title,
          })),
          start: slice.offset,
          limit: slice.limit,
          size: page.items.length,
        },
      }
    },
  }),
  route({
    id: 'getLabelsForSpace',
    method: 'GET',
    path: '/space/{spaceKey}/label',
    tag: 'Space labels',
    summary: 'The labels of a space itself.',
    access: 'site',
    pure: true,
    query: Type.Object({ prefix: text, start, limit }),
    reply: listOf(label),
    errors: ['not-found'],
    handle: async (api, { call, path, query }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      const all = (await labelsOfSpaces(api.domain, [space.id])).get(space.id) ?? []
      const wanted = query.prefix === undefined ? all : all.filter((one) => one.prefix === query.prefix)
      return presentSome(api, call, wanted, query)
    },
  }),
  route({
    id: 'addLabelsToSpace',
    method: 'POST',
    path: '/space/{spaceKey}/label',
    tag: 'Space labels',
    summary: 'Add labels to a space; none is taken away.',
    access: 'site',
    body: Type.Union([labelInput, Type.Array(labelInput)]),
    reply: listOf(label),
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { call, path, body }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      const labels = await addSpaceLabels(api.domain, space, Array.isArray(body) ? body : [body])
      return presentSome(api, call, labels, {})
    },
  }),
  route({
    id: 'deleteLabelFromSpace',
    method: 'DELETE',
    path: '/space/{spaceKey}/label',
    tag: 'Space labels',
    summary: 'Take a label off a space.',
    access: 'site',
    query: Type.Object({ name: text, prefix: text }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, query }) => {
      if (query.name === undefined)
        throw new AppError('bad-parameter', 'The parameter name says which label to take off.')
      const space = await readSpace(api.domain, path.spaceKey)
      await removeSpaceLabel(api.domain, space, { name: query.name, prefix: query.prefix })
    },
  }),
]

/** One list of the labels in use: of the site, or of a space when its address names one. */
function listRoute(
  id: string,
  path:
    | '/label/popular'
    | '/label/recent'
    | '/space/{spaceKey}/labels'
    | `/space/{spaceKey}/labels/${'popular' | 'recent'}`,
  summary: string,
  sort: LabelFilter['sort'],
) {
  return route({
    id,
    method: 'GET',
    path,
    tag: 'Labels',
    summary,
    access: 'site',
    pure: true,
    query: Type.Object({ start, limit }),
    reply: listOf(label),
    errors: path.startsWith('/space') ? ['not-found'] : [],
    handle: async (api, { call, path, query }) =>
      presentLabels(api, call, { sort, ...(await within(api, path.spaceKey)) }, query),
  })
}

function relatedRoute(
  id: string,
  path: '/label/{labelName}/related' | '/space/{spaceKey}/labels/{labelName}/related',
) {
  return route({
    id,
    method: 'GET',
    path,
    tag: 'Labels',
    summary: 'The labels that stand on content together with this one, most frequent first.',
    access: 'site',
    pure: true,
    query: Type.Object({ start, limit }),
    reply: listOf(label),
    errors: path.startsWith('/space') ? ['not-found'] : [],
    handle: async (api, { call, path, query }) => {
      const beside = path.labelName.replace(/^global:/, '')
      return presentLabels(api, call, { sort: 'count', beside, ...(await within(api, path.spaceKey)) }, query)
    },
  })
}

/** Labels in use, and the categories of spaces, as Data Center has them. */
export const dcLabelRoutes = [
  route({
    id: 'getLabels',
    method: 'GET',
    path: '/label/labels',
    tag: 'Labels',
    summary: 'The labels in use, by name, or in a space.',
    access: 'site',
    pure: true,
    query: Type.Object({ labelName: text, owner: text, namespace: text, spaceKey: text, start, limit }),
    reply: listOf(label),
    errors: ['not-found'],
    handle: async (api, { call, query }) => {
      const filter = { sort: 'name', ...(await within(api, query.spaceKey)) } as const
      const name = query.labelName === undefined ? {} : { name: query.labelName }
      return presentLabels(api, call, { ...filter, ...name }, query)
    },
  }),
  listRoute('getPopularLabels', '/label/popular', 'The labels in use, most frequent first.', 'count'),
  listRoute('getRecentLabels', '/label/recent', 'The labels in use, last used first.', 'recent'),
  relatedRoute('getRelatedLabels', '/label/{labelName}/related'),
  listRoute('getSpaceLabels', '/space/{spaceKey}/labels', 'The labels in use in a space.', 'name'),
  listRoute(
    'getPopularSpaceLabels',
    '/space/{spaceKey}/labels/popular',
    'The labels in use in a space, most frequent first.',
    'count',
  ),
  listRoute(
    'getRecentSpaceLabels',
    '/space/{spaceKey}/labels/recent',
    'The labels in use in a space, last used first.',
    'recent',
  ),
  relatedRoute('getRelatedSpaceLabels', '/space/{spaceKey}/labels/{labelName}/related'),
  route({
    id: 'addSpaceCategory',
    method: 'POST',
    path: '/space/{spaceKey}/category/{labelName}',
    tag: 'Space categories',
    summary: 'Put a space into a category.',
    access: 'site',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      await addSpaceLabels(api.domain, space, [{ prefix: 'team', name: path.labelName }])
    },
  }),
  route({
    id: 'removeSpaceCategory',
    method: 'DELETE',
    path: '/space/{spaceKey}/category/{labelName}',
    tag: 'Space categories',
    summary: 'Take a space out of a category.',
    access: 'site',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      await removeSpaceLabel(api.domain, space, { prefix: 'team', name: path.labelName })
    },
  }),
]

const KINDS = ['page', 'blogpost', 'attachment'] as const

/** Empty for templates, which carry no labels here. */
function kindsOf(type: string | undefined): readonly (typeof KINDS)[number][] {
  if (type === undefined) return KINDS
  if (type === 'page_template') return []
  const kind = KINDS.find((known) => known === type)
  if (kind) return [kind]
  throw new AppError(
    'bad-request',
    `"${type.slice(0, 100)}" carries no labels. Use one of ${KINDS.join(', ')}, page_template.`,
  )
}

async function within(api: ApiContext, spaceKey: string | undefined) {
  return spaceKey === undefined ? {} : { space: await readSpace(api.domain, spaceKey) }
}

async function presentLabels(
  api: ApiContext,
  call: Call,
  filter: LabelFilter,
  query: Stretch,
): Promise<unknown> {
  const slice = stretch(query, filter.space ? limits.listDefault : limits.labelsInUse, limits.labelList)
  const page = await listLabels(api.domain, filter, slice)
  return presentList(api, call, page.items.map(presentLabel), {
    start: slice.offset,
    limit: slice.limit,
    more: page.more,
  })
}

function presentSome(api: ApiContext, call: Call, labels: readonly Label[], query: Stretch): unknown {
  const slice = stretch(query, limits.labelList, limits.labelList)
  const some = labels.slice(slice.offset, slice.offset + slice.limit)
  return presentList(api, call, some.map(presentLabel), {
    start: slice.offset,
    limit: slice.limit,
    more: slice.offset + some.length < labels.length,
  })
}
