import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type Body, type Content, type ContentStatus, isCustomKind } from '../../domain/content/content.ts'
import { createContent } from '../../domain/content/create.ts'
import { type ListOrder, listContent, readContent } from '../../domain/content/read.ts'
import { purgeContent, removeAtOnce, trashContent } from '../../domain/content/trash.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import { repairBody, writableRepresentations } from '../../domain/content/body.ts'
import type { LabelName } from '../../domain/label/attach.ts'
import type { PropertyInput } from '../../domain/property/property.ts'
import { readSpace } from '../../domain/space/read.ts'
import { limits } from '../../base/limits.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents, expandHistories } from './expand/content.ts'
import { type ExpandTree, listCap, parseExpand } from './expand/tree.ts'
import type { Message } from '../../document/message.ts'
import { topLinks } from './present/links.ts'
import { presentFinding } from './present/parts.ts'
import { presentList } from './present/list.ts'
import {
  acceptAnyKind,
  acceptListedStatuses,
  acceptStatuses,
  expand,
  limit,
  start,
  statusList,
  stretch,
  text,
  whole,
} from './query.ts'
import { content, contentInput, history, listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()

/** What a single content shows when nothing is asked for. */
const SINGLE = 'history,space,version'
/** What a content that was just written shows. */
const WRITTEN = 'body.storage,history,space,container.history,container.version,version,ancestors'

/** On the Cloud a reader may ask to be noted as one; see the reasons in COMPATIBILITY.md. */
const viewedTrigger = Type.Optional(Type.Enum(['viewed']))

export const contentRoutes = [
  route({
    id: 'getContent',
    method: 'GET',
    path: '/content',
    tag: 'Content',
    summary: 'List content, or find it by space and title.',
    access: 'site',
    pure: true,
    query: Type.Object({
      type: text,
      spaceKey: text,
      title: text,
      status: statusList,
      postingDay: text,
      orderby: text,
      ids: Type.Optional(Type.Array(Type.String())),
      trigger: viewedTrigger,
      expand,
      start,
      limit,
    }),
    reply: listOf(content),
    errors: ['not-found', 'unknown-type'],
    handle: async (api, { call, query }) => {
      const tree = parseExpand(query.expand, '')
      const slice = stretch(query, limits.listDefault, listCap(tree, api.flavour.name === 'cloud'))
      const space = query.spaceKey === undefined ? undefined : await readSpace(api.domain, query.spaceKey)
      const filter = {
        ...(query.ids === undefined || query.type !== undefined
          ? { kinds: [acceptAnyKind(query.type ?? 'page')] }
          : {}),
        ...(query.ids === undefined ? {} : { ids: query.ids.map(parseContentId) }),
        statuses: acceptListedStatuses(query.status, api.flavour.name) ?? (['current'] as const),
        ...(space ? { spaceIds: [space.id] } : {}),
        ...(query.title === undefined ? {} : { title: query.title }),
        ...(query.postingDay === undefined ? {} : { createdBetween: dayRange(query.postingDay) }),
      }
      const page = await listContent(api.domain, filter, orderOf(query.orderby), slice)
      const results = await expandContents(api, page.items, tree)
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    id: 'createContent',
    method: 'POST',
    path: '/content',
    tag: 'Content',
    summary: 'Create a page, a blog post, a comment or custom content.',
    access: 'site',
    query: Type.Object({ expand, status: text, validate: text }),
    body: contentInput,
    reply: content,
    errors: [
      'bad-body',
      'bad-markup',
      'duplicate-title',
      'forbidden',
      'not-found',
      'too-large',
      'unknown-type',
    ],
    handle: async (api, { query, body }) => {
      const input = acceptNew(body, query.status)
      const { given, repairs } = validated(input.body, query.validate)
      const made = await createContent(api.domain, { ...input, body: given })
      return presentWritten(api, made, parseExpand(query.expand, WRITTEN), repairs)
    },
  }),
  route({
    id: 'getContentById',
    method: 'GET',
    path: '/content/{id}',
    tag: 'Content',
    summary: 'Read one content.',
    access: 'site',
    pure: ownContent,
    query: Type.Object({ status: statusList, version: whole, trigger: viewedTrigger, expand }),
    reply: content,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const statuses = acceptStatuses(query.status)
      const version = query.version === undefined || query.version <= 0 ? undefined : query.version
      const found = await readContent(api.domain, parseContentId(path.id), { statuses, version })
      return presentOne(api, found, parseExpand(query.expand, SINGLE))
    },
  }),
  route({
    id: 'updateContent',
    method: 'PUT',
    path: '/content/{id}',
    tag: 'Content',
    summary: 'Make the next version of a content; move it; restore it from the trash.',
    access: 'site',
    query: Type.Object({ expand, status: text, conflictPolicy: text, validate: text }),
    body: contentInput,
    reply: content,
    errors: [
      'bad-body',
      'bad-markup',
      'bad-request',
      'duplicate-file',
      'duplicate-title',
      'forbidden',
      'not-found',
      'too-large',
      'version-conflict',
    ],
    handle: async (api, { path, query, body }) => {
      const id = parseContentId(path.id)
      if (body.id != null && parseContentId(body.id) !== id) {
        throw new AppError(
          'bad-body',
          `The body is about content ${body.id}, the address about content ${id}.`,
        )
      }
      const number = body.version?.number
      if (number === undefined) {
        throw new AppError(
          'bad-body',
          'Must supply an incremented version when updating Content. No version supplied.',
        )
      }
      const parent = body.ancestors?.at(-1)
      const { given, repairs } = validated(acceptBodyInput(body.body), query.validate)
      const changed = await updateContentTo(api.domain, {
        id,
        version: number,
        title: body.title ?? undefined,
        body: given,
        message: body.version?.message ?? undefined,
        minorEdit: body.version?.minorEdit,
        parentId: parent === undefined ? undefined : parseContentId(parent.id),
        spaceKey: body.space?.key,
        status: acceptWrittenStatus(query.status ?? body.status),
        position: positionOf(body),
        properties: acceptRidingProperties(body.metadata),
      })
      return presentWritten(api, changed, parseExpand(query.expand, WRITTEN), repairs)
    },
  }),
  route({
    id: 'deleteContent',
    method: 'DELETE',
    path: '/content/{id}',
    tag: 'Content',
    summary: 'Put a content into the trash; with status=trashed, remove it for good.',
    access: 'site',
    query: Type.Object({ status: statusList }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, query }) => {
      const id = parseContentId(path.id)
      const statuses = acceptStatuses(query.status) ?? ['current', 'archived']
      const { status } = await readContent(api.domain, id, { statuses })
      if (status === 'trashed' || status === 'draft') await purgeContent(api.domain, id)
      else await remove(api, id)
    },
  }),
  route({
    id: 'getHistoryForContent',
    method: 'GET',
    path: '/content/{id}/history',
    tag: 'Content',
    summary: 'Who made a content and when, and its latest and neighbouring versions.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand }),
    reply: history,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const found = await readContent(api.domain, parseContentId(path.id))
      const tree = parseExpand(query.expand, 'previousVersion,nextVersion,lastUpdated')
      const [value] = await expandHistories(api, [found], tree)
      return { ...value, _links: { ...(value?._links as object), ...topLinks(api) } }
    },
  }),
]

/** What a content says of itself alone: with these expanded, an answer changes only when the content does. */
const OWN_KEYS: ReadonlySet<string> = new Set(['body', 'body.storage', 'version', 'history', 'space'])

/** The content that the answer to a read is about, if it is about nothing else. */
function ownContent(path: Readonly<Record<string, string>>, query: URLSearchParams): number | undefined {
  const keys = query
    .getAll('expand')
    .flatMap((list) => list.split(','))
    .map((key) => key.trim())
  const digits = /^\d{1,15}$/.exec(path.id ?? '')
  return digits && keys.every((key) => OWN_KEYS.has(key)) ? Number(digits[0]) : undefined
}

/** One content as the whole of an answer: with the links that only the outermost object has. */
export async function presentOne(
  api: ApiContext,
  one: Content,
  tree: ExpandTree,
): Promise<Record<string, unknown>> {
  const [value] = await expandContents(api, [one], tree)
  if (value === undefined) throw new AppError('internal')
  value._links = { ...(value._links as object), collection: '/rest/api/content', ...topLinks(api) }
  return value
}

/** A content that was just written, with what a lenient reading of its body changed. */
async function presentWritten(
  api: ApiContext,
  one: Content,
  tree: ExpandTree,
  repairs: readonly Message[],
): Promise<Record<string, unknown>> {
  const value = await presentOne(api, one, tree)
  if (repairs.length > 0)
    value.extensions = { ...(value.extensions as object), repairs: repairs.map(presentFinding) }
  return value
}

/** `validate=lenient` is an extension: what is not well-formed is repaired instead of refused. */
function validated(
  body: Body | undefined,
  validate: string | undefined,
): { readonly given: Body | undefined; readonly repairs: readonly Message[] } {
  if (validate === undefined || validate === 'strict' || body === undefined)
    return { given: body, repairs: [] }
  if (validate !== 'lenient') {
    throw new AppError('bad-parameter', `validate is strict or lenient, not "${validate.slice(0, 100)}".`)
  }
  const { body: given, repairs } = repairBody(body)
  return { given, repairs }
}

type ContentInput = Static<typeof contentInput>

function acceptNew(input: ContentInput, statusParameter: string | undefined) {
  if (input.type === undefined) {
    throw new AppError(
      'bad-body',
      'The content has no type. Use page, blogpost, comment or a type of custom content.',
    )
  }
  const kind = acceptAnyKind(input.type)
  if (kind === 'attachment') {
    throw new AppError(
      'bad-body',
      'Attachments are made by POST /content/{id}/child/attachment with a multipart body.',
    )
  }
  const above = input.ancestors?.at(-1)
  const isHeld = kind === 'comment' || (isCustomKind(kind) && input.container?.type !== 'space')
  const holder = isHeld ? input.container?.id : undefined
  return {
    kind,
    title: input.title ?? '',
    spaceKey: input.space?.key ?? (kind === 'comment' ? undefined : input.container?.key),
    spaceId: input.space?.key === undefined && input.space?.id != null ? Number(input.space.id) : undefined,
    parentId: above === undefined ? undefined : parseContentId(above.id),
    containerId: holder === undefined ? undefined : parseContentId(holder),
    body: acceptBodyInput(input.body),
    status: acceptWrittenStatus(statusParameter ?? input.status),
    position: positionOf(input),
    labels: acceptLabels(input.metadata),
    properties: acceptRidingProperties(input.metadata),
    location: input.extensions?.location === 'inline' ? ('inline' as const) : undefined,
    message: input.version?.message ?? undefined,
  }
}

/** The body that a client sends: under the name of a representation, which its own field may overrule. */
export function acceptBodyInput(body: ContentInput['body']): Body | undefined {
  for (const name of [...writableRepresentations, 'editor2', 'raw']) {
    const given = body?.[name] as { value?: unknown; representation?: unknown } | null | undefined
    if (given == null || given.value === undefined || given.value === null) continue
    if (typeof given.value !== 'string')
      throw new AppError('bad-body', `body.${name}.value must be a string.`)
    return {
      value: given.value,
      representation: typeof given.representation === 'string' ? given.representation : name,
    }
  }
  return undefined
}

function acceptWrittenStatus(
  status: string | undefined,
): Extract<ContentStatus, 'current' | 'draft'> | undefined {
  if (status === undefined || status === null) return undefined
  const wanted = status.toLowerCase()
  if (wanted === 'current' || wanted === 'draft') return wanted
  throw new AppError(
    'bad-body',
    `Content is written with the status current or draft, not "${status.slice(0, 100)}".`,
  )
}

function positionOf(input: ContentInput): number | undefined {
  const position = input.extensions?.position
  return typeof position === 'number' && Number.isSafeInteger(position) ? position : undefined
}

function acceptLabels(metadata: ContentInput['metadata']): LabelName[] {
  const labels = metadata?.labels
  const list = Array.isArray(labels) ? labels : (labels as { results?: unknown } | undefined)?.results
  if (!Array.isArray(list)) return []
  return list.flatMap((label: unknown) => {
    const { name, prefix } = (label ?? {}) as { name?: unknown; prefix?: unknown }
    return typeof name === 'string' ? [{ name, ...(typeof prefix === 'string' ? { prefix } : {}) }] : []
  })
}

/** `metadata.properties`: by key, each an object with a value; what an answer has there besides is passed over. */
function acceptRidingProperties(metadata: ContentInput['metadata']): PropertyInput[] {
  const { properties } = (metadata ?? {}) as { properties?: unknown }
  if (typeof properties !== 'object' || properties === null) return []
  return Object.entries(properties).flatMap(([key, property]: [string, unknown]) => {
    const isOne = typeof property === 'object' && property !== null && 'value' in property
    return isOne && !key.startsWith('_') ? [{ key, value: property.value }] : []
  })
}

function orderOf(orderby: string | undefined): ListOrder {
  const [, field, direction] = /^\s*(\S+?)(?:\s+(asc|desc))?\s*$/i.exec(orderby ?? '') ?? []
  const names: Record<string, 'created' | 'modified' | 'title'> = {
    'history.createdDate': 'created',
    'history.lastUpdated': 'modified',
    title: 'title',
  }
  const order = field === undefined ? undefined : names[field]
  if (order === undefined) return 'id'
  return direction?.toLowerCase() === 'desc' ? `-${order}` : order
}

function dayRange(day: string): [number, number] {
  const from = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(from))
    throw new AppError('bad-parameter', `postingDay has the form yyyy-MM-dd, not "${day.slice(0, 100)}".`)
  return [from, from + 24 * 60 * 60 * 1000 - 1]
}

/** The Cloud's v1 removes attachments at once; everything else goes through the trash where it has one. */
async function remove(api: ApiContext, id: number): Promise<void> {
  const found = await readContent(api.domain, id)
  if (found.kind === 'attachment' && api.flavour.name === 'cloud') await removeAtOnce(api.domain, id)
  else await trashContent(api.domain, id)
}
