import type { DatabaseSync } from 'node:sqlite'
import { columnsOf, type Kind, numericColumns } from './record.ts'
import type { Sink } from './sink.ts'

/** Writes into the table of the kind: one row a thing, as it was last seen. Part of the ledger's transaction. */
export function openTableSink(db: DatabaseSync, kind: Kind): Sink {
  const columns = columnsOf(kind, true)
  const defined = columns.map((column) => {
    if (column === 'id') return 'id text primary key not null'
    return `"${column}" ${numericColumns.includes(column) ? 'integer' : 'text'}`
  })
  db.exec(`create table if not exists ${kind} (${defined.join(', ')})`)
  return {
    append(records) {
      for (const record of records) {
        const given = columns.filter((column) => column in record)
        const names = given.map((column) => `"${column}"`)
        const others = names.filter((name) => name !== '"id"').map((name) => `${name} = excluded.${name}`)
        db.prepare(
          `insert into ${kind} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
           on conflict (id) do update set ${others.join(', ')}`,
        ).run(...given.map((column) => record[column] ?? null))
      }
      return 0
    },
    close: () => {},
  }
}
