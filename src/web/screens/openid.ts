import { Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { constantTimeEqual, hmac } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import { now } from '../../domain/context.ts'
import { type ExternalIdentity, userOfIdentity } from '../../domain/credential/external-identity.ts'
import { type Answer, type Call, redirect } from '../../http/route.ts'
import type { Claims, Handshake } from '../../http/openid-connect.ts'
import type { OpenIdSignIn, WebContext } from '../context.ts'
import { fieldOf, open, row } from '../screen.ts'
import { letIn } from '../second-step.ts'
import { showLogin } from './login.ts'

const fromWhere = Type.Object({ os_destination: Type.Optional(Type.String()) })
const errors = ['not-found', 'unavailable'] as const

/** Signing in elsewhere, by OpenID Connect. */
export const openIdRoutes = [
  row({
    ...open,
    id: 'beginOpenId',
    path: '/openid/login',
    summary: 'Go and sign in elsewhere.',
    reply: 'redirect',
    errors,
    query: fromWhere,
    handle: (web, { query }) => leave(web, query.os_destination ?? ''),
  }),
  row({
    ...open,
    id: 'finishOpenId',
    path: '/openid/callback',
    summary: 'Come back from there, and be logged in.',
    errors: ['not-found', 'unauthenticated', 'forbidden'],
    handle: (web, { call }) => comeBack(web, call),
  }),
  row({
    ...open,
    id: 'endOpenId',
    path: '/openid/logout',
    summary: 'Log out there, too.',
    reply: 'redirect',
    errors,
    handle: (web) => logOutThere(web),
  }),
]

/** What the browser keeps while it is away. */
interface Journey extends Handshake {
  readonly destination: string
  readonly until: number
}

async function leave(web: WebContext, destination: string): Promise<Answer> {
  const { address, handshake } = await reached(web, ({ client }) => client.begin(callbackOf(web)))
  const until = now(web.domain) + limits.openIdJourneyMs
  return redirect(address, 302, {
    'set-cookie': journeyCookie(web, { ...handshake, destination, until }),
    'cache-control': 'private, no-store',
  })
}

async function comeBack(web: WebContext, call: Call): Promise<Answer> {
  const signIn = signInOf(web)
  const journey = readJourney(web, call)
  if (journey === undefined)
    return refuse(web, call, 'That took too long, or began in another browser. Try again.')
  const query = call.url.split('?')[1] ?? ''
  let claims: Claims
  try {
    claims = await signIn.client.finish(new URL(`${callbackOf(web)}?${query}`), journey)
  } catch (error) {
    // The message names what did not fit; it holds neither the code nor a token.
    web.domain.app.log.warn('a sign-in by OpenID Connect failed', { error: String(error) })
    return refuse(web, call, `The sign-in with ${signIn.name} did not work. Try again.`)
  }
  try {
    const user = await userOfIdentity(web.domain, identityOf(claims, signIn), signIn.rules)
    const arrival = { userId: user.id, destination: journey.destination, lasting: false }
    return withForgottenJourney(web, await letIn(web, call, arrival))
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return refuse(web, call, error.message)
    throw error
  }
}

async function logOutThere(web: WebContext): Promise<Answer> {
  const back = `${web.base}/login.action?logout=true`
  const address = await reached(web, ({ client }) => client.end(back))
  return redirect(address ?? back)
}

async function refuse(web: WebContext, call: Call, problem: string): Promise<Answer> {
  return withForgottenJourney(
    web,
    await showLogin(web, call, { destination: '', problem, reason: 'AUTHENTICATED_FAILED' }),
  )
}

function signInOf(web: WebContext): OpenIdSignIn {
  if (web.openId === undefined) throw notFound('This wiki has no sign-in by OpenID Connect.')
  return web.openId
}

async function reached<T>(web: WebContext, ask: (signIn: OpenIdSignIn) => Promise<T>): Promise<T> {
  const signIn = signInOf(web)
  try {
    return await ask(signIn)
  } catch (error) {
    web.domain.app.log.warn('the issuer of OpenID Connect cannot be reached', { error: String(error) })
    throw new AppError(
      'unavailable',
      `${signIn.name} cannot be reached. Try again later, or log in with a password.`,
    )
  }
}

function identityOf(claims: Claims, { groupsClaim }: OpenIdSignIn): ExternalIdentity {
  const groups = groupsClaim === '' ? undefined : claims[groupsClaim]
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: fieldOf(claims, 'email') || undefined,
    isEmailVerified: claims.email_verified === true,
    username: fieldOf(claims, 'preferred_username') || undefined,
    displayName: fieldOf(claims, 'name') || undefined,
    groups: Array.isArray(groups) ? groups.filter((name) => typeof name === 'string') : undefined,
  }
}

function callbackOf(web: WebContext): string {
  return `${web.base}/openid/callback`
}

/** Signed, so that nobody can send a browser on a journey of their own making; `__Host-` where that is possible. */
function journeyCookie(web: WebContext, journey: Journey): string {
  const text = Buffer.from(JSON.stringify(journey)).toString('base64url')
  return `${cookieName(web)}=${text}.${signed(web, text)}; Max-Age=${limits.openIdJourneyMs / 1000}; ${attributes(web)}`
}

function readJourney(web: WebContext, call: Call): Journey | undefined {
  const [text = '', signature = ''] = (call.cookies[cookieName(web)] ?? '').split('.')
  if (!constantTimeEqual(signature, signed(web, text))) return undefined
  const journey = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Journey
  return journey.until > now(web.domain) ? journey : undefined
}

function withForgottenJourney(web: WebContext, answer: Answer): Answer {
  const cookies = answer.headers['set-cookie'] ?? []
  const forgotten = `${cookieName(web)}=; Max-Age=0; ${attributes(web)}`
  return answer.with({ 'set-cookie': [...(typeof cookies === 'string' ? [cookies] : cookies), forgotten] })
}

function signed(web: WebContext, text: string): string {
  return hmac(web.domain.app.secret, `openid ${text}`)
}

function cookieName({ https }: WebContext): string {
  return https ? '__Host-inver-openid' : 'inver-openid'
}

function attributes({ https }: WebContext): string {
  return `Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
}
