import { extname } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { limits } from '../../base/limits.ts'
import { authorize } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { makeFindable } from '../content/findable.ts'
import { findContents, lockContent } from '../content/rows.ts'
import { findTextOfBlob, insertTextOfBlob } from './rows.ts'
import type { FileBytes } from './text-formats.ts'
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
    return await inThread({ bytes: new Uint8Array(bytes), mediaType, fileName: attachment.title })
  } catch (error) {
    ctx.app.log.info('a file could not be read for search', {
      attachment: attachment.id,
      error: String(error),
    })
    return ''
  }
}

function inThread(file: FileBytes): Promise<string> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(`./text-thread${extname(import.meta.url)}`, import.meta.url), {
      workerData: { file, most: limits.indexedLength },
      resourceLimits: { maxOldGenerationSizeMb: limits.readFileMemoryMb },
      stdout: true,
      stderr: true,
    })
    const timer = setTimeout(() => {
      reject(new Error('It took too long.'))
      void thread.terminate()
    }, limits.readFileMs)
    thread.on('message', resolve)
    thread.on('error', reject)
    thread.on('exit', () => {
      clearTimeout(timer)
      reject(new Error('The thread ended without an answer.'))
    })
  })
}
