/** A stretch of a longer list. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Whether more follow after these. */
  readonly more: boolean
}

/** How much of a list is asked for: `limit` entries after `offset`, or after the position that `after` names. */
export interface Slice {
  readonly offset?: number
  readonly limit: number
  /** Sort key and id of the last entry already seen, from a cursor. */
  readonly after?: CursorPosition
}

export interface CursorPosition {
  readonly key: string | number
  readonly id: number
}

/** Cut rows that were fetched with `limit + 1` to a page. */
export function toPage<T>(rows: readonly T[], limit: number): Page<T> {
  return rows.length > limit ? { items: rows.slice(0, limit), more: true } : { items: rows, more: false }
}
