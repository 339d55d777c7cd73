import { type DiffLine, diffLines } from '../../base/diff.ts'
import { AppError } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import type { Letter } from '../../base/mail.ts'
import { convert } from '../../document/formats.ts'
import { mayUseSite } from '../access/policy.ts'
import { actorOf } from '../access/standing.ts'
import { as, type Context, now } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readContent, readVersion } from '../content/read.ts'
import { bodiesOf } from '../content/rows.ts'
import type { EventType } from '../event/event-type.ts'
import { environmentFor } from '../render/env.ts'
import { webPath } from '../render/urls.ts'
import { readSpaceById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { type User, usersById } from '../user/user.ts'
import { findEvent } from '../webhook/rows.ts'
import { LETTERS } from './letters.ts'
import { post, type Retry } from './post.ts'
import type { LetterJob, Reason } from './letter-job.ts'
import { unwatchToken } from './unwatch.ts'

/**
 * Send one letter. Whoever may not read the content by now gets none. Returns when to try again, if the mail server
 * did not take it: it is tried for days, so a server that is down delays letters and loses none.
 */
export async function sendLetter(ctx: Context, job: LetterJob, attempts: number): Promise<Retry | undefined> {
  const { mail } = ctx.app
  const event = await findEvent(ctx.db, job.eventId)
  if (mail === undefined || event === undefined || now(ctx) - event.at > limits.letterMs) return undefined
  const letter = await letterFor(ctx, job)
  if (letter === undefined) return undefined
  return post(ctx, letter, attempts, { event: job.eventId, user: job.userId })
}

/** The letter as its reader may know the content; undefined when they may not, or there is no such person. */
export async function letterFor(ctx: Context, job: LetterJob): Promise<Letter | undefined> {
  const told = await toldTo(ctx, job)
  if (told === undefined) return undefined
  const { facts, reader, page, space } = told
  const site = siteOf(ctx)
  const { unwatch } = facts
  return {
    to: { name: reader.displayName, address: reader.email },
    subject: `[${space.name}] ${page.title}`,
    text: textOf(facts),
    html: inLetter(sectionOf(facts)),
    messageId: `event-${job.eventId}-${job.userId}@${site}`,
    thread: `content-${page.id}@${site}`,
    headers: {
      'List-Id': `<space-${space.id}.${site}>`,
      ...(unwatch === undefined
        ? {}
        : { 'List-Unsubscribe': `<${unwatch}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  }
}

/** The name of this site in the headers of letters. */
export function siteOf({ app }: Context): string {
  return new URL(app.home).hostname
}

/** What somebody is told of an event, as they may know it. */
export interface Told {
  readonly facts: LetterFacts
  readonly reader: User
  readonly page: Content
  readonly space: Space
}

/** What a letter says of an event; undefined when its reader may not know it, or is nobody any more. */
export async function toldTo(ctx: Context, job: LetterJob): Promise<Told | undefined> {
  const event = await findEvent(ctx.db, job.eventId)
  if (event?.content_id == null) return undefined
  const actor = await actorOf(ctx.db, job.userId, { by: 'session' })
  const reader = (await usersById(ctx, [job.userId])).get(job.userId)
  if (actor === undefined || reader === undefined) return undefined
  const place = { origin: ctx.app.home, contextPath: '', pageAddress: 'display' } as const
  const asReader = { ...as(ctx, actor), place }
  if (!(await mayUseSite(asReader))) return undefined
  const shown = await shownTo(asReader, event.content_id)
  if (shown === undefined) return undefined
  const { content, page, space } = shown
  const doer =
    event.actor_id === null ? undefined : (await usersById(ctx, [event.actor_id])).get(event.actor_id)
  const version = (JSON.parse(event.facts) as { version?: number }).version ?? 1
  const { message } = await readVersion(asReader, content, version)
  const facts: LetterFacts = {
    who: doer?.displayName ?? 'Somebody',
    did: LETTERS[event.type as EventType] ?? '',
    title: page.title,
    file: content.kind === 'attachment' ? content.title : undefined,
    space: space.name,
    comment: message,
    changes: await changesOf(asReader, space, content, version),
    url: ctx.app.home + webPath(place, content, space, page),
    why: whyOf(job.reason),
    unwatch: unwatchLink(ctx, job),
  }
  return { facts, reader, page, space }
}

function unwatchLink(ctx: Context, { userId, reason }: LetterJob): string | undefined {
  if (reason.kind !== 'watch') return undefined
  const { what, targetId } = reason
  return `${ctx.app.home}/unwatch/${unwatchToken(ctx, { userId, what, targetId })}`
}

async function shownTo(
  ctx: Context,
  id: number,
): Promise<{ content: Content; page: Content; space: Space } | undefined> {
  try {
    const content = await readContent(ctx, id)
    const page = content.containerId === null ? content : await readContent(ctx, content.containerId)
    return { content, page, space: await readSpaceById(ctx, page.spaceId) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  }
}

/** What is new, as plain lines; of a file nothing. */
async function changesOf(
  ctx: Context,
  space: Space,
  content: Content,
  version: number,
): Promise<readonly DiffLine[]> {
  if (content.kind === 'attachment') return []
  const lines = async (number: number) => {
    if (number < 1) return []
    const storage = (await bodiesOf(ctx.db, [{ ...content, version: number }])).get(content.id) ?? ''
    const env = environmentFor(ctx, { space, content })
    const { text } = await convert(storage, 'storage', 'plain', { env })
    return text.split('\n').filter((line) => line.trim() !== '')
  }
  const changes = diffLines(await lines(version - 1), await lines(version))
  return changes.filter(({ kind }) => kind !== 'same').slice(0, limits.letterLines)
}

function whyOf(reason: Reason): string {
  if (reason.kind === 'mention') return 'You get this because you are mentioned.'
  const { what } = reason
  if (what === 'content') return 'You get this because you watch the page.'
  return what === 'label'
    ? 'You get this because you watch a label of the page.'
    : 'You get this because you watch the space.'
}

/** What a letter says of one event. */
export interface LetterFacts {
  readonly who: string
  readonly did: string
  readonly title: string
  readonly file: string | undefined
  readonly space: string
  readonly comment: string
  readonly changes: readonly DiffLine[]
  readonly url: string
  readonly why: string
  readonly unwatch: string | undefined
}

const SIGNS = { same: ' ', removed: '-', added: '+' } as const

/** One event as plain text. */
export function textOf(facts: LetterFacts): string {
  const isNew = facts.changes.every(({ kind }) => kind === 'added')
  return [
    `${facts.who} ${facts.did} "${facts.title}" in the space "${facts.space}".`,
    facts.file === undefined ? '' : `File: ${facts.file}`,
    facts.comment === '' ? '' : `Comment: ${facts.comment}`,
    facts.changes.map(({ kind, line }) => (isNew ? line : `${SIGNS[kind]} ${line}`)).join('\n'),
    facts.url,
    `--\n${facts.why}${facts.unwatch === undefined ? '' : `\nStop watching: ${facts.unwatch}`}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const STYLES = {
  same: '',
  removed: 'background:#ffebe6;text-decoration:line-through',
  added: 'background:#e3fcef',
} as const

/** One event as HTML. */
export function sectionOf(facts: LetterFacts): Html {
  const isNew = facts.changes.every(({ kind }) => kind === 'added')
  return html`<p>
      <strong>${facts.who}</strong> ${facts.did} <a href="${facts.url}">${facts.title}</a> in the space
      ${facts.space}.
    </p>
    ${facts.file === undefined ? undefined : html`<p>File: ${facts.file}</p>`}
    ${facts.comment === '' ? undefined : html`<p>Comment: <em>${facts.comment}</em></p>`}
    ${facts.changes.map(({ kind, line }) => html`<p style="${isNew ? '' : STYLES[kind]}">${line}</p>`)}
    <hr />
    <p style="color:#6b778c;font-size:small">
      ${facts.why}
      ${facts.unwatch === undefined ? undefined : html`<a href="${facts.unwatch}">Stop watching</a>`}
    </p>`
}

/** The document around what a letter says. */
export function inLetter(content: Html): string {
  return html`<!DOCTYPE html>
    <html lang="en">
      <body style="font-family:sans-serif">
        ${content}
      </body>
    </html>`.markup
}
