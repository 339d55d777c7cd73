import type { Db } from '../../store/database.ts'

/** What each of these users prefers under a key; users who said nothing are absent. */
export async function preferencesOf(
  db: Db,
  userIds: readonly number[],
  key: string,
): Promise<Map<number, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('user_preference')
    .select(['user_id', 'value'])
    .where('user_id', 'in', [...userIds])
    .where('key', '=', key)
    .execute()
  return new Map(rows.map((row) => [row.user_id, row.value]))
}

export async function countPreferences(db: Db, userId: number): Promise<number> {
  const { count } = await db
    .selectFrom('user_preference')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function putPreference(db: Db, userId: number, key: string, value: string): Promise<void> {
  await db
    .insertInto('user_preference')
    .values({ user_id: userId, key, value })
    .onConflict((c) => c.columns(['user_id', 'key']).doUpdateSet({ value }))
    .execute()
}
