import { buffer } from 'node:stream/consumers'
import { limits } from '../../base/limits.ts'
import { authorize } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { makeFindable } from '../content/findable.ts'
import { findContents, lockContent } from '../content/rows.ts'
import { findTextOfBlob, insertTextOfBlob } from './rows.ts'
import { readInThread } from './read-in-thread.ts'
import { searchTextOf } from './upload.ts'

/** The text in an attachment, for whoever may read it; undefined when there is none, or none has been read yet. */
export async function extractedText(ctx: Context, attachment: Content): Promise<string | undefined> {
  await authorize(ctx, 'read', attachment)
  const { blob } = attachment.extra
  return (blob === undefined ? undefined : await findTextOfBlob(ctx.db, blob)) || undefined
}

/** Read the text out of an attachment's current bytes, once for all that have the same, and let search find it by that. */
export async function readText(ctx: Context, attachmentId: number): Promise<void> {
  const [attachment] = await findContents(ctx.db, [attachmentId])
  const { blob } = attachment?.extra ?? {}
  if (attachment === undefined || blob === undefined) return
  if ((await findTextOfBlob(ctx.db, blob)) === undefined) {
    const text = await textOf(ctx, attachment, blob)
    await ctx.app.database.transact((db) => insertTextOfBlob(db, blob, text))
    if (text === '') return
  }
  await transact(ctx, async (ctx) => {
    const now = await lockContent(ctx.db, ctx.app.database.engine, attachmentId)
    if (now?.status !== 'current') return
    await makeFindable(ctx, now, await searchTextOf(ctx, now))
    // Only search shows it, and that is never answered from memory.
    ctx.touched?.contents.add(attachmentId)
  })
}

/** A file that cannot be read, or not in time, has no text: trying again would not help. */
async function textOf(ctx: Context, attachment: Content, blob: string): Promise<string> {
  const { fileSize = 0, mediaType = '' } = attachment.extra
  if (fileSize > limits.readFileBytes || !(await ctx.app.blobs.has(blob))) return ''
  const bytes = await buffer(ctx.app.blobs.read(blob))
  try {
    return await readInThread({ bytes: new Uint8Array(bytes), mediaType, fileName: attachment.title })
  } catch (error) {
    ctx.app.log.info('a file could not be read for search', {
      attachment: attachment.id,
      error: String(error),
    })
    return ''
  }
}
