import { type Static, type TProperties, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { readSpace, spacesById } from '../../domain/space/read.ts'
import { type Blueprint, blueprints } from '../../domain/template/blueprints.ts'
import {
  changeTemplate,
  createTemplate,
  labelsOfTemplates,
  listTemplates,
  readTemplate,
  removeTemplate,
  type Template,
  type TemplateInput,
  templateNotFound,
} from '../../domain/template/template.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { acceptBodyInput } from './content.ts'
import { expandContents } from './expand/content.ts'
import { expandSpaces } from './expand/space.ts'
import { nothing, parseExpand } from './expand/tree.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { presentLabel } from './present/parts.ts'
import { expand, limit, start, stretch, text } from './query.ts'
import { label, labelInput, listOf, space } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const strings = Type.Record(Type.String(), Type.String())

const body = closed({
  storage: closed({
    value: Type.String(),
    representation: Type.Literal('storage'),
    embeddedContent: Type.Array(Type.Unknown()),
    _expandable: strings,
  }),
})
const original = closed({ pluginKey: Type.String(), moduleKey: Type.String() })
const template = closed({
  templateId: Type.String(),
  originalTemplate: Type.Optional(original),
  referencingBlueprint: Type.Optional(Type.String()),
  name: Type.String(),
  description: Type.String(),
  space: Type.Optional(space),
  labels: Type.Array(label),
  templateType: Type.Literal('page'),
  body: Type.Optional(body),
  _expandable: strings,
  _links: strings,
})
const blueprintTemplate = closed({
  ...template.properties,
  originalTemplate: original,
  referencingBlueprint: Type.String(),
})

const input = {
  name: Type.Union([Type.String(), Type.Null()]),
  templateType: Type.String(),
  body: Type.Record(Type.String(), Type.Unknown()),
  description: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  labels: Type.Optional(Type.Union([Type.Array(labelInput), Type.Null()])),
  space: Type.Optional(Type.Union([Type.Object({ key: Type.String() }), Type.Null()])),
}
const newTemplate = Type.Object(input)
const changedTemplate = Type.Object({ templateId: Type.String(), ...input })

const listQuery = Type.Object({ spaceKey: text, start, limit, expand })
const PLUGIN = 'inver.blueprints'

/** Templates of pages. On Data Center they are served below `/rest/experimental`. */
export const templateRoutes = [
  route({
    id: 'createContentTemplate',
    method: 'POST',
    path: '/template',
    tag: 'Template',
    summary: 'Make a template of a space or of the site.',
    access: 'user',
    body: newTemplate,
    reply: template,
    errors: ['bad-body', 'bad-markup', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { body }) =>
      presentWhole(api, await createTemplate(api.domain, acceptTemplate(body))),
  }),
  route({
    id: 'updateContentTemplate',
    method: 'PUT',
    path: '/template',
    tag: 'Template',
    summary: 'Change a template; one of a blueprint cannot be changed.',
    access: 'user',
    body: changedTemplate,
    reply: template,
    errors: ['bad-body', 'bad-markup', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { body }) => {
      if (blueprintOf(body.templateId)) {
        throw new AppError('bad-request', 'The template of a blueprint cannot be changed.')
      }
      const changed = await changeTemplate(api.domain, templateId(body.templateId), acceptTemplate(body))
      return presentWhole(api, changed)
    },
  }),
  route({
    id: 'getContentTemplates',
    method: 'GET',
    path: '/template/page',
    tag: 'Template',
    summary: 'The templates of a space, or without one those of the site.',
    access: 'site',
    pure: true,
    query: listQuery,
    reply: listOf(template),
    errors: ['bad-parameter', 'not-found'],
    handle: async (api, { call, query }) => {
      const slice = stretch(query, limits.listDefault, limits.listMostWithBody)
      const page = await listTemplates(api.domain, query.spaceKey, slice)
      const withBody = 'body' in parseExpand(query.expand, '')
      const results = await presentTemplates(api, page.items, withBody)
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    id: 'getBlueprintTemplates',
    method: 'GET',
    path: '/template/blueprint',
    tag: 'Template',
    summary: 'The templates of the built-in blueprints, which are the same in every space.',
    access: 'site',
    pure: true,
    query: listQuery,
    reply: listOf(blueprintTemplate),
    errors: ['bad-parameter', 'not-found'],
    handle: async (api, { call, query }) => {
      if (query.spaceKey !== undefined) await readSpace(api.domain, query.spaceKey)
      const slice = stretch(query, limits.listDefault, limits.listMostWithBody)
      const withBody = 'body' in parseExpand(query.expand, '')
      const some = blueprints.slice(slice.offset, slice.offset + slice.limit)
      return presentList(
        api,
        call,
        some.map((one) => presentBlueprint(api, one, withBody)),
        { start: slice.offset, limit: slice.limit, more: slice.offset + some.length < blueprints.length },
      )
    },
  }),
  route({
    id: 'getContentTemplate',
    method: 'GET',
    path: '/template/{contentTemplateId}',
    tag: 'Template',
    summary: 'Read one template with its body.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand }),
    reply: template,
    errors: ['forbidden'],
    handle: async (api, { path, query }) => {
      const withBody = 'body' in parseExpand(query.expand, 'body')
      const blueprint = blueprintOf(path.contentTemplateId)
      if (blueprint) {
        const value = presentBlueprint(api, blueprint, withBody)
        return { ...value, _links: { ...value._links, ...topLinks(api) } }
      }
      return presentWhole(
        api,
        await found(path.contentTemplateId, (id) => readTemplate(api.domain, id)),
        withBody,
      )
    },
  }),
  route({
    id: 'removeTemplate',
    method: 'DELETE',
    path: '/template/{contentTemplateId}',
    tag: 'Template',
    summary: 'Remove a template for good; one of a blueprint stays.',
    access: 'user',
    status: 204,
    reply: 'nothing',
    errors: ['forbidden', 'unauthenticated'],
    handle: async (api, { path }) => {
      if (blueprintOf(path.contentTemplateId)) {
        throw new AppError('forbidden', 'The template of a blueprint cannot be removed.')
      }
      await found(path.contentTemplateId, (id) => removeTemplate(api.domain, id))
    },
  }),
]

function blueprintOf(id: string): Blueprint | undefined {
  return blueprints.find(({ key }) => key === id)
}

function templateId(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw templateNotFound(text.slice(0, 100))
}

/** Where a template is named by its address, the vendor answers 403 for one that is not there. */
async function found<T>(text: string, work: (id: number) => Promise<T>): Promise<T> {
  try {
    return await work(templateId(text))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
    throw new AppError('forbidden', error.message)
  }
}

function acceptTemplate(given: Static<typeof newTemplate>): TemplateInput {
  if (given.templateType !== 'page') throw new AppError('bad-request', 'templateType is page, nothing else.')
  const body = acceptBodyInput(given.body)
  if (body === undefined) throw new AppError('bad-body', 'The body of the template is missing.')
  return {
    name: given.name ?? '',
    description: given.description ?? undefined,
    body,
    labels: given.labels ?? undefined,
    spaceKey: given.space?.key,
  }
}

async function presentWhole(api: ApiContext, one: Template, withBody = true): Promise<unknown> {
  const [value] = await presentTemplates(api, [one], withBody)
  return { ...value, _links: { ...value?._links, ...topLinks(api) } }
}

async function presentTemplates(api: ApiContext, templates: readonly Template[], withBody: boolean) {
  const labels = await labelsOfTemplates(
    api.domain,
    templates.map(({ id }) => id),
  )
  const spaces = [
    ...(
      await spacesById(
        api.domain,
        templates.flatMap(({ spaceId }) => spaceId ?? []),
      )
    ).values(),
  ]
  const shown = await expandSpaces(api, spaces, nothing, expandContents)
  return templates.map((one) => {
    const at = spaces.findIndex(({ id }) => id === one.spaceId)
    return {
      templateId: String(one.id),
      name: one.name,
      description: one.description,
      ...(at < 0 ? {} : { space: shown[at] }),
      labels: (labels.get(one.id) ?? []).map(presentLabel),
      templateType: 'page',
      ...presentBody(one.body, withBody),
      _links: { self: selfLink(api, String(one.id)) },
    }
  })
}

function presentBlueprint(api: ApiContext, one: Blueprint, withBody: boolean) {
  return {
    templateId: one.key,
    originalTemplate: { pluginKey: PLUGIN, moduleKey: `${one.key}-template` },
    referencingBlueprint: `${PLUGIN}:${one.key}-blueprint`,
    name: one.name,
    description: one.description,
    labels: [{ prefix: 'global', name: one.label, id: '0', label: one.label }],
    templateType: 'page',
    ...presentBody(one.body, withBody),
    _links: { self: selfLink(api, one.key) },
  }
}

function presentBody(value: string, withBody: boolean) {
  if (!withBody) return { _expandable: { body: '' } }
  const storage = { value, representation: 'storage', embeddedContent: [], _expandable: { content: '' } }
  return { body: { storage }, _expandable: {} }
}

function selfLink(api: ApiContext, id: string): string {
  const part = api.flavour.name === 'cloud' ? 'api' : 'experimental'
  return `${api.base}/rest/${part}/template/${id}`
}
