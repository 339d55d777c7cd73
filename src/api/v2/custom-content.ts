import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { FormatName } from '../../document/format.ts'
import {
  type Content,
  type ContentStatus,
  type CustomKind,
  isCustomKind,
} from '../../domain/content/content.ts'
import { createContent } from '../../domain/content/create.ts'
import type { ListFilter } from '../../domain/content/read.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import { readSpaceById } from '../../domain/space/read.ts'
import { type Answer, type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId, parseId } from '../ids.ts'
import { acceptBody, acceptFormat, writtenFormat } from './body.ts'
import { answerContentList, byAnything } from './content-list.ts'
import { includeQuery, withIncluded } from './facets/include.ts'
import { kinds } from './kinds.ts'
import { presentChild, presentCustomContents } from './present/custom-content.ts'
import { flag, slice, text, texts, whole } from './query.ts'
import { readHolder } from './read-holder.ts'
import { readOfKind } from './read-kind.ts'
import { removeOfKind } from './remove-kind.ts'
import {
  childCustomContent,
  customContent,
  customContentChange,
  newCustomContent,
  singleCustomContent,
} from './schema/custom-content.ts'
import { listOf } from './schema/page.ts'

const route = routesOf<ApiContext>()
const about = { tag: 'Custom Content', access: 'site' } as const
const writeErrors = ['bad-body', 'bad-markup', 'bad-request', 'forbidden', 'not-found', 'too-large'] as const

const heldQuery = Type.Object({ type: Type.String(), sort: text, 'body-format': text, ...slice })

/** What holds custom content, by the first part of its address. */
const HOLDERS = [
  { path: 'pages', kind: 'page', id: 'getCustomContentByTypeInPage', what: 'that a page holds' },
  {
    path: 'blogposts',
    kind: 'blogpost',
    id: 'getCustomContentByTypeInBlogPost',
    what: 'that a blog post holds',
  },
] as const

const heldRoutes = HOLDERS.map(({ path: base, kind, id, what }) =>
  route({
    ...about,
    id,
    method: 'GET',
    path: `/${base}/{id}/custom-content`,
    summary: `The custom content of one type ${what}.`,
    query: heldQuery,
    reply: listOf(customContent),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const holder = await readOfKind(api, kind, path.id)
      return list(api, call, query, { containerId: holder.id, withoutParent: true })
    },
  }),
)

/** Content of programs: of types that they name, held by a space, a page, a blog post or other custom content. */
export const customContentRoutes = [
  ...heldRoutes,
  route({
    ...about,
    id: 'getCustomContentByTypeInSpace',
    method: 'GET',
    path: '/spaces/{id}/custom-content',
    summary: 'The custom content of one type in a space, whatever holds it there.',
    query: heldQuery,
    reply: listOf(customContent),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      return list(api, call, query, { spaceIds: [space.id] })
    },
  }),
  route({
    ...about,
    id: 'getCustomContentByType',
    method: 'GET',
    path: '/custom-content',
    summary: 'The custom content of one type that the caller may read.',
    query: Type.Object({ ...heldQuery.properties, id: texts, 'space-id': texts }),
    reply: listOf(customContent),
    errors: ['bad-parameter', 'bad-request'],
    handle: (api, { call, query }) =>
      list(api, call, query, {
        ...(query.id ? { ids: query.id.map(parseContentId) } : {}),
        ...(query['space-id'] ? { spaceIds: query['space-id'].map((id) => parseId(id, 'space')) } : {}),
      }),
  }),
  route({
    ...about,
    id: 'createCustomContent',
    method: 'POST',
    path: '/custom-content',
    summary: 'Create custom content, of any type: types are not announced here.',
    body: newCustomContent,
    status: 201,
    reply: customContent,
    errors: writeErrors,
    handle: async (api, { body }) => {
      const { spaceId, pageId, blogPostId, customContentId } = body
      const holder = await readHolder(api, { pageId, blogPostId, customContentId })
      if (holder === undefined && spaceId == null)
        throw new AppError('bad-body', 'One of spaceId, pageId, blogPostId, customContentId is needed.')
      const made = await createContent(api.domain, {
        kind: acceptType(body.type, 'bad-body'),
        title: body.title,
        ...(holder ? { containerId: holder.id } : { spaceId: parseId(spaceId ?? '', 'space') }),
        body: acceptBody(body.body),
        status: acceptStatus(body.status),
      })
      return presentOne(api, made, writtenFormat(body.body))
    },
  }),
  route({
    ...about,
    id: 'getCustomContentById',
    method: 'GET',
    path: '/custom-content/{id}',
    summary: 'Read custom content; also what lies in the trash.',
    query: Type.Object({
      'body-format': text,
      version: whole,
      ...includeQuery('labels', 'properties', 'operations', 'versions', 'collaborators'),
    }),
    reply: singleCustomContent,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const format = acceptFormat(query['body-format'])
      const statuses: ContentStatus[] = ['current', 'draft', 'trashed']
      const found = await readOfKind(api, 'custom', path.id, { statuses, version: query.version })
      const value = await presentOne(api, found, format)
      return withIncluded(api, kinds.customContent, found, value, query)
    },
  }),
  route({
    ...about,
    id: 'updateCustomContent',
    method: 'PUT',
    path: '/custom-content/{id}',
    summary:
      'Make the next version of custom content, where it is; publish a draft; bring back what lies in the trash.',
    body: customContentChange,
    reply: customContent,
    errors: [...writeErrors, 'version-conflict'],
    handle: async (api, { path, body }) => {
      const statuses: ContentStatus[] = ['current', 'draft', 'trashed']
      const found = await readOfKind(api, 'custom', path.id, { statuses })
      await refuseOther(api, found, body)
      const changed = await updateContentTo(api.domain, {
        id: found.id,
        version: body.version.number,
        title: body.title,
        body: acceptBody(body.body),
        message: body.version.message ?? undefined,
        status: acceptStatus(body.status),
      })
      return presentOne(api, changed, writtenFormat(body.body))
    },
  }),
  route({
    ...about,
    id: 'deleteCustomContent',
    method: 'DELETE',
    path: '/custom-content/{id}',
    summary: 'Put custom content into the trash; with purge, remove for good what lies there.',
    query: Type.Object({ purge: flag }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: (api, { path, query }) => removeOfKind(api, 'custom', path.id, query),
  }),
  route({
    ...about,
    id: 'getChildCustomContent',
    method: 'GET',
    path: '/custom-content/{id}/children',
    tag: 'Children',
    summary: 'The custom content that other one holds.',
    query: Type.Object({ sort: text, ...slice }),
    reply: listOf(childCustomContent),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const { id } = await readOfKind(api, 'custom', path.id)
      return answerContentList(api, call, {
        filter: { custom: true, statuses: ['current'], parentId: id },
        query,
        sorts: byAnything,
        purpose: 'children of custom content',
        present: async (found) => found.map(presentChild),
      })
    },
  }),
]

function list(
  api: ApiContext,
  call: Call,
  query: Static<typeof heldQuery>,
  where: Partial<ListFilter>,
): Promise<Answer> {
  const format = acceptFormat(query['body-format'])
  const kind = acceptType(query.type, 'bad-parameter')
  return answerContentList(api, call, {
    filter: { kinds: [kind], statuses: ['current'], ...where },
    query,
    sorts: byAnything,
    purpose: `custom content ${kind}`,
    present: (found) => presentCustomContents(api, found, format),
  })
}

async function presentOne(
  api: ApiContext,
  one: Content,
  format: FormatName | undefined,
): Promise<Record<string, unknown>> {
  const [value] = await presentCustomContents(api, [one], format)
  return { ...value, _links: { ...(value?._links as object), base: api.base } }
}

function acceptType(type: string | undefined, code: 'bad-parameter' | 'bad-body'): CustomKind {
  if (type !== undefined && isCustomKind(type)) return type
  throw new AppError(
    code,
    'type names a type of custom content, like ac:my-app:my-type: the key of an app, and the key of a type in it.',
  )
}

/** Custom content stays what it is and where it is: an answer may be sent back, but not with another place or type. */
async function refuseOther(
  api: ApiContext,
  found: Content,
  body: Static<typeof customContentChange>,
): Promise<void> {
  const { pageId, blogPostId, customContentId } = body
  const holder = await readHolder(api, { pageId, blogPostId, customContentId })
  const isElsewhere =
    (holder !== undefined && holder.id !== (found.parentId ?? found.containerId)) ||
    (body.spaceId != null && parseId(body.spaceId, 'space') !== found.spaceId)
  if (isElsewhere || body.type !== found.kind || parseContentId(body.id) !== found.id)
    throw new AppError(
      'bad-body',
      `The id, the type and the place of custom content ${found.id} cannot change.`,
    )
}

function acceptStatus(status: string | undefined): 'current' | 'draft' | undefined {
  if (status === undefined || status === 'current' || status === 'draft') return status
  throw new AppError('bad-body', 'Custom content is written with the status current or draft.')
}
