import type { ExpressionBuilder, Selectable } from 'kysely'
import { limits } from '../../base/limits.ts'
import type { Db } from '../../store/database.ts'
import type {
  ExternalIdentityTable,
  FailedAttemptTable,
  SecondFactorTable,
  SessionTable,
  Tables,
  TokenTable,
} from '../../store/tables.ts'

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

/** The sessions of a user that are not over, the last used first. */
export async function listSessionRows(
  db: Db,
  userId: number,
  now: number,
  idleBefore: number,
): Promise<Selectable<SessionTable>[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('last_used_at', '>', idleBefore)
    .orderBy('last_used_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limits.sessionList)
    .execute()
}

/** End a session of this user. False when there is none. */
export async function deleteSessionById(db: Db, userId: number, id: number): Promise<boolean> {
  const result = await db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** End every session of a user but one. */
export async function deleteOtherSessions(
  db: Db,
  userId: number,
  exceptId: number | undefined,
): Promise<void> {
  await db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id', '!=', exceptId ?? 0)
    .execute()
}

export async function deleteExpiredSessions(db: Db, before: number, idleBefore: number): Promise<void> {
  await db
    .deleteFrom('session')
    .where((e) => e.or([e('expires_at', '<', before), e('last_used_at', '<', idleBefore)]))
    .execute()
}

/** Whether a user has an open session from this address. */
export async function hasSessionFrom(db: Db, userId: number, address: string, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('user_id', '=', userId)
    .where('address', '=', address)
    .where('expires_at', '>', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Until when something is held against these. */
export async function findFailures(
  db: Db,
  keys: readonly string[],
): Promise<Selectable<FailedAttemptTable>[]> {
  return db.selectFrom('failed_attempt').selectAll().where('key', 'in', keys).execute()
}

/** Put off, by its weight, when nothing is held against each of these any more. */
export async function addFailures(
  db: Db,
  failures: readonly { readonly key: string; readonly eachMs: number }[],
  now: number,
): Promise<void> {
  // Always in one order, so that two that happen at once do not wait for each other.
  for (const { key, eachMs } of [...failures].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    await db
      .insertInto('failed_attempt')
      .values({ key, counted_until: now + eachMs })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((e) => ({ counted_until: oneMore(e, eachMs, now) })),
      )
      .execute()
  }
}

/** Count one more under a key, unless more than `most` are counted then; false: it was not counted. */
export async function addWithin(
  db: Db,
  { key, most, eachMs }: { readonly key: string; readonly most: number; readonly eachMs: number },
  now: number,
): Promise<boolean> {
  const result = await db
    .insertInto('failed_attempt')
    .values({ key, counted_until: now + eachMs })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((e) => ({ counted_until: oneMore(e, eachMs, now) }))
        .where('failed_attempt.counted_until', '<=', now + (most - 1) * eachMs),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What is counted from now on where something was counted before, which may be over. */
function oneMore(e: ExpressionBuilder<Tables, 'failed_attempt'>, eachMs: number, now: number) {
  const counted = e
    .case()
    .when('failed_attempt.counted_until', '>', now)
    .then(e.ref('failed_attempt.counted_until'))
    .else(now)
    .end()
  return e(counted, '+', eachMs)
}

export async function deleteFailures(db: Db, key: string): Promise<void> {
  await db.deleteFrom('failed_attempt').where('key', '=', key).execute()
}

export async function deleteOldFailures(db: Db, before: number): Promise<void> {
  await db.deleteFrom('failed_attempt').where('counted_until', '<', before).execute()
}

export async function insertToken(db: Db, token: TokenTable): Promise<void> {
  await db.insertInto('token').values(token).execute()
}

export type TokenRow = Selectable<TokenTable>

export async function findTokenById(db: Db, id: number): Promise<TokenRow | undefined> {
  return db.selectFrom('token').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findToken(db: Db, hash: string): Promise<TokenRow | undefined> {
  return db.selectFrom('token').selectAll().where('hash', '=', hash).executeTakeFirst()
}

export async function listTokenRows(db: Db, userId: number): Promise<TokenRow[]> {
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

/** What a link is for, and whose it is. */
export interface OneTimeLink {
  readonly userId: number
  readonly purpose: string
  readonly expiresAt: number
}

/** Take a link out of the table: of two who come at once only one finds it. */
export async function takeOneTimeLink(db: Db, hash: string): Promise<OneTimeLink | undefined> {
  const row = await db.deleteFrom('one_time_link').where('hash', '=', hash).returningAll().executeTakeFirst()
  return row && { userId: row.user_id, purpose: row.purpose, expiresAt: row.expires_at }
}

export async function findOneTimeLink(db: Db, hash: string): Promise<OneTimeLink | undefined> {
  const row = await db.selectFrom('one_time_link').selectAll().where('hash', '=', hash).executeTakeFirst()
  return row && { userId: row.user_id, purpose: row.purpose, expiresAt: row.expires_at }
}

/** Remove the links of a user, of these purposes only. */
export async function deleteOneTimeLinks(db: Db, userId: number, purposes: readonly string[]): Promise<void> {
  await db
    .deleteFrom('one_time_link')
    .where('user_id', '=', userId)
    .where('purpose', 'in', [...purposes])
    .execute()
}

export async function deleteExpiredOneTimeLinks(db: Db, before: number): Promise<void> {
  await db.deleteFrom('one_time_link').where('expires_at', '<', before).execute()
}

export async function insertSecondFactor(db: Db, row: SecondFactorTable): Promise<void> {
  await db.insertInto('second_factor').values(row).execute()
}

export async function findSecondFactor(db: Db, userId: number): Promise<SecondFactorTable | undefined> {
  return db.selectFrom('second_factor').selectAll().where('user_id', '=', userId).executeTakeFirst()
}

/** All of them; few have one, or the site is small. */
export async function listSecondFactors(db: Db): Promise<SecondFactorTable[]> {
  return db.selectFrom('second_factor').selectAll().execute()
}

/** Write the same secret in another way, unless it was set up anew meanwhile. */
export async function replaceSecret(
  db: Db,
  userId: number,
  { old, sealed }: { readonly old: string; readonly sealed: string },
): Promise<void> {
  await db
    .updateTable('second_factor')
    .set({ secret: sealed })
    .where('user_id', '=', userId)
    .where('secret', '=', old)
    .execute()
}

export async function confirmSecondFactor(db: Db, userId: number, at: number, step: number): Promise<void> {
  await db
    .updateTable('second_factor')
    .set({ confirmed_at: at, last_step: step })
    .where('user_id', '=', userId)
    .execute()
}

/** Accept the code of a time step, once: false when it, or a later one, was accepted before. */
export async function takeTotpStep(db: Db, userId: number, step: number): Promise<boolean> {
  const result = await db
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** False when there is none. */
export async function deleteSecondFactor(db: Db, userId: number): Promise<boolean> {
  const result = await db.deleteFrom('second_factor').where('user_id', '=', userId).executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function countRecoveryCodes(db: Db, userId: number): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select((e) => e.fn.countAll().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export async function replaceRecoveryCodes(db: Db, userId: number, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('user_id', '=', userId).execute()
  if (hashes.length === 0) return
  await db
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ user_id: userId, hash })))
    .execute()
}

/** Use up a recovery code. False when the user has no such one. */
export async function takeRecoveryCode(db: Db, userId: number, hash: string): Promise<boolean> {
  const result = await db
    .deleteFrom('recovery_code')
    .where('user_id', '=', userId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function findExternalIdentity(
  db: Db,
  issuer: string,
  subject: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('external_identity')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_id
}

export async function insertExternalIdentity(db: Db, row: ExternalIdentityTable): Promise<void> {
  await db.insertInto('external_identity').values(row).execute()
}

/** Whether a user can sign in elsewhere. */
export async function hasExternalIdentity(db: Db, userId: number): Promise<boolean> {
  const row = await db
    .selectFrom('external_identity')
    .select('subject')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Until when the newest link of a user for this purpose works. */
export async function newestLinkOf(db: Db, userId: number, purpose: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('one_time_link')
    .select('expires_at')
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .orderBy('expires_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.expires_at
}
