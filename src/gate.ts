import type { Flavour } from './api/flavour.ts'
import { AppError } from './base/errors.ts'
import { placeOf } from './base/network.ts'
import { type Config, listOf } from './config.ts'
import { type Actor, actorId } from './domain/access/actor.ts'
import { holdsGlobally, mayUseSite } from './domain/access/policy.ts'
import { authorizeLevel } from './domain/access/scope.ts'
import { type App, type Context, requestContext } from './domain/context.ts'
import { refuseInReadOnlyMode } from './domain/site/access-mode.ts'
import type { Authenticator, Credentials } from './domain/credential/authenticate.ts'
import { refuseForgery } from './http/csrf.ts'
import type { Allowance, RateLimit } from './http/rate-limit.ts'
import type { KeepingTerms } from './http/kept-answers.ts'
import { type Access, type Call, isChanging, type Route } from './http/route.ts'
import { sessionCookie, sessionOf } from './http/session-cookie.ts'

/** Who came in, as one request sees it. */
export interface Entrance {
  readonly context: Context
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly csrf?: string
  /** Absent for sessions: their use is recorded, so every request has to come in. */
  readonly terms?: KeepingTerms
}

/** What the gate looks at of a route. */
export type Entered = Pick<Route<never>, 'access' | 'method' | 'changes'>

/** Where every request enters: authentication, rate limit, protection from forgery, and whether the site may be used at all. */
export class Gate {
  readonly #app: App
  readonly #authenticator: Authenticator
  readonly #rateLimit: RateLimit
  readonly #limited: boolean
  readonly #corsOrigins: ReadonlySet<string>
  /** Of requests that are under way, the user who sent them; null: nobody with a log-in. */
  readonly #recognized = new WeakMap<Call, number | null>()

  /** Of requests that are under way, those that have got in to an operation besides their route. */
  readonly #admitted = new WeakSet<Call>()

  constructor(app: App, authenticator: Authenticator, rateLimit: RateLimit, config: Config) {
    this.#app = app
    this.#authenticator = authenticator
    this.#rateLimit = rateLimit
    this.#limited = config.rateLimit > 0
    this.#corsOrigins = new Set(listOf(config.corsOrigins))
  }

  /** Let a caller in or throw the refusal. */
  async enter(call: Call, route: Entered, flavour: Flavour): Promise<Entrance> {
    const { actor, csrf, expiresAt, credentials } = await this.#authenticate(call)
    const headers: Record<string, string> = {}
    const caller = callerFor(actor, call)
    if (this.#limited) Object.assign(headers, this.#take(caller))
    const context = requestContext(this.#app, actor, this.#place(call, flavour), call)
    await admit(context, route)
    if (isOrdinaryChange(route)) await refuseInReadOnlyMode(context)
    const https = this.isHttps(call)
    if (credentials.kind === 'basic' && actor.kind === 'user' && sessionOf(call, https) === undefined) {
      const session = await this.#authenticator.sessionFor(credentials, actor, callerOf(call))
      headers['set-cookie'] = sessionCookie(
        { contextPath: flavour.contextPath, https },
        session.secret,
        false,
      )
    }
    return {
      context,
      headers,
      csrf,
      ...(credentials.kind === 'session'
        ? {}
        : { terms: { caller, until: Math.min(expiresAt ?? Infinity, this.#midnight()) } }),
    }
  }

  async #authenticate(call: Call) {
    const credentials = credentialsOf(call, this.isHttps(call))
    try {
      const authenticated = await this.#authenticator.authenticate(credentials, call.address)
      this.#recognized.set(call, actorId(authenticated.actor))
      return { ...authenticated, credentials }
    } catch (error) {
      // Apart from what the address does without a log-in: a program with an old token uses up its own allowance.
      if (this.#limited && error instanceof AppError) this.#take(`refused ${placeOf(call.address)}`)
      throw error
    }
  }

  /**
   * Let the sender of a request in to another operation than its route, or, with credentials that came in the body,
   * somebody else. Those are counted besides, since nobody was counted for them before, and so is each further operation.
   */
  async admit(call: Call, context: Context, operation: Entered, credentials?: Credentials): Promise<Context> {
    if (credentials === undefined) {
      this.inspect(call, operation.access)
      // The first one is what the request was counted for.
      if (this.#limited && this.#admitted.has(call)) this.#take(callerFor(context.actor, call))
      this.#admitted.add(call)
    }
    const theirs = credentials === undefined ? context : await this.#provenBy(call, context, credentials)
    await admit(theirs, operation)
    if (isOrdinaryChange(operation)) await refuseInReadOnlyMode(theirs)
    return theirs
  }

  async #provenBy(call: Call, context: Context, credentials: Credentials): Promise<Context> {
    const { actor } = await this.#authenticator.authenticate(credentials, call.address)
    if (actor.kind !== 'user') {
      throw new AppError(
        'unauthenticated',
        'User not authenticated or session expired. Call login() to open a new session',
      )
    }
    if (this.#limited) this.#take(`user ${actor.userId}`)
    return { ...context, actor }
  }

  /** Refuse a write that a foreign site made a browser send. `formToken`: what our own forms carry. */
  inspect(call: Call, access: Access, csrf?: string, formToken?: string): void {
    if (access === 'anyone') return
    const { kind } = credentialsOf(call, this.isHttps(call))
    // A site that may ask is asked first by the browser whether it may send these headers, and may send no cookie.
    const isInvited = kind !== 'session' && this.#corsOrigins.has(String(call.headers.origin))
    refuseForgery(call, { isDeliberate: kind === 'bearer' || isInvited, csrf }, formToken)
  }

  /** Scheme, host and port under which this caller reaches the site. */
  originOf(call: Call): string {
    return call.origin
  }

  /** Whether the caller reaches the site by https. */
  isHttps(call: Call): boolean {
    return this.originOf(call).startsWith('https:')
  }

  /** Whether the caller proved who they are, as far as this request got: for pages that say «log in» or not. */
  isLoggedIn(call: Call): boolean {
    return this.userOf(call) !== undefined
  }

  /** The user who sent a request, once that is known. */
  userOf(call: Call): number | undefined {
    return this.#recognized.get(call) ?? undefined
  }

  /** Find out who asks for what no route serves, so that `isLoggedIn` can tell. Wrong credentials are none here. */
  async recognize(call: Call): Promise<void> {
    const credentials = credentialsOf(call, this.isHttps(call))
    if (credentials.kind !== 'session') return
    const { actor } = await this.#authenticator.authenticate(credentials, call.address)
    this.#recognized.set(call, actorId(actor))
  }

  #place(call: Call, flavour: Flavour) {
    return { origin: this.originOf(call), contextPath: flavour.contextPath, pageAddress: flavour.pageAddress }
  }

  /**
   * Count a request that needs no more than that; false: the allowance is used up, or somebody is guessing at this user,
   * whom a kept answer would tell that a guess was right. Adds the headers that say so.
   */
  count(caller: string, headers: string[]): boolean {
    const [kind, id] = caller.split(' ')
    if (kind === 'user' && this.#authenticator.isGuessedAt(Number(id))) return false
    if (!this.#limited) return true
    const allowance = this.#rateLimit.take(caller, this.#app.clock.now())
    if (allowance.granted) headers.push(...Object.entries(rateLimitHeaders(allowance)).flat())
    return allowance.granted
  }

  #take(caller: string): Record<string, string> {
    const allowance = this.#rateLimit.take(caller, this.#app.clock.now())
    const headers = rateLimitHeaders(allowance)
    if (allowance.granted) return headers
    throw new AppError(
      'too-many-requests',
      `The limit of ${allowance.limit} requests per minute is used up. Wait ${allowance.retryAfter} seconds, then go on.`,
      { retryAfter: allowance.retryAfter, rateLimit: headers },
    )
  }

  /** The end of this day in UTC: rendered dates say whether they are past. */
  #midnight(): number {
    return (Math.floor(this.#app.clock.now() / DAY_MS) + 1) * DAY_MS
  }
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Whom a request counts for. */
function callerFor(actor: Actor, call: Call): string {
  return actor.kind === 'user' ? `user ${actor.userId}` : `address ${placeOf(call.address)}`
}

/** A change that read-only mode forbids: administration goes on, and so do log-ins, which are open to anyone. */
function isOrdinaryChange(route: Entered): boolean {
  return isChanging(route) && (route.access === 'site' || route.access === 'user')
}

/** Whether the caller may use operations of this access at all. */
async function admit(context: Context, operation: Entered): Promise<void> {
  const { access } = operation
  if (access === 'anyone') return
  if (isChanging(operation)) authorizeLevel(context.actor, 'write')
  const isAnonymous = context.actor.kind === 'anonymous'
  if (!(await mayUseSite(context))) {
    throw isAnonymous && access !== 'site'
      ? new AppError('unauthenticated', 'Log in first: this needs credentials.')
      : new AppError('no-access', 'Current user not permitted to use Confluence')
  }
  if (access === 'site') return
  if (isAnonymous) throw new AppError('unauthenticated', 'Log in first: this needs credentials.')
  if (access === 'user' || (await holdsGlobally(context, 'ADMINISTRATECONFLUENCE'))) return
  throw new AppError('forbidden', 'Only administrators may do this.')
}

/** The credentials of a request: the Authorization header before the cookie. */
function credentialsOf(call: Call, https: boolean): Credentials {
  const { authorization } = call.headers
  if (typeof authorization === 'string') {
    const [scheme = '', value = ''] = splitOnce(authorization, ' ')
    if (/^basic$/i.test(scheme)) return basicCredentials(value.trim())
    if (/^bearer$/i.test(scheme)) return { kind: 'bearer', secret: value.trim() }
  }
  const secret = sessionOf(call, https)
  return secret === undefined ? { kind: 'none' } : { kind: 'session', secret }
}

function basicCredentials(encoded: string): Credentials {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const [name = '', secret = ''] = splitOnce(decoded, ':')
  return { kind: 'basic', name, secret }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** From where a session is opened. */
function callerOf(call: Call): { readonly address: string; readonly agent: string } {
  return { address: call.address, agent: String(call.headers['user-agent'] ?? '') }
}

function rateLimitHeaders(allowance: Allowance): Record<string, string> {
  return {
    'x-ratelimit-limit': String(allowance.limit),
    'x-ratelimit-remaining': String(allowance.remaining),
    'x-ratelimit-interval-seconds': String(allowance.intervalSeconds),
    'x-ratelimit-fillrate': String(allowance.fillRate),
    'retry-after': String(allowance.retryAfter),
  }
}
