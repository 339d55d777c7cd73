import { existsSync } from 'node:fs'
import { Failure } from '../failure.ts'
import { type FileFormat, lengthOf, openFileSink, textOf } from './file-sink.ts'
import { type Ledger, ledgerIn, openDatabase, scopesIn } from './ledger.ts'
import { columnsOf, type Kind } from './record.ts'
import type { Sink } from './sink.ts'
import { openTableSink } from './table-sink.ts'

/** What is harvested, and where it goes: into tables, into a file, or else to standard output. */
export interface Wanted {
  readonly kind: Kind
  /** Site and filters in one text: the same text, the same harvest. */
  readonly scope: string
  readonly withBody: boolean
  readonly format: FileFormat
  readonly out?: string
  readonly sqlite?: string
}

/** A ledger with its sink. */
export interface Target {
  readonly ledger: Ledger
  readonly sink: Sink
  /** How long the file is that new records are appended to. */
  readonly safe: number
  readonly close: () => void
}

/** Opens what is written to; refuses what was written by somebody else, or with other filters. */
export function openTarget(wanted: Wanted): Target {
  if (wanted.sqlite !== undefined) return intoTables(wanted, wanted.sqlite)
  return wanted.out === undefined ? toOutput(wanted) : intoFile(wanted, wanted.out)
}

function intoTables({ kind, scope }: Wanted, file: string): Target {
  const db = openDatabase(file, { alone: false })
  return {
    ledger: ledgerIn(db, kind, scope),
    sink: openTableSink(db, kind),
    safe: 0,
    close: () => db.close(),
  }
}

/** Nothing is remembered: each time is the first. */
function toOutput({ kind, scope, format, withBody }: Wanted): Target {
  const db = openDatabase(':memory:', { alone: false })
  const columns = columnsOf(kind, withBody)
  let isFirst = true
  let isTaken = Promise.resolve()
  const sink: Sink = {
    append(records) {
      if (records.length === 0) return 0
      const text = textOf(records, { format, columns, isFirst })
      isFirst = false
      isTaken = new Promise((resolve) => process.stdout.write(text, () => resolve()))
      return 0
    },
    taken: () => isTaken,
    close: () => {},
  }
  return { ledger: ledgerIn(db, kind, scope), sink, safe: 0, close: () => db.close() }
}

function intoFile(wanted: Wanted, out: string): Target {
  const memory = `${out}.state`
  const { kind, scope, format, withBody } = wanted
  const length = lengthOf(out)
  if (length > 0 && !existsSync(memory)) {
    throw new Failure(
      'failed',
      `${out} is there, but no ${memory}, so no harvest wrote it: move it away, or choose another --out.`,
    )
  }
  const db = openDatabase(memory, { alone: true })
  try {
    const other = scopesIn(db).find((known) => known.kind !== kind || known.scope !== scope)
    if (other !== undefined) {
      throw new Failure(
        'misuse',
        `${out} holds ${other.kind} of ${other.scope}, not ${kind} of ${scope}: repeat what it was made with, or choose another --out.`,
      )
    }
    const ledger = ledgerIn(db, kind, scope)
    const safe = safeLength(ledger, out, length)
    const sink = openFileSink(out, { format, columns: columnsOf(kind, withBody), safe })
    return {
      ledger,
      sink,
      safe,
      close: () => {
        sink.close()
        db.close()
      },
    }
  } catch (error) {
    db.close()
    throw error
  }
}

/** How much of the file is to be kept. Between two runs it may be moved away, and then begins anew. */
function safeLength(ledger: Ledger, out: string, length: number): number {
  const bytes = ledger.bytes()
  const isOpen = ledger.open() !== undefined
  if (length === bytes || (length > bytes && isOpen)) return bytes
  if (length === 0 && !isOpen) return 0
  throw new Failure(
    'failed',
    `${out} was changed by something else since the last harvest wrote it: move it away, and ${out}.state with it, to begin anew.`,
  )
}
