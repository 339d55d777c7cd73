import { AppError } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import { hashPassword, verifyPassword } from '../../base/password.ts'
import { foldCase } from '../../base/text.ts'
import { type Actor, anonymous, type UserActor } from '../access/actor.ts'
import { actorOf } from '../access/standing.ts'
import { type App, systemContext, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { userRow } from '../user/rows.ts'
import { findUsers } from '../user/rows.ts'
import {
  type Attempt,
  bearerAttempt,
  countFailure,
  forgive,
  isUsedUp,
  passwordAttempt,
  standingOf,
  type Tally,
  talliesOf,
  tokenAttempt,
} from './attempts.ts'
import { findSession, findToken, findTokenById, touchSession, touchToken } from './rows.ts'
import { lacksSecondFactor } from './demand.ts'
import { needsSecondStep } from './second-factor.ts'
import { type NewSession, openSession } from './session.ts'

/** What a caller presents. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly name: string; readonly secret: string }
  | { readonly kind: 'bearer'; readonly secret: string }
  | { readonly kind: 'session'; readonly secret: string }

/** Who that is. `csrf` only for sessions. */
export interface Authenticated {
  readonly actor: Actor
  /** Milliseconds since 1970 until which the proof holds; absent for the anonymous. */
  readonly expiresAt?: number
  readonly csrf?: string
}

interface Proven {
  readonly actor: UserActor
  readonly expiresAt: number
  readonly csrf?: string
  readonly sessionHash?: string
}

/**
 * Turns credentials into actors. Tokens and sessions are looked up by hash; a password pays the slow hash once
 * and is then remembered by a hash of its own until the user's stored one changes. An unknown user takes as
 * long, and gets the same answer, as a wrong password.
 */
export class Authenticator {
  readonly #app: App
  readonly #goodPasswords = new Map<string, { stored: string; until: number }>()
  /** Accounts that guesses from an address are refused at, so that what is remembered tells them nothing either. */
  readonly #closed = new Map<string, number>()
  /** The same by user, from whatever address. */
  readonly #guessedAt = new Map<number, number>()
  readonly #sessions = new Map<string, NewSession>()
  readonly #touched = new Map<string, number>()
  #hashing = 0
  readonly #waitingToHash: (() => void)[] = []

  constructor(app: App) {
    this.#app = app
  }

  /**
   * The actor behind the credentials. A session that is over is anonymous; wrong Basic or Bearer credentials
   * throw `unauthenticated`, too many of them `locked-out`.
   */
  async authenticate(credentials: Credentials, address: string): Promise<Authenticated> {
    switch (credentials.kind) {
      case 'none':
        return { actor: anonymous }
      case 'session':
        return (await this.#bySession(credentials.secret)) ?? { actor: anonymous }
      case 'bearer':
        return this.#byBearer(credentials.secret, address)
      case 'basic':
        return this.#byBasic(credentials.name, credentials.secret, address)
    }
  }

  /** A session for a caller who sent Basic credentials: one per set of credentials, so that scripts without a cookie jar do not make one per call. */
  async sessionFor(
    credentials: Credentials & { readonly kind: 'basic' },
    actor: UserActor,
    caller: { readonly address: string; readonly agent: string },
  ): Promise<NewSession> {
    const key = sha256(`${credentials.name}\n${credentials.secret}`)
    const known = this.#sessions.get(key)
    if (known !== undefined && (await this.#bySession(known.secret)) !== undefined) return known
    if (this.#sessions.size >= limits.rememberedCredentials) this.#sessions.clear()
    const session = await openSession(systemContext(this.#app), {
      userId: actor.userId,
      tokenId: actor.tokenId,
      ...caller,
    })
    this.#sessions.set(key, session)
    return session
  }

  async #bySession(secret: string): Promise<Authenticated | undefined> {
    const hash = sha256(secret)
    const proven = await this.#app.memo.get(`session ${hash}`, () => this.#loadSession(hash))
    if (proven === undefined || proven.expiresAt <= this.#app.clock.now()) return undefined
    this.#touch(`session ${hash}`, async (at) => {
      await this.#app.database.transact((db) => touchSession(db, hash, at))
      this.#app.memo.forget(`session ${hash}`)
    })
    return proven
  }

  async #loadSession(hash: string): Promise<Proven | undefined> {
    const row = await findSession(this.#app.database.read, hash)
    if (row === undefined) return undefined
    // A session from before it was demanded, or from before its user was made an administrator.
    if (row.token_id === null && (await lacksSecondFactor(systemContext(this.#app), row.user_id)))
      return undefined
    const token =
      row.token_id === null ? undefined : await findTokenById(this.#app.database.read, row.token_id)
    const actor = await actorOf(this.#app.database.read, row.user_id, {
      by: 'session',
      sessionId: row.id,
      token,
    })
    const expiresAt = Math.min(
      row.expires_at,
      row.last_used_at + limits.sessionIdleMs,
      token?.expires_at ?? Infinity,
    )
    return actor && { actor, expiresAt, csrf: row.csrf }
  }

  async #byBearer(secret: string, address: string): Promise<Authenticated> {
    const proven = await this.#byToken(secret)
    if (proven !== undefined) return proven
    // Only what fails is counted and told so: a neighbour with an old token shuts nobody out.
    const tally = bearerAttempt(address)
    if (await isUsedUp(systemContext(this.#app), [tally])) throw lockedOut()
    await this.#recordFailure('', address, [tally])
    throw refused()
  }

  async #byBasic(name: string, secret: string, address: string): Promise<Authenticated> {
    const { memo, clock } = this.#app
    const key = `basic ${sha256(`${name}\n${secret}\n${address}`)}`
    const known = memo.peek<Proven>(key)
    if (known !== undefined && known.expiresAt > clock.now() && !this.#isClosed(known.actor, address)) {
      this.#touchToken(known.actor)
      return known
    }
    const proven =
      (await this.#byNamedToken(name, secret)) ?? (await this.#byPasswordAlone(name, secret, address))
    return memo.get(key, async () => proven)
  }

  /**
   * What the log-in form is sent: a password, or a token in its place. Whether a second factor has to follow is for
   * the caller to ask.
   */
  async logIn(name: string, secret: string, address: string): Promise<UserActor> {
    const proven =
      (await this.#byNamedToken(name, secret)) ?? (await this.#byNamedPassword(name, secret, address))
    return proven.actor
  }

  /** Where there is or has to be a second factor the password alone opens nothing, and the answer is that of a wrong one. */
  async #byPasswordAlone(name: string, secret: string, address: string): Promise<Proven> {
    const ctx = systemContext(this.#app)
    return this.#byNamedPassword(
      name,
      secret,
      address,
      async (userId) => (await needsSecondStep(ctx, userId)) || lacksSecondFactor(ctx, userId),
    )
  }

  async #byNamedToken(name: string, secret: string): Promise<Proven | undefined> {
    const proven = await this.#byToken(secret)
    return proven !== undefined && (await this.#isNamed(proven.actor, name)) ? proven : undefined
  }

  async #byNamedPassword(
    name: string,
    secret: string,
    address: string,
    isTooLittle: (userId: number) => Promise<boolean> = async () => false,
  ): Promise<Proven> {
    const db = this.#app.database.read
    const row = (await userRow(db, 'username', name)) ?? (await userRow(db, 'email', name))
    // Under whichever of their names somebody is guessed at, it is one account.
    const account = { userId: row?.id ?? 0, name: foldCase(name) }
    const attempt = (TOKEN.test(secret) ? tokenAttempt : passwordAttempt)(account, address)
    const stored = row !== undefined && row.active === 1 ? row.password_hash : ''
    const isRight = await this.#isPassword(name, secret, stored, attempt)
    const actor = isRight && row ? await actorOf(db, row.id, { by: 'password' }) : undefined
    if (actor === undefined || (await isTooLittle(actor.userId))) {
      await this.#recordFailure(name, address, actor && talliesOf(attempt))
      throw refused()
    }
    return { actor, expiresAt: this.#app.clock.now() + limits.rememberedCredentialMs }
  }

  /** As many as are counted before an address is refused: guessing cannot fill the audit log. */
  async #recordFailure(name: string, address: string, tallies: readonly Tally[] = []): Promise<void> {
    const facts = { name: name.slice(0, limits.nameLength) }
    await transact({ ...systemContext(this.#app), actor: anonymous, address }, async (ctx) => {
      await countFailure(ctx, tallies)
      await emit(ctx, { type: 'user.log-in-failed', facts })
    })
  }

  async #byToken(secret: string): Promise<Proven | undefined> {
    const hash = sha256(secret)
    const proven = await this.#app.memo.get(`token ${hash}`, () => this.#loadToken(hash))
    if (proven === undefined || proven.expiresAt <= this.#app.clock.now()) return undefined
    this.#touchToken(proven.actor)
    return proven
  }

  async #loadToken(hash: string): Promise<Proven | undefined> {
    const row = await findToken(this.#app.database.read, hash)
    if (row === undefined) return undefined
    const actor = await actorOf(this.#app.database.read, row.user_id, { by: 'token', token: row })
    return actor && { actor, expiresAt: row.expires_at }
  }

  /** User name, e-mail address, user key or account id: callers of every generation send another one. */
  async #isNamed(actor: UserActor, name: string): Promise<boolean> {
    if (foldCase(name) === foldCase(actor.username)) return true
    const [user] = await this.#app.memo.get(`named ${actor.userId}`, () =>
      findUsers(this.#app.database.read, [actor.userId]),
    )
    return user !== undefined && [foldCase(user.email), user.userKey, user.accountId].includes(foldCase(name))
  }

  /** Whether the password fits the stored hash; `''` fits none, and takes as long. Counts what does not fit. */
  async #isPassword(name: string, secret: string, stored: string, attempt: Attempt): Promise<boolean> {
    const key = sha256(`${this.#app.secret}\n${name}\n${secret}\n${attempt.address}`)
    const known = this.#goodPasswords.get(key)
    const isKnown = known !== undefined && known.stored === stored && known.until > this.#app.clock.now()
    if (isKnown && !this.#isClosedAt(attempt.own)) return true
    await this.#refuseIfClosed(attempt)
    const against = stored === '' ? await aHash() : stored
    const isRight = await this.#hashInTurn(async () => {
      // Asked again: of many guesses that came at once the first ones have been counted by now.
      const standing = await this.#refuseIfClosed(attempt)
      const fits = secret.length <= limits.passwordMost && (await verifyPassword(secret, against))
      const ctx = systemContext(this.#app)
      if (!fits || stored === '') await transact(ctx, (ctx) => countFailure(ctx, talliesOf(attempt)))
      else if (standing === 'counted') await forgive(ctx, attempt.own)
      return fits && stored !== ''
    })
    if (!isRight) return false
    if (this.#goodPasswords.size >= limits.rememberedCredentials) this.#goodPasswords.clear()
    this.#goodPasswords.set(key, { stored, until: this.#app.clock.now() + limits.rememberedCredentialMs })
    return true
  }

  async #refuseIfClosed(attempt: Attempt): Promise<'clear' | 'counted'> {
    const standing = await standingOf(systemContext(this.#app), attempt)
    if (standing !== 'refused') return standing
    if (this.#closed.size >= limits.failedLoginEntries) this.#closed.clear()
    if (this.#guessedAt.size >= limits.failedLoginEntries) this.#guessedAt.clear()
    const until = this.#app.clock.now() + attempt.own.eachMs
    this.#closed.set(attempt.own.key, until)
    if (attempt.anywhere !== undefined) this.#guessedAt.set(attempt.anywhere.userId, until)
    throw lockedOut()
  }

  /** Whether guesses at this user are being refused: then no answer may be given that does not ask for credentials anew. */
  isGuessedAt(userId: number): boolean {
    return this.#guessedAt.size > 0 && (this.#guessedAt.get(userId) ?? 0) > this.#app.clock.now()
  }

  #isClosed({ userId, username }: UserActor, address: string): boolean {
    return this.#isClosedAt(passwordAttempt({ userId, name: username }, address).own)
  }

  #isClosedAt({ key }: Tally): boolean {
    return this.#closed.size > 0 && (this.#closed.get(key) ?? 0) > this.#app.clock.now()
  }

  async #hashInTurn<T>(work: () => Promise<T>): Promise<T> {
    while (this.#hashing >= limits.passwordHashes) {
      await new Promise<void>((resolve) => {
        this.#waitingToHash.push(resolve)
      })
    }
    this.#hashing++
    try {
      return await work()
    } finally {
      this.#hashing--
      this.#waitingToHash.shift()?.()
    }
  }

  #touchToken({ tokenId }: UserActor): void {
    if (tokenId === undefined) return
    this.#touch(`token ${tokenId}`, (at) => this.#app.database.transact((db) => touchToken(db, tokenId, at)))
  }

  /** Record the use of a token or session now and then; the request does not wait for it. */
  #touch(key: string, write: (at: number) => Promise<void>): void {
    const at = this.#app.clock.now()
    if (at - (this.#touched.get(key) ?? 0) < TOUCH_MS) return
    if (this.#touched.size >= limits.rememberedCredentials) this.#touched.clear()
    this.#touched.set(key, at)
    write(at).catch((error: unknown) =>
      this.#app.log.warn('could not record a use', { error: String(error) }),
    )
  }
}

/** What a token looks like (`randomToken`). */
const TOKEN = /^[\w-]{43}$/

/** Times of use are kept to this precision, so that reading does not mean writing. */
const TOUCH_MS = 10 * 60 * 1000

function refused(): AppError {
  return new AppError('unauthenticated', 'Basic Authentication Failure - Reason : AUTHENTICATED_FAILED', {
    reason: 'AUTHENTICATED_FAILED',
  })
}

function lockedOut(): AppError {
  return new AppError(
    'locked-out',
    `Too many failed log-ins. Wait ${limits.failedLoginMs / 60_000} minutes, then try again.`,
    { reason: 'AUTHENTICATION_DENIED' },
  )
}

let hashOfNothing: Promise<string> | undefined

/** A hash that no password matches, for users that do not exist: checking it takes as long as a real one. */
function aHash(): Promise<string> {
  hashOfNothing ??= hashPassword(`\u0000${Math.random()}`)
  return hashOfNothing
}
