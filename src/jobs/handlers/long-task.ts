import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { errorFacts } from '../../base/log.ts'
import { anonymous } from '../../domain/access/actor.ts'
import { mayUseSite } from '../../domain/access/policy.ts'
import { actorOf } from '../../domain/access/standing.ts'
import { as, type Context, now } from '../../domain/context.ts'
import { type LongTask, type Report, taskMessage } from '../../domain/long-task/long-task.ts'
import { deleteOldLongTasks, endLongTask, findLongTask, updateProgress } from '../../domain/long-task/rows.ts'
import type { JobRun } from '../job-handler.ts'
import { longTasks } from '../long-tasks.ts'

/**
 * Do a long task, or go on with one that a stop or a crash interrupted. However it ends, its starter reads so: what
 * it cannot do is recorded in the task and not repeated.
 */
export async function runLongTask(ctx: Context, payload: unknown, run: JobRun): Promise<void> {
  const task = await findLongTask(ctx.db, Number(payload))
  if (task === undefined || task.finishedAt !== null) return
  if (run.attempts > limits.longTaskAttempts) {
    return end(ctx, task, [
      taskMessage('ERROR_UNKNOWN', 'The server stopped again and again while doing this.'),
    ])
  }
  try {
    const handle = longTasks[task.kind]
    if (handle === undefined) throw new AppError('internal', `There is no handler for ${task.kind}.`)
    await handle(await starterOf(ctx, task), task, reporter(ctx, task, run))
    await end(ctx, task, [])
  } catch (error) {
    if (run.isStopping()) throw error
    const isFinal = error instanceof AppError || run.attempts >= limits.longTaskAttempts
    if (!isFinal) throw error
    if (!(error instanceof AppError))
      ctx.app.log.error('a long task failed', { kind: task.kind, ...errorFacts(error) })
    const text =
      error instanceof AppError ? error.message : 'Something went wrong on the server. Its log says what.'
    await end(ctx, task, [taskMessage('ERROR_UNKNOWN', text)])
  }
}

/** Forget long tasks that were over long ago. */
export async function purgeLongTasks(ctx: Context): Promise<void> {
  await ctx.app.database.transact((db) => deleteOldLongTasks(db, now(ctx) - limits.longTaskMs))
}

/** Progress changes nothing that other answers show, so it is written without `transact`, which would count it as a change of everything. */
function reporter(ctx: Context, task: LongTask, run: JobRun): Report {
  let messages = task.messages
  let details = task.details
  return async (percentage, message, more = {}) => {
    if (message) messages = [...messages, message].slice(-limits.taskMessages)
    details = { ...details, ...more }
    const whole = Math.max(0, Math.min(99, Math.floor(percentage)))
    await ctx.app.database.transact((db) =>
      updateProgress(db, task.id, { percentage: whole, messages, details }),
    )
    if (run.isStopping()) throw new Error('The server is about to stop.')
  }
}

async function end(ctx: Context, task: LongTask, errors: LongTask['errors']): Promise<void> {
  await ctx.app.database.transact((db) => endLongTask(db, task.id, { at: now(ctx), errors }))
}

/** With the rights of now; nobody in particular has those of the anonymous, not those of the program (rule 52). */
async function starterOf(ctx: Context, task: LongTask): Promise<Context> {
  const { startedBy, scope } = task
  const user = startedBy === null ? anonymous : await actorOf(ctx.db, startedBy, { by: 'password' })
  if (user === undefined)
    throw new AppError('forbidden', 'Whoever started this has no active account any more.')
  const starter = as(ctx, user.kind === 'user' ? { ...user, scope } : user)
  if (await mayUseSite(starter)) return starter
  throw new AppError('forbidden', 'Whoever started this may not use the site any more.')
}
