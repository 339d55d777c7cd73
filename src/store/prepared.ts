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
 * the query as a value, without looking at it.
 */
export function prepared<P extends unknown[], R>(
  build: (db: Db, ...parameters: P) => Compilable<R>,
): (db: Db, ...parameters: P) => Promise<R[]> {
  const compiled = new WeakMap<object, { readonly sql: string; readonly parameters: readonly unknown[] }>()
  return async (db, ...parameters) => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (query === undefined) {
      const positions = Array.from({ length: build.length - 1 }, (_, index) => new Position(index))
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
