import { queryString } from '../../../base/url.ts'
import type { ApiContext } from '../../flavour.ts'
import type { Call } from '../../../http/route.ts'
import { topLinks } from './links.ts'

export interface ListFacts {
  readonly start: number
  /** As it was capped. */
  readonly limit: number
  readonly more: boolean
}

/** The envelope of a v1 list. `next` and `prev` are relative to `base` and keep every other parameter. */
export function presentList(
  api: ApiContext,
  call: Call,
  results: readonly unknown[],
  facts: ListFacts,
): Record<string, unknown> {
  const { start, limit, more } = facts
  const own = call.url.slice(api.flavour.contextPath.length)
  return {
    results,
    start,
    limit,
    size: results.length,
    _links: {
      self: `${api.base}${own}`,
      ...(more ? { next: neighbour(own, 'next', start + (limit > 0 ? results.length : 0), limit) } : {}),
      ...(start > 0 ? { prev: neighbour(own, 'prev', Math.max(0, start - limit), limit) } : {}),
      ...topLinks(api),
    },
  }
}

/** A list that stands inside another object. */
export function presentInnerList(
  results: readonly unknown[],
  facts: ListFacts,
  self: string,
  next?: string,
): Record<string, unknown> {
  return {
    results,
    start: facts.start,
    limit: facts.limit,
    size: results.length,
    _links: { ...(facts.more && next !== undefined ? { next } : {}), self },
  }
}

function neighbour(own: string, marker: 'next' | 'prev', start: number, limit: number): string {
  const [path = '', query = ''] = own.split('?', 2)
  const kept = [...new URLSearchParams(query)].filter(
    ([name]) => !['next', 'prev', 'start', 'limit'].includes(name),
  )
  const entries: [string, string | number][] = [[marker, 'true'], ...kept, ['limit', limit], ['start', start]]
  return path.replace(/\/$/, '') + queryString(entries)
}
