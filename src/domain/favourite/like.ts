import { AppError } from '../../base/errors.ts'
import { type CursorPosition, type Page, toPage } from '../../base/page.ts'
import { actorId } from '../access/actor.ts'
import { type Context, now, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readContent } from '../content/read.ts'
import { emit } from '../event/event.ts'
import { type User, usersById } from '../user/user.ts'
import { countLikeRows, deleteFavourite, insertFavourite, likeRows, likeRowsOfOne } from './rows.ts'

/** Like a content, for everybody to see. One that is liked already stays so. */
export async function like(ctx: Context, contentId: number): Promise<Content> {
  const content = await readContent(ctx, contentId)
  const key = { user_id: self(ctx), kind: 'like', target_id: content.id }
  await transact(ctx, async (ctx) => {
    if (!(await insertFavourite(ctx.db, { ...key, created_at: now(ctx) }))) return
    await emit(ctx, { type: 'like.added', contentId, spaceId: content.spaceId })
  })
  return content
}

/** Like a content no more. */
export async function unlike(ctx: Context, contentId: number): Promise<void> {
  const content = await readContent(ctx, contentId)
  const key = { user_id: self(ctx), kind: 'like', target_id: content.id }
  await transact(ctx, async (ctx) => {
    if (!(await deleteFavourite(ctx.db, key))) return
    await emit(ctx, { type: 'like.removed', contentId, spaceId: content.spaceId })
  })
}

/** Who likes each of these contents, which the actor may read. */
export async function likersOf(ctx: Context, contentIds: readonly number[]): Promise<Map<number, User[]>> {
  const rows = await likeRows(ctx.db, contentIds)
  const users = await usersById(
    ctx,
    rows.map((row) => row.user_id),
  )
  return new Map(
    contentIds.map((id) => [
      id,
      rows.flatMap((row) => (row.target_id === id ? (users.get(row.user_id) ?? []) : [])),
    ]),
  )
}

/** Somebody who likes a content, and since when, in milliseconds since 1970. */
export interface Liker {
  readonly user: User
  readonly since: number
}

/** A stretch of those who like a content that the actor may read, first come first; `after`: time and user id of one. */
export async function listLikers(
  ctx: Context,
  content: Content,
  slice: { readonly limit: number; readonly after?: CursorPosition },
): Promise<Page<Liker>> {
  const { items, more } = toPage(await likeRowsOfOne(ctx.db, content.id, slice), slice.limit)
  const users = await usersById(
    ctx,
    items.map((row) => row.user_id),
  )
  const likers = items.flatMap((row) => {
    const user = users.get(row.user_id)
    return user ? [{ user, since: row.created_at }] : []
  })
  return { items: likers, more }
}

/** How many like a content that the actor may read. */
export async function countLikes(ctx: Context, content: Content): Promise<number> {
  return countLikeRows(ctx.db, content.id)
}

function self(ctx: Context): number {
  const id = actorId(ctx.actor)
  if (id === null) throw new AppError('unauthenticated')
  return id
}
