import { createReadStream } from 'node:fs'
import { link, lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../base/errors.ts'
import { flushFolder } from './blobs.ts'

/** Which shelf an archive lies on: those of the whole site, or those of spaces. */
export type ArchiveShelf = 'site' | 'space'

/** An archive as it lies there. */
export interface ArchiveFile {
  readonly name: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly writtenAt: number
}

/** Where archives of the wiki lie, by their names: those made here, uploaded, and put there by whoever runs the server. */
export interface Archives {
  /**
   * Store a stream durably under a name that no file has. `draft` names what is written meanwhile: the same again
   * replaces what a crash left of it. Fails with `too-large` after `most` bytes, and keeps nothing then.
   */
  put(
    to: { readonly shelf: ArchiveShelf; readonly name: string; readonly draft: string },
    bytes: Readable,
    most: number,
  ): Promise<number>
  list(shelf: ArchiveShelf): Promise<ArchiveFile[]>
  /** The archive that has exactly this name; none has a name that leads out of its folder. */
  find(shelf: ArchiveShelf, name: string): Promise<ArchiveFile | undefined>
  /** Where an archive is, for readers that move about in it. */
  pathOf(shelf: ArchiveShelf, name: string): string
  read(shelf: ArchiveShelf, name: string, range?: { readonly start: number; readonly end: number }): Readable
  remove(shelf: ArchiveShelf, name: string): Promise<void>
  /** Forget what was written by half and nobody goes on with. */
  removeDrafts(before: number): Promise<void>
}

/** Archives as files: `site/…`, `space/…`. Written aside, flushed to disk, then named, so a file is whole or absent. */
export async function openArchives(folder: string): Promise<Archives> {
  const drafts = join(folder, 'incoming')
  for (const name of ['site', 'space', 'incoming']) await mkdir(join(folder, name), { recursive: true })
  const list = async (shelf: ArchiveShelf) => {
    const found: ArchiveFile[] = []
    for (const entry of await readdir(join(folder, shelf), { withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.zip')) continue
      const facts = await stat(join(folder, shelf, entry.name)).catch(() => undefined)
      if (facts) found.push({ name: entry.name, size: facts.size, writtenAt: Math.floor(facts.mtimeMs) })
    }
    return found.sort((a, b) => b.writtenAt - a.writtenAt || (a.name < b.name ? -1 : 1))
  }
  return {
    list,
    async put({ shelf, name, draft }, bytes, most) {
      const aside = join(drafts, draft)
      try {
        const size = await writeDurably(bytes, aside, most)
        // A link fails where the name is taken; a rename would replace what somebody keeps.
        await link(aside, join(folder, shelf, name)).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') return rename(aside, join(folder, shelf, name))
          throw new AppError('conflict', `There is an archive ${name} already.`)
        })
        await flushFolder(join(folder, shelf))
        return size
      } finally {
        await rm(aside, { force: true })
      }
    },
    async find(shelf, name) {
      if (!ARCHIVE_NAME.test(name)) return undefined
      const facts = await lstat(join(folder, shelf, name)).catch(() => undefined)
      if (!facts?.isFile()) return undefined
      return { name, size: facts.size, writtenAt: Math.floor(facts.mtimeMs) }
    },
    pathOf: (shelf, name) => join(folder, shelf, name),
    read: (shelf, name, range) => createReadStream(join(folder, shelf, name), range),
    async remove(shelf, name) {
      await rm(join(folder, shelf, name), { force: true })
    },
    async removeDrafts(before) {
      for (const name of await readdir(drafts)) {
        const found = await stat(join(drafts, name)).catch(() => undefined)
        if (found && found.mtimeMs < before) await rm(join(drafts, name), { force: true })
      }
    },
  }
}

/** One step of a path. */
const ARCHIVE_NAME = /^[^/\\\u0000]{1,251}\.zip$/

async function writeDurably(bytes: Readable, file: string, most: number): Promise<number> {
  const handle = await open(file, 'w')
  let size = 0
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most)
        throw new AppError('too-large', `The archive is larger than the limit of ${most} bytes.`)
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return size
}
