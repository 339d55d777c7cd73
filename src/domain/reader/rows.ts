import type { Db } from '../../store/database.ts'

/** Rows of one user about contents: the content, and when. */
export interface Moment {
  readonly contentId: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Of these contents, those that the user saved for later. */
export async function favouriteMoments(db: Db, userId: number, ids: readonly number[]): Promise<Moment[]> {
  const rows = await db
    .selectFrom('favourite')
    .select(['target_id', 'created_at'])
    .where('user_id', '=', userId)
    .where('kind', '=', 'content')
    .where('target_id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ contentId: row.target_id, at: row.created_at }))
}

/** The last version that the user made of each of these contents. */
export async function lastVersionsBy(
  db: Db,
  userId: number,
  ids: readonly number[],
): Promise<(Moment & { readonly version: number })[]> {
  const rows = await db
    .selectFrom('content_version')
    .select((e) => ['content_id', e.fn.max('version').as('version'), e.fn.max('created_at').as('at')])
    .where('created_by', '=', userId)
    .where('content_id', 'in', [...ids])
    .groupBy('content_id')
    .execute()
  return rows.map((row) => ({
    contentId: row.content_id,
    version: Number(row.version),
    at: Number(row.at),
  }))
}

/** When the user last commented each of these contents. */
export async function commentMoments(db: Db, userId: number, ids: readonly number[]): Promise<Moment[]> {
  const rows = await db
    .selectFrom('content')
    .select((e) => ['container_id', e.fn.max('updated_at').as('at')])
    .where('kind', '=', 'comment')
    .where('status', '=', 'current')
    .where('created_by', '=', userId)
    .where('container_id', 'in', [...ids])
    .groupBy('container_id')
    .execute()
  return rows.map((row) => ({ contentId: row.container_id as number, at: Number(row.at) }))
}

/** When the user last looked at each of these contents. */
export async function viewMoments(db: Db, userId: number, ids: readonly number[]): Promise<Moment[]> {
  const rows = await db
    .selectFrom('content_view')
    .select(['content_id', 'viewed_at'])
    .where('user_id', '=', userId)
    .where('content_id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ contentId: row.content_id, at: row.viewed_at }))
}

/** What the user looked at last, newest first. */
export async function latestViews(db: Db, userId: number, limit: number): Promise<Moment[]> {
  const rows = await db
    .selectFrom('content_view')
    .select(['content_id', 'viewed_at'])
    .where('user_id', '=', userId)
    .orderBy('viewed_at', 'desc')
    .orderBy('content_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ contentId: row.content_id, at: row.viewed_at }))
}
