/** A length of time as the API writes one. */
export interface Period {
  readonly number: number
  readonly units: PeriodUnit
}

export const periodUnits = [
  'NANOS',
  'MICROS',
  'MILLIS',
  'SECONDS',
  'MINUTES',
  'HOURS',
  'HALF_DAYS',
  'DAYS',
  'WEEKS',
  'MONTHS',
  'YEARS',
  'DECADES',
  'CENTURIES',
] as const
export type PeriodUnit = (typeof periodUnits)[number]

const MILLISECONDS: Readonly<Record<string, number>> = {
  NANOS: 1e-6,
  MICROS: 1e-3,
  MILLIS: 1,
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  HALF_DAYS: 12 * 3_600_000,
  DAYS: 24 * 3_600_000,
  WEEKS: 7 * 24 * 3_600_000,
}

const MONTHS: Readonly<Record<string, number>> = { MONTHS: 1, YEARS: 12, DECADES: 120, CENTURIES: 1200 }

/** The time that lies a period before another, by the calendar of UTC; 1970 when that is long gone. */
export function timeBefore(at: number, { number, units }: Period): number {
  const fixed = MILLISECONDS[units]
  if (fixed !== undefined) return Math.max(0, Math.floor(at - number * fixed))
  const date = new Date(at)
  date.setUTCMonth(date.getUTCMonth() - number * (MONTHS[units] as number))
  return Number.isNaN(date.getTime()) ? 0 : Math.max(0, date.getTime())
}
