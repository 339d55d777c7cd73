import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  type LimitNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely'
import { AppError } from '../base/errors.ts'
import { limits } from '../base/limits.ts'
import type { Database, Db } from './database.ts'
import { PutOff } from './put-off.ts'
import type { Tables } from './tables.ts'

/**
 * Open a SQLite file: one handle that writes, one that reads the last committed state meanwhile.
 *
 * Writes that arrive while another is under way share its commit: each runs in its own savepoint, one after
 * the other, then one `COMMIT` makes all of them durable (`synchronous = FULL`, one fsync), and only then are
 * they acknowledged. A write that fails is rolled back to its savepoint and leaves the others alone.
 */
export function openSqlite(file: string): Database {
  const writer = openOrExplain(file)
  const reader = openHandle(file)
  reader.exec('pragma query_only = on')
  const read = queryBuilder(reader)
  // Of the handle that writes: it does not count its own commits. Asked many times in a turn of the event loop,
  // looked up once.
  const dataVersion = writer.prepare('pragma data_version')
  let generation: number | undefined
  const queue = new WriteQueue(writer, queryBuilder(writer))
  return {
    engine: 'sqlite',
    read,
    transact: (work) => queue.add(work),
    snapshot: (work) => readSnapshot(file, work),
    foreignGeneration() {
      if (generation === undefined) {
        generation = (dataVersion.get() as { data_version: number }).data_version
        setImmediate(() => {
          generation = undefined
        })
      }
      return generation
    },
    lookForWrites: () => undefined,
    async close() {
      await queue.drained()
      reader.close()
      writer.exec('pragma optimize')
      writer.close()
    },
  }
}

/** A handle of its own: a read transaction sees one state from its first read to its end. */
async function readSnapshot<T>(file: string, work: (db: Db) => Promise<T>): Promise<T> {
  const handle = openHandle(file)
  try {
    handle.exec('pragma query_only = on')
    handle.exec('begin')
    return await work(queryBuilder(handle))
  } finally {
    handle.close()
  }
}

function openOrExplain(file: string): DatabaseSync {
  try {
    return openHandle(file)
  } catch (error) {
    const reason = (error as Error).message
    if (/not a database|malformed/.test(reason)) {
      throw new AppError('unavailable', `${file} is not a database of Inver, or is damaged: ${reason}.`)
    }
    throw new AppError(
      'unavailable',
      `The database ${file} cannot be opened: ${reason}. Check the folder and who may write to it.`,
    )
  }
}

function openHandle(file: string): DatabaseSync {
  const handle = new DatabaseSync(file, { timeout: limits.databaseBusyMs })
  handle.exec('pragma journal_mode = wal')
  handle.exec('pragma synchronous = full')
  handle.exec('pragma foreign_keys = on')
  handle.exec('pragma trusted_schema = off')
  handle.exec('pragma cache_size = -32000')
  handle.exec(`pragma wal_autocheckpoint = ${limits.writeAheadPages}`)
  return handle
}

interface Write {
  work(db: Db): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Runs writes one after the other, several to a commit. */
class WriteQueue {
  readonly #handle: DatabaseSync
  readonly #db: Db
  readonly #putOff: PutOff
  readonly #waiting: Write[] = []
  #running: Promise<void> | undefined

  constructor(handle: DatabaseSync, db: Db) {
    this.#handle = handle
    this.#db = db
    this.#putOff = new PutOff(db)
  }

  add<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#running ??= this.#run()
    })
  }

  async drained(): Promise<void> {
    while (this.#running) await this.#running
  }

  async #run(): Promise<void> {
    // Requests that have already arrived get their chance to join the first commit.
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) await this.#commitSome()
    // In the same turn as the last look, or a write that arrives in between would wait for ever.
    this.#running = undefined
  }

  async #commitSome(): Promise<void> {
    const settled: (() => void)[] = []
    const begun: Write[] = []
    try {
      await this.#begin()
      for (let write = this.#waiting.shift(); write !== undefined; write = this.#next(begun.length)) {
        begun.push(write)
        settled.push(await this.#attempt(write))
      }
      await this.#putOff.runAll()
      this.#handle.exec('commit')
    } catch (error) {
      this.#putOff.clear()
      if (this.#handle.isTransaction) this.#handle.exec('rollback')
      const failed = begun.length > 0 ? begun : this.#waiting.splice(0, 1)
      for (const write of failed) write.reject(error)
      return
    }
    for (const settle of settled) settle()
  }

  #next(taken: number): Write | undefined {
    return taken < limits.writesPerCommit ? this.#waiting.shift() : undefined
  }

  async #begin(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#handle.exec('begin immediate')
        return
      } catch (error) {
        if (!isBusy(error) || attempt >= limits.transactionAttempts) throw error
        await sleep(10 * attempt)
      }
    }
  }

  async #attempt(write: Write): Promise<() => void> {
    this.#handle.exec('savepoint write')
    this.#putOff.begin()
    try {
      const value = await write.work(this.#db)
      this.#handle.exec('release write')
      this.#putOff.succeeded()
      return () => write.resolve(value)
    } catch (error) {
      this.#handle.exec('rollback to write')
      this.#handle.exec('release write')
      this.#putOff.failed()
      return () => write.reject(error)
    }
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode
  return code !== undefined && (code & 0xff) === 5
}

function queryBuilder(handle: DatabaseSync): Db {
  const connection = connectionOn(handle)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: unsupported,
    commitTransaction: unsupported,
    rollbackTransaction: unsupported,
    destroy: async () => {},
  }
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new LimitWritingCompiler(),
  }
  return new Kysely<Tables>({ dialect })
}

/**
 * Writes a limit into the text of the statement instead of binding it. SQLite plans by the number that is bound as a
 * limit, so it would prepare such a statement again each time it runs, which costs more than a short list does.
 */
class LimitWritingCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    if (ValueNode.is(node.limit) && typeof node.limit.value === 'number') {
      this.append(`limit ${Math.trunc(node.limit.value)}`)
      return
    }
    // No number yet, but a sum is nothing that SQLite plans by.
    this.append('limit 0 + ')
    this.visitNode(node.limit)
  }
}

async function unsupported(): Promise<void> {
  throw new Error('Transactions are opened by Database.transact, not by the query builder.')
}

interface Prepared {
  readonly statement: StatementSync
  readonly returnsRows: boolean
}

function connectionOn(handle: DatabaseSync): DatabaseConnection {
  const cache = new Map<string, Prepared>()
  const prepared = (text: string): Prepared => {
    const known = cache.get(text)
    if (known !== undefined) return known
    if (cache.size >= limits.preparedStatements) cache.delete(cache.keys().next().value as string)
    const statement = handle.prepare(text)
    const made = { statement, returnsRows: statement.columns().length > 0 }
    // The full-text index writes rows of its own beyond 2^53, and the number of the last one is told after every write.
    if (!made.returnsRows) statement.setReadBigInts(true)
    cache.set(text, made)
    return made
  }
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { statement, returnsRows } = prepared(query.sql)
      const parameters = query.parameters as SQLInputValue[]
      if (returnsRows) return { rows: statement.all(...parameters) as R[] }
      const { changes, lastInsertRowid } = statement.run(...parameters)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
      for (const row of prepared(query.sql).statement.iterate(...(query.parameters as SQLInputValue[]))) {
        yield { rows: [row as R] }
      }
    },
  }
}
