import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { TestApp } from './app.ts'

/**
 * What changes by being asked: who is logged in, when a token was last used, what failed, which numbers are reserved,
 * work to do.
 */
const RESTLESS =
  /^(session|token|failed_attempt|backup_job|id_block|job|search_index.*|sqlite_.*|content_view(_count)?|view_.*)$/

/** The event and its audit record. */
const LOG_IN_FAILED = /"user\.log-in-failed"|"User login failed"/

/** Work that was queued before would change something afterwards. */
async function untilDone({ domain }: TestApp): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const due = await domain.database.read
      .selectFrom('job')
      .select('id')
      .where((e) =>
        e.or([
          e('state', '=', 'running'),
          e.and([e('state', '=', 'waiting'), e('run_at', '<=', domain.clock.now())]),
        ]),
      )
      .execute()
    if (due.length === 0) return
    await sleep(25)
  }
}

/** A hash of all that the wiki keeps. Two of them are equal when nothing was changed between. */
export async function databaseDigest(app: TestApp): Promise<string> {
  await untilDone(app)
  const { read, engine } = app.domain.database
  const names =
    engine === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table' order by name`
      : sql<{ name: string }>`select table_name as name from information_schema.tables
          where table_schema = current_schema() order by table_name`
  const hash = createHash('sha256')
  for (const { name } of (await names.execute(read)).rows) {
    if (RESTLESS.test(name)) continue
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(read)
    hash.update(name)
    const texts = rows.map((one) => JSON.stringify(one)).filter((row) => !LOG_IN_FAILED.test(row))
    for (const row of texts.sort()) hash.update(row)
  }
  return hash.digest('hex')
}

/** Says whether anything at all was written to a SQLite file since it was last asked. */
export function watchWrites(app: TestApp): { wasWritten(): boolean; close(): void } {
  const handle = new DatabaseSync(join(app.dataFolder, 'inver.db'), { readOnly: true })
  const version = handle.prepare('pragma data_version')
  const read = () => Number((version.get() as { data_version: number }).data_version)
  let known = read()
  return {
    wasWritten() {
      const now = read()
      const isNew = now !== known
      known = now
      return isNew
    },
    close: () => handle.close(),
  }
}
