import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { AppError } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import { changeAttachment } from '../../../../domain/attachment/change.ts'
import { findAttachment, openFile } from '../../../../domain/attachment/read.ts'
import { attachFiles, authorizeUpload, storeFile } from '../../../../domain/attachment/upload.ts'
import type { Content } from '../../../../domain/content/content.ts'
import { listContent, readContent } from '../../../../domain/content/read.ts'
import { removeAtOnce } from '../../../../domain/content/trash.ts'
import type { ApiContext } from '../../../flavour.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { attachmentStructs } from '../structs.ts'
import { bytes, id, idIn, neededIn, type RpcStruct, struct, text, textIn, whole } from '../value.ts'
import { inWordsOfPages } from './pages.ts'

const method = methodsOf('Attachments')
const read = ['bad-parameter', 'not-found'] as const
const added = ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'too-large'] as const

/** Reading and writing attachments. */
export const attachmentMethods = [
  method({
    name: 'getAttachments',
    summary: 'The attachments of a page or blog post.',
    takes: { pageId: id },
    gives: schema.listOf(schema.attachment),
    errors: read,
    handle: async ({ api }, { pageId }) => {
      const holder = await inWordsOfPages(readContent(api.domain, pageId))
      const filter = { kinds: ['attachment'], statuses: ['current'], containerId: holder.id } as const
      const found = await listContent(api.domain, filter, 'title', { limit: limits.rpcList })
      return attachmentStructs(api, found.items)
    },
  }),
  method({
    name: 'getAttachment',
    summary: 'What is known of an attachment; version 0 is the current one.',
    takes: { contentId: id, fileName: text, versionNumber: whole },
    gives: schema.attachment,
    errors: read,
    handle: async ({ api }, { contentId, fileName, versionNumber }) =>
      one(api, await attachmentOf(api, contentId, fileName, versionNumber)),
  }),
  method({
    name: 'getAttachmentData',
    summary: 'The bytes of an attachment; version 0 is the current one.',
    takes: { contentId: id, fileName: text, versionNumber: whole },
    gives: schema.given.bytes,
    errors: [...read, 'too-large'],
    handle: async ({ api }, { contentId, fileName, versionNumber }) => {
      const found = await attachmentOf(api, contentId, fileName, versionNumber)
      const file = await openFile(api.domain, found, found.version)
      if (file.size > limits.rpcFileBytes) {
        throw new AppError('too-large', `The file has ${file.size} bytes: download it from its url.`)
      }
      return buffer(file.read())
    },
  }),
  method({
    name: 'addAttachment',
    summary: 'Attach a file; one of the same name becomes its new version.',
    takes: { contentId: id, attachment: struct('RemoteAttachment'), attachmentData: bytes },
    gives: schema.attachment,
    errors: added,
    handle: ({ api }, { contentId, attachment, attachmentData }) =>
      add(api, contentId, attachment, attachmentData),
  }),
  method({
    name: 'addAttachment',
    summary: 'The same, with the page in the attachment’s own `pageId`.',
    takes: { attachment: struct('RemoteAttachment'), attachmentData: bytes },
    gives: schema.attachment,
    errors: added,
    handle: ({ api }, { attachment, attachmentData }) => {
      const pageId = idIn(attachment, 'pageId')
      if (pageId === undefined) throw new AppError('bad-parameter', 'The attachment has no pageId.')
      return add(api, pageId, attachment, attachmentData)
    },
  }),
  method({
    name: 'moveAttachment',
    summary: 'Hang an attachment on another page, or give it another name; its versions go with it.',
    takes: { originalContentId: id, originalFileName: text, newContentId: id, newFileName: text },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'bad-request', 'duplicate-file', 'forbidden', 'not-found'],
    handle: async ({ api }, { originalContentId, originalFileName, newContentId, newFileName }) => {
      const found = await attachmentOf(api, originalContentId, originalFileName, 0)
      await changeAttachment(api.domain, found, {
        containerId: newContentId,
        title: newFileName || originalFileName,
      })
      return true
    },
  }),
  method({
    name: 'removeAttachment',
    summary: 'Remove an attachment with all its versions.',
    takes: { contentId: id, fileName: text },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async ({ api }, { contentId, fileName }) => {
      const found = await attachmentOf(api, contentId, fileName, 0)
      await removeAtOnce(api.domain, found.id)
      return true
    },
  }),
]

async function add(
  api: ApiContext,
  contentId: number,
  attachment: RpcStruct,
  data: Uint8Array,
): Promise<RpcStruct> {
  const ctx = api.domain
  const container = await authorizeUpload(ctx, contentId)
  const file = await storeFile(ctx, {
    fileName: neededIn(attachment, 'fileName', 'attachment'),
    mediaType: textIn(attachment, 'contentType') ?? '',
    bytes: Readable.from([data]),
  })
  const notes = { comment: textIn(attachment, 'comment') }
  const [made] = await attachFiles(ctx, container, [{ file, notes }], 'new-version')
  return one(api, made as Content)
}

async function attachmentOf(
  api: ApiContext,
  contentId: number,
  fileName: string,
  version: number,
): Promise<Content> {
  const found = await findAttachment(api.domain, contentId, fileName)
  const readable = await readContent(api.domain, found.id)
  return version <= 0 || version === readable.version
    ? readable
    : readContent(api.domain, found.id, { version })
}

async function one(api: ApiContext, attachment: Content): Promise<RpcStruct> {
  const [made] = await attachmentStructs(api, [attachment])
  return made as RpcStruct
}
