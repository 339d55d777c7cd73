import { type Context, now } from '../context.ts'
import { actorId } from '../access/actor.ts'
import { audit } from '../audit/record.ts'
import { LETTERS } from '../notify/letters.ts'
import { webhookEventsOf } from '../webhook/events.ts'
import { subscribedWebhooks } from '../webhook/rows.ts'
import type { Event, EventType } from './event-type.ts'
import { insertEvent, insertJob } from './rows.ts'

/** Kinds of job that a fact sets off, by its type; the handlers stand in `jobs/handlers.ts`. */
const REACTIONS: Partial<Record<EventType, readonly string[]>> = {
  'attachment.removed': ['purge-blobs'],
  'version.removed': ['purge-blobs'],
  'page.removed': ['purge-blobs'],
  'blogpost.removed': ['purge-blobs'],
  'space.removed': ['purge-blobs'],
}

/** Facts that change nothing for readers but what one content says of itself. */
const CONFINED: ReadonlySet<EventType> = new Set([
  'page.created',
  'page.updated',
  'blogpost.created',
  'blogpost.updated',
  'comment.created',
  'comment.updated',
  'comment.resolved',
  'comment.reopened',
  'attachment.created',
  'attachment.updated',
  'custom.created',
  'custom.updated',
  'label.added',
  'label.removed',
  'property.created',
  'property.updated',
  'property.removed',
  'state.changed',
])

/** Facts that no answer shows which could be kept: the audit log is always read anew. */
const UNSEEN: ReadonlySet<EventType> = new Set([
  'user.log-in-failed',
  'audit.recorded',
  'backup.requested',
  'backup.cancelled',
  'restore.requested',
])

/** Record a fact, and queue what follows from it, in the transaction that makes it true. */
export async function emit(ctx: Context, event: Event): Promise<void> {
  if (event.contentId !== undefined && CONFINED.has(event.type)) ctx.touched?.contents.add(event.contentId)
  else if (ctx.touched && UNSEEN.has(event.type)) ctx.touched.unseen = true
  else if (ctx.touched) ctx.touched.facts = true
  const id = ctx.takeId()
  await insertEvent(ctx.db, {
    id,
    type: event.type,
    at: now(ctx),
    actor_id: actorId(ctx.actor),
    content_id: event.contentId ?? null,
    space_id: event.spaceId ?? null,
    facts: JSON.stringify(event.facts ?? {}),
  })
  await audit(ctx, id, event)
  if (await anybodyListens(ctx, event)) {
    // One event has one such job, so the id of the event is free for it.
    await insertJob(
      ctx.db,
      jobRow(ctx, id, { kind: 'tell-event', key: String(id), payload: { eventId: id } }),
    )
    if (ctx.touched) ctx.touched.queued = true
  }
  for (const kind of REACTIONS[event.type] ?? []) await enqueue(ctx, { kind, key: '', payload: {} })
}

/** A job to be queued. */
export interface NewJob {
  readonly kind: string
  readonly key: string
  readonly payload: unknown
  readonly runAt?: number
}

/** Queue work. Waiting jobs of the same kind and key are one: a job reads the current state, not its payload. */
export async function enqueue(ctx: Context, job: NewJob): Promise<void> {
  await insertJob(ctx.db, jobRow(ctx, ctx.takeId(), job))
  if (ctx.touched) ctx.touched.queued = true
}

function jobRow(ctx: Context, id: number, job: NewJob) {
  return {
    id,
    kind: job.kind,
    key: job.key,
    payload: JSON.stringify(job.payload),
    state: 'waiting',
    run_at: job.runAt ?? now(ctx),
    attempts: 0,
    lease_until: 0,
    last_error: '',
  }
}

async function anybodyListens(ctx: Context, event: Event): Promise<boolean> {
  if (event.facts?.draft === true) return false
  if (ctx.app.mail && LETTERS[event.type] !== undefined) return true
  const names = webhookEventsOf(event)
  return names.length > 0 && (await subscribedWebhooks(ctx.db, names)).length > 0
}
