import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { readContent } from '../content/read.ts'
import { type Context, transact } from '../context.ts'
import {
  type LongTask,
  readLongTask,
  type Report,
  startLongTask,
  taskMessage,
} from '../long-task/long-task.ts'
import { acceptState, type ContentState, keepState, removeState, setState, type StateInput } from './state.ts'

/** The kind of the long task that sets or removes the states of contents. */
export const STATES = 'content-states'

interface Payload {
  readonly ids: readonly number[]
  readonly status: 'current' | 'draft'
  /** Null: to be removed. */
  readonly state: ContentState | null
}

/** How far such a task is. */
export interface Progress {
  readonly set: readonly number[]
  readonly failed: readonly { readonly id: number; readonly reason: string }[]
}

/** Start to set a state, or without one to remove the states, of several contents that the actor may read. */
export async function startStates(
  ctx: Context,
  given: readonly number[],
  status: 'current' | 'draft',
  input: StateInput | null,
): Promise<LongTask> {
  const ids = [...new Set(given)]
  if (ids.length === 0) throw new AppError('bad-request', 'No contents were given.')
  if (ids.length > limits.statesAtOnce) {
    throw new AppError('bad-request', `At most ${limits.statesAtOnce} contents get a state at once.`)
  }
  for (const id of ids) await readContent(ctx, id, { statuses: [status] })
  const accepted = input === null ? null : await acceptState(ctx, input)
  return transact(ctx, async (ctx) => {
    const payload: Payload = { ids, status, state: accepted && (await keepState(ctx, accepted)) }
    const what = accepted === null ? 'Removing the states' : 'Setting the state'
    return startLongTask(ctx, {
      kind: STATES,
      name: taskMessage('content.states.task.name', `${what} of ${ids.length} contents`),
      payload,
    })
  })
}

/** One content after the other; what cannot be done is said, and the others are done. */
export async function runStates(ctx: Context, task: LongTask, report: Report): Promise<void> {
  const { ids, status, state } = task.payload as Payload
  const set = [...progressOf(task).set]
  const failed: Progress['failed'][number][] = []
  for (const id of ids) {
    if (set.includes(id)) continue
    try {
      if (state === null) await removeState(ctx, id, status)
      else await setState(ctx, id, status, { id: state.id })
      set.push(id)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failed.push({ id, reason: error.message.slice(0, limits.taskMessage) })
    }
    await report((99 * (set.length + failed.length)) / ids.length, undefined, { set, failed })
  }
}

/** A task that sets states, for whoever started it. */
export async function readStates(
  ctx: Context,
  id: number,
): Promise<{ readonly task: LongTask; readonly state: ContentState | null; readonly progress: Progress }> {
  const task = await readLongTask(ctx, id)
  if (task.kind !== STATES) throw new AppError('not-found', `No long task found with id: ${id}`)
  return { task, state: (task.payload as Payload).state, progress: progressOf(task) }
}

function progressOf(task: LongTask): Progress {
  return { set: [], failed: [], ...(task.details as Partial<Progress>) }
}
