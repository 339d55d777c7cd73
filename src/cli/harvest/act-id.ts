/** Acts have no id of their own; this one stays the same whatever is done to the content later. */
export function actId(date: string | null, action: string, what: string, userId: string | null): string {
  return [date ?? '', action, what, userId ?? ''].join('/')
}
