import { AppError, notFound } from '../../base/errors.ts'
import { checkTask } from '../../document/check-task.ts'
import { authorize } from '../access/policy.ts'
import { readContent } from '../content/read.ts'
import { bodiesOf } from '../content/rows.ts'
import { updateContentTo } from '../content/update.ts'
import type { Context } from '../context.ts'
import { readTask } from './read.ts'
import { tasksOf } from './rows.ts'
import type { InlineTask } from './task.ts'

/**
 * Tick a task, or take the tick back: a minor version of its content in which nothing else is changed. One that
 * is as it should be already stays.
 */
export async function completeTask(ctx: Context, id: number, done: boolean): Promise<InlineTask> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await completeOnce(ctx, id, done)
    } catch (error) {
      // The box says nothing of a version: who saved meanwhile is no reason to refuse.
      const isRace = error instanceof AppError && error.code === 'version-conflict'
      if (!isRace || attempt === ATTEMPTS) throw error
    }
  }
}

/** The same for a task by the id that the body of its content gives it. */
export async function completeTaskIn(
  ctx: Context,
  contentId: number,
  taskId: string,
  done: boolean,
): Promise<InlineTask> {
  await readContent(ctx, contentId)
  const task = (await tasksOf(ctx.db, contentId)).find((one) => one.taskId === taskId)
  if (task) return completeTask(ctx, task.id, done)
  throw notFound(`Content ${contentId} has no task with the id ${taskId.slice(0, 100)}.`)
}

async function completeOnce(ctx: Context, id: number, done: boolean): Promise<InlineTask> {
  const task = await readTask(ctx, id)
  const content = await readContent(ctx, task.contentId)
  await authorize(ctx, 'update', content)
  if (task.done === done) return task
  const storage = (await bodiesOf(ctx.db, [content])).get(content.id) ?? ''
  const value = checkTask(storage, task.taskId, done)
  if (value === undefined)
    throw new AppError('conflict', `The body of content ${content.id} has no such task.`)
  await updateContentTo(ctx, {
    id: content.id,
    version: content.version + 1,
    body: { representation: 'storage', value },
    minorEdit: true,
  })
  return readTask(ctx, id)
}

const ATTEMPTS = 3
