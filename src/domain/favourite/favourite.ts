import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { authorizeGlobally, canInSpace } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readContents } from '../content/read.ts'
import { emit } from '../event/event.ts'
import { spacesById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import type { User } from '../user/user.ts'
import { deleteFavourite, favouriteRows, insertFavourite } from './rows.ts'

/** What can be saved for later; whoever has it was allowed to read it. */
export type FavouriteTarget = { readonly content: Content } | { readonly space: Space }

/** Something that a user saved for later. */
export interface Favourite {
  readonly target: FavouriteTarget
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** Save something for later. For others only administrators may. */
export async function addFavourite(ctx: Context, user: User, target: FavouriteTarget): Promise<void> {
  await authorizeFor(ctx, user)
  await transact(ctx, async (ctx) => {
    const isNew = await insertFavourite(ctx.db, {
      user_id: user.id,
      ...keyOf(target),
      created_at: now(ctx),
    })
    if (isNew) await emit(ctx, { type: 'favourite.added', ...about(target), facts: { userId: user.id } })
  })
}

/** Save something no longer. For others only administrators may. */
export async function removeFavourite(ctx: Context, user: User, target: FavouriteTarget): Promise<void> {
  await authorizeFor(ctx, user)
  await transact(ctx, async (ctx) => {
    if (!(await deleteFavourite(ctx.db, { user_id: user.id, ...keyOf(target) }))) return
    await emit(ctx, { type: 'favourite.removed', ...about(target), facts: { userId: user.id } })
  })
}

/** Whether a user saved this, and when. Of others only administrators may ask. */
export async function readFavourite(
  ctx: Context,
  user: User,
  target: FavouriteTarget,
): Promise<Favourite | undefined> {
  await authorizeFor(ctx, user)
  const { kind, target_id } = keyOf(target)
  const [row] = await favouriteRows(ctx.db, user.id, kind, 1, target_id)
  return row && { target, createdAt: row.created_at }
}

/** What a user saved of one kind, as far as the actor may read it. Of others only administrators may ask. */
export async function listFavourites(
  ctx: Context,
  user: User,
  kind: 'content' | 'space',
): Promise<Favourite[]> {
  await authorizeFor(ctx, user)
  const rows = await favouriteRows(ctx.db, user.id, kind, limits.listMost)
  const ids = rows.map((row) => row.target_id)
  const targets = new Map<number, FavouriteTarget>()
  if (kind === 'content') {
    for (const content of await readContents(ctx, ids)) {
      if (content.status === 'current') targets.set(content.id, { content })
    }
  } else {
    for (const space of (await spacesById(ctx, ids)).values()) {
      if (await canInSpace(ctx, 'view', space.id)) targets.set(space.id, { space })
    }
  }
  return rows.flatMap((row) => {
    const target = targets.get(row.target_id)
    return target ? [{ target, createdAt: row.created_at }] : []
  })
}

/** The id of a user whose favourites the actor may ask for: their own, or as an administrator anybody's. */
export async function favouritesOwner(ctx: Context, user: User): Promise<number> {
  await authorizeFor(ctx, user)
  return user.id
}

async function authorizeFor(ctx: Context, user: User): Promise<void> {
  if (actorId(ctx.actor) !== user.id) await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
}

function keyOf(target: FavouriteTarget): { readonly kind: string; readonly target_id: number } {
  return 'space' in target
    ? { kind: 'space', target_id: target.space.id }
    : { kind: 'content', target_id: target.content.id }
}

function about(target: FavouriteTarget): { readonly contentId?: number; readonly spaceId?: number } {
  return 'space' in target
    ? { spaceId: target.space.id }
    : { contentId: target.content.id, spaceId: target.content.spaceId }
}
