/** A stretch of a longer list. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Whether more follow after these. */
  readonly more: boolean
}

export interface CursorPosition {
  readonly key: string | number
  readonly id: number
}

/** Cut rows that were fetched with `limit + 1` to a page. */
export function toPage<T>(rows: readonly T[], limit: number): Page<T> {
  return rows.length > limit ? { items: rows.slice(0, limit), more: true } : { items: rows, more: false }
}
