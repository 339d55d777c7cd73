import type { Client, Query } from '../../sdk/index.ts'

/** A part of a list, and the path of the part after it. */
export interface Stretch<T> {
  readonly items: readonly T[]
  readonly next?: string
}

interface Wire<T> {
  readonly results: readonly T[]
  readonly totalSize?: number
  readonly _links?: { readonly next?: string }
}

/** The parts of a list that says itself where it goes on; `from` is the path of the part to begin with. */
export async function* stretches<T>(
  client: Client,
  path: string,
  query: Query,
  from?: string,
): AsyncIterable<Stretch<T>> {
  let answer =
    from === undefined
      ? await client.request<Wire<T>>('GET', path, { query })
      : await client.request<Wire<T>>('GET', from)
  for (;;) {
    const items = answer.results
    const next = items.length === 0 ? undefined : answer._links?.next
    yield { items, ...(next !== undefined && { next }) }
    if (next === undefined) return
    answer = await client.request<Wire<T>>('GET', next)
  }
}

/** So many items are read twice at each seam, so that as many may be deleted meanwhile without one being skipped. */
const OVERLAP = 10

/**
 * The parts of a list that is cut by offsets and may change while it is read, as that of a search; a cursor is
 * followed where the server gives one out.
 */
export async function* searched<T>(
  client: Client,
  path: string,
  query: Query,
  limit: number,
): AsyncIterable<readonly T[]> {
  let start = 0
  let answer = await client.request<Wire<T>>('GET', path, { query: { ...query, start, limit } })
  while (answer.results.length > 0) {
    const { results, totalSize, _links } = answer
    yield results
    const next = _links?.next
    if (next !== undefined && /[?&]cursor=/.test(next)) {
      answer = await client.request<Wire<T>>('GET', next)
      continue
    }
    const reached = start + results.length
    const more =
      next !== undefined || (totalSize === undefined ? results.length >= limit : reached < totalSize)
    if (!more) return
    start = reached - Math.min(OVERLAP, Math.floor(results.length / 2))
    answer = await client.request<Wire<T>>('GET', path, { query: { ...query, start, limit } })
  }
}
