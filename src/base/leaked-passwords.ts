import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { AppError } from './errors.ts'

/** Passwords that are known to have leaked, by a file on this machine: nobody elsewhere is asked. */
export interface LeakedPasswords {
  /** Whether this password, in UTF-8, is one of them. Reads some dozens of lines, however long the file. */
  has(password: string): Promise<boolean>
  close(): Promise<void>
}

/** As lists of such passwords are handed out: SHA-1 in hexadecimal, perhaps how often it was seen, in order. */
const LINE = /^([0-9A-F]{40})(?::\d+)?$/i

/** More than the longest line has bytes: 40 digits, a colon, a count and the line's end. */
const LINE_BYTES = 80

/**
 * Open a list: text, a line for each password with its SHA-1 in hexadecimal, optionally `:` and a count, in the order of
 * the digits. Refuses (`bad-parameter`) a file that cannot be read or begins with something else.
 */
export async function openLeakedPasswords(file: string): Promise<LeakedPasswords> {
  const handle = await open(file).catch((error: unknown) => {
    throw unusable(file, (error as Error).message)
  })
  const { size } = await handle.stat()
  if ((await lineAfter(handle, 0)) === undefined) {
    await handle.close()
    throw unusable(file, 'its first line is no SHA-1 of 40 hexadecimal digits')
  }
  return {
    has: (password) =>
      isInOrder(handle, size, createHash('sha1').update(password).digest('hex').toUpperCase()),
    close: () => handle.close(),
  }
}

async function isInOrder(handle: FileHandle, size: number, wanted: string): Promise<boolean> {
  // The line that is wanted begins at or after `low`, where a line begins, and before `high`.
  let low = 0
  let high = size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const line = await lineAfter(handle, middle)
    if (line === undefined || line.start >= high) high = middle
    else if (line.hash === wanted) return true
    else if (line.hash < wanted) low = line.end
    else high = middle
  }
  return false
}

interface Line {
  readonly hash: string
  readonly start: number
  readonly end: number
}

/** The first line that begins here or later. */
async function lineAfter(handle: FileHandle, position: number): Promise<Line | undefined> {
  const start = position === 0 ? 0 : await endOfLine(handle, position - 1)
  const end = await endOfLine(handle, start)
  const hash = LINE.exec((await textAt(handle, start)).slice(0, end - start).trimEnd())?.[1]
  return hash === undefined ? undefined : { hash: hash.toUpperCase(), start, end }
}

/** Behind the first line break from here on. */
async function endOfLine(handle: FileHandle, position: number): Promise<number> {
  const text = await textAt(handle, position)
  const end = text.indexOf('\n')
  return position + (end < 0 ? text.length : end + 1)
}

async function textAt(handle: FileHandle, position: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(LINE_BYTES), position })
  return buffer.toString('latin1', 0, bytesRead)
}

function unusable(file: string, why: string): AppError {
  return new AppError('bad-parameter', `The list of leaked passwords ${file} cannot be used: ${why}.`)
}
