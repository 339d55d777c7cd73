import { limits } from '../base/limits.ts'
import type { Call } from './route.ts'

/** Where a cookie is set: the path of the root, and whether the caller came by https. */
export interface CookiePlace {
  readonly contextPath: string
  readonly https: boolean
}

/** The name that every client of Confluence knows. */
const NAME = 'JSESSIONID'

/**
 * By https the name says that no other site of the domain and no plain connection can have set it (RFC 6265bis,
 * 4.1.3.2); then it holds for the whole host.
 */
const HOST_NAME = `__Host-${NAME}`

/** The cookie that carries a session. `lasting`: it survives the end of the browser. */
export function sessionCookie(place: CookiePlace, secret: string, lasting: boolean): string {
  const age = lasting ? `; Max-Age=${Math.floor(limits.sessionMs / 1000)}` : ''
  return place.https
    ? `${HOST_NAME}=${secret}; Path=/${age}; ${attributes(place)}`
    : `${NAME}=${secret}; Path=${place.contextPath || '/'}${age}; ${attributes(place)}`
}

/** The headers that make a browser forget its session, under this root and under the one above it. */
export function forgottenCookies(place: CookiePlace): string[] {
  if (place.https) return [`${HOST_NAME}=; Path=/; Max-Age=0; ${attributes(place)}`]
  const paths = new Set(['/', place.contextPath || '/'])
  return [...paths].map((path) => `${NAME}=; Path=${path}; Max-Age=0; ${attributes(place)}`)
}

/** The session that the request carries. By https only the cookie counts that nobody else can have set. */
export function sessionOf(call: Call, https: boolean): string | undefined {
  return call.cookies[https ? HOST_NAME : NAME]
}

/** Every session that the request carries: a browser sends those of this root and of the one above it. */
export function sessionsOf(call: Call, https: boolean): string[] {
  const wanted = https ? HOST_NAME : NAME
  return String(call.headers['cookie'] ?? '')
    .split(';')
    .map((pair) => pair.trim().split('=', 2))
    .flatMap(([name, secret = '']) => (name === wanted && secret !== '' ? [secret] : []))
}

function attributes({ https }: CookiePlace): string {
  return `HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
}
