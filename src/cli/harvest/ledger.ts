import { DatabaseSync } from 'node:sqlite'
import { Failure } from '../failure.ts'

/** A run that is under way, be it by this process or by one that was ended. */
export interface Run {
  readonly number: number
  /** Reads everything, not only what changed. */
  readonly isFull: boolean
  /** When the latest change had happened as the run began. */
  readonly newest: string | null
  readonly position: string | null
}

/** What a harvest remembers from one run to the next. */
export interface Ledger {
  /** When the latest change had happened that the last finished run saw; null before the first one. */
  readonly since: () => string | null
  /** How long the file was when everything in it was safe. */
  readonly bytes: () => number
  /** The run that was not finished. */
  readonly open: () => Run | undefined
  /** `bytes`: how long the file is now. */
  readonly begin: (run: Omit<Run, 'number' | 'position'>, bytes: number) => Run
  /** The mark that a record had when it was written last. */
  readonly markOf: (id: string) => string | undefined
  /** Does the work and remembers what it did, together or not at all. */
  readonly commit: (step: Step, work: () => number) => void
  /** What earlier runs saw and this one did not. */
  readonly missing: (run: number) => string[]
  readonly known: () => number
  /** Ends the run; what is older than `forgetBefore` is forgotten. */
  readonly finish: (since: string | null, forgetBefore: string | undefined) => void
  readonly close: () => void
}

/** What was seen, and where to go on. */
export interface Step {
  readonly run: number
  readonly seen: readonly { readonly id: string; readonly mark: string; readonly at: string | null }[]
  readonly position: string | undefined
}

const TABLES = `
  create table if not exists harvest_run (
    kind text not null, scope text not null, since text, run integer not null, is_open integer not null,
    is_full integer not null, newest text, position text, bytes integer not null,
    primary key (kind, scope)) without rowid;
  create table if not exists harvest_seen (
    kind text not null, scope text not null, id text not null, mark text not null, at text, run integer not null,
    primary key (kind, scope, id)) without rowid;`

interface RunRow {
  readonly since: string | null
  readonly run: number
  readonly is_open: number
  readonly is_full: number
  readonly newest: string | null
  readonly position: string | null
  readonly bytes: number
}

/** Opens a file of SQLite, and says in words why that is not possible. `alone`: until it is closed no other process may. */
export function openDatabase(file: string, { alone }: { readonly alone: boolean }): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { timeout: alone ? 0 : 10_000 })
    db.exec('pragma synchronous = full')
    if (alone) db.exec('pragma locking_mode = exclusive')
    db.exec(`begin immediate; ${TABLES} commit`)
    return db
  } catch (error) {
    db?.close()
    const { message } = error as Error
    if (/locked/.test(message)) {
      throw new Failure('busy', `Another harvest is writing there (${file}): wait until it is done.`)
    }
    throw new Failure('failed', `${file} cannot be used: ${message}.`)
  }
}

/** What is remembered of the harvest of one kind with these filters. */
export function ledgerIn(db: DatabaseSync, kind: string, scope: string): Ledger {
  const row = db.prepare('select * from harvest_run where kind = ? and scope = ?')
  const read = (): RunRow | undefined => row.get(kind, scope) as RunRow | undefined
  const mark = db.prepare('select mark from harvest_seen where kind = ? and scope = ? and id = ?')
  const see = db.prepare('insert or replace into harvest_seen values (?, ?, ?, ?, ?, ?)')
  const advance = db.prepare('update harvest_run set position = ?, bytes = ? where kind = ? and scope = ?')
  const transact = (work: () => void): void => {
    db.exec('begin immediate')
    try {
      work()
      db.exec('commit')
    } catch (error) {
      db.exec('rollback')
      throw error
    }
  }
  return {
    since: () => read()?.since ?? null,
    bytes: () => read()?.bytes ?? 0,
    open() {
      const found = read()
      if (found?.is_open !== 1) return undefined
      return {
        number: found.run,
        isFull: found.is_full === 1,
        newest: found.newest,
        position: found.position,
      }
    },
    begin({ isFull, newest }, bytes) {
      const before = read()
      const number = (before?.run ?? 0) + 1
      db.prepare('insert or replace into harvest_run values (?, ?, ?, ?, 1, ?, ?, null, ?)').run(
        kind,
        scope,
        before?.since ?? null,
        number,
        isFull ? 1 : 0,
        newest,
        bytes,
      )
      return { number, isFull, newest, position: null }
    },
    markOf: (id) => (mark.get(kind, scope, id) as { mark: string } | undefined)?.mark,
    commit({ run, seen, position }, work) {
      transact(() => {
        const bytes = work()
        for (const one of seen) see.run(kind, scope, one.id, one.mark, one.at, run)
        advance.run(position ?? read()?.position ?? null, bytes, kind, scope)
      })
    },
    missing(run) {
      const found = db
        .prepare(
          `select id from harvest_seen where kind = ? and scope = ? and run < ? and mark <> '' order by id`,
        )
        .all(kind, scope, run)
      return found.map((one) => String(one['id']))
    },
    known: () =>
      Number(
        db.prepare('select count(*) as n from harvest_seen where kind = ? and scope = ?').get(kind, scope)?.[
          'n'
        ],
      ),
    finish(since, forgetBefore) {
      transact(() => {
        if (forgetBefore !== undefined) {
          db.prepare('delete from harvest_seen where kind = ? and scope = ? and at < ?').run(
            kind,
            scope,
            forgetBefore,
          )
        }
        db.prepare(
          'update harvest_run set since = ?, is_open = 0, position = null where kind = ? and scope = ?',
        ).run(since, kind, scope)
      })
    },
    close: () => db.close(),
  }
}

/** The kinds and filters of the harvests that a file remembers. */
export function scopesIn(db: DatabaseSync): { readonly kind: string; readonly scope: string }[] {
  return db
    .prepare('select kind, scope from harvest_run')
    .all()
    .map((row) => ({ kind: String(row['kind']), scope: String(row['scope']) }))
}
