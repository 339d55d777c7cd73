import type { Db, Engine } from '../../store/database.ts'

/** A job as its handler gets it. */
export interface Job {
  readonly id: number
  readonly kind: string
  readonly payload: unknown
  readonly attempts: number
}

/** Which kinds of job a worker takes: only these, or all others. */
export type Kinds = { readonly only: readonly string[] } | { readonly except: readonly string[] }

/** Take the next job that is due, or whose worker has died, and mark it as running until `leaseUntil`. */
export async function claimJob(
  db: Db,
  engine: Engine,
  now: number,
  leaseUntil: number,
  kinds: Kinds = { except: [] },
): Promise<Job | undefined> {
  let query = db
    .selectFrom('job')
    .select(['id', 'kind', 'payload', 'attempts'])
    .where((e) =>
      e.or([
        e.and([e('state', '=', 'waiting'), e('run_at', '<=', now)]),
        e.and([e('state', '=', 'running'), e('lease_until', '<', now)]),
      ]),
    )
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
  if ('only' in kinds) query = query.where('kind', 'in', [...kinds.only])
  else if (kinds.except.length > 0) query = query.where('kind', 'not in', [...kinds.except])
  if (engine === 'postgres') query = query.forUpdate().skipLocked()
  const row = await query.executeTakeFirst()
  if (row === undefined) return undefined
  await db
    .updateTable('job')
    .set({ state: 'running', lease_until: leaseUntil, attempts: row.attempts + 1 })
    .where('id', '=', row.id)
    .execute()
  return {
    id: row.id,
    kind: row.kind,
    payload: JSON.parse(row.payload) as unknown,
    attempts: row.attempts + 1,
  }
}

export async function finishJob(db: Db, id: number): Promise<void> {
  await db.deleteFrom('job').where('id', '=', id).execute()
}

/** Keep a job that is being done. */
export async function renewJob(db: Db, id: number, leaseUntil: number): Promise<void> {
  await db
    .updateTable('job')
    .set({ lease_until: leaseUntil })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

/** Give back a job that could not be finished for no fault of its own: it waits as if it had not been tried. */
export async function returnJob(db: Db, id: number): Promise<void> {
  await db
    .updateTable('job')
    .set((e) => ({ state: 'waiting', attempts: e('attempts', '-', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Put a job back to be tried again at a time, or give it up (`runAt` undefined). */
export async function postponeJob(
  db: Db,
  job: { readonly id: number; readonly attempts: number },
  runAt: number | undefined,
  error: string,
): Promise<void> {
  const { id, attempts } = job
  await db
    .updateTable('job')
    .set({
      state: runAt === undefined ? 'failed' : 'waiting',
      run_at: runAt ?? 0,
      last_error: error,
      attempts,
    })
    .where('id', '=', id)
    .execute()
}
