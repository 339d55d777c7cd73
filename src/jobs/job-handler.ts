import type { Context } from '../domain/context.ts'

/** When a job is to be done once more, and whether this time counts as an attempt that failed. */
export interface Again {
  readonly at: number
  readonly isAttempt: boolean
  /** What went wrong, for whoever looks into the table. */
  readonly why?: string
}

/** One run of a job: which attempt it is, and whether the server is about to stop. */
export interface JobRun {
  readonly attempts: number
  isStopping(): boolean
}

/** Does one kind of job. It reads the current state rather than trusting its payload, so repeating it does no harm. */
export type JobHandler = (ctx: Context, payload: unknown, run: JobRun) => Promise<Again | void | undefined>
