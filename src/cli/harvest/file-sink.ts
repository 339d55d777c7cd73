import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs'
import { csv } from '../../base/csv.ts'
import { Failure } from '../failure.ts'
import type { HarvestRecord } from './record.ts'
import type { Sink } from './sink.ts'

/** How records are written into files. */
export type FileFormat = 'jsonl' | 'csv'

/** The text of some records; CSV begins with the names of its columns. */
export function textOf(
  records: readonly HarvestRecord[],
  { format, columns, isFirst }: { format: FileFormat; columns: readonly string[]; isFirst: boolean },
): string {
  if (format === 'jsonl') return records.map((record) => `${JSON.stringify(record)}\n`).join('')
  const rows = records.map((record) => columns.map((column) => record[column] ?? ''))
  return csv(isFirst ? [columns, ...rows] : rows)
}

/** How long a file is; 0 when there is none. */
export function lengthOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

/**
 * Appends to a file whose first bytes, as many as the ledger says, are safe: what stands behind them was being written
 * when an earlier run ended, and is cut off.
 */
export function openFileSink(
  file: string,
  { format, columns, safe }: { format: FileFormat; columns: readonly string[]; safe: number },
): Sink {
  const handle = opened(file)
  if (fstatSync(handle).size > safe) ftruncateSync(handle, safe)
  let length = safe
  return {
    append(records) {
      if (records.length === 0) return length
      const bytes = Buffer.from(textOf(records, { format, columns, isFirst: length === 0 }))
      for (let written = 0; written < bytes.length;) {
        written += writeSync(handle, bytes, written, bytes.length - written, length + written)
      }
      fsyncSync(handle)
      length += bytes.length
      return length
    },
    close: () => closeSync(handle),
  }
}

function opened(file: string): number {
  try {
    return openSync(file, existsSync(file) ? 'r+' : 'w+')
  } catch (error) {
    throw new Failure('failed', `${file} cannot be written: ${(error as Error).message}.`)
  }
}
