import { limits } from '../../base/limits.ts'
import type { Db } from '../../store/database.ts'

/** Views of one content by one user (0: without a log-in) within one hour. */
export interface CountedViews {
  readonly contentId: number
  readonly hour: number
  readonly userId: number
  readonly count: number
  readonly lastAt: number
}

/** Add views to those counted already, and note who looked last at what. What is gone meanwhile is passed over. */
export async function addViews(db: Db, views: readonly CountedViews[]): Promise<void> {
  for (let i = 0; i < views.length; i += limits.viewsPerStatement) {
    const some = views.slice(i, i + limits.viewsPerStatement)
    const contents = await existing(db, 'content', new Set(some.map((view) => view.contentId)))
    const users = await existing(db, 'user_account', new Set(some.map((view) => view.userId)))
    const counted = some.filter((view) => contents.has(view.contentId))
    if (counted.length === 0) continue
    await db
      .insertInto('content_view_count')
      .values(
        counted.map((view) => ({
          content_id: view.contentId,
          hour: view.hour,
          user_id: view.userId,
          count: view.count,
          last_at: view.lastAt,
        })),
      )
      .onConflict((c) =>
        c.columns(['content_id', 'hour', 'user_id']).doUpdateSet((e) => ({
          count: e('content_view_count.count', '+', e.ref('excluded.count')),
          last_at: e.ref('excluded.last_at'),
        })),
      )
      .execute()
    await noteLastViews(
      db,
      counted.filter((view) => users.has(view.userId)),
    )
  }
}

async function noteLastViews(db: Db, views: readonly CountedViews[]): Promise<void> {
  // Of two hours in one batch the later one counts: a statement may not meet the same row twice.
  const last = new Map(views.map((view) => [`${view.userId} ${view.contentId}`, view]))
  if (last.size === 0) return
  await db
    .insertInto('content_view')
    .values(
      [...last.values()].map((view) => ({
        user_id: view.userId,
        content_id: view.contentId,
        viewed_at: view.lastAt,
      })),
    )
    .onConflict((c) =>
      c.columns(['user_id', 'content_id']).doUpdateSet((e) => ({ viewed_at: e.ref('excluded.viewed_at') })),
    )
    .execute()
}

async function existing(db: Db, table: 'content' | 'user_account', ids: Set<number>): Promise<Set<number>> {
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** How often a content was looked at, and by how many, since a time; the hour of it is counted as a whole. */
export async function countViews(
  db: Db,
  contentId: number,
  since: number,
): Promise<{ views: number; viewers: number }> {
  const row = await db
    .selectFrom('content_view_count')
    .select((e) => [e.fn.sum('count').as('views'), e.fn.count('user_id').distinct().as('viewers')])
    .where('content_id', '=', contentId)
    .where('last_at', '>=', since)
    .executeTakeFirst()
  return { views: Number(row?.views ?? 0), viewers: Number(row?.viewers ?? 0) }
}

export async function deleteViewsBefore(db: Db, at: number): Promise<void> {
  await db.deleteFrom('content_view_count').where('last_at', '<', at).execute()
}
