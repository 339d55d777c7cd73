/** The thread in which files are read: what is wrong with one can neither hold up nor bring down the server. */
import { parentPort, workerData } from 'node:worker_threads'
import { type FileBytes, textOfFile } from './text-formats.ts'

const { file, most } = workerData as { file: FileBytes; most: number }
const text = await textOfFile(file, most)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows, not of threads
parentPort?.postMessage(text)
