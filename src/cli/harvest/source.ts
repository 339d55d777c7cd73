import type { HarvestRecord } from './record.ts'

/** Some records, and where to go on when everything up to them is safe. */
export interface Batch {
  readonly records: readonly HarvestRecord[]
  /** Absent: a new run has to begin from the start, and skips what it knows. */
  readonly position?: string
}

/** Where records come from: one kind of thing on one server. Without `changes` each run asks for all of them. */
export interface Source {
  /** Everything there is, from a position on. Absent: only `changes` are asked. */
  readonly all?: (position: string | undefined) => AsyncIterable<Batch>
  /** What is new or changed since then, perhaps with some of what is not. */
  readonly changes?: (since: string | undefined, isKnown: (id: string) => boolean) => AsyncIterable<Batch>
  /** When the latest change happened that the server knows of. */
  readonly latest?: () => Promise<string | null>
  /** What became of something that is no longer listed: its record, or undefined when it is gone. */
  readonly find?: (id: string) => Promise<HarvestRecord | undefined>
  /** A record never changes: one with a known id is known. */
  readonly isFixed?: boolean
  /** Ids that are older than the last change of a finished run need not be remembered. */
  readonly forgets?: boolean
}

/** A source of acts: they never change, and what is new is always asked for by itself. */
export type ActSource = Source & Required<Pick<Source, 'changes' | 'latest'>>

/**
 * How far behind the last change each run looks once more: a write that was under way when the list was read, and the
 * index of a search, may be late by minutes.
 */
export const MARGIN_MS = 10 * 60_000

/** The point in time before which nothing can be new. */
export function boundOf(since: string): string {
  return new Date(Date.parse(since) - MARGIN_MS).toISOString()
}
