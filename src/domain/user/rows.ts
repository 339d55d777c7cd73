import type { Selectable, Updateable } from 'kysely'
import { foldCase } from '../../base/text.ts'
import type { Db } from '../../store/database.ts'
import type { UserTable } from '../../store/tables.ts'
import type { User } from './user.ts'

export function toUser(row: Omit<Selectable<UserTable>, 'password_hash' | 'created_at'>): User {
  return {
    id: row.id,
    username: row.username,
    userKey: row.user_key,
    accountId: row.account_id,
    email: row.email,
    displayName: row.display_name,
    active: row.active === 1,
  }
}

export type UserName = 'username' | 'email' | 'user_key' | 'account_id'

export async function findUserBy(db: Db, name: UserName, value: string): Promise<User | undefined> {
  const row = await userRow(db, name, value)
  return row && toUser(row)
}

/** The whole row, password hash included: for authentication only. */
export async function userRow(
  db: Db,
  name: UserName,
  value: string,
): Promise<Selectable<UserTable> | undefined> {
  const query = db.selectFrom('user_account').selectAll()
  if (name === 'username') return query.where('lower_username', '=', foldCase(value)).executeTakeFirst()
  if (name === 'email') return query.where('lower_email', '=', foldCase(value)).executeTakeFirst()
  return query.where(name, '=', value).executeTakeFirst()
}

/** The stored password of a user; empty where there is none. */
export async function findPasswordHash(db: Db, id: number): Promise<string> {
  const row = await db
    .selectFrom('user_account')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.password_hash ?? ''
}

export async function findUsers(db: Db, ids: readonly number[]): Promise<User[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('user_account')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(toUser)
}

export async function listUserRows(
  db: Db,
  filter: { readonly accountIds?: readonly string[] },
  slice: { readonly offset?: number; readonly afterId?: number; readonly limit: number },
): Promise<User[]> {
  let query = db.selectFrom('user_account').selectAll().where('active', '=', 1)
  if (filter.accountIds) {
    query = query.where((e) =>
      filter.accountIds?.length ? e('account_id', 'in', [...filter.accountIds]) : e.lit(false),
    )
  }
  if (slice.afterId !== undefined) query = query.where('id', '>', slice.afterId)
  const rows = await query
    .orderBy('id')
    .limit(slice.limit + 1)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(toUser)
}

export async function insertUser(db: Db, user: User, passwordHash: string, createdAt: number): Promise<void> {
  await db
    .insertInto('user_account')
    .values({
      id: user.id,
      user_key: user.userKey,
      account_id: user.accountId,
      username: user.username,
      lower_username: foldCase(user.username),
      email: user.email,
      lower_email: foldCase(user.email),
      display_name: user.displayName,
      password_hash: passwordHash,
      active: user.active ? 1 : 0,
      created_at: createdAt,
    })
    .execute()
}

export async function updateUser(db: Db, id: number, change: Updateable<UserTable>): Promise<void> {
  await db.updateTable('user_account').set(change).where('id', '=', id).execute()
}

/** Remove what a user held, wanted and kept: memberships, permissions, watches, favourites, properties, preferences, relations. */
export async function deleteBelongings(db: Db, userId: number): Promise<void> {
  for (const table of [
    'group_member',
    'watch',
    'favourite',
    'user_property',
    'user_preference',
    'digest_entry',
    'content_view',
    'one_time_link',
    'second_factor',
    'recovery_code',
    'external_identity',
  ] as const) {
    await db
      .deleteFrom(table as 'watch')
      .where('user_id', '=', userId)
      .execute()
  }
  for (const table of ['space_permission', 'global_permission'] as const) {
    await db.deleteFrom(table).where('subject_kind', '=', 'user').where('subject_id', '=', userId).execute()
  }
  for (const side of ['source', 'target'] as const) {
    await db
      .deleteFrom('relation')
      .where(`${side}_kind`, '=', 'user')
      .where(`${side}_id`, '=', userId)
      .execute()
  }
}

/** Users by whichever of their names each target gives. */
export async function findUsersByName(
  db: Db,
  names: readonly { readonly username?: string; readonly userKey?: string; readonly accountId?: string }[],
): Promise<User[]> {
  const given = (pick: (name: (typeof names)[number]) => string | undefined) => [
    ...new Set(names.flatMap((name) => pick(name) ?? [])),
  ]
  const usernames = given((name) => name.username).map(foldCase)
  const keys = given((name) => name.userKey)
  const accounts = given((name) => name.accountId)
  if (usernames.length + keys.length + accounts.length === 0) return []
  const rows = await db
    .selectFrom('user_account')
    .selectAll()
    .where((e) =>
      e.or([
        ...(usernames.length > 0 ? [e('lower_username', 'in', usernames)] : []),
        ...(keys.length > 0 ? [e('user_key', 'in', keys)] : []),
        ...(accounts.length > 0 ? [e('account_id', 'in', accounts)] : []),
      ]),
    )
    .execute()
  return rows.map(toUser)
}

/** Active members of groups, of all when none is given, by name. */
export async function memberRows(
  db: Db,
  groupIds: readonly number[] | undefined,
  limit: number,
): Promise<User[]> {
  let query = db.selectFrom('user_account').selectAll('user_account').where('user_account.active', '=', 1)
  if (groupIds) {
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('group_member')
          .select('group_member.user_id')
          .whereRef('group_member.user_id', '=', 'user_account.id')
          .where('group_member.group_id', 'in', groupIds.length > 0 ? [...groupIds] : [0]),
      ),
    )
  }
  return (
    await query.orderBy('user_account.display_name').orderBy('user_account.id').limit(limit).execute()
  ).map(toUser)
}
