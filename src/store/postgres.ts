import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import { Pool, type PoolClient, types } from 'pg'
import { AppError } from '../base/errors.ts'
import { limits } from '../base/limits.ts'
import type { Database, Db } from './database.ts'
import type { Tables } from './tables.ts'

const INT8 = 20

/** Open a pool on a PostgreSQL server (15 or newer). */
export function openPostgres(url: string, queryMs: number = limits.queryMs): Database {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    types: { getTypeParser },
    statement_timeout: queryMs,
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const read = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: namedStatements(pool) }) })
  return {
    engine: 'postgres',
    read,
    transact: (work) => transact(read, work),
    snapshot: (work) =>
      read
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (db) => {
          await sql`set local statement_timeout = 0`.execute(db)
          return work(db)
        }),
    ...writesSeenBy(pool),
    close: () => read.destroy(),
  }
}

/**
 * Whether anything was written, told by the server's snapshots: two that read alike show the same (`pg_current_snapshot`
 * names every transaction that may show later). One question at a time, or an older answer could come after a newer one;
 * who asks while one is under way waits for the next, since the one under way may have left too early for them.
 */
function writesSeenBy(pool: Pool): Pick<Database, 'foreignGeneration' | 'lookForWrites'> {
  let generation = 0
  let seen: string | undefined
  const look = async () => {
    let snapshot: string | undefined
    try {
      const { rows } = await pool.query<{ snapshot: string }>(SNAPSHOT)
      snapshot = rows[0]?.snapshot
    } catch {
      // Whoever asks for more than this is told what is wrong.
    }
    if (snapshot === undefined || snapshot !== seen) generation++
    seen = snapshot
  }
  let underWay: Promise<void> | undefined
  let next: Promise<void> | undefined
  const begin = (): Promise<void> => {
    underWay = look().finally(() => {
      underWay = undefined
    })
    return underWay
  }
  return {
    foreignGeneration: () => (seen === undefined ? undefined : generation),
    lookForWrites() {
      if (underWay === undefined) return begin()
      next ??= underWay.then(() => {
        next = undefined
        return underWay ?? begin()
      })
      return next
    },
  }
}

const SNAPSHOT = { name: 'snapshot', text: 'select pg_current_snapshot()::text as snapshot' }

/** Ids and times are below 2^53, so they are numbers here. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === INT8 ? Number : types.getTypeParser(oid, format as 'text')
}

async function transact<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(work)
    } catch (error) {
      if (!mayRepeat(error) || attempt >= limits.transactionAttempts) throw error
      await sleep(Math.random() * 10 * 2 ** Math.min(attempt, 6))
    }
  }
}

/**
 * Serialization failure and deadlock: the server asks for the transaction to be repeated. A unique violation means
 * that another transaction was first with the same name: repeated, the work sees it and refuses in its own words.
 */
function mayRepeat(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === '40001' || code === '40P01' || code === '23505'
}

const QUERY_CANCELED = '57014'
const BAD_CHARACTER = '22021'

/** What the server refuses for reasons that are the caller's to know. */
function explain(error: unknown): never {
  const { code } = error as { code?: string }
  if (code === QUERY_CANCELED) {
    throw new AppError('unavailable', 'The database took too long. Ask for less at once.')
  }
  if (code === BAD_CHARACTER) {
    throw new AppError(
      'bad-request',
      'A text has a NUL character or one that is no UTF-8: it cannot be kept.',
    )
  }
  throw error
}

/**
 * The pool with a name for every statement that has parameters, so that the server plans each text once per
 * connection instead of at every call.
 */
function namedStatements(pool: Pool): PostgresPool {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    let name = names.get(text)
    if (name === undefined) {
      // Queries that people make up are without end; past the bound they are planned at each call.
      if (names.size >= limits.preparedStatements) return undefined
      name = createHash('sha1').update(text).digest('base64url')
      names.set(text, name)
    }
    return name
  }
  const named = (text: string) => {
    const name = nameOf(text)
    return name === undefined ? {} : { name }
  }
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>()
  const wrap = (client: PoolClient): PostgresPoolClient => {
    const query = (text: string, values: readonly unknown[] = []) =>
      (values.length > 0
        ? client.query({ ...named(text), text, values: [...values] })
        : client.query(text)
      ).catch(explain)
    return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() }
  }
  return {
    options: {},
    async connect() {
      const client = await pool.connect()
      let named = wrapped.get(client)
      if (named === undefined) {
        named = wrap(client)
        wrapped.set(client, named)
      }
      return named
    },
    end: () => pool.end(),
  }
}
