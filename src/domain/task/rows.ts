import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import type { Db } from '../../store/database.ts'
import { prepared, preparedRows } from '../../store/prepared.ts'
import type { Tables, TaskTable } from '../../store/tables.ts'
import { heldByCurrent } from '../content/rows.ts'
import type { InlineTask, TaskFilter } from './task.ts'

function toTask(row: Selectable<TaskTable>): InlineTask {
  return {
    id: row.id,
    contentId: row.content_id,
    taskId: row.task_id,
    done: row.done === 1,
    text: row.text,
    body: row.body,
    assigneeId: row.assignee_id,
    creatorId: row.creator_id,
    dueDate: row.due_date,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    completedAt: row.completed_at,
    completedBy: row.completed_by,
  }
}

const taskRows = prepared((db: Db, contentId: number) =>
  db.selectFrom('task').selectAll().where('content_id', '=', contentId),
)

/** The tasks of one content. */
export async function tasksOf(db: Db, contentId: number): Promise<InlineTask[]> {
  return (await taskRows(db, contentId)).map(toTask)
}

const deleteTasks = prepared((db: Db, contentId: number) =>
  db.deleteFrom('task').where('content_id', '=', contentId),
)
const insertTasks = preparedRows('task', [
  'id',
  'content_id',
  'task_id',
  'done',
  'text',
  'body',
  'assignee_id',
  'creator_id',
  'due_date',
  'created_at',
  'updated_at',
  'completed_at',
  'completed_by',
])

/** Put tasks in place of those that a content had. */
export async function replaceTasks(db: Db, contentId: number, tasks: readonly InlineTask[]): Promise<void> {
  await deleteTasks(db, contentId)
  await insertTasks(db, tasks.map(toRow))
}

function toRow(task: InlineTask): TaskTable {
  return {
    id: task.id,
    content_id: task.contentId,
    task_id: task.taskId,
    done: task.done ? 1 : 0,
    text: task.text,
    body: task.body,
    assignee_id: task.assigneeId,
    creator_id: task.creatorId,
    due_date: task.dueDate,
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    completed_at: task.completedAt,
    completed_by: task.completedBy,
  }
}

/** One task, whoever may read it. */
export async function findTask(db: Db, id: number): Promise<InlineTask | undefined> {
  const row = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toTask(row)
}

/** Tasks of current content that match and whose content is visible. */
export async function listTaskRows(
  db: Db,
  filter: TaskFilter,
  visible: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
  slice: {
    readonly offset?: number
    readonly limit: number
    readonly order: 'due' | 'id'
    /** The id after which the list begins, in the order of ids. */
    readonly afterId?: number
  },
): Promise<InlineTask[]> {
  let query = db
    .selectFrom('content')
    .innerJoin('task', 'task.content_id', 'content.id')
    .selectAll('task')
    .where('content.status', '=', 'current')
    .where((e) => heldByCurrent(e as unknown as ExpressionBuilder<Tables, 'content'>))
    .where((e) => visible(e as unknown as ExpressionBuilder<Tables, 'content'>))
  const { ids, contentIds, spaceIds, labelIds, assigneeIds, creatorIds, completerIds } = filter
  if (ids) query = query.where('task.id', 'in', orNone(ids))
  if (slice.afterId !== undefined) query = query.where('task.id', '>', slice.afterId)
  if (filter.withText) query = query.where('task.text', '!=', '')
  if (contentIds) query = query.where('content.id', 'in', orNone(contentIds))
  if (spaceIds) query = query.where('content.space_id', 'in', orNone(spaceIds))
  if (assigneeIds) query = query.where('task.assignee_id', 'in', orNone(assigneeIds))
  if (creatorIds) query = query.where('task.creator_id', 'in', orNone(creatorIds))
  if (completerIds) query = query.where('task.completed_by', 'in', orNone(completerIds))
  if (labelIds) {
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('content_label')
          .select('content_label.content_id')
          .whereRef('content_label.content_id', '=', 'content.id')
          .where('content_label.label_id', 'in', orNone(labelIds)),
      ),
    )
  }
  if (filter.done !== undefined) query = query.where('task.done', '=', filter.done ? 1 : 0)
  if (filter.createdFrom !== undefined) query = query.where('task.created_at', '>=', filter.createdFrom)
  if (filter.createdTo !== undefined) query = query.where('task.created_at', '<=', filter.createdTo)
  if (filter.completedFrom !== undefined) query = query.where('task.completed_at', '>=', filter.completedFrom)
  if (filter.completedTo !== undefined) query = query.where('task.completed_at', '<=', filter.completedTo)
  if (filter.dueFrom !== undefined) query = query.where('task.due_date', '>=', filter.dueFrom)
  if (filter.dueTo !== undefined) query = query.where('task.due_date', '<=', filter.dueTo)
  if (slice.order === 'due') query = query.orderBy('task.due_date').orderBy('task.content_id')
  const rows = await query
    .orderBy('task.id')
    .limit(slice.limit)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(toTask)
}

/** `in ()` is not SQL; nobody has the id 0. */
function orNone(ids: readonly number[]): number[] {
  return ids.length > 0 ? [...ids] : [0]
}
