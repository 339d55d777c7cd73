import { addressOf } from './address.ts'

/** A stretch of a list, in any of the shapes that the APIs have. */
interface Stretch {
  readonly results?: unknown
  readonly start?: unknown
  readonly limit?: unknown
  readonly size?: unknown
  readonly totalSize?: unknown
  readonly _links?: { readonly next?: unknown }
}

/** What a stretch holds: `results`, or the list that it is. */
export function itemsOf(stretch: unknown): readonly unknown[] {
  if (Array.isArray(stretch)) return stretch
  const { results } = (stretch ?? {}) as Stretch
  return Array.isArray(results) ? results : []
}

/** The path and query of the stretch after this one; undefined at the end. */
export function nextOf(stretch: unknown, headers: Headers, asked: string): string | undefined {
  // Some lists keep offering a next page behind their last item.
  if (Array.isArray(stretch) || itemsOf(stretch).length === 0) return undefined
  const { _links } = stretch as Stretch
  if (typeof _links?.next === 'string') return _links.next
  return nextInHeader(headers) ?? nextOffset(stretch as Stretch, asked)
}

/** `Link: </wiki/api/v2/pages?cursor=…>; rel="next", <…>; rel="base"` */
function nextInHeader(headers: Headers): string | undefined {
  const links = (headers.get('link') ?? '').matchAll(/<([^>]*)>([^<]*)/g)
  for (const [, target, parameters = ''] of links) {
    if (/\brel="?next"?/.test(parameters)) return target
  }
  return undefined
}

/** Searches of Data Center often have no next link, only a total; plain old lists have neither. */
function nextOffset(
  { start, limit, totalSize, results, _links }: Stretch,
  asked: string,
): string | undefined {
  if (typeof start !== 'number') return undefined
  const count = (results as readonly unknown[]).length
  const more = typeof totalSize === 'number' ? start + count < totalSize : isFull(count, limit, _links)
  if (!more) return undefined
  const { origin } = new URL(asked)
  return addressOf(origin, asked, { start: start + count })
}

function isFull(count: number, limit: unknown, links: Stretch['_links']): boolean {
  return links === undefined && typeof limit === 'number' && count >= limit
}
