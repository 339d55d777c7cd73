import { notFound } from '../../base/errors.ts'
import { type Page, toPage } from '../../base/page.ts'
import { visible } from '../access/visible.ts'
import { readContents } from '../content/read.ts'
import type { Context } from '../context.ts'
import { findTask, listTaskRows } from './rows.ts'
import type { InlineTask, TaskFilter } from './task.ts'

/** A stretch of the tasks that match, of current content that the actor may read, the oldest first. */
export async function listTasks(
  ctx: Context,
  filter: TaskFilter,
  slice: { readonly offset?: number; readonly limit: number; readonly afterId?: number },
): Promise<Page<InlineTask>> {
  const rows = await listTaskRows(ctx.db, filter, visible(ctx), {
    ...slice,
    limit: slice.limit + 1,
    order: 'id',
  })
  return toPage(rows, slice.limit)
}

/** One task. `not-found` when there is none of this id, or its content may not be read. */
export async function readTask(ctx: Context, id: number): Promise<InlineTask> {
  const task = await findTask(ctx.db, id)
  if (task === undefined || !(await mayReadOf(ctx, task))) throw notFound(`No task found with id: ${id}`)
  return task
}

/** The refusal of the content would name it. */
async function mayReadOf(ctx: Context, { contentId }: InlineTask): Promise<boolean> {
  const [content] = await readContents(ctx, [contentId])
  return content?.status === 'current' || content?.status === 'archived'
}
