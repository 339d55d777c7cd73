import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { actorId, reachesSite, type Scope, scopeOf } from '../access/actor.ts'
import { holdsGlobally } from '../access/policy.ts'
import { type Context, now } from '../context.ts'
import { enqueue } from '../event/event.ts'
import { countWaiting, findLongTask, insertLongTask, listLongTaskRows, rememberInLongTask } from './rows.ts'

/** A sentence with the key that programs know it by. */
export interface TaskMessage {
  readonly key: string
  readonly text: string
}

/** Work that takes longer than a request may, as its starter follows it. */
export interface LongTask {
  readonly id: number
  /** Which handler of `jobs/long-tasks.ts` does it. */
  readonly kind: string
  readonly name: TaskMessage
  readonly startedBy: number | null
  /** The scope of the token that it was started with: the work goes no further. */
  readonly scope: Scope | undefined
  /** What the verb that started it wants done. */
  readonly payload: unknown
  /** What the handler has noted, so that a run after a crash goes on where the last one stopped. */
  readonly memory: unknown
  /** 0 to 100; 100 once it is over, however it ended. */
  readonly percentage: number
  readonly messages: readonly TaskMessage[]
  readonly errors: readonly TaskMessage[]
  /** What the answer shows beside: where the result is. */
  readonly details: Readonly<Record<string, unknown>>
  /** Null while it waits or runs. */
  readonly successful: boolean | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly finishedAt: number | null
}

export interface NewLongTask {
  readonly kind: string
  readonly name: TaskMessage
  readonly payload: unknown
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Say how far a long task is. Messages add up; details replace those of the same name. Throws when the server is
 * about to stop, so that the handler ends where it stands and the next start goes on.
 */
export type Report = (
  percentage: number,
  message?: TaskMessage,
  details?: Readonly<Record<string, unknown>>,
) => Promise<void>

/**
 * Does one kind of long task, as the user who started it. It may be run again after a crash, so it reads the current
 * state and what it has noted by `noteInLongTask`. An `AppError` ends the task with that message; anything else is
 * tried again a few times.
 */
export type LongTaskHandler = (ctx: Context, task: LongTask, report: Report) => Promise<void>

/** The kind of the jobs that long tasks are done by. */
export const LONG_TASK_JOB = 'long-task'

/** Start a long task in the transaction of the verb that needs it; takes two ids. Whether it may be done was asked before. */
export async function startLongTask(ctx: Context, input: NewLongTask): Promise<LongTask> {
  if ((await countWaiting(ctx.db, actorId(ctx.actor))) >= limits.longTasksWaiting) {
    throw new AppError(
      'unavailable',
      `You have ${limits.longTasksWaiting} long tasks that are not done yet. Wait for some of them.`,
    )
  }
  const task: LongTask = {
    id: ctx.takeId(),
    kind: input.kind,
    name: input.name,
    startedBy: actorId(ctx.actor),
    scope: scopeOf(ctx.actor),
    payload: input.payload,
    memory: null,
    percentage: 0,
    messages: [],
    errors: [],
    details: input.details ?? {},
    successful: null,
    createdAt: now(ctx),
    finishedAt: null,
  }
  await insertLongTask(ctx.db, task)
  await enqueue(ctx, { kind: LONG_TASK_JOB, key: String(task.id), payload: task.id })
  return task
}

/** Note what a later run of the same task needs to know, in the transaction that did a part of it. */
export async function noteInLongTask(ctx: Context, task: LongTask, memory: unknown): Promise<void> {
  await rememberInLongTask(ctx.db, task.id, memory)
}

/** A long task, for whoever started it and for system administrators: its words name pages. */
export async function readLongTask(ctx: Context, id: number): Promise<LongTask> {
  const task = await findLongTask(ctx.db, id)
  if (task !== undefined && (await maySee(ctx, task))) return task
  throw notFound(`No long task found with id: ${id}`)
}

/** The long tasks that the actor may see, newest first; `key`: only those of this name. */
export async function listLongTasks(
  ctx: Context,
  key: string | undefined,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Page<LongTask>> {
  const own = { startedBy: actorId(ctx.actor) ?? -1, within: withinOf(ctx) }
  const filter = { key, ...((await seesAll(ctx)) ? {} : own) }
  return toPage(await listLongTaskRows(ctx.db, filter, slice), slice.limit)
}

/** Milliseconds that it took, or has taken so far. */
export function elapsed(ctx: Context, task: LongTask): number {
  return Math.max(0, (task.finishedAt ?? now(ctx)) - task.createdAt)
}

/** A sentence no longer than one that is kept. */
export function taskMessage(key: string, text: string): TaskMessage {
  return { key, text: text.slice(0, limits.taskMessage) }
}

async function maySee(ctx: Context, task: LongTask): Promise<boolean> {
  const isOwn = task.startedBy !== null && task.startedBy === actorId(ctx.actor)
  const within = withinOf(ctx)
  const isWithin = within === undefined || JSON.stringify(task.scope) === JSON.stringify(within)
  return (isOwn && isWithin) || seesAll(ctx)
}

/** A token for a space or a page tree knows of what was started with that reach. */
function withinOf(ctx: Context): Scope | undefined {
  return reachesSite(ctx.actor) ? undefined : scopeOf(ctx.actor)
}

function seesAll(ctx: Context): Promise<boolean> {
  return holdsGlobally(ctx, 'SYSTEMADMINISTRATOR')
}
