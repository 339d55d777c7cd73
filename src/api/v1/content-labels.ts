import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { readContent } from '../../domain/content/read.ts'
import { addLabels, labelsOf, removeLabel } from '../../domain/label/attach.ts'
import type { Label } from '../../domain/label/label.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { presentList } from './present/list.ts'
import { presentLabel } from './present/parts.ts'
import { limit, start, stretch, text } from './query.ts'
import { label, labelInput, listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()

export const labelRoutes = [
  route({
    id: 'getLabelsForContent',
    method: 'GET',
    path: '/content/{id}/label',
    tag: 'Content labels',
    summary: 'The labels of a content.',
    access: 'site',
    pure: true,
    query: Type.Object({ prefix: text, start, limit }),
    reply: listOf(label),
    errors: ['bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      if (query.limit === 0) throw new AppError('bad-parameter', 'java.lang.IllegalArgumentException: null')
      const found = await readContent(api.domain, parseContentId(path.id), {
        statuses: ['current', 'archived', 'draft'],
      })
      const all = (await labelsOf(api.domain, [found.id])).get(found.id) ?? []
      const wanted = query.prefix === undefined ? all : all.filter((one) => one.prefix === query.prefix)
      return presentLabels(api, call, wanted, query)
    },
  }),
  route({
    id: 'addLabelsToContent',
    method: 'POST',
    path: '/content/{id}/label',
    tag: 'Content labels',
    summary: 'Add labels to a content; none is taken away.',
    access: 'site',
    body: Type.Union([labelInput, Type.Array(labelInput)]),
    reply: listOf(label),
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { call, path, body }) => {
      const labels = await addLabels(api.domain, parseContentId(path.id), Array.isArray(body) ? body : [body])
      return presentLabels(api, call, labels, {})
    },
  }),
  route({
    id: 'removeLabelFromContentUsingQueryParameter',
    method: 'DELETE',
    path: '/content/{id}/label',
    tag: 'Content labels',
    summary: 'Take a label off a content; the name may hold a slash.',
    access: 'site',
    query: Type.Object({ name: text, prefix: text }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, query }) => {
      if (query.name === undefined)
        throw new AppError('bad-parameter', 'The parameter name says which label to take off.')
      await removeLabel(api.domain, parseContentId(path.id), { name: query.name, prefix: query.prefix })
    },
  }),
  route({
    id: 'removeLabelFromContent',
    method: 'DELETE',
    path: '/content/{id}/label/{label}',
    tag: 'Content labels',
    summary: 'Take a label off a content.',
    access: 'site',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      await removeLabel(api.domain, parseContentId(path.id), { name: path.label })
    },
  }),
]

function presentLabels(
  api: ApiContext,
  call: Call,
  labels: readonly Label[],
  query: { readonly start?: number; readonly limit?: number },
): unknown {
  const slice = stretch(query, limits.labelList, limits.labelList)
  const some = labels.slice(slice.offset, slice.offset + slice.limit)
  return presentList(api, call, some.map(presentLabel), {
    start: slice.offset,
    limit: slice.limit,
    more: slice.offset + some.length < labels.length,
  })
}
