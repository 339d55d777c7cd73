import type { Db } from '../../store/database.ts'

export async function readSetting(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

export async function writeSetting(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
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

export async function countThings(db: Db): Promise<{ pages: number; spaces: number; users: number }> {
  const pages = await db
    .selectFrom('content')
    .select((e) => e.fn.countAll().as('count'))
    .where('kind', '=', 'page')
    .where('status', '=', 'current')
    .executeTakeFirst()
  const spaces = await db
    .selectFrom('space')
    .select((e) => e.fn.countAll().as('count'))
    .executeTakeFirst()
  const users = await db
    .selectFrom('user_account')
    .select((e) => e.fn.countAll().as('count'))
    .where('active', '=', 1)
    .executeTakeFirst()
  return {
    pages: Number(pages?.count ?? 0),
    spaces: Number(spaces?.count ?? 0),
    users: Number(users?.count ?? 0),
  }
}
