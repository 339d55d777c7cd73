import { AppError } from '../../base/errors.ts'
import { randomUUID } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { markPassage, unmarkPassage } from '../../document/mark-passage.ts'
import { actorId } from '../access/actor.ts'
import { authorize } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { usersById } from '../user/user.ts'
import type { Body, Content, Resolution } from './content.ts'
import { prepareContent, writePrepared } from './create.ts'
import { readContent } from './read.ts'
import type { AlsoWrite } from './update.ts'
import {
  bodiesOf,
  findContents,
  inlineRoots,
  lockContent,
  lockTree,
  overwriteBody,
  updateContent,
} from './rows.ts'

/** A comment on a passage of a page or blog post. */
export interface NewInlineComment {
  readonly containerId: number
  readonly body?: Body
  /** The passage as the page shows it, of no more characters than its limit. */
  readonly text: string
  /** Which of the places with this text is meant, from 0. */
  readonly index: number
  /** How many places with this text the caller sees; undefined when the caller does not say. */
  readonly matches?: number
}

/** How a comment on a passage stands: as its resolution says, or `dangling` when the passage is gone. */
export interface ResolutionState {
  readonly status: 'open' | 'dangling' | Resolution['status']
  readonly last?: Resolution
}

/**
 * Comment on a passage. Its mark goes into the body of the container, which gets no new version by it. Refuses a
 * passage that is not there, and one that the caller sees another number of times than it is there.
 */
export async function createInlineComment(ctx: Context, input: NewInlineComment): Promise<Content> {
  const container = await readContent(ctx, input.containerId)
  if (container.kind !== 'page' && container.kind !== 'blogpost')
    throw new AppError('bad-request', 'Only passages of pages and blog posts are commented on.')
  await authorize(ctx, 'comment', container)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const made = await createOnce(ctx, container, input)
    if (made) return made
  }
  throw new AppError('conflict', `Content ${container.id} is being changed by others: try again.`)
}

/** Each time it is tried again somebody else was done: as many as are at work on one page. */
const ATTEMPTS = 20

async function createOnce(
  ctx: Context,
  container: Content,
  input: NewInlineComment,
): Promise<Content | undefined> {
  const { engine } = ctx.app.database
  const [seen] = await findContents(ctx.db, [container.id])
  const storage = seen && (await bodiesOf(ctx.db, [seen])).get(seen.id)
  if (storage === undefined) throw contentNotFound(container.id)
  const ref = randomUUID()
  const marked = markedBody(storage, ref, input)
  const prepared = await prepareContent(ctx, {
    kind: 'comment',
    title: '',
    containerId: container.id,
    body: input.body,
    location: 'inline',
    passage: { ref, text: input.text },
  })
  return transact(
    ctx,
    async (ctx) => {
      await lockTree(ctx.db, engine, 'growing')
      const now = await lockContent(ctx.db, engine, container.id)
      // Somebody has saved meanwhile: the passage is looked for in what they wrote.
      if (now === undefined || (await bodiesOf(ctx.db, [now])).get(now.id) !== storage) return undefined
      await overwriteBody(ctx.db, now, marked)
      ctx.touched?.contents.add(now.id)
      return writePrepared(ctx, prepared)
    },
    prepared.ids,
  )
}

function markedBody(storage: string, ref: string, { text, index, matches }: NewInlineComment): string {
  const found = markPassage(storage, { text, index, ref })
  const said = `"${text.slice(0, 100)}"`
  if (found.matches === 0) throw new AppError('bad-request', `The text ${said} is not found in the content.`)
  if (index >= found.matches || (matches !== undefined && matches !== found.matches)) {
    throw new AppError(
      'bad-request',
      `The text ${said} is found ${found.matches === 1 ? 'once' : `${found.matches} times`} in the content: ` +
        'the number of matches must be that, and the index of the match, counted from 0, less.',
    )
  }
  if (found.storage === undefined)
    throw new AppError('bad-request', `The text ${said} stands in a link, where it cannot be marked.`)
  if (Buffer.byteLength(found.storage) > limits.bodyBytes)
    throw new AppError('too-large', `The body is larger than the limit of ${limits.bodyBytes} bytes.`)
  return found.storage
}

/**
 * Settle a comment on a passage, or open it again: whoever may comment may. No version is made. One that is so
 * already stays, and one whose passage is gone cannot be settled.
 */
export async function resolveComment(ctx: Context, comment: Content, resolved: boolean): Promise<void> {
  const { ids, write } = await prepareResolution(ctx, comment, resolved)
  if (ids > 0) await transact(ctx, (ctx) => write(ctx, comment), ids)
}

/** The same as a part of another change of the comment. */
export async function prepareResolution(
  ctx: Context,
  comment: Content,
  resolved: boolean,
): Promise<AlsoWrite> {
  const { id } = comment
  const [container] = await findContents(ctx.db, [comment.containerId ?? 0])
  if (container === undefined) throw contentNotFound(id)
  await authorize(ctx, 'comment', container)
  if (comment.extra.location !== 'inline' || comment.parentId !== null)
    throw new AppError('bad-request', 'Only comments on a passage are resolved, with all answers to them.')
  const before = (await resolutionsOf(ctx, [comment])).get(id)
  if (before?.status === 'dangling')
    throw new AppError('bad-request', `Comment ${id} is dangling: its passage is gone.`)
  if ((before?.status === 'resolved') === resolved) return { ids: 0, write: async () => {} }
  const me = actorId(ctx.actor)
  const by = me === null ? null : ((await usersById(ctx, [me])).get(me)?.accountId ?? null)
  const status = resolved ? 'resolved' : 'reopened'
  return { ids: 4, write: (ctx) => writeResolution(ctx, id, status, by) }
}

async function writeResolution(
  ctx: Context,
  id: number,
  status: Resolution['status'],
  by: Resolution['by'],
): Promise<void> {
  const row = await lockContent(ctx.db, ctx.app.database.engine, id)
  if (row === undefined) throw contentNotFound(id)
  const resolution: Resolution = { status, by, at: now(ctx) }
  await updateContent(ctx.db, { ...row, extra: { ...row.extra, resolution } })
  await emit(ctx, { type: `comment.${status}`, contentId: id, spaceId: row.spaceId })
}

/** Ids of the comments on passages of a content that stand in one of these ways. The actor may read the content. */
export async function commentsResolved(
  ctx: Context,
  containerId: number,
  statuses: readonly ResolutionState['status'][],
): Promise<number[]> {
  const roots = await inlineRoots(ctx.db, [containerId])
  const states = await resolutionsOf(ctx, roots)
  return roots.flatMap(({ id }) => {
    const state = states.get(id)
    return state && statuses.includes(state.status) ? id : []
  })
}

/** How comments on passages stand, by id; answers stand as what they answer. The actor may read the comments. */
export async function resolutionsOf(
  ctx: Context,
  comments: readonly Content[],
): Promise<Map<number, ResolutionState>> {
  const inline = comments.filter(({ extra }) => extra.location === 'inline')
  const states = new Map<number, ResolutionState>()
  if (inline.length === 0) return states
  const containerIds = [...new Set(inline.flatMap(({ containerId }) => containerId ?? []))]
  const isAnswered = inline.some(({ parentId }) => parentId !== null)
  const roots = isAnswered ? await inlineRoots(ctx.db, containerIds) : []
  const rootOf = (one: Content) =>
    one.parentId === null ? one : (roots.find((root) => isOfOnePassage(root, one)) ?? one)
  const bodies = await bodiesOf(ctx.db, await findContents(ctx.db, containerIds))
  for (const one of inline) {
    const { passage, resolution } = rootOf(one).extra
    const isGone = passage !== undefined && !bodies.get(one.containerId ?? 0)?.includes(passage.ref)
    const status = isGone && resolution?.status !== 'resolved' ? 'dangling' : (resolution?.status ?? 'open')
    states.set(one.id, { status, ...(resolution ? { last: resolution } : {}) })
  }
  return states
}

function isOfOnePassage(one: Content, other: Content): boolean {
  const { passage } = one.extra
  return (
    one.containerId === other.containerId && passage !== undefined && passage.ref === other.extra.passage?.ref
  )
}

/**
 * Prepare to take the mark of a comment that is removed out of the body of its container; what is given back does so in
 * the transaction of the removal, unless answers are left that need the mark.
 */
export async function prepareUnmarking(
  ctx: Context,
  comment: Content,
): Promise<(ctx: Context) => Promise<void>> {
  const { containerId } = comment
  const { passage } = comment.extra
  if (passage === undefined || containerId === null) return async () => {}
  const seen = (await bodiesOf(ctx.db, await findContents(ctx.db, [containerId]))).get(containerId) ?? ''
  const unmarked = unmarkPassage(seen, passage.ref)
  return async (ctx) => {
    const others = await inlineRoots(ctx.db, [containerId])
    if (others.some((one) => one.id !== comment.id && isOfOnePassage(one, comment))) return
    const container = await lockContent(ctx.db, ctx.app.database.engine, containerId)
    const storage = container && (await bodiesOf(ctx.db, [container])).get(containerId)
    if (container === undefined || storage === undefined) return
    const left = storage === seen ? unmarked : unmarkPassage(storage, passage.ref)
    if (left === storage) return
    await overwriteBody(ctx.db, container, left)
    ctx.touched?.contents.add(containerId)
  }
}
