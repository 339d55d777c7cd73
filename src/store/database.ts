import type { Kysely } from 'kysely'
import { AppError } from '../base/errors.ts'
import { openSqlite } from './sqlite.ts'
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
   * A number that changes whenever another process has written; undefined where the engine cannot tell cheaply.
   * Writes through this object do not count.
   */
  foreignGeneration(): number | undefined
  close(): Promise<void>
}

/** Open `sqlite:<file>` or `postgres://…`. Refuses other addresses, and files it cannot open, with a sentence. */
export async function openDatabase(url: string): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length))
  if (/^postgres(ql)?:\/\//.test(url)) {
    // Loaded only where it is used: the driver takes time and memory.
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(url)
  }
  throw new AppError(
    'bad-parameter',
    `The database address "${url}" is neither sqlite:<file> nor postgres://….`,
  )
}
