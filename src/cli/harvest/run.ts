import { createHash } from 'node:crypto'
import { ApiError } from '../../sdk/index.ts'
import type { Run } from './ledger.ts'
import { GONE, type HarvestRecord } from './record.ts'
import { type Batch, boundOf, type Source } from './source.ts'
import type { Target } from './target.ts'

/** What a harvest did. */
export interface Harvested {
  /** Records that are new or changed. */
  readonly written: number
  /** How many of them only say that something is gone. */
  readonly gone: number
  /** Whether it went on with what an earlier run had begun. */
  readonly isResumed: boolean
  readonly isFull: boolean
}

/** How a harvest is done. */
export interface HarvestOptions {
  /** Reads everything again, and notes what is gone. */
  readonly isFull: boolean
  /** Called after each part with the number of records that were read so far. */
  readonly onProgress: (read: number) => void
  /** Called before something is taken for gone: throws when the credentials do not hold any more. */
  readonly check: () => Promise<void>
}

/**
 * Brings what is new into the target. However often it is ended on its way, the next run goes on: each part is written
 * together with the memory of it, so nothing is written twice, and the time of the last change is only moved on when
 * everything up to it was read.
 */
export async function harvest(source: Source, target: Target, options: HarvestOptions): Promise<Harvested> {
  const { ledger } = target
  const open = ledger.open()
  const left = open?.isFull === false && options.isFull ? undefined : open
  const since = ledger.since()
  const isFirst = since === null
  const isFull = source.all !== undefined && (isFirst || options.isFull || source.changes === undefined)
  const newest = (await source.latest?.()) ?? null
  const run = left ?? ledger.begin({ isFull, newest }, target.safe)
  const counts = { read: 0, written: 0, gone: 0 }
  const write = writer(source, target, run, counts, options.onProgress)
  if (run.isFull && source.all !== undefined) {
    for await (const batch of from(source.all, run.position ?? undefined)) await write(batch)
  }
  if (source.changes !== undefined) {
    const bound = run.isFull ? run.newest : options.isFull ? null : since
    const isKnown = (id: string): boolean => ledger.markOf(id) !== undefined
    for await (const batch of source.changes(bound ?? undefined, isKnown))
      await write({ records: batch.records })
  }
  if (run.isFull && !isFirst) await noteGone(source, target, run, options, write, counts)
  const reached = [newest, since, new Date(0).toISOString()].reduce(later) ?? ''
  ledger.finish(reached, source.forgets === true ? boundOf(reached) : undefined)
  const { written, gone } = counts
  return { written, gone, isResumed: left !== undefined, isFull: run.isFull }
}

/** Everything from a position on, or from the start when the server does not know the position any more. */
async function* from(all: NonNullable<Source['all']>, position: string | undefined): AsyncIterable<Batch> {
  let begun = false
  try {
    for await (const batch of all(position)) {
      begun = true
      yield batch
    }
    return
  } catch (error) {
    const isForgotten = error instanceof ApiError && [400, 404, 410].includes(error.status)
    if (begun || position === undefined || !isForgotten) throw error
  }
  yield* all(undefined)
}

type Write = (batch: Batch) => Promise<void>

function writer(
  source: Source,
  { ledger, sink }: Target,
  run: Run,
  counts: { read: number; written: number },
  onProgress: (read: number) => void,
): Write {
  return async ({ records, position }) => {
    if (records.length === 0 && position === undefined) return
    const marks = new Map<string, string>()
    const fresh: HarvestRecord[] = []
    for (const record of records) {
      const mark = source.isFixed === true ? FIXED : markOf(record)
      if ((marks.get(record.id) ?? ledger.markOf(record.id)) !== mark) fresh.push(record)
      marks.set(record.id, mark)
    }
    const seen = records.map((record) => ({
      id: record.id,
      mark: record['status'] === GONE ? FORGOTTEN : (marks.get(record.id) ?? ''),
      at: typeof record['date'] === 'string' ? record['date'] : null,
    }))
    ledger.commit({ run: run.number, seen, position }, () => sink.append(fresh))
    await sink.taken?.()
    counts.read += records.length
    counts.written += fresh.length
    onProgress(counts.read)
  }
}

/** What an earlier run saw and this one did not is asked for by itself: it may only have slipped through. */
async function noteGone(
  { find }: Source,
  { ledger }: Target,
  run: Run,
  { check }: HarvestOptions,
  write: Write,
  counts: { gone: number },
): Promise<void> {
  const missing = ledger.missing(run.number)
  // To nobody everything is hidden: that would not mean that it is gone.
  if (missing.length > 0) await check()
  for (const id of missing) {
    const found = await find?.(id)
    if (found === undefined) counts.gone += 1
    await write({ records: [found ?? { id, status: GONE }] })
  }
}

function later(one: string | null, other: string | null): string | null {
  return (one ?? '') > (other ?? '') ? one : other
}

/** The mark of what never changes, and of what is gone. */
const FIXED = '='
const FORGOTTEN = ''

function markOf(record: HarvestRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 16)
}
