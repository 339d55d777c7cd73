import type { CursorPosition } from '../../base/page.ts'
import type { Db } from '../../store/database.ts'
import type { FavouriteTable } from '../../store/tables.ts'

type Key = Pick<FavouriteTable, 'user_id' | 'kind' | 'target_id'>

/** False when it is one already. */
export async function insertFavourite(db: Db, favourite: FavouriteTable): Promise<boolean> {
  const result = await db
    .insertInto('favourite')
    .values(favourite)
    .onConflict((c) => c.columns(['user_id', 'kind', 'target_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when it is none. */
export async function deleteFavourite(db: Db, key: Key): Promise<boolean> {
  const result = await db
    .deleteFrom('favourite')
    .where('user_id', '=', key.user_id)
    .where('kind', '=', key.kind)
    .where('target_id', '=', key.target_id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Who likes each of these contents, first come first. */
export async function likeRows(db: Db, contentIds: readonly number[]): Promise<FavouriteTable[]> {
  if (contentIds.length === 0) return []
  return db
    .selectFrom('favourite')
    .selectAll()
    .where('kind', '=', 'like')
    .where('target_id', 'in', [...contentIds])
    .orderBy('created_at')
    .orderBy('user_id')
    .execute()
}

/** A stretch of who likes one content, first come first, `limit + 1` at most. */
export async function likeRowsOfOne(
  db: Db,
  contentId: number,
  { limit, after }: { readonly limit: number; readonly after?: CursorPosition },
): Promise<FavouriteTable[]> {
  let query = db
    .selectFrom('favourite')
    .selectAll()
    .where('kind', '=', 'like')
    .where('target_id', '=', contentId)
  if (after) {
    const since = Number(after.key)
    query = query.where((e) =>
      e.or([e('created_at', '>', since), e.and([e('created_at', '=', since), e('user_id', '>', after.id)])]),
    )
  }
  return query
    .orderBy('created_at')
    .orderBy('user_id')
    .limit(limit + 1)
    .execute()
}

export async function countLikeRows(db: Db, contentId: number): Promise<number> {
  const { count } = await db
    .selectFrom('favourite')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('kind', '=', 'like')
    .where('target_id', '=', contentId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** One user's favourites of a kind, first come first; of one target only where it is given. */
export async function favouriteRows(
  db: Db,
  userId: number,
  kind: string,
  limit: number,
  targetId?: number,
): Promise<FavouriteTable[]> {
  let query = db.selectFrom('favourite').selectAll().where('user_id', '=', userId).where('kind', '=', kind)
  if (targetId !== undefined) query = query.where('target_id', '=', targetId)
  return query.orderBy('created_at').orderBy('target_id').limit(limit).execute()
}
