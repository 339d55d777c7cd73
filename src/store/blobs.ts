import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../base/errors.ts'
import { limits } from '../base/limits.ts'
import { randomToken } from '../base/ids.ts'

/** Where the bytes of attachments lie, addressed by their SHA-256. */
export interface Blobs {
  /** Store a stream durably. Fails with `too-large` after `most` bytes, and keeps nothing then. */
  put(bytes: Readable, most: number): Promise<{ readonly address: string; readonly size: number }>
  /** Bytes from `start` to `end` inclusive, or all. */
  read(address: string, range?: { readonly start: number; readonly end: number }): Readable
  has(address: string): Promise<boolean>
  remove(address: string): Promise<void>
  /** Every stored address with the time it was written, in milliseconds since 1970. */
  list(): AsyncIterable<{ readonly address: string; readonly writtenAt: number }>
}

/** Blobs as files in a folder: `ab/cdef…`. Written aside, flushed to disk, then renamed, so a file is whole or absent. */
export async function openDiskBlobs(folder: string): Promise<Blobs> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  await removeStale(incoming)
  const fileOf = (address: string) => join(folder, address.slice(0, 2), address.slice(2))
  return {
    async put(bytes, most) {
      const aside = join(incoming, randomToken(12))
      try {
        const written = await writeDurably(bytes, aside, most)
        const file = fileOf(written.address)
        await mkdir(join(folder, written.address.slice(0, 2)), { recursive: true })
        await rename(aside, file)
        await flushFolder(join(folder, written.address.slice(0, 2)))
        return written
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
    },
    read: (address, range) => createReadStream(fileOf(address), range),
    async has(address) {
      return (await stat(fileOf(address)).catch(() => undefined)) !== undefined
    },
    async remove(address) {
      await rm(fileOf(address), { force: true })
    },
    async *list() {
      for (const shelf of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue
        for (const rest of await readdir(join(folder, shelf))) {
          const found = await stat(join(folder, shelf, rest)).catch(() => undefined)
          if (found) yield { address: shelf + rest, writtenAt: found.mtimeMs }
        }
      }
    },
  }
}

/** What a crash left behind. Commands open the folder beside a running server, so what is young may be on its way. */
async function removeStale(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const found = await stat(join(incoming, name)).catch(() => undefined)
    if (found && found.mtimeMs < Date.now() - limits.orphanBlobMs)
      await rm(join(incoming, name), { force: true })
  }
}

async function writeDurably(bytes: Readable, file: string, most: number) {
  const hash = createHash('sha256')
  const handle = await open(file, 'wx')
  let size = 0
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) throw new AppError('too-large', `The file is larger than the limit of ${most} bytes.`)
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { address: hash.digest('hex'), size }
}

/** A rename is durable only once its folder is. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
