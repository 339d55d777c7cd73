import { type Expression, type ExpressionBuilder, type Selectable, sql, type SqlBool } from 'kysely'
import { foldCase } from '../../base/text.ts'
import type { Db } from '../../store/database.ts'
import type { SpaceTable, Tables } from '../../store/tables.ts'
import { heldByCurrent } from '../content/rows.ts'
import type { Space } from './space.ts'

export function toSpace(row: Selectable<SpaceTable>): Space {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    kind: row.kind as Space['kind'],
    status: row.status as Space['status'],
    description: row.description,
    homepageId: row.homepage_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}

/** Keys are compared without regard to case. */
export async function findSpaceByKey(db: Db, key: string): Promise<Space | undefined> {
  const row = await db
    .selectFrom('space')
    .selectAll()
    .where('lower_key', '=', foldCase(key))
    .executeTakeFirst()
  return row && toSpace(row)
}

export async function findSpaces(db: Db, ids: readonly number[]): Promise<Space[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('space')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(toSpace)
}

export async function archivedSpaceIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('space').select('id').where('status', '=', 'archived').execute()
  return rows.map(({ id }) => id)
}

/** Something said of the space whose id a column holds. */
export type SpacePredicate = <T extends keyof Tables>(
  e: ExpressionBuilder<Tables, T>,
  column: 'space.id' | 'content.space_id',
) => Expression<SqlBool>

/** It is one of these. */
export function isOneOf(ids: readonly number[]): SpacePredicate {
  return (e, column) => (ids.length > 0 ? e(sql.ref(column), 'in', ids) : e.lit(false))
}

/** It is none of these. */
export function isNoneOf(ids: readonly number[]): SpacePredicate {
  return (e, column) => (ids.length > 0 ? e(sql.ref(column), 'not in', ids) : e.lit(true))
}

export interface SpaceFilter {
  readonly keys?: readonly string[]
  readonly ids?: readonly number[]
  readonly kind?: Space['kind']
  readonly status?: Space['status']
  /** Names of labels, one of which the space has. */
  readonly labels?: readonly string[]
  /** Names of labels, one of which some content has that lies in the space and may be read. */
  readonly contentLabels?: readonly string[]
  /** Whether the space is a favourite of this user. */
  readonly favourite?: { readonly of: number; readonly is: boolean }
}

export type SpaceOrder = 'id' | '-id' | 'key' | '-key' | 'name' | '-name'

export async function listSpaceRows(
  db: Db,
  filter: SpaceFilter,
  visible: (e: ExpressionBuilder<Tables, 'space'>) => Expression<SqlBool>,
  visibleContent: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
  order: SpaceOrder,
  slice: {
    readonly offset?: number
    readonly limit: number
    readonly after?: { key: string | number; id: number }
  },
): Promise<Space[]> {
  const column = ({ id: 'space.id', key: 'space.lower_key', name: 'space.name' } as const)[
    order.replace('-', '') as 'id' | 'key' | 'name'
  ]
  const descending = order.startsWith('-')
  let query = db.selectFrom('space').selectAll('space').where(visible)
  const { keys, ids, kind, status } = filter
  if (keys)
    query = query.where((e) => (keys.length ? e('lower_key', 'in', keys.map(foldCase)) : e.lit(false)))
  if (ids) query = query.where((e) => (ids.length ? e('id', 'in', [...ids]) : e.lit(false)))
  if (kind) query = query.where('kind', '=', kind)
  if (status) query = query.where('status', '=', status)
  query = query.where((e) => e.and(marksOf(e, filter, visibleContent)))
  const { after } = slice
  if (after) {
    const sign = descending ? '<' : '>'
    query = query.where((e) =>
      column === 'space.id'
        ? e('space.id', sign, after.id)
        : e.or([
            e(column, sign, String(after.key)),
            e.and([e(column, '=', String(after.key)), e('space.id', sign, after.id)]),
          ]),
    )
  }
  if (column !== 'space.id') query = query.orderBy(column, descending ? 'desc' : 'asc')
  const rows = await query
    .orderBy('space.id', descending ? 'desc' : 'asc')
    .limit(slice.limit + 1)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(toSpace)
}

/** What a filter asks of the labels and the favourites. */
function marksOf(
  e: ExpressionBuilder<Tables, 'space'>,
  { labels, contentLabels, favourite }: SpaceFilter,
  visibleContent: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
): Expression<SqlBool>[] {
  const marks: Expression<SqlBool>[] = []
  if (labels && labels.length > 0) {
    const labelled = e
      .selectFrom('space_label')
      .innerJoin('label', 'label.id', 'space_label.label_id')
      .select('space_label.space_id')
      .where('label.prefix', '!=', 'my')
      .where('label.name', 'in', labels.map(foldCase))
    marks.push(e('space.id', 'in', labelled))
  }
  if (contentLabels && contentLabels.length > 0) {
    const holding = e
      .selectFrom('content_label')
      .innerJoin('label', 'label.id', 'content_label.label_id')
      .innerJoin('content', 'content.id', 'content_label.content_id')
      .select('content.space_id')
      .where('content.status', '=', 'current')
      .where((c) => heldByCurrent(c as unknown as ExpressionBuilder<Tables, 'content'>))
      .where('label.prefix', '!=', 'my')
      .where('label.name', 'in', contentLabels.map(foldCase))
      .where((c) => visibleContent(c as unknown as ExpressionBuilder<Tables, 'content'>))
    marks.push(e('space.id', 'in', holding))
  }
  if (favourite) {
    const saved = e
      .selectFrom('favourite')
      .select('favourite.target_id')
      .where('favourite.kind', '=', 'space')
      .where('favourite.user_id', '=', favourite.of)
    marks.push(e('space.id', favourite.is ? 'in' : 'not in', saved))
  }
  return marks
}

/** The value that a cursor of this order holds for a space. */
export function spaceOrderKey(order: SpaceOrder, space: Space): string | number {
  if (order.endsWith('key')) return foldCase(space.key)
  return order.endsWith('name') ? space.name : space.id
}

export async function insertSpace(db: Db, space: Space): Promise<void> {
  await db
    .insertInto('space')
    .values({
      id: space.id,
      key: space.key,
      lower_key: foldCase(space.key),
      name: space.name,
      kind: space.kind,
      status: space.status,
      description: space.description,
      homepage_id: space.homepageId,
      created_at: space.createdAt,
      created_by: space.createdBy,
    })
    .execute()
}

/** Write what can be changed of a space. */
export async function updateSpaceRow(db: Db, space: Space): Promise<void> {
  await db
    .updateTable('space')
    .set({
      name: space.name,
      description: space.description,
      status: space.status,
      homepage_id: space.homepageId,
    })
    .where('id', '=', space.id)
    .execute()
}

/** Remove a space without content, and everything that hangs on its row. */
export async function deleteSpace(db: Db, id: number): Promise<void> {
  const kinds = ['space', 'space-page', 'space-blogpost', 'space-comment', 'space-attachment']
  await db.deleteFrom('watch').where('kind', 'in', kinds).where('target_id', '=', id).execute()
  await db.deleteFrom('favourite').where('kind', '=', 'space').where('target_id', '=', id).execute()
  await db.deleteFrom('space').where('id', '=', id).execute()
}

export async function setHomepage(db: Db, spaceId: number, homepageId: number | null): Promise<void> {
  await db.updateTable('space').set({ homepage_id: homepageId }).where('id', '=', spaceId).execute()
}

export async function readSpaceSetting(db: Db, spaceId: number, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('space_setting')
    .select('value')
    .where('space_id', '=', spaceId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.value
}

export async function writeSpaceSetting(db: Db, spaceId: number, key: string, value: string): Promise<void> {
  await db
    .insertInto('space_setting')
    .values({ space_id: spaceId, key, value })
    .onConflict((c) => c.columns(['space_id', 'key']).doUpdateSet({ value }))
    .execute()
}
