import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'

/** Which acts: by whom, in which spaces, of which kind, when. */
export interface ActivityFilter {
  readonly userId?: number
  readonly spaceIds?: readonly number[]
  readonly contentId?: number
  /** Types of events; empty: none of them. */
  readonly types: readonly string[]
  readonly withViews: boolean
  readonly from?: number
  readonly to?: number
}

/** One act as it is recorded; `type` is an event's, or `viewed`. */
export interface ActivityRow {
  readonly at: number
  readonly userId: number | null
  readonly type: string
  readonly contentId: number
  readonly spaceId: number
}

type Visible = (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>

/** What people did with contents that may be read, the newest first. Each source is cut before they are joined. */
export async function findActivity(
  db: Db,
  filter: ActivityFilter,
  visible: Visible,
  stretch: { readonly offset: number; readonly limit: number },
): Promise<ActivityRow[]> {
  const most = stretch.offset + stretch.limit
  const rows = await db
    .selectFrom(eventsOf(db, filter, visible, most).as('acts'))
    .selectAll()
    .unionAll(db.selectFrom(viewsOf(db, filter, visible, most).as('views')).selectAll())
    .orderBy('at', 'desc')
    .orderBy('content_id', 'desc')
    .orderBy('type')
    .limit(stretch.limit)
    .offset(stretch.offset)
    .execute()
  return rows.map((row) => ({
    at: Number(row.at),
    userId: row.user_id,
    type: row.type,
    contentId: row.content_id,
    spaceId: row.space_id,
  }))
}

function eventsOf(db: Db, filter: ActivityFilter, visible: Visible, most: number) {
  const { userId, spaceIds, contentId, types, from, to } = filter
  let query = db
    .selectFrom('event')
    .innerJoin('content', 'content.id', 'event.content_id')
    .select([
      'event.at as at',
      'event.actor_id as user_id',
      'event.type as type',
      'content.id as content_id',
      'content.space_id as space_id',
    ])
    .where('event.type', 'in', types.length > 0 ? [...types] : [''])
    // What happens to a draft is its author's alone.
    .where('event.facts', 'not like', '%"draft":true%')
    .where((e) => visible(e as unknown as ExpressionBuilder<Tables, 'content'>))
  if (userId !== undefined) query = query.where('event.actor_id', '=', userId)
  if (spaceIds) query = query.where('content.space_id', 'in', spaceIds.length > 0 ? [...spaceIds] : [0])
  if (contentId !== undefined) query = query.where('content.id', '=', contentId)
  if (from !== undefined) query = query.where('event.at', '>=', from)
  if (to !== undefined) query = query.where('event.at', '<=', to)
  return query.orderBy('event.at', 'desc').orderBy('event.id', 'desc').limit(most)
}

function viewsOf(db: Db, filter: ActivityFilter, visible: Visible, most: number) {
  const { userId, spaceIds, contentId, withViews, from, to } = filter
  let query = db
    .selectFrom('content_view_count as seen')
    .innerJoin('content', 'content.id', 'seen.content_id')
    .select((e) => [
      'seen.last_at as at',
      sql<number | null>`nullif(${e.ref('seen.user_id')}, 0)`.as('user_id'),
      sql<string>`'viewed'`.as('type'),
      'content.id as content_id',
      'content.space_id as space_id',
    ])
    .where((e) => visible(e as unknown as ExpressionBuilder<Tables, 'content'>))
  if (!withViews) query = query.where((e) => e.lit(false))
  if (userId !== undefined) query = query.where('seen.user_id', '=', userId)
  if (spaceIds) query = query.where('content.space_id', 'in', spaceIds.length > 0 ? [...spaceIds] : [0])
  if (contentId !== undefined) query = query.where('content.id', '=', contentId)
  if (from !== undefined) query = query.where('seen.last_at', '>=', from)
  if (to !== undefined) query = query.where('seen.last_at', '<=', to)
  return query.orderBy('seen.last_at', 'desc').orderBy('content.id', 'desc').limit(most)
}
