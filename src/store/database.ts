import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Engine = 'sqlite' | 'postgres'

/** One open database: where to read, how to write. */
export interface Database {
  readonly engine: Engine
  /** Reads the last committed state. Never write through it. */
  readonly read: Db
  /**
   * Run `work` in a write transaction and return its result once it is durable. Whatever `work` throws undoes
   * it and is thrown here. It may run more than once (the engine may ask to repeat it), so it must touch nothing
   * but the database it is given, and await nothing else.
   */
  transact<T>(work: (db: Db) => Promise<T>): Promise<T>
  /**
   * Read one committed state for as long as `work` takes, whatever is written meanwhile. For long reads: what is
   * written cannot be tidied up before its end.
   */
  snapshot<T>(work: (db: Db) => Promise<T>): Promise<T>
  /**
   * A number that changes whenever another process has written; undefined as long as nobody knows. SQLite looks
   * each time, and writes through this object do not count; PostgreSQL says what was found when `lookForWrites` looked
   * last, and counts every write.
   */
  foreignGeneration(): number | undefined
  /**
   * Find out for `foreignGeneration` what was written until now. To be awaited when a question arrives, before anything
   * that was remembered answers it; undefined: there is nothing to wait for.
   */
  lookForWrites(): Promise<void> | undefined
  close(): Promise<void>
}
