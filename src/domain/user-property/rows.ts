import type { Selectable } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { UserPropertyTable } from '../../store/tables.ts'
import type { UserProperty } from './user-property.ts'

export async function findUserProperty(
  db: Db,
  userId: number,
  key: string,
): Promise<UserProperty | undefined> {
  const row = await db
    .selectFrom('user_property')
    .selectAll()
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && toUserProperty(row)
}

/** A stretch of the keys of a user's properties, oldest first, `limit + 1` at most. */
export async function userPropertyKeys(
  db: Db,
  userId: number,
  slice: { readonly offset: number; readonly limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('user_property')
    .select('key')
    .where('user_id', '=', userId)
    .orderBy('id')
    .limit(slice.limit + 1)
    .offset(slice.offset)
    .execute()
  return rows.map(({ key }) => key)
}

export async function countUserProperties(db: Db, userId: number): Promise<number> {
  const { count } = await db
    .selectFrom('user_property')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** False when the user has one of this key. */
export async function insertUserProperty(db: Db, row: UserPropertyTable): Promise<boolean> {
  const result = await db
    .insertInto('user_property')
    .values(row)
    .onConflict((c) => c.columns(['user_id', 'key']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when there is none. */
export async function overwriteUserProperty(
  db: Db,
  userId: number,
  key: string,
  change: Pick<UserPropertyTable, 'value' | 'updated_at'>,
): Promise<boolean> {
  const result = await db
    .updateTable('user_property')
    .set(change)
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** False when there is none. */
export async function deleteUserProperty(db: Db, userId: number, key: string): Promise<boolean> {
  const result = await db
    .deleteFrom('user_property')
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

function toUserProperty(row: Selectable<UserPropertyTable>): UserProperty {
  return {
    id: row.id,
    key: row.key,
    value: JSON.parse(row.value) as unknown,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
