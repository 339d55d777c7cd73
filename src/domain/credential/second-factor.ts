import { AppError } from '../../base/errors.ts'
import { constantTimeEqual, sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import { isSealed } from '../../base/seal.ts'
import {
  fromBase32,
  otpauthAddress,
  randomTotpSecret,
  toBase32,
  totpCode,
  totpStep,
} from '../../base/totp.ts'
import { randomBytes } from 'node:crypto'
import { actorId } from '../access/actor.ts'
import { authorizeAccount } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { proveOneself } from '../user/own.ts'
import { findUsers } from '../user/rows.ts'
import type { SecondFactorTable } from '../../store/tables.ts'
import type { User } from '../user/user.ts'
import { forgive, ownAttempt, takeTry } from './attempts.ts'
import { isSecondFactorDemanded, lacksSecondFactor } from './demand.ts'
import {
  confirmSecondFactor,
  countRecoveryCodes,
  deleteOneTimeLinks,
  deleteOtherSessions,
  deleteSecondFactor,
  findSecondFactor,
  insertSecondFactor,
  listSecondFactors,
  replaceSecret,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeTotpStep,
} from './rows.ts'

/** Whether a user has a second factor, and what is left of their recovery codes. */
export interface SecondFactor {
  readonly enabled: boolean
  readonly recoveryCodes: number
}

/** Shown while it is set up, and never again. */
export interface Enrolment {
  readonly secret: string
  /** The same for an app to open. */
  readonly address: string
}

/** Whether this log-in needs a code besides the password. */
export async function needsSecondStep(ctx: Context, userId: number): Promise<boolean> {
  return ((await findSecondFactor(ctx.db, userId))?.confirmed_at ?? null) !== null
}

/** One's own second factor, or as an administrator another's. */
export async function readSecondFactor(ctx: Context, userId: number): Promise<SecondFactor> {
  await authorizeAccount(ctx, userId)
  return {
    enabled: await needsSecondStep(ctx, userId),
    recoveryCodes: await countRecoveryCodes(ctx.db, userId),
  }
}

/** Begin to set up one's own second factor; who has a password proves that they know it. Nothing is asked for yet. */
export async function beginEnrolment(ctx: Context, site: string, password: string): Promise<Enrolment> {
  const user = await proveOneself(ctx, password)
  if (await needsSecondStep(ctx, user.id)) throw alreadyEnabled()
  return begin(ctx, site, user)
}

async function begin(ctx: Context, site: string, user: User): Promise<Enrolment> {
  const secret = randomTotpSecret()
  await transact(ctx, async (ctx) => {
    await deleteSecondFactor(ctx.db, user.id)
    const sealed = ctx.app.seal.close(secret, sealedAs(user.id))
    await insertSecondFactor(ctx.db, { user_id: user.id, secret: sealed, confirmed_at: null, last_step: 0 })
  })
  return { secret, address: otpauthAddress(site, user.username, secret) }
}

/** What was begun and is not finished, to be shown again when the first code was wrong. */
export async function pendingEnrolment(ctx: Context, site: string): Promise<Enrolment | undefined> {
  return pendingOf(ctx, site, await ownId(ctx))
}

async function pendingOf(ctx: Context, site: string, userId: number): Promise<Enrolment | undefined> {
  const row = await findSecondFactor(ctx.db, userId)
  const [user] = await findUsers(ctx.db, [userId])
  if (row === undefined || row.confirmed_at !== null || user === undefined) return undefined
  const secret = secretOf(ctx, row)
  return secret === undefined ? undefined : { secret, address: otpauthAddress(site, user.username, secret) }
}

/**
 * Finish setting it up with a first code: from now on the password alone opens nothing. Ends every other session, and
 * returns the recovery codes, which are shown this once.
 */
export async function confirmEnrolment(ctx: Context, code: string): Promise<string[]> {
  return confirmFor(ctx, await ownId(ctx), code)
}

/**
 * Begin to set up the second factor of somebody who has shown their password and is let in with one only. What was begun
 * before is over: whoever began it may have been somebody else.
 */
export async function beginDemanded(ctx: Context, site: string, userId: number): Promise<Enrolment> {
  const [user] = await findUsers(ctx.db, [userId])
  if (user === undefined || !(await lacksSecondFactor(ctx, userId))) throw new AppError('unauthenticated')
  return begin(ctx, site, user)
}

/** What was begun so, to be shown again when the first code was wrong. */
export async function pendingDemanded(ctx: Context, site: string, userId: number): Promise<Enrolment> {
  return (await pendingOf(ctx, site, userId)) ?? beginDemanded(ctx, site, userId)
}

/** Finish it. Asked before anybody is logged in: who has shown the password of one who lacks a second factor. */
export async function confirmDemanded(ctx: Context, userId: number, code: string): Promise<string[]> {
  if (!(await lacksSecondFactor(ctx, userId))) throw alreadyEnabled()
  return confirmFor(ctx, userId, code)
}

async function confirmFor(ctx: Context, userId: number, code: string): Promise<string[]> {
  const row = await findSecondFactor(ctx.db, userId)
  if (row === undefined)
    throw new AppError('bad-request', 'Start from the beginning: no second factor is being set up.')
  if (row.confirmed_at !== null) throw alreadyEnabled()
  const step = matchingStep(ctx, row, code)
  if (step === undefined) throw wrongCode()
  const codes = newRecoveryCodes()
  const own = ctx.actor.kind === 'user' ? ctx.actor.sessionId : undefined
  await transact(ctx, async (ctx) => {
    await confirmSecondFactor(ctx.db, userId, now(ctx), step)
    await replaceRecoveryCodes(ctx.db, userId, codes.map(sha256OfCode))
    await deleteOtherSessions(ctx.db, userId, own)
    await emit(ctx, { type: 'second-factor.enabled', facts: { userId } })
  })
  return codes
}

/** Make new recovery codes; the old ones are over. */
export async function renewRecoveryCodes(ctx: Context, code: string): Promise<string[]> {
  const userId = await ownId(ctx)
  await proveSecondFactor(ctx, userId, code)
  const codes = newRecoveryCodes()
  await transact(ctx, async (ctx) => {
    await replaceRecoveryCodes(ctx.db, userId, codes.map(sha256OfCode))
    await emit(ctx, { type: 'user.updated', facts: { userId, what: 'recovery codes' } })
  })
  return codes
}

/** Give up one's own second factor, which a code of it proves to be one's own. */
export async function removeOwnSecondFactor(ctx: Context, code: string): Promise<void> {
  const userId = await ownId(ctx)
  if (await isSecondFactorDemanded(ctx, userId)) {
    throw new AppError('forbidden', 'This site demands a second factor of you, so it stays on.')
  }
  await proveSecondFactor(ctx, userId, code)
  await dropSecondFactor(ctx, userId)
}

/** Take the second factor off another user, who has lost theirs; ends their sessions. For administrators. */
export async function resetSecondFactor(ctx: Context, userId: number): Promise<void> {
  if (actorId(ctx.actor) === userId) {
    throw new AppError('forbidden', 'Your own second factor is removed with a code of it.')
  }
  await authorizeAccount(ctx, userId)
  await dropSecondFactor(ctx, userId)
}

/**
 * Throws unless the code is the user's: of their app, and newer than the last one that was accepted, or a recovery
 * code, which is used up. Asked before anybody is logged in, so nothing else is looked at.
 */
export async function proveSecondFactor(ctx: Context, userId: number, code: string): Promise<void> {
  // Whoever knows the password must not find out the code by trying.
  const tally = ownAttempt('code', userId)
  if (!(await takeTry(ctx, tally))) {
    throw new AppError('locked-out', 'Too many wrong codes. Wait some minutes, then try again.')
  }
  const row = await findSecondFactor(ctx.db, userId)
  const step = row && row.confirmed_at !== null ? matchingStep(ctx, row, code) : undefined
  const isGood = await transact(ctx, (ctx) =>
    step === undefined
      ? takeRecoveryCode(ctx.db, userId, sha256OfCode(code))
      : takeTotpStep(ctx.db, userId, step),
  )
  if (isGood) return forgive(ctx, tally)
  const [user] = await findUsers(ctx.db, [userId])
  const facts = { name: user?.username ?? '' }
  await transact(ctx, (ctx) => emit(ctx, { type: 'user.log-in-failed', facts }))
  throw wrongCode()
}

async function dropSecondFactor(ctx: Context, userId: number): Promise<void> {
  const own = ctx.actor.kind === 'user' && ctx.actor.userId === userId ? ctx.actor.sessionId : undefined
  await transact(ctx, async (ctx) => {
    if (!(await deleteSecondFactor(ctx.db, userId))) {
      throw new AppError('not-found', 'This user has no second factor.')
    }
    await replaceRecoveryCodes(ctx.db, userId, [])
    await deleteOtherSessions(ctx.db, userId, own)
    await deleteOneTimeLinks(ctx.db, userId, ['second-step'])
    await emit(ctx, { type: 'second-factor.removed', facts: { userId } })
  })
}

/** Seal those that were set up before there was a key. For the start. */
export async function sealSecondFactors(ctx: Context): Promise<void> {
  const rows = await listSecondFactors(ctx.db)
  const unopened = rows.filter((row) => secretOf(ctx, row) === undefined).length
  if (unopened > 0) {
    ctx.app.log.warn(
      'second factors are sealed with another key than that of INVER_SEAL_KEY_FILE: their codes are refused, recovery codes are not',
      { users: unopened },
    )
  }
  for (const { user_id: userId, secret } of rows) {
    const sealed = ctx.app.seal.close(secret, sealedAs(userId))
    if (isSealed(secret) || sealed === secret) continue
    await ctx.app.database.transact((db) => replaceSecret(db, userId, { old: secret, sealed }))
  }
}

/** The secret in clear; undefined when it was sealed with another key than there is. */
function secretOf(ctx: Context, { secret, user_id: userId }: SecondFactorTable): string | undefined {
  return ctx.app.seal.open(secret, sealedAs(userId))
}

function sealedAs(userId: number): string {
  return `second factor ${userId}`
}

/** The step that the code belongs to, if it is one of those around now. */
function matchingStep(ctx: Context, row: SecondFactorTable, code: string): number | undefined {
  const secret = secretOf(ctx, row)
  if (secret === undefined) return undefined
  const digits = code.replace(/\s/g, '')
  const here = totpStep(now(ctx))
  let found: number | undefined
  // All of them are compared, whichever it is, so that the time does not tell.
  for (let step = here - limits.totpDrift; step <= here + limits.totpDrift; step++) {
    if (constantTimeEqual(totpCode(secret, step), digits)) found = step
  }
  return found
}

/**
 * 120 bits each, so that a fast hash keeps them as well as a slow one would, in groups that people can copy:
 * `MZXW-6YTB-OI23-4567-MZXW-6YTB`.
 */
function newRecoveryCodes(): string[] {
  return Array.from({ length: limits.recoveryCodes }, () =>
    (toBase32(randomBytes(15)).match(/.{4}/g) ?? []).join('-'),
  )
}

function sha256OfCode(code: string): string {
  return sha256(
    fromBase32(
      code
        .toUpperCase()
        .replace(/[^A-Z2-7]/g, '')
        .slice(0, 32),
    ),
  )
}

async function ownId(ctx: Context): Promise<number> {
  const id = actorId(ctx.actor)
  if (id === null) throw new AppError('unauthenticated')
  await authorizeAccount(ctx, id)
  return id
}

function alreadyEnabled(): AppError {
  return new AppError('conflict', 'You have a second factor already. Remove it first to set up another one.')
}

function wrongCode(): AppError {
  return new AppError(
    'forbidden',
    'This code is wrong, or was used already. Wait for the next one and type that.',
  )
}
