/** Calendar arithmetic of CQL in a time zone. Instants are milliseconds since 1970. */

export type DateUnit = 'y' | 'M' | 'w' | 'd' | 'h' | 'm'

/** The stretch of time that a date literal names: a day, or a minute when it has a time. */
export interface Span {
  readonly start: number
  /** The first instant after it. */
  readonly end: number
}

const LITERAL = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?$/

/** `yyyy-MM-dd` or `yyyy/MM/dd`, optionally ` HH:mm`; undefined for anything else, and for the 30th of February. */
export function parseDate(text: string, timeZone: string): Span | undefined {
  const match = LITERAL.exec(text.trim())
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = [1, 3, 4, 5, 6].map((i) =>
    Number(match[i] ?? 0),
  )
  const wall = wallTime(year, month - 1, day, hour, minute)
  const read = new Date(wall)
  const exists =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && year > 0
  if (!exists) return undefined
  const end = match[5] === undefined ? wallTime(year, month - 1, day + 1) : wall + MINUTE
  return { start: instant(wall, timeZone), end: instant(end, timeZone) }
}

const INCREMENT = /^([+-]?)(\d{1,5})([yMwdhm]?)$/

/** `-4w`, `+1d`, `2M`; a number alone counts `naturalUnit`. Undefined for anything else. */
export function parseIncrement(
  text: string,
  naturalUnit: DateUnit,
): { count: number; unit: DateUnit } | undefined {
  const [, sign, digits, unit] = INCREMENT.exec(text.trim()) ?? []
  if (digits === undefined) return undefined
  const count = Number(digits) * (sign === '-' ? -1 : 1)
  return { count, unit: unit ? (unit as DateUnit) : naturalUnit }
}

/** The instant `count` units later; a day that the month lacks becomes its last. */
export function addUnits(at: number, count: number, unit: DateUnit, timeZone: string): number {
  if (unit === 'h') return at + count * 60 * MINUTE
  if (unit === 'm') return at + count * MINUTE
  const wall = new Date(wallOf(at, timeZone))
  if (unit === 'd' || unit === 'w') {
    return instant(wall.getTime() + count * (unit === 'w' ? 7 : 1) * DAY, timeZone)
  }
  const month = wall.getUTCFullYear() * 12 + wall.getUTCMonth() + count * (unit === 'y' ? 12 : 1)
  const lastDay = new Date(wallTime(0, month + 1, 0)).getUTCDate()
  const day = wallTime(0, month, Math.min(wall.getUTCDate(), lastDay))
  return instant(day + modulo(wall.getTime(), DAY), timeZone)
}

/** The beginning of the day, week (Monday), month or year that holds the instant. */
export function startOf(unit: 'd' | 'w' | 'M' | 'y', at: number, timeZone: string): number {
  const wall = new Date(wallOf(at, timeZone))
  const year = wall.getUTCFullYear()
  const month = unit === 'y' ? 0 : wall.getUTCMonth()
  const sinceMonday = unit === 'w' ? (wall.getUTCDay() + 6) % 7 : 0
  const day = unit === 'd' || unit === 'w' ? wall.getUTCDate() - sinceMonday : 1
  return instant(wallTime(year, month, day), timeZone)
}

const MINUTE = 60 * 1000
const DAY = 24 * 60 * MINUTE

function modulo(n: number, by: number): number {
  return ((n % by) + by) % by
}

/** What the clock on the wall shows, as if it were UTC. (`Date.UTC` takes the years 0 to 99 for 19xx.) */
function wallTime(year: number, month: number, day: number, hour = 0, minute = 0): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  date.setUTCHours(hour, minute)
  return date.getTime()
}

function wallOf(at: number, timeZone: string): number {
  return at + offset(at, timeZone)
}

/** The instant at which the wall shows a time; in the gap of spring the one an hour on. */
function instant(wall: number, timeZone: string): number {
  const near = wall - offset(wall, timeZone)
  return wall - offset(near, timeZone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offset(at: number, timeZone: string): number {
  if (timeZone === 'UTC' || Number.isNaN(new Date(at).getTime())) return 0
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    })
    formats.set(timeZone, format)
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type) ?? 0)
  const year = parts.get('era')?.startsWith('B') ? 1 - number('year') : number('year')
  const wall = new Date(wallTime(year, number('month') - 1, number('day'), number('hour'), number('minute')))
  return wall.setUTCSeconds(number('second')) - Math.floor(at / 1000) * 1000
}
