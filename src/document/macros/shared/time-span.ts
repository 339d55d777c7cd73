/** Spans of time as authors write them. */

const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** The time that `2h 35m` or `7d` lies back. */
export function since(span: string | undefined, now: Date): string | undefined {
  const parts = [...(span ?? '').matchAll(/(\d{1,6})\s*([mhdw])/g)]
  if (parts.length === 0) return undefined
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0)
  return new Date(now.getTime() - seconds * 1000).toISOString()
}
