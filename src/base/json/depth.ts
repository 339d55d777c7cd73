/** Whether lists and objects in a value are nested deeper than so many levels. Looks no deeper than that. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  if (levels <= 0) return true
  return Object.values(value).some((inner) => isDeeperThan(inner, levels - 1))
}
