import type { Selectable } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { SessionTable, TokenTable } from '../../store/tables.ts'

export async function insertSession(db: Db, session: SessionTable): Promise<void> {
  await db.insertInto('session').values(session).execute()
}

export async function findSession(db: Db, hash: string): Promise<Selectable<SessionTable> | undefined> {
  return db.selectFrom('session').selectAll().where('hash', '=', hash).executeTakeFirst()
}

export async function touchSession(db: Db, hash: string, at: number): Promise<void> {
  await db.updateTable('session').set({ last_used_at: at }).where('hash', '=', hash).execute()
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.deleteFrom('session').where('hash', '=', hash).execute()
}

export async function deleteSessionsOf(db: Db, userId: number): Promise<void> {
  await db.deleteFrom('session').where('user_id', '=', userId).execute()
}

export async function deleteExpiredSessions(db: Db, before: number, idleBefore: number): Promise<void> {
  await db
    .deleteFrom('session')
    .where((e) => e.or([e('expires_at', '<', before), e('last_used_at', '<', idleBefore)]))
    .execute()
}

export async function insertToken(db: Db, token: TokenTable): Promise<void> {
  await db.insertInto('token').values(token).execute()
}

export async function findToken(db: Db, hash: string): Promise<Selectable<TokenTable> | undefined> {
  return db.selectFrom('token').selectAll().where('hash', '=', hash).executeTakeFirst()
}

export async function listTokenRows(db: Db, userId: number): Promise<Selectable<TokenTable>[]> {
  return db.selectFrom('token').selectAll().where('user_id', '=', userId).orderBy('id').execute()
}

/** Remove a token of this user. False when there is none. */
export async function deleteToken(db: Db, userId: number, id: number): Promise<boolean> {
  const result = await db
    .deleteFrom('token')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function deleteTokensOf(db: Db, userId: number): Promise<void> {
  await db.deleteFrom('token').where('user_id', '=', userId).execute()
}

export async function touchToken(db: Db, id: number, at: number): Promise<void> {
  await db.updateTable('token').set({ last_used_at: at }).where('id', '=', id).execute()
}

export async function insertOneTimeLink(
  db: Db,
  link: { hash: string; user_id: number; purpose: string; expires_at: number },
): Promise<void> {
  await db.insertInto('one_time_link').values(link).execute()
}

/** Take a link out of the table: it works once. */
export async function takeOneTimeLink(
  db: Db,
  hash: string,
): Promise<{ userId: number; purpose: string; expiresAt: number } | undefined> {
  const row = await db.deleteFrom('one_time_link').where('hash', '=', hash).returningAll().executeTakeFirst()
  return row && { userId: row.user_id, purpose: row.purpose, expiresAt: row.expires_at }
}

export async function findOneTimeLink(
  db: Db,
  hash: string,
): Promise<{ userId: number; expiresAt: number } | undefined> {
  const row = await db.selectFrom('one_time_link').selectAll().where('hash', '=', hash).executeTakeFirst()
  return row && { userId: row.user_id, expiresAt: row.expires_at }
}
