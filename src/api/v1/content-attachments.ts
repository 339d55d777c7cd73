import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import {
  attachFiles,
  authorizeReplacement,
  authorizeUpload,
  type OnDuplicate,
  readAttachment,
  replaceFile,
  type StoredFile,
  storeFile,
  type UploadNotes,
} from '../../domain/attachment/upload.ts'
import { listContent, readContent } from '../../domain/content/read.ts'
import { downloadPath } from '../../domain/render/urls.ts'
import { type Part, redirect, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { presentOne } from './content.ts'
import { expandContents } from './expand/content.ts'
import { listCap, parseExpand } from './expand/tree.ts'
import { presentList } from './present/list.ts'
import { expand, flag, limit, start, stretch, text } from './query.ts'
import { content, listOf } from './schema/content.ts'
import type { Call } from '../../http/route.ts'

const route = routesOf<ApiContext>()
/** What an attachment that was just written shows. */
export const WRITTEN = 'version,container'

export const attachmentRoutes = [
  route({
    id: 'getAttachments',
    method: 'GET',
    path: '/content/{id}/child/attachment',
    tag: 'Content attachments',
    summary: 'The attachments of a content.',
    access: 'site',
    pure: true,
    query: Type.Object({ filename: text, mediaType: text, expand, start, limit }),
    reply: listOf(content),
    errors: ['bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const holder = await readContent(api.domain, parseContentId(path.id), {
        statuses: ['current', 'archived', 'draft'],
      })
      const tree = parseExpand(query.expand, '')
      const slice = stretch(query, limits.attachmentListDefault, listCap(tree, api.flavour.name === 'cloud'))
      const filter = {
        kinds: ['attachment'] as const,
        statuses: ['current'] as const,
        containerId: holder.id,
        ...(query.filename === undefined ? {} : { title: query.filename }),
        ...(query.mediaType === undefined ? {} : { mediaType: query.mediaType }),
      }
      const page = await listContent(api.domain, filter, 'id', slice)
      const results = await expandContents(api, page.items, tree)
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    id: 'createAttachments',
    method: 'POST',
    path: '/content/{id}/child/attachment',
    tag: 'Content attachments',
    summary: 'Attach one or more files, each part `file` with an optional `comment`.',
    access: 'site',
    query: Type.Object({ status: text, allowDuplicated: flag, expand }),
    body: 'multipart',
    reply: listOf(content),
    errors: [
      'bad-request',
      'duplicate-file',
      'forbidden',
      'not-found',
      'too-large',
      'wrong-media-type',
      'xsrf',
    ],
    handle: (api, { call, path, query, parts }) =>
      upload(api, call, path.id, parts, query.allowDuplicated ? 'new-version' : 'refuse', query.expand),
  }),
  route({
    id: 'updateAttachmentData',
    method: 'POST',
    path: '/content/{id}/child/attachment/{attachmentId}/data',
    tag: 'Content attachments',
    summary: 'Upload a new version of an attachment.',
    access: 'site',
    query: Type.Object({ expand }),
    body: 'multipart',
    reply: content,
    errors: ['bad-request', 'forbidden', 'not-found', 'too-large', 'wrong-media-type', 'xsrf'],
    handle: async (api, { path, query, parts }) => {
      const attachment = await attachmentOf(api, path.id, path.attachmentId)
      await authorizeReplacement(api.domain, attachment)
      const [first] = await readUploads(api, parts)
      if (first === undefined) throw new AppError('bad-request', 'The upload has no part named "file".')
      const changed = await replaceFile(api.domain, attachment.id, first.file, first.notes)
      return presentOne(api, changed, parseExpand(query.expand, WRITTEN))
    },
  }),
  route({
    id: 'downloadAttachment',
    method: 'GET',
    path: '/content/{id}/child/attachment/{attachmentId}/download',
    tag: 'Content attachments',
    summary: 'Where the bytes of an attachment are.',
    access: 'site',
    query: Type.Object({ version: Type.Optional(Type.Integer()), status: text }),
    status: 302,
    reply: 'redirect',
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const attachment = await attachmentOf(api, path.id, path.attachmentId)
      const wanted = { ...attachment, version: query.version ?? attachment.version }
      return redirect(api.base + downloadPath(wanted))
    },
  }),
]

/** Create or update by file name: the Cloud has it, Data Center answers 405. */
export const cloudAttachmentRoutes = [
  route({
    id: 'createOrUpdateAttachments',
    method: 'PUT',
    path: '/content/{id}/child/attachment',
    tag: 'Content attachments',
    summary: 'Attach files; one whose name is taken becomes a new version.',
    access: 'site',
    query: Type.Object({ status: text, expand }),
    body: 'multipart',
    reply: listOf(content),
    errors: ['bad-request', 'forbidden', 'not-found', 'too-large', 'wrong-media-type', 'xsrf'],
    handle: (api, { call, path, query, parts }) =>
      upload(api, call, path.id, parts, 'new-version', query.expand),
  }),
]

async function upload(
  api: ApiContext,
  call: Call,
  id: string,
  parts: AsyncIterable<Part>,
  onDuplicate: OnDuplicate,
  expandKeys: readonly string[] | undefined,
): Promise<unknown> {
  const container = await authorizeUpload(api.domain, parseContentId(id))
  const files = await readUploads(api, parts)
  if (files.length === 0) throw new AppError('bad-request', 'The upload has no part named "file".')
  const made = await attachFiles(api.domain, container, files, onDuplicate)
  const results = await expandContents(api, made, parseExpand(expandKeys, WRITTEN))
  return presentList(api, call, results, {
    start: 0,
    limit: Math.max(made.length, limits.attachmentListDefault),
    more: false,
  })
}

/** Files in the order of the body; the comments and `minorEdit` fields belong to them in their own order. */
async function readUploads(
  api: ApiContext,
  parts: AsyncIterable<Part>,
): Promise<{ readonly file: StoredFile; readonly notes: UploadNotes }[]> {
  const files: StoredFile[] = []
  const comments: string[] = []
  const minorEdits: boolean[] = []
  for await (const part of parts) {
    if (part.kind === 'file') files.push(await storeFile(api.domain, part))
    else if (part.name === 'comment') comments.push(part.value)
    else if (part.name === 'minorEdit') minorEdits.push(part.value.trim().toLowerCase() === 'true')
  }
  return files.map((file, i) => ({
    file,
    notes: { comment: comments[i], minorEdit: minorEdits[i] ?? minorEdits[0] },
  }))
}

/** The attachment of a content that an address names. */
export async function attachmentOf(api: ApiContext, holderId: string, id: string) {
  const holder = await readContent(api.domain, parseContentId(holderId), {
    statuses: ['current', 'archived', 'draft'],
  })
  const attachment = await readAttachment(api.domain, parseContentId(id))
  if (attachment.containerId === holder.id) return attachment
  throw new AppError('not-found', `Content ${holder.id} has no attachment ${id}`)
}
