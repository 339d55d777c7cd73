import { limits } from '../base/limits.ts'
import { errorFacts } from '../base/log.ts'
import { type App, now, systemContext, transact } from '../domain/context.ts'
import { enqueue } from '../domain/event/event.ts'
import { claimJob, finishJob, type Job, postponeJob } from '../domain/job/rows.ts'
import { handlers, schedule } from './handlers.ts'

/** Runs jobs one after the other until it is stopped. */
export class Worker {
  readonly #app: App
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #stopped = false

  constructor(app: App) {
    this.#app = app
  }

  /** Begin, with what comes back by itself queued. */
  async start(): Promise<void> {
    const ctx = systemContext(this.#app)
    for (const kind of Object.keys(schedule)) {
      await transact(ctx, (ctx) => enqueue(ctx, { kind, key: '', payload: {} }))
    }
    this.wake()
  }

  /** Look for work now. */
  wake(): void {
    if (this.#stopped || this.#running) return
    clearTimeout(this.#timer)
    this.#running = this.#runDue()
      .catch((error: unknown) => this.#app.log.error('the job worker failed', errorFacts(error)))
      .finally(() => {
        this.#running = undefined
        if (this.#stopped) return
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
      const at = clock.now()
      const job = await database.transact((db) => claimJob(db, database.engine, at, at + limits.jobLeaseMs))
      if (job === undefined) return
      await this.#run(job)
    }
  }

  async #run(job: Job): Promise<void> {
    const { database, log } = this.#app
    const ctx = systemContext(this.#app)
    try {
      const handle = handlers[job.kind]
      if (handle === undefined) throw new Error(`There is no handler for jobs of the kind ${job.kind}.`)
      await handle(ctx, job.payload)
      await database.transact((db) => finishJob(db, job.id))
      await this.#scheduleAgain(job.kind)
    } catch (error) {
      const given = job.attempts >= limits.jobAttempts
      log.warn(given ? 'a job was given up' : 'a job failed and will be repeated', {
        kind: job.kind,
        ...errorFacts(error),
      })
      const runAt = given ? undefined : now(ctx) + backOff(job.attempts)
      await database.transact((db) => postponeJob(db, job.id, runAt, String(error)))
    }
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
