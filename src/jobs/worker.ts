import { limits } from '../base/limits.ts'
import { errorFacts } from '../base/log.ts'
import { type App, now, systemContext, transact } from '../domain/context.ts'
import { enqueue } from '../domain/event/event.ts'
import {
  claimJob,
  finishJob,
  type Job,
  type Kinds,
  postponeJob,
  renewJob,
  returnJob,
} from '../domain/job/rows.ts'
import type { Db } from '../store/database.ts'
import { handlers, outgoingKinds, schedule, slowKinds } from './handlers.ts'

/** Runs jobs until it is stopped: quick work one after the other; beside it what takes long, and what waits for other programs. */
export class Worker {
  readonly #app: App
  readonly #lanes: readonly Lane[]
  readonly #wake = () => this.wake()
  #views: NodeJS.Timeout | undefined

  constructor(app: App) {
    this.#app = app
    this.#lanes = [
      new Lane(app, { except: [...slowKinds, ...outgoingKinds] }, 1),
      ...slowKinds.map((kind) => new Lane(app, { only: [kind] }, 1)),
      new Lane(app, { only: outgoingKinds }, limits.outgoingAtOnce),
    ]
  }

  /** Begin, with what comes back by itself queued. */
  async start(): Promise<void> {
    const ctx = systemContext(this.#app)
    for (const kind of Object.keys(schedule)) {
      await transact(ctx, (ctx) => enqueue(ctx, { kind, key: '', payload: {} }))
    }
    this.#app.queueListeners.add(this.#wake)
    this.#views = setInterval(() => void this.#writeViews(), limits.viewsWaitingMs).unref()
    this.wake()
  }

  /** Look for work now. */
  wake(): void {
    for (const lane of this.#lanes) lane.wake()
  }

  /** Finish the jobs at hand and take no others. */
  async stop(): Promise<void> {
    this.#app.queueListeners.delete(this.#wake)
    clearInterval(this.#views)
    await Promise.all(this.#lanes.map((lane) => lane.stop()))
    await this.#writeViews()
  }

  async #writeViews(): Promise<void> {
    await this.#app.views
      .write()
      .catch((error: unknown) => this.#app.log.error('views could not be counted', errorFacts(error)))
  }
}

/** Runs jobs of some kinds, no more than so many at once. */
class Lane {
  readonly #app: App
  readonly #kinds: Kinds
  readonly #width: number
  readonly #active = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #wokenAgain = false
  #stopped = false

  constructor(app: App, kinds: Kinds, width: number) {
    this.#app = app
    this.#kinds = kinds
    this.#width = width
  }

  wake(): void {
    if (this.#stopped) return
    // A job may have been queued just after the last look for one.
    this.#wokenAgain = this.#running !== undefined
    if (this.#running) return
    clearTimeout(this.#timer)
    this.#running = this.#runDue()
      .catch((error: unknown) => this.#app.log.error('the job worker failed', errorFacts(error)))
      .finally(() => {
        this.#running = undefined
        if (this.#stopped) return
        if (this.#wokenAgain) return this.wake()
        this.#timer = setTimeout(() => this.wake(), limits.jobPollMs)
        this.#timer.unref()
      })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
    await Promise.all(this.#active)
  }

  async #runDue(): Promise<void> {
    const { database, clock } = this.#app
    while (!this.#stopped) {
      const at = clock.now()
      const until = at + limits.jobLeaseMs
      const job = await database.transact((db) => claimJob(db, database.engine, at, until, this.#kinds))
      if (job === undefined) return
      const run = this.#run(job).finally(() => this.#active.delete(run))
      this.#active.add(run)
      if (this.#active.size >= this.#width) await Promise.race(this.#active)
    }
  }

  async #run(job: Job): Promise<void> {
    const { database, log } = this.#app
    const ctx = systemContext(this.#app)
    const renewal = setInterval(() => this.#renew(job), limits.jobLeaseMs / 3).unref()
    try {
      const handle = handlers[job.kind]
      if (handle === undefined) throw new Error(`There is no handler for jobs of the kind ${job.kind}.`)
      await database.lookForWrites()
      const again = await handle(ctx, job.payload, {
        attempts: job.attempts,
        isStopping: () => this.#stopped,
      })
      if (again) {
        const attempts = again.isAttempt ? job.attempts : job.attempts - 1
        await database.transact((db) => postponeJob(db, { id: job.id, attempts }, again.at, again.why ?? ''))
        return
      }
      await database.transact((db) => finishJob(db, job.id))
      await this.#scheduleAgain(job.kind)
    } catch (error) {
      if (this.#stopped) return await this.#record((db) => returnJob(db, job.id))
      const given = job.attempts >= limits.jobAttempts
      log.warn(given ? 'a job was given up' : 'a job failed and will be repeated', {
        kind: job.kind,
        ...errorFacts(error),
      })
      const runAt = given ? undefined : now(ctx) + backOff(job.attempts)
      await this.#record((db) => postponeJob(db, job, runAt, String(error)))
    } finally {
      clearInterval(renewal)
    }
  }

  /** As long as this process lives, nobody else takes the job. */
  #renew(job: Job): void {
    void this.#record((db) => renewJob(db, job.id, this.#app.clock.now() + limits.jobLeaseMs))
  }

  /** Where even that fails, the lease of the job runs out and it is taken up again. */
  async #record(write: (db: Db) => Promise<void>): Promise<void> {
    const { database, log } = this.#app
    try {
      await database.transact(write)
    } catch (cause) {
      log.error('the job worker failed', errorFacts(cause))
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
