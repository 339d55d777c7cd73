import type { Selectable } from 'kysely'
import type { CursorPosition } from '../../base/page.ts'
import type { Db } from '../../store/database.ts'
import type { PropertyTable } from '../../store/tables.ts'
import type { Property } from './property.ts'

/** Whose properties: each kind of owner has a table of its own, all of one shape. */
export interface PropertyOwner {
  readonly kind: 'content' | 'space'
  readonly id: number
}

/** All properties of these owners, or those of one key, oldest first. */
export async function findProperties(
  db: Db,
  kind: PropertyOwner['kind'],
  ownerIds: readonly number[],
  key?: string,
): Promise<Property[]> {
  if (ownerIds.length === 0) return []
  let query = db
    .selectFrom(tableOf(kind))
    .selectAll()
    .where('owner_id', 'in', [...ownerIds])
  if (key !== undefined) query = query.where('key', '=', key)
  return (await query.orderBy('id').execute()).map(toProperty)
}

export interface PropertySlice {
  readonly offset?: number
  readonly limit: number
  readonly after?: CursorPosition
}

/** Oldest first, or by key. */
export type PropertyOrder = 'id' | 'key' | '-key'

/** A stretch of an owner's properties, `limit + 1` at most. No two of them have the same key. */
export async function listPropertyRows(
  db: Db,
  owner: PropertyOwner,
  keys: readonly string[] | undefined,
  slice: PropertySlice,
  order: PropertyOrder,
): Promise<Property[]> {
  const column = order === 'id' ? 'id' : 'key'
  const [sign, direction] = order === '-key' ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
  let query = db.selectFrom(tableOf(owner.kind)).selectAll().where('owner_id', '=', owner.id)
  if (keys !== undefined) query = query.where('key', 'in', keys.length > 0 ? [...keys] : [''])
  if (slice.after) {
    const { id, key } = slice.after
    query = column === 'id' ? query.where('id', sign, id) : query.where('key', sign, String(key))
  }
  const rows = await query
    .orderBy(column, direction)
    .limit(slice.limit + 1)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(toProperty)
}

export async function findPropertyById(
  db: Db,
  owner: PropertyOwner,
  id: number,
): Promise<Property | undefined> {
  const row = await db
    .selectFrom(tableOf(owner.kind))
    .selectAll()
    .where('owner_id', '=', owner.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toProperty(row)
}

export async function countProperties(db: Db, owner: PropertyOwner): Promise<number> {
  const { count } = await db
    .selectFrom(tableOf(owner.kind))
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('owner_id', '=', owner.id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Undefined when the owner has one of this key. */
export async function insertProperty(
  db: Db,
  owner: PropertyOwner,
  row: Omit<PropertyTable, 'owner_id'>,
): Promise<Property | undefined> {
  const made = await db
    .insertInto(tableOf(owner.kind))
    .values({ ...row, owner_id: owner.id })
    .onConflict((c) => c.columns(['owner_id', 'key']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return made && toProperty(made)
}

/** Undefined when somebody was faster: the property is no longer at the version before. */
export async function overwriteProperty(
  db: Db,
  owner: PropertyOwner,
  before: Property,
  row: Pick<PropertyTable, 'value' | 'version' | 'updated_at' | 'updated_by'>,
): Promise<Property | undefined> {
  const made = await db
    .updateTable(tableOf(owner.kind))
    .set(row)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst()
  return made && toProperty(made)
}

/** False when there was none. */
export async function deleteProperty(db: Db, owner: PropertyOwner, key: string): Promise<boolean> {
  const result = await db
    .deleteFrom(tableOf(owner.kind))
    .where('owner_id', '=', owner.id)
    .where('key', '=', key)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** The tables have one shape, so the name of one stands for all in the builder's types. */
function tableOf(kind: PropertyOwner['kind']): 'content_property' {
  return `${kind}_property` as 'content_property'
}

function toProperty(row: Selectable<PropertyTable>): Property {
  return {
    id: row.id,
    ownerId: row.owner_id,
    key: row.key,
    value: JSON.parse(row.value) as unknown,
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}
