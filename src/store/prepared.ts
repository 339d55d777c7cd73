import { type Compilable, CompiledQuery, type Insertable, SqliteAdapter } from 'kysely'
import type { Db } from './database.ts'
import type { Tables } from './tables.ts'

/** Stands for the parameter of this position while a query is compiled. */
class Position {
  readonly index: number
  constructor(index: number) {
    this.index = index
  }
}

/**
 * A query that is built and compiled once per engine and then only run: building costs more than running for
 * the queries that every request makes. `build` gets stand-ins for its parameters and must put each of them into
 * the query as a value, without looking at it; `count` says how many there are when its signature does not.
 */
export function prepared<P extends unknown[], R>(
  build: (db: Db, ...parameters: P) => Compilable<R>,
  count = build.length - 1,
): (db: Db, ...parameters: P) => Promise<R[]> {
  const compiled = new WeakMap<object, { readonly sql: string; readonly parameters: readonly unknown[] }>()
  return async (db, ...parameters) => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (query === undefined) {
      const positions = Array.from({ length: count }, (_, index) => new Position(index))
      const made = build(db, ...(positions as unknown as P)).compile()
      query = { sql: made.sql, parameters: made.parameters }
      compiled.set(adapter, query)
    }
    const values = query.parameters.map((value) =>
      value instanceof Position ? parameters[value.index] : value,
    )
    return (await db.executeQuery<R>(CompiledQuery.raw(query.sql, values))).rows
  }
}

/** The same for a query whose parameters are the columns of one row: `build` gets a row of stand-ins. */
export function preparedRow<Row extends object, R>(
  columns: readonly (keyof Row & string)[],
  build: (db: Db, row: Row) => Compilable<R>,
): (db: Db, row: Row) => Promise<R[]> {
  const run = prepared(
    (db: Db, ...values: unknown[]) =>
      build(db, Object.fromEntries(columns.map((column, i) => [column, values[i]])) as Row),
    columns.length,
  )
  return (db, row) => run(db, ...columns.map((column) => row[column]))
}

/**
 * Insert rows of a table. One at a time into SQLite, where a statement is a function call and one of several rows costs
 * more than the same rows alone; all at once where each statement is a journey.
 */
export function preparedRows<T extends keyof Tables & string>(
  table: T,
  columns: readonly (keyof Tables[T] & string)[],
): (db: Db, rows: readonly Insertable<Tables[T]>[]) => Promise<void> {
  const insertRow = preparedRow(columns as readonly never[], (db, row: Insertable<Tables[T]> & object) =>
    db.insertInto(table).values(row),
  )
  return async (db, rows) => {
    if (rows.length === 0) return
    if (!(db.getExecutor().adapter instanceof SqliteAdapter))
      await db
        .insertInto(table)
        .values([...rows])
        .execute()
    else for (const row of rows) await insertRow(db, row)
  }
}
