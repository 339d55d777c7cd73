import { limits } from '../base/limits.ts'
import { errorFacts } from '../base/log.ts'
import { type App, now, systemContext, transact } from '../domain/context.ts'
import { enqueue } from '../domain/event/event.ts'
import {
  claimJob,
  finishJob,
  type Job,
  type JobChoice,
  postponeJob,
  renewJob,
  returnJob,
} from '../domain/job/rows.ts'
import { handlers, schedule, slowJobs } from './handlers.ts'

/** Which jobs a worker takes: the slow ones have a worker of their own. */
const CHOICES = { quick: { except: slowJobs }, slow: { only: slowJobs } } satisfies Record<string, JobChoice>

/** Runs jobs one after the other until it is stopped. */
export class Worker {
  readonly #app: App
  readonly #kind: keyof typeof CHOICES
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #woken = false
  #stopped = false

  constructor(app: App, kind: keyof typeof CHOICES) {
    this.#app = app
    this.#kind = kind
  }

  /** Begin, with what comes back by itself queued. */
  async start(): Promise<void> {
    const ctx = systemContext(this.#app)
    if (this.#kind === 'quick') {
      for (const kind of Object.keys(schedule)) {
        await transact(ctx, (ctx) => enqueue(ctx, { kind, key: '', payload: {} }))
      }
    }
    this.wake()
  }

  /** Look for work now. */
  wake(): void {
    if (this.#stopped) return
    this.#woken = true
    if (this.#running) return
    clearTimeout(this.#timer)
    this.#running = this.#runDue()
      .catch((error: unknown) => this.#app.log.error('the job worker failed', errorFacts(error)))
      .finally(() => {
        this.#running = undefined
        if (this.#stopped) return
        if (this.#woken) return this.wake()
        this.#timer = setTimeout(() => this.wake(), limits.jobPollMs)
        this.#timer.unref()
      })
  }

  /** Finish the job at hand and take no other. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #runDue(): Promise<void> {
    const { database, clock } = this.#app
    while (!this.#stopped) {
      this.#woken = false
      const at = clock.now()
      const until = at + limits.jobLeaseMs
      const job = await database.transact((db) =>
        claimJob(db, database.engine, CHOICES[this.#kind], at, until),
      )
      if (job === undefined) return
      await this.#run(job)
    }
  }

  async #run(job: Job): Promise<void> {
    const { database, log } = this.#app
    const ctx = systemContext(this.#app)
    const renewal = setInterval(() => this.#renew(job), limits.jobLeaseMs / 3)
    renewal.unref()
    try {
      const handle = handlers[job.kind]
      if (handle === undefined) throw new Error(`There is no handler for jobs of the kind ${job.kind}.`)
      await handle(ctx, job.payload, { attempts: job.attempts, isStopping: () => this.#stopped })
      await database.transact((db) => finishJob(db, job.id))
      await this.#scheduleAgain(job.kind)
    } catch (error) {
      if (this.#stopped) return await database.transact((db) => returnJob(db, job.id))
      const given = job.attempts >= limits.jobAttempts
      log.warn(given ? 'a job was given up' : 'a job failed and will be repeated', {
        kind: job.kind,
        ...errorFacts(error),
      })
      const runAt = given ? undefined : now(ctx) + backOff(job.attempts)
      await database.transact((db) => postponeJob(db, job.id, runAt, String(error)))
    } finally {
      clearInterval(renewal)
    }
  }

  /** As long as this process lives, nobody else takes the job. */
  #renew(job: Job): void {
    const { database, clock, log } = this.#app
    database
      .transact((db) => renewJob(db, job.id, clock.now() + limits.jobLeaseMs))
      .catch((error: unknown) => log.warn('a job could not be kept', errorFacts(error)))
  }

  async #scheduleAgain(kind: string): Promise<void> {
    const every = schedule[kind]
    if (every === undefined) return
    const ctx = systemContext(this.#app)
    await transact(ctx, (ctx) => enqueue(ctx, { kind, key: '', payload: {}, runAt: now(ctx) + every }))
  }
}

/** Milliseconds before the next attempt: 2 s, 4 s, 8 s … up to an hour. */
function backOff(attempts: number): number {
  return Math.min(2 ** attempts * 1000, 60 * 60 * 1000)
}
