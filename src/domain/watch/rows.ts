import type { Db } from '../../store/database.ts'
import { preparedRow } from '../../store/prepared.ts'
import type { WatchTable } from '../../store/tables.ts'
import { toUser } from '../user/rows.ts'
import type { User } from '../user/user.ts'

const insertRow = preparedRow(['user_id', 'kind', 'target_id', 'created_at'], (db, row: WatchTable) =>
  db.insertInto('watch').values(row),
)

/** The watch of whoever made something new, which nobody can watch yet. */
export async function insertFirstWatch(db: Db, watch: WatchTable): Promise<void> {
  await insertRow(db, watch)
}

/** False when the user watches it already. */
export async function insertWatch(db: Db, watch: WatchTable): Promise<boolean> {
  const result = await db
    .insertInto('watch')
    .values(watch)
    .onConflict((c) => c.columns(['user_id', 'kind', 'target_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when the user does not watch it. */
export async function deleteWatch(
  db: Db,
  watch: Pick<WatchTable, 'user_id' | 'kind' | 'target_id'>,
): Promise<boolean> {
  const result = await db
    .deleteFrom('watch')
    .where('user_id', '=', watch.user_id)
    .where('kind', '=', watch.kind)
    .where('target_id', '=', watch.target_id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function hasWatch(
  db: Db,
  watch: Pick<WatchTable, 'user_id' | 'kind' | 'target_id'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('watch')
    .select('user_id')
    .where('user_id', '=', watch.user_id)
    .where('kind', '=', watch.kind)
    .where('target_id', '=', watch.target_id)
    .executeTakeFirst()
  return row !== undefined
}

/** Active users who watch, by name. */
export async function listWatcherRows(
  db: Db,
  kind: string,
  targetId: number,
  stretch: { readonly offset: number; readonly limit: number },
): Promise<User[]> {
  const rows = await db
    .selectFrom('user_account')
    .selectAll()
    .where('active', '=', 1)
    .where((e) =>
      e(
        'id',
        'in',
        e.selectFrom('watch').select('user_id').where('kind', '=', kind).where('target_id', '=', targetId),
      ),
    )
    .orderBy('lower_username')
    .limit(stretch.limit + 1)
    .offset(stretch.offset)
    .execute()
  return rows.map(toUser)
}
