import type { HarvestRecord } from './record.ts'

/** Where records go. */
export interface Sink {
  /** Writes, as part of the ledger's commit, and answers how long the file is then; 0 when it is none. */
  readonly append: (records: readonly HarvestRecord[]) => number
  /** Resolves when what was written last has been taken. */
  readonly taken?: () => Promise<void>
  readonly close: () => void
}
