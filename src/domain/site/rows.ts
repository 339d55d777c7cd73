import type { Db } from '../../store/database.ts'

export async function readSetting(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

/** Write a setting unless it is there already; returns what stands then. */
export async function settleSetting(db: Db, key: string, value: string): Promise<string> {
  await db
    .insertInto('setting')
    .values({ key, value })
    .onConflict((c) => c.column('key').doNothing())
    .execute()
  return (await readSetting(db, key)) as string
}
