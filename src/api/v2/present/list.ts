import { AppError } from '../../../base/errors.ts'
import { type CursorPosition, toPage } from '../../../base/page.ts'
import { decodeCursor, encodeCursor } from '../../../base/cursor.ts'
import { limits } from '../../../base/limits.ts'
import { queryString } from '../../../base/url.ts'
import { Answer, type Call } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'

/** How much of a v2 list is asked for. `purpose` names the list and its order: a cursor of another is refused. */
export function cursorStretch(
  api: ApiContext,
  query: { readonly cursor?: string; readonly limit?: number; readonly start?: number },
  purpose: string,
): { readonly limit: number; readonly offset?: number; readonly after?: CursorPosition } {
  const limit = query.limit ?? limits.listDefault
  if (limit < 1 || limit > limits.listMostV2) {
    throw new AppError('bad-parameter', `The parameter limit must be between 1 and ${limits.listMostV2}.`)
  }
  if (query.cursor !== undefined) {
    const position = decodeCursor(api.domain.app.secret, purpose, query.cursor)
    if (position === undefined)
      throw new AppError('bad-parameter', 'The parameter cursor is not one that this list has given out.')
    return { limit, after: position as CursorPosition }
  }
  const offset = query.start ?? 0
  if (offset < 0 || offset > limits.offsetFarthest) {
    throw new AppError('bad-parameter', `The parameter start must be between 0 and ${limits.offsetFarthest}.`)
  }
  return { limit, ...(offset > 0 ? { offset } : {}) }
}

/** The order that `sort` names, among those that a list can have. */
export function acceptOrder<T>(
  orders: Readonly<Record<string, T>>,
  sort: string | undefined,
  preset: string,
): T {
  const order = Object.hasOwn(orders, sort ?? preset) ? orders[sort ?? preset] : undefined
  if (order !== undefined) return order
  throw new AppError('bad-parameter', `The parameter sort is one of ${Object.keys(orders).join(', ')}.`)
}

/** A stretch of a list as it is shown. `last`: the position after which the next one begins; undefined at the end. */
export interface Listed {
  /** The list and its order: what cursors of it are signed for. */
  readonly purpose: string
  readonly results: readonly unknown[]
  readonly last: CursorPosition | undefined
}

/**
 * A stretch of a list that is at hand as a whole: what follows a cursor, in the order of the entries' numbers; or of
 * their keys, and of their numbers where those are the same.
 */
export function cutStretch<T>(
  all: readonly T[],
  { limit, after }: { readonly limit: number; readonly after?: CursorPosition },
  numberOf: (one: T) => number,
  { keyOf = numberOf, descending = false }: { keyOf?(one: T): string | number; descending?: boolean } = {},
): { readonly items: readonly T[]; readonly last: CursorPosition | undefined } {
  const positionOf = (one: T) => ({ key: keyOf(one), id: numberOf(one) })
  const compare = (one: CursorPosition, other: CursorPosition) =>
    (descending ? -1 : 1) * (one.key < other.key ? -1 : one.key > other.key ? 1 : one.id - other.id)
  const following = all
    .filter((one) => after === undefined || compare(positionOf(one), after) > 0)
    .sort((one, other) => compare(positionOf(one), positionOf(other)))
  const { items, more } = toPage(following, limit)
  const end = items.at(-1)
  return { items, last: more && end !== undefined ? positionOf(end) : undefined }
}

/**
 * The envelope of a v2 list: `_links.next` from the host's root on (it begins with `/wiki/api/v2`), and the
 * same in the `Link` header. `last`: the position after which the next stretch begins; undefined at the end.
 */
export function presentV2List(
  api: ApiContext,
  call: Call,
  results: readonly unknown[],
  purpose: string,
  last: CursorPosition | undefined,
): Answer {
  const next = last === undefined ? undefined : nextPath(api, call, purpose, last)
  const link = [...(next === undefined ? [] : [`<${next}>; rel="next"`]), `<${api.base}>; rel="base"`].join(
    ', ',
  )
  return new Answer({
    headers: { link },
    body: { results, _links: { ...(next === undefined ? {} : { next }), base: api.base } },
  })
}

/** The answer to a request for a list that knows its own name. */
export function presentListed(api: ApiContext, call: Call, { purpose, results, last }: Listed): Answer {
  return presentV2List(api, call, results, purpose, last)
}

/** The cursor that a list goes on from. */
export function cursorAfter(api: ApiContext, purpose: string, last: CursorPosition): string {
  return encodeCursor(api.domain.app.secret, purpose, last)
}

function nextPath(api: ApiContext, call: Call, purpose: string, last: CursorPosition): string {
  const [path = '', query = ''] = call.url.split('?', 2)
  const kept = [...new URLSearchParams(query)].filter(([name]) => name !== 'cursor' && name !== 'start')
  const cursor = cursorAfter(api, purpose, last)
  return path.replace(/\/$/, '') + queryString([...kept, ['cursor', cursor]])
}
