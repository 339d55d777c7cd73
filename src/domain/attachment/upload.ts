import type { Readable } from 'node:stream'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { authorize } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, now, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { makeFindable } from '../content/findable.ts'
import { readContent } from '../content/read.ts'
import { insertContent, insertVersion, lockContent, lockTree, updateContent } from '../content/rows.ts'
import { emit, enqueue } from '../event/event.ts'
import { overStorage, refuseOverStorage, storageLeft } from './storage.ts'
import { attachmentsNamed, findTextOfBlob, insertAttachmentVersion } from './rows.ts'

/** One file as it arrives. Its bytes are read once. */
export interface Upload {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Readable
}

/** What is said about an upload, which in a form may come after the file. */
export interface UploadNotes {
  readonly comment?: string
  readonly minorEdit?: boolean
}

/** A file that lies in the blob store and that nothing names yet. */
export interface StoredFile {
  readonly fileName: string
  readonly mediaType: string
  readonly blob: string
  readonly fileSize: number
}

/** The content that files are to be attached to. Refuses before any byte is read. */
export async function authorizeUpload(ctx: Context, containerId: number): Promise<Content> {
  const container = await readContent(ctx, containerId, { statuses: ['current', 'draft'] })
  await authorize(ctx, 'attach', container)
  if (container.kind === 'page' || container.kind === 'blogpost') return container
  throw new AppError(
    'bad-request',
    `Files are attached to pages and blog posts; content ${containerId} is a ${container.kind}.`,
  )
}

/** Whether the attachment may get new bytes. Refuses before any byte is read. */
export async function authorizeReplacement(ctx: Context, attachment: Content): Promise<void> {
  await authorize(ctx, 'update', attachment)
}

/** Write the bytes of a file durably, before any row names them. A blob that stays unnamed is collected later. */
export async function storeFile(ctx: Context, upload: Upload): Promise<StoredFile> {
  const fileName = acceptFileName(upload.fileName)
  const left = Math.max(0, await storageLeft(ctx))
  const { address, size } = await ctx.app.blobs
    .put(upload.bytes, Math.min(left, limits.attachmentBytes))
    .catch((error: unknown) => {
      const isOver = error instanceof AppError && error.code === 'too-large' && left < limits.attachmentBytes
      throw isOver ? overStorage(ctx.app.userStorage) : error
    })
  await refuseMalware(ctx, address, fileName)
  return { fileName, mediaType: acceptMediaType(upload.mediaType, fileName), blob: address, fileSize: size }
}

async function refuseMalware(ctx: Context, blob: string, fileName: string): Promise<void> {
  const found = await ctx.app.scanner?.find(ctx.app.blobs.read(blob))
  if (found === undefined) return
  ctx.app.log.warn('a file with malware was refused', { found, fileName, user: actorId(ctx.actor) })
  throw new AppError('bad-request', `The file "${fileName}" was refused: it holds malware (${found}).`)
}

/** What to do when the container has a file of this name. */
export type OnDuplicate = 'refuse' | 'new-version'

/**
 * Attach stored files to a content, all or none of them. Whether that may be is asked once more: the bytes may have taken
 * long to come.
 */
export async function attachFiles(
  ctx: Context,
  { id: containerId }: Content,
  files: readonly { readonly file: StoredFile; readonly notes: UploadNotes }[],
  onDuplicate: OnDuplicate,
): Promise<Content[]> {
  return transact(
    ctx,
    async (ctx) => {
      await lockTree(ctx.db, ctx.app.database.engine, 'growing')
      const container = await authorizeUpload(ctx, containerId)
      const made: Content[] = []
      for (const { file, notes } of files) {
        const [present] = await attachmentsNamed(ctx.db, [container.id], [file.fileName])
        if (present !== undefined && onDuplicate === 'refuse') throw duplicateFile(file.fileName)
        made.push(
          present === undefined
            ? await insertAttachment(ctx, container, file, notes)
            : await nextVersion(ctx, present, file, notes),
        )
      }
      return made
    },
    3 * files.length,
  )
}

/** Give an attachment new bytes. Its name stays, whatever the file is called. */
export async function replaceFile(
  ctx: Context,
  attachmentId: number,
  file: StoredFile,
  notes: UploadNotes,
): Promise<Content> {
  const attachment = await readAttachment(ctx, attachmentId)
  await authorize(ctx, 'update', attachment)
  return transact(ctx, async (ctx) => {
    const before = await lockContent(ctx.db, ctx.app.database.engine, attachment.id)
    if (before === undefined || before.status !== 'current') throw contentNotFound(attachmentId)
    return nextVersion(ctx, before, file, notes)
  })
}

/** An attachment by id. */
export async function readAttachment(ctx: Context, id: number): Promise<Content> {
  const attachment = await readContent(ctx, id)
  if (attachment.kind !== 'attachment') throw contentNotFound(id)
  return attachment
}

async function insertAttachment(
  ctx: Context,
  container: Content,
  file: StoredFile,
  notes: UploadNotes,
): Promise<Content> {
  const at = now(ctx)
  const by = actorId(ctx.actor)
  const attachment: Content = {
    id: ctx.takeId(),
    kind: 'attachment',
    status: 'current',
    spaceId: container.spaceId,
    parentId: null,
    containerId: container.id,
    title: file.fileName,
    position: null,
    version: 1,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    extra: extraOf(file, notes),
  }
  await insertContent(ctx.db, attachment)
  await recordVersion(ctx, attachment, file, notes)
  await makeFindable(ctx, attachment, await searchTextOf(ctx, attachment))
  await emit(ctx, { type: 'attachment.created', contentId: attachment.id, spaceId: attachment.spaceId })
  return attachment
}

async function nextVersion(
  ctx: Context,
  before: Content,
  file: StoredFile,
  notes: UploadNotes,
): Promise<Content> {
  const after: Content = {
    ...before,
    version: before.version + 1,
    updatedAt: now(ctx),
    updatedBy: actorId(ctx.actor),
    extra: extraOf(file, notes),
  }
  await updateContent(ctx.db, after)
  await recordVersion(ctx, after, file, notes)
  await makeFindable(ctx, after, await searchTextOf(ctx, after))
  await emit(ctx, {
    type: 'attachment.updated',
    contentId: after.id,
    spaceId: after.spaceId,
    facts: { version: after.version },
  })
  return after
}

async function recordVersion(
  ctx: Context,
  attachment: Content,
  file: StoredFile,
  notes: UploadNotes,
): Promise<void> {
  const version = {
    contentId: attachment.id,
    number: attachment.version,
    title: attachment.title,
    message: attachment.extra.comment ?? '',
    minorEdit: notes.minorEdit ?? false,
    createdAt: attachment.updatedAt,
    createdBy: attachment.updatedBy,
  }
  await insertVersion(ctx.db, version, '')
  await insertAttachmentVersion(ctx.db, {
    contentId: attachment.id,
    version: attachment.version,
    mediaType: file.mediaType,
    fileSize: file.fileSize,
    blob: file.blob,
  })
  await refuseOverStorage(ctx)
  await enqueue(ctx, {
    kind: TEXT_JOB,
    key: String(attachment.id),
    payload: attachment.id,
  })
}

/** The kind of the jobs that read the text out of files, so that search finds them by it. */
export const TEXT_JOB = 'extract-text'

/** The text by which search knows an attachment: what was said of it, and what is in it as far as that was read yet. */
export async function searchTextOf(ctx: Context, attachment: Content): Promise<string> {
  const { blob, comment = '' } = attachment.extra
  const text = blob === undefined ? undefined : await findTextOfBlob(ctx.db, blob)
  return text ? `${comment}\n${text}` : comment
}

function extraOf(file: StoredFile, notes: UploadNotes): Content['extra'] {
  return {
    mediaType: file.mediaType,
    fileSize: file.fileSize,
    blob: file.blob,
    comment: (notes.comment ?? '').slice(0, limits.commentLength),
  }
}

/** A file name as it is kept: only its last part, so that it can never lead anywhere. */
export function acceptFileName(name: string): string {
  const last = (name.split(/[/\\]/).pop() ?? '').normalize('NFC').trim()
  if (last === '' || last === '.' || last === '..')
    throw new AppError('bad-request', 'The uploaded file has no name.')
  if (last.length > limits.fileNameLength) {
    throw new AppError('bad-request', `A file name has at most ${limits.fileNameLength} characters.`)
  }
  if (/[\u0000-\u001f\u007f]/.test(last) || !last.isWellFormed()) {
    throw new AppError('bad-request', 'A file name cannot contain control characters.')
  }
  return last
}

/** The media type as it is kept: what was declared, or what the name suggests. */
export function acceptMediaType(declared: string, fileName: string): string {
  const type = declared.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const isGood = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(type)
  if (isGood && type !== 'application/octet-stream') return type
  return TYPES_BY_ENDING[fileName.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

/** For clients that declare nothing: the endings that people attach most. */
const TYPES_BY_ENDING: Record<string, string> = {
  csv: 'text/csv',
  drawio: 'application/vnd.jgraph.mxfile',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  log: 'text/plain',
  md: 'text/markdown',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
  xml: 'application/xml',
  zip: 'application/zip',
}

/** The refusal for a file name that the content has already. */
export function duplicateFile(fileName: string): AppError {
  return new AppError(
    'duplicate-file',
    `Cannot add a new attachment with same file name as an existing attachment: ${fileName}`,
  )
}
