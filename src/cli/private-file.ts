import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.ts'

/** What a file holds; undefined when there is none. */
export function readJson<T>(file: string): T | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Failure('failed', `${file} cannot be read: ${(error as Error).message}.`)
  }
  try {
    return JSON.parse(text) as T
  } catch {
    throw new Failure('failed', `${file} is not JSON any more: mend it, or remove it and log in again.`)
  }
}

/** Whole or not at all, and never readable by others, not even while it is being written. */
export function writePrivately(file: string, data: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 })
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, file)
}
