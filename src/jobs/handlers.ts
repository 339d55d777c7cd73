import type { Context } from '../domain/context.ts'
import { LONG_TASK_JOB } from '../domain/long-task/long-task.ts'
import { purgeLongTasks, runLongTask } from './handlers/long-task.ts'
import { purgeBlobs } from './handlers/purge-blobs.ts'
import { purgeCredentials } from './handlers/purge-credentials.ts'

/** One run of a job: which attempt it is, and whether the server is about to stop. */
export interface JobRun {
  readonly attempts: number
  isStopping(): boolean
}

/** Does one kind of job. It reads the current state rather than trusting its payload, so repeating it does no harm. */
export type JobHandler = (ctx: Context, payload: unknown, run: JobRun) => Promise<void>

/** Every kind of job. */
export const handlers: Readonly<Record<string, JobHandler>> = {
  [LONG_TASK_JOB]: runLongTask,
  'purge-blobs': purgeBlobs,
  'purge-credentials': purgeCredentials,
  'purge-long-tasks': purgeLongTasks,
}

/** Kinds of job that may take long: they are done one after the other beside all others, which they must not hold up. */
export const slowJobs: readonly string[] = [LONG_TASK_JOB]

/** Jobs that come back by themselves, with the time between two runs in milliseconds. */
export const schedule: Readonly<Record<string, number>> = {
  'purge-blobs': 6 * 60 * 60 * 1000,
  'purge-credentials': 60 * 60 * 1000,
  'purge-long-tasks': 60 * 60 * 1000,
}
