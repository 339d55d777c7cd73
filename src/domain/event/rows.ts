import type { Db } from '../../store/database.ts'
import { preparedRow } from '../../store/prepared.ts'
import type { EventTable, JobTable } from '../../store/tables.ts'

const insertRow = preparedRow(
  ['id', 'type', 'at', 'actor_id', 'content_id', 'space_id', 'facts'],
  (db, row: EventTable) => db.insertInto('event').values(row),
)

export async function insertEvent(db: Db, event: EventTable): Promise<void> {
  await insertRow(db, event)
}

/** Insert a waiting job unless one of its kind and key waits already; then the earlier of the two times holds. */
export async function insertJob(db: Db, job: JobTable): Promise<void> {
  const waiting = await db
    .selectFrom('job')
    .select(['id', 'run_at'])
    .where('kind', '=', job.kind)
    .where('key', '=', job.key)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (waiting === undefined) await db.insertInto('job').values(job).execute()
  else if (job.run_at < waiting.run_at) {
    await db.updateTable('job').set({ run_at: job.run_at }).where('id', '=', waiting.id).execute()
  }
}

export async function deleteEventsBefore(db: Db, at: number): Promise<void> {
  await db.deleteFrom('event').where('at', '<', at).execute()
}
