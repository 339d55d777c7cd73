import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import { foldCase } from '../../base/text.ts'
import type { Db } from '../../store/database.ts'
import type { SpaceTable, Tables } from '../../store/tables.ts'
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

export interface SpaceFilter {
  readonly keys?: readonly string[]
  readonly ids?: readonly number[]
  readonly kind?: Space['kind']
  readonly status?: Space['status']
}

export type SpaceOrder = 'id' | '-id' | 'key' | '-key' | 'name' | '-name'

export async function listSpaceRows(
  db: Db,
  filter: SpaceFilter,
  visible: (e: ExpressionBuilder<Tables, 'space'>) => Expression<SqlBool>,
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

export async function archivedSpaceIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('space').select('id').where('status', '=', 'archived').execute()
  return rows.map((row) => row.id)
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
