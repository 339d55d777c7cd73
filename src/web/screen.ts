import { notFound } from '../base/errors.ts'
import { limits } from '../base/limits.ts'
import { decodeTitle } from '../base/url.ts'
import { type Call, routesOf } from '../http/route.ts'
import type { WebContext } from './context.ts'

/** The maker of a screen's rows in the route table. */
export const row = routesOf<WebContext>()

/** What the rows of screens that are read have in common. */
export const shown = {
  method: 'GET',
  tag: 'Web',
  access: 'site',
  reply: 'html',
  errors: ['not-found'],
} as const

/** The same for what needs no log-in and no permission. */
export const open = { ...shown, access: 'anyone', errors: [] } as const

/**
 * What the rows of forms have in common by which people change something. They need a log-in: a form is accepted for the
 * session that it was made in.
 */
export const sent = {
  method: 'POST',
  tag: 'Web',
  access: 'user',
  body: 'form',
  formBytes: limits.writingBytes,
  reply: 'html',
  errors: ['unauthenticated', 'forbidden', 'not-found', 'bad-request', 'xsrf'],
} as const

/**
 * The segments of the request's path, decoded as titles are: `%2B` is a plus, `+` is a blank. The router's own
 * parameters are decoded already and cannot tell these two apart.
 */
export function segmentsOf(call: Call): string[] {
  const [path = ''] = call.url.split('?', 1)
  return path.replace(/\/$/, '').split('/').map(decodeTitle)
}

/** The last segment of the request's path: a title or a name. */
export function lastSegment(call: Call): string {
  return segmentsOf(call).at(-1) ?? ''
}

/** An id as an address names it. Refuses what cannot be one as if nothing had that id. */
export function idOf(text: string | undefined): number {
  const id = /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0
  if (id > 0) return id
  throw notFound(`There is no content with the id "${(text ?? '').slice(0, 40)}".`)
}

/** A count or an offset as an address names it; what is none counts as `otherwise`. */
export function numberOf(text: string | undefined, otherwise: number): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : otherwise
}

/** A field of a form that was sent once; forms may hold a name twice, or not at all. */
export function fieldOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}
