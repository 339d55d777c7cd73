import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { contentNotFound } from '../../domain/access/refusals.ts'
import type { ContentStatus } from '../../domain/content/content.ts'
import type { ListFilter } from '../../domain/content/read.ts'
import { downloadPath } from '../../domain/render/urls.ts'
import { type Answer, type Call, redirect, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { answerContentList, byDate } from './content-list.ts'
import { includeQuery, withIncluded } from './facets/include.ts'
import { kinds } from './kinds.ts'
import { presentAttachments, withFileOfVersion } from './present/attachment.ts'
import { flag, slice, text, texts, whole } from './query.ts'
import { type Family, readOfKind } from './read-kind.ts'
import { removeOfKind } from './remove-kind.ts'
import { attachment, singleAttachment } from './schema/attachment.ts'
import { listOf } from './schema/page.ts'

const route = routesOf<ApiContext>()

const listQuery = Type.Object({
  status: texts,
  mediaType: text,
  filename: text,
  sort: text,
  ...slice,
})

/** What holds attachments, by the first part of its address. */
const HOLDERS = [
  { path: 'pages', kind: 'page', id: 'getPageAttachments', what: 'a page' },
  { path: 'blogposts', kind: 'blogpost', id: 'getBlogpostAttachments', what: 'a blog post' },
  {
    path: 'custom-content',
    kind: 'custom',
    id: 'getCustomContentAttachments',
    what: 'custom content, of which there are none: files are attached to what people write',
  },
] as const satisfies readonly { path: string; kind: Family; id: string; what: string }[]

const listRoutes = HOLDERS.map(({ path: base, kind, id, what }) =>
  route({
    id,
    method: 'GET',
    path: `/${base}/{id}/attachments`,
    tag: 'Attachment',
    summary: `List the attachments of ${what}.`,
    access: 'site',
    query: listQuery,
    reply: listOf(attachment),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const statuses = ['current', 'draft', 'archived'] as const
      const holder = await readOfKind(api, kind, path.id, { statuses })
      return list(api, call, query, { containerId: holder.id })
    },
  }),
)

/** Attachments are made by v1: the vendor's v2 has no upload either. */
export const attachmentRoutes = [
  route({
    id: 'getAttachments',
    method: 'GET',
    path: '/attachments',
    tag: 'Attachment',
    summary: 'List the attachments that the caller may read.',
    access: 'site',
    query: listQuery,
    reply: listOf(attachment),
    errors: ['bad-parameter', 'bad-request'],
    handle: (api, { call, query }) => list(api, call, query, {}),
  }),
  route({
    id: 'getAttachmentById',
    method: 'GET',
    path: '/attachments/{id}',
    tag: 'Attachment',
    summary: 'Read one attachment; also one in the trash.',
    access: 'site',
    query: Type.Object({
      version: whole,
      ...includeQuery('labels', 'properties', 'operations', 'versions', 'collaborators'),
    }),
    reply: singleAttachment,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const found = await readOfKind(api, 'attachment', path.id, {
        statuses: ['current', 'trashed'],
        version: query.version,
      })
      const [value] = await presentAttachments(api, [await withFileOfVersion(api, found)])
      const one = { ...value, _links: { ...(value?._links as object), base: api.base } }
      return withIncluded(api, kinds.attachment, found, one, query)
    },
  }),
  route({
    id: 'deleteAttachment',
    method: 'DELETE',
    path: '/attachments/{id}',
    tag: 'Attachment',
    summary: 'Put an attachment into the trash; with purge, remove one for good that lies there.',
    access: 'site',
    query: Type.Object({ purge: flag }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: (api, { path, query }) => removeOfKind(api, 'attachment', path.id, query),
  }),
  route({
    id: 'getAttachmentThumbnailById',
    method: 'GET',
    path: '/attachments/{id}/thumbnail/download',
    tag: 'Attachment',
    summary:
      'Where the image of an attachment is. It is shown whole, whatever width and height are asked for.',
    access: 'site',
    query: Type.Object({ version: whole, width: whole, height: whole }),
    status: 302,
    reply: 'redirect',
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const read = await readOfKind(api, 'attachment', path.id, { version: query.version })
      const found = await withFileOfVersion(api, read)
      if (!found.extra.mediaType?.startsWith('image/')) throw contentNotFound(path.id)
      return redirect(api.base + downloadPath(found, 'thumbnails'))
    },
  }),
  ...listRoutes,
]

function list(
  api: ApiContext,
  call: Call,
  query: Static<typeof listQuery>,
  where: Partial<ListFilter>,
): Promise<Answer> {
  const filter: ListFilter = {
    kinds: ['attachment'],
    statuses: (query.status ?? ['current']).map(acceptListedStatus),
    ...(query.filename === undefined ? {} : { title: query.filename }),
    ...(query.mediaType === undefined ? {} : { mediaType: query.mediaType }),
    ...where,
  }
  return answerContentList(api, call, {
    filter,
    query: { ...query, limit: query.limit ?? limits.attachmentListDefault },
    sorts: byDate,
    purpose: 'attachments',
    present: (found) => presentAttachments(api, found),
  })
}

function acceptListedStatus(status: string): ContentStatus {
  if (status === 'current' || status === 'archived' || status === 'trashed') return status
  throw new AppError('bad-parameter', 'The parameter status is one of current, archived, trashed.')
}
