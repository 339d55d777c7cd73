import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { Page } from '../../base/page.ts'
import { queryString } from '../../base/url.ts'
import type { Content } from '../../domain/content/content.ts'
import type { ListSlice } from '../../domain/content/read.ts'
import type { Call } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { type ExpandTree, listCap } from '../v1/expand/tree.ts'
import { topLinks } from '../v1/present/links.ts'
import { stretch } from '../v1/query.ts'

/** Where a stretch of Data Center's cursor lists begins: `content:<backward>:<id of the last one seen>`. */
export interface Cursor {
  readonly isBackward: boolean
  readonly id: number
}

/** The cursor of a query; an empty one is none, as at the start. */
export function acceptCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || text === '') return undefined
  const [, backward, digits] = /^content:(true|false):(\d{1,15})$/.exec(text) ?? []
  if (digits === undefined) throw new AppError('bad-parameter', `Invalid cursor: ${text.slice(0, 100)}`)
  return { isBackward: backward === 'true', id: Number(digits) }
}

/** The stretch that follows a cursor, at least one long. */
export function cursorStretch(
  limit: number | undefined,
  preset: number,
  tree: ExpandTree,
  cursor: Cursor | undefined,
): ListSlice & { readonly limit: number } {
  const length = Math.max(
    1,
    stretch(limit === undefined ? {} : { limit }, preset, listCap(tree, false)).limit,
  )
  return { limit: length, ...(cursor ? { after: { key: cursor.id, id: cursor.id } } : {}) }
}

/** The envelope of a list that is read by cursors. */
export const cursorListOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Object(
    {
      results: Type.Array(item),
      cursor: Type.Optional(Type.String()),
      nextCursor: Type.Optional(Type.String()),
      prevCursor: Type.Optional(Type.String()),
      limit: Type.Integer(),
      size: Type.Integer(),
      _links: Type.Record(Type.String(), Type.String()),
    },
    { additionalProperties: false },
  )

/** A stretch with the cursors of its neighbours. Backwards the list comes in reverse, and is turned round here. */
export async function presentCursorList(
  api: ApiContext,
  call: Call,
  page: Page<Content>,
  { cursor, limit }: { readonly cursor: Cursor | undefined; readonly limit: number },
  present: (items: readonly Content[]) => Promise<readonly unknown[]>,
): Promise<Record<string, unknown>> {
  const isBackward = cursor?.isBackward ?? false
  const items = isBackward ? page.items.toReversed() : page.items
  const [first, last] = [items[0], items.at(-1)]
  const nextCursor = last && (page.more || isBackward) ? write({ isBackward: false, id: last.id }) : undefined
  const prevCursor =
    first && cursor && (page.more || !isBackward) ? write({ isBackward: true, id: first.id }) : undefined
  const own = call.url.slice(api.flavour.contextPath.length)
  return {
    results: await present(items),
    ...(cursor ? { cursor: write(cursor) } : {}),
    ...(nextCursor ? { nextCursor } : {}),
    ...(prevCursor ? { prevCursor } : {}),
    limit,
    size: items.length,
    _links: {
      self: `${api.base}${own}`,
      ...(nextCursor ? { next: neighbour(own, nextCursor, limit) } : {}),
      ...(prevCursor ? { prev: neighbour(own, prevCursor, limit) } : {}),
      ...topLinks(api),
    },
  }
}

function write({ isBackward, id }: Cursor): string {
  return `content:${isBackward}:${id}`
}

function neighbour(own: string, cursor: string, limit: number): string {
  const [path = '', query = ''] = own.split('?', 2)
  const kept = [...new URLSearchParams(query)].filter(([name]) => name !== 'cursor' && name !== 'limit')
  return path.replace(/\/$/, '') + queryString([...kept, ['limit', limit], ['cursor', cursor]])
}
