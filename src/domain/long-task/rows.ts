import type { Selectable } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { LongTaskTable } from '../../store/tables.ts'
import type { Scope } from '../access/actor.ts'
import type { LongTask, TaskMessage } from './long-task.ts'

export async function insertLongTask(db: Db, task: LongTask): Promise<void> {
  await db
    .insertInto('long_task')
    .values({
      id: task.id,
      kind: task.kind,
      name_key: task.name.key,
      name: task.name.text,
      started_by: task.startedBy,
      scope: task.scope === undefined ? null : JSON.stringify(task.scope),
      payload: JSON.stringify(task.payload),
      memory: JSON.stringify(task.memory),
      percentage: task.percentage,
      messages: JSON.stringify(task.messages),
      errors: JSON.stringify(task.errors),
      details: JSON.stringify(task.details),
      successful: null,
      created_at: task.createdAt,
      finished_at: null,
    })
    .execute()
}

/** How many tasks that this user has started are not over; null: those of nobody in particular. */
export async function countWaiting(db: Db, startedBy: number | null): Promise<number> {
  const { count } = await db
    .selectFrom('long_task')
    .select((e) => e.fn.countAll().as('count'))
    .where('started_by', startedBy === null ? 'is' : '=', startedBy)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function findLongTask(db: Db, id: number): Promise<LongTask | undefined> {
  const row = await db.selectFrom('long_task').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toLongTask(row)
}

/** Newest first, `limit + 1` at most. */
export async function listLongTaskRows(
  db: Db,
  filter: {
    readonly key?: string | undefined
    readonly startedBy?: number | undefined
    /** Only those that were started with this scope. */
    readonly within?: Scope | undefined
  },
  slice: { readonly offset: number; readonly limit: number },
): Promise<LongTask[]> {
  let query = db.selectFrom('long_task').selectAll()
  if (filter.key !== undefined) query = query.where('name_key', '=', filter.key)
  if (filter.startedBy !== undefined) query = query.where('started_by', '=', filter.startedBy)
  if (filter.within !== undefined) query = query.where('scope', '=', JSON.stringify(filter.within))
  const rows = await query
    .orderBy('id', 'desc')
    .limit(slice.limit + 1)
    .offset(slice.offset)
    .execute()
  return rows.map(toLongTask)
}

export async function rememberInLongTask(db: Db, id: number, memory: unknown): Promise<void> {
  await db
    .updateTable('long_task')
    .set({ memory: JSON.stringify(memory) })
    .where('id', '=', id)
    .execute()
}

/** Write how far a task is that is not over yet. */
export async function updateProgress(
  db: Db,
  id: number,
  progress: {
    readonly percentage: number
    readonly messages: readonly TaskMessage[]
    readonly details: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  await db
    .updateTable('long_task')
    .set({
      percentage: progress.percentage,
      messages: JSON.stringify(progress.messages),
      details: JSON.stringify(progress.details),
    })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute()
}

/** Write that a task is over, and how it ended. */
export async function endLongTask(
  db: Db,
  id: number,
  end: { readonly at: number; readonly errors: readonly TaskMessage[] },
): Promise<void> {
  await db
    .updateTable('long_task')
    .set({
      percentage: 100,
      errors: JSON.stringify(end.errors),
      successful: end.errors.length === 0 ? 1 : 0,
      finished_at: end.at,
    })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute()
}

/** Forget tasks that were over before a time. */
export async function deleteOldLongTasks(db: Db, before: number): Promise<void> {
  await db.deleteFrom('long_task').where('finished_at', '<', before).execute()
}

function toLongTask(row: Selectable<LongTaskTable>): LongTask {
  return {
    id: row.id,
    kind: row.kind,
    name: { key: row.name_key, text: row.name },
    startedBy: row.started_by,
    scope: row.scope === null ? undefined : (JSON.parse(row.scope) as Scope),
    payload: JSON.parse(row.payload) as unknown,
    memory: JSON.parse(row.memory) as unknown,
    percentage: row.percentage,
    messages: JSON.parse(row.messages) as TaskMessage[],
    errors: JSON.parse(row.errors) as TaskMessage[],
    details: JSON.parse(row.details) as Record<string, unknown>,
    successful: row.successful === null ? null : row.successful === 1,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
