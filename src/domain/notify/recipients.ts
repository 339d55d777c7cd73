import { limits } from '../../base/limits.ts'
import { readStorage } from '../../document/formats.ts'
import { referencesOf } from '../../document/references.ts'
import type { Context } from '../context.ts'
import { now, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { bodiesOf, findContents, findVersions } from '../content/rows.ts'
import { enqueue } from '../event/event.ts'
import type { EventType } from '../event/event-type.ts'
import { mentionsOf } from '../reference/rows.ts'
import { findUsersByName } from '../user/rows.ts'
import { isCalled } from '../user/user.ts'
import { findEvent } from '../webhook/rows.ts'
import type { LetterJob, Reason } from './letter-job.ts'
import { LETTERS } from './letters.ts'
import { DIGEST_JOB, nextDigest, type Rhythm, rhythmsOf } from './rhythm.ts'
import { insertDigestEntry, watchersAround } from './rows.ts'

/** Queue a letter to everybody who is to hear of an event: not whoever did it, nobody about minor edits. */
export async function queueLetters(ctx: Context, eventId: number): Promise<void> {
  const event = await findEvent(ctx.db, eventId)
  if (event?.content_id == null || LETTERS[event.type as EventType] === undefined) return
  const [content] = await findContents(ctx.db, [event.content_id])
  if (content === undefined || content.status !== 'current') return
  const number = (JSON.parse(event.facts) as { version?: number }).version ?? 1
  const [version] = await findVersions(ctx.db, [{ id: content.id, number }])
  if (version?.minorEdit) return
  const reasons = await reasonsOf(ctx, content, number)
  if (event.actor_id !== null) reasons.delete(event.actor_id)
  const jobs = [...reasons].map(([userId, reason]): LetterJob => ({ eventId, userId, reason }))
  if (jobs.length === 0) return
  const rhythms = await rhythmsOf(ctx, [...reasons.keys()])
  await transact(
    ctx,
    async (ctx) => {
      for (const job of jobs) await queueLetter(ctx, job, rhythms.get(job.userId) ?? 'at-once')
    },
    jobs.length,
  )
}

/** A letter of its own at once, or an entry of the next one that tells everything together. */
async function queueLetter(ctx: Context, job: LetterJob, rhythm: Rhythm): Promise<void> {
  if (rhythm === 'never') return
  if (rhythm === 'at-once') {
    await enqueue(ctx, { kind: 'send-letter', key: `${job.eventId} ${job.userId}`, payload: job })
    return
  }
  await insertDigestEntry(ctx.db, job)
  const runAt = nextDigest(now(ctx), rhythm)
  await enqueue(ctx, { kind: DIGEST_JOB, key: String(job.userId), payload: { userId: job.userId }, runAt })
}

const ORDER = ['content', 'space-page', 'space-blogpost', 'space', 'label']

async function reasonsOf(ctx: Context, content: Content, version: number): Promise<Map<number, Reason>> {
  const [page] = content.containerId === null ? [content] : await findContents(ctx.db, [content.containerId])
  if (page === undefined) return new Map()
  const watches = await watchersAround(ctx.db, page, limits.lettersPerEvent)
  const reasons = new Map<number, Reason>()
  for (const kind of ORDER.toReversed()) {
    for (const watch of watches.filter((one) => one.kind === kind)) {
      reasons.set(watch.userId, { kind: 'watch', what: kind, targetId: watch.targetId })
    }
  }
  for (const userId of await newlyMentioned(ctx, content, version)) reasons.set(userId, { kind: 'mention' })
  return reasons
}

/** Whom this version mentions and the one before did not. */
async function newlyMentioned(ctx: Context, content: Content, version: number): Promise<number[]> {
  const mentioned = await mentionsOf(ctx.db, content.id)
  if (mentioned.length === 0 || version <= 1) return mentioned
  const before = (await bodiesOf(ctx.db, [{ ...content, version: version - 1 }])).get(content.id) ?? ''
  const { mentions } = referencesOf(readStorage(before).tree.children)
  if (mentions.length === 0) return mentioned
  const users = await findUsersByName(ctx.db, mentions)
  const known = new Set(mentions.flatMap((target) => users.find((user) => isCalled(user, target))?.id ?? []))
  return mentioned.filter((id) => !known.has(id))
}
