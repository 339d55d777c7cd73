import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { limits } from '../../base/limits.ts'
import type { FileBytes } from './text-formats.ts'

/** What the reading of one file may take. */
export interface ReadingBounds {
  readonly ms: number
  /** MiB of values of the thread. */
  readonly heapMb: number
  /** MiB by which the whole process may grow meanwhile: what is unpacked lies outside the heap. */
  readonly growthMb: number
}

const USUAL: ReadingBounds = {
  ms: limits.readFileMs,
  heapMb: limits.readFileMemoryMb,
  growthMb: limits.readFileGrowthMb,
}

/** The text of a file, read in a thread of its own. Rejects when it cannot be read within its bounds. */
export function readInThread(file: FileBytes, bounds: ReadingBounds = USUAL): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const thread = new Worker(new URL(`./text-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: { file, most: limits.indexedLength },
    resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb },
    stdout: true,
    stderr: true,
  })
  const end = (why: string) => {
    reject(new Error(why))
    void thread.terminate()
  }
  const most = process.memoryUsage.rss() + bounds.growthMb * MIB
  const timer = setTimeout(() => end('It took too long.'), bounds.ms)
  const look = setInterval(() => {
    if (process.memoryUsage.rss() > most) end('It took too much memory.')
  }, LOOK_MS)
  thread.on('message', resolve)
  thread.on('error', reject)
  thread.on('exit', () => {
    clearTimeout(timer)
    clearInterval(look)
    reject(new Error('The thread ended without an answer.'))
  })
  return promise
}

const MIB = 1024 * 1024
/** Milliseconds between two looks at the memory: little can be unpacked in that time. */
const LOOK_MS = 50
