import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import type { Letter } from '../../base/mail.ts'
import { type Context, now, transact } from '../context.ts'
import { inLetter, sectionOf, siteOf, textOf, type Told, toldTo } from './letter.ts'
import { post, type Retry } from './post.ts'
import type { LetterJob } from './letter-job.ts'
import { deleteDigestEntries, digestEntries } from './rows.ts'

/**
 * Tell somebody everything that has happened since the last time, in one letter. What they may not know by now is left
 * out. What was told is forgotten when the mail server has taken it, so one that is down delays it and loses nothing.
 */
export async function sendDigest(ctx: Context, userId: number, attempts: number): Promise<Retry | undefined> {
  const entries = await digestEntries(ctx.db, userId, limits.eventsPerDigest)
  const last = entries.at(-1)
  if (last === undefined || ctx.app.mail === undefined) return undefined
  const told: Told[] = []
  for (const entry of entries) {
    const one = await toldTo(ctx, entry)
    if (one !== undefined) told.push(one)
  }
  const letter = digestOf(ctx, told, last)
  const retry = letter && (await post(ctx, letter, attempts, { digest: last.eventId, user: userId }))
  if (retry !== undefined) return retry
  await transact(ctx, (ctx) => deleteDigestEntries(ctx.db, userId, last.eventId))
  const isMore = entries.length === limits.eventsPerDigest
  return isMore ? { at: now(ctx), isAttempt: false, why: '' } : undefined
}

function digestOf(ctx: Context, told: readonly Told[], { eventId, userId }: LetterJob): Letter | undefined {
  const [first] = told
  if (first === undefined) return undefined
  const { reader } = first
  const site = siteOf(ctx)
  const count = told.length === 1 ? 'One change' : `${told.length} changes`
  const settings = `${ctx.app.home}/users/editemailpreferences.action`
  return {
    to: { name: reader.displayName, address: reader.email },
    subject: `${count} on ${site}`,
    text: `${told.map(({ facts }) => textOf(facts)).join(`\n\n${RULE}\n\n`)}\n\n${RULE}\n\n${SETTINGS} ${settings}`,
    html: inLetter(
      html`${told.map(({ facts }) => sectionOf(facts))}
        <p><a href="${settings}">${SETTINGS}</a></p>`,
    ),
    messageId: `digest-${eventId}-${userId}@${site}`,
    thread: `digest-${userId}@${site}`,
    headers: {},
  }
}

const RULE = '='.repeat(60)
const SETTINGS = 'When letters come:'
