import type { Readable } from 'node:stream'
import { authorize } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import type { Context } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readContent } from '../content/read.ts'
import { attachmentsNamed, findAttachmentVersion } from './rows.ts'

/** The bytes of an attachment, and what a response says of them. */
export interface File {
  readonly fileName: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  /** Differs whenever the bytes differ. */
  readonly tag: string
  /** The bytes from `start` to `end` inclusive, or all. */
  read(range?: { readonly start: number; readonly end: number }): Readable
}

/** The attachment of a content by its file name, as download addresses name it. */
export async function findAttachment(ctx: Context, containerId: number, fileName: string): Promise<Content> {
  const container = await readContent(ctx, containerId, { statuses: ['current', 'draft', 'archived'] })
  const [attachment] = await attachmentsNamed(ctx.db, [container.id], [fileName])
  if (attachment === undefined) throw contentNotFound(containerId)
  return attachment
}

/** The bytes of an attachment at a version; default: the current one. */
export async function openFile(ctx: Context, attachment: Content, version?: number): Promise<File> {
  await authorize(ctx, 'read', attachment)
  const found = await findAttachmentVersion(ctx.db, attachment.id, version ?? attachment.version)
  if (found === undefined) throw contentNotFound(attachment.id)
  return {
    fileName: attachment.title,
    mediaType: found.mediaType,
    size: found.fileSize,
    modifiedAt: attachment.updatedAt,
    tag: found.blob.slice(0, 32),
    read: (range) => ctx.app.blobs.read(found.blob, range),
  }
}
