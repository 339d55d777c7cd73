import { limits } from '../base/limits.ts'
import type { Call } from '../http/route.ts'
import type { WebContext } from './context.ts'

/** The name that every client of Confluence knows. */
const NAME = 'JSESSIONID'

/** The cookie that carries a session. `lasting`: it survives the end of the browser. */
export function sessionCookie(web: WebContext, secret: string, lasting: boolean): string {
  const age = lasting ? `; Max-Age=${Math.floor(limits.sessionMs / 1000)}` : ''
  return `${NAME}=${secret}; Path=${pathOf(web)}${age}; ${attributes(web)}`
}

/** The headers that make a browser forget its session, under this root and under the one above it. */
export function forgottenCookies(web: WebContext): string[] {
  const paths = new Set(['/', pathOf(web)])
  return [...paths].map((path) => `${NAME}=; Path=${path}; Max-Age=0; ${attributes(web)}`)
}

/** Every session that the request carries: a browser sends those of this root and of the one above it. */
export function sessionsOf(call: Call): string[] {
  const header = String(call.headers['cookie'] ?? '')
  return [...header.matchAll(/(?:^|;\s*)JSESSIONID=([^;\s]+)/g)].map(([, secret = '']) => secret)
}

function pathOf(web: WebContext): string {
  return web.domain.place.contextPath || '/'
}

function attributes(web: WebContext): string {
  return `HttpOnly; SameSite=Lax${web.https ? '; Secure' : ''}`
}
