/** ISO 8601 in UTC with milliseconds, as every flavour prints dates: `2024-01-01T09:00:00.000Z`. */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString()
}

/** The calendar day in UTC, `yyyy-MM-dd`. */
export function isoDay(ms: number): string {
  return isoDate(ms).slice(0, 10)
}
