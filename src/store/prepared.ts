import { type Compilable, CompiledQuery } from 'kysely'
import type { Db } from './database.ts'

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
