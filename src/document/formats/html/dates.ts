/** How dates are shown. */

const DAY_MS = 24 * 60 * 60 * 1000
/** A date this near is marked, so that people see what is due. */
const UPCOMING_DAYS = 7

/** `date-past`, `date-upcoming` (within a week) or `date-future`. */
export function dateClass(value: string, now: Date): string {
  const time = Date.parse(`${value.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(time)) return 'date-past'
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  if (time < today) return 'date-past'
  return time < today + UPCOMING_DAYS * DAY_MS ? 'date-upcoming' : 'date-future'
}

/** Classes that only generated dates carry. */
export const dateClasses: ReadonlySet<string> = new Set(['date-past', 'date-upcoming', 'date-future'])

const formats = new Map<string, Intl.DateTimeFormat>()

/** `01 May 2024` in the reader's language; what is no date is shown as it is. */
export function dateText(value: string, locale: string): string {
  const time = Date.parse(`${value.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(time)) return value
  let format = formats.get(locale)
  if (format === undefined) {
    format = dateFormat(locale)
    formats.set(locale, format)
  }
  return format.format(time)
}

function dateFormat(locale: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }
  try {
    return new Intl.DateTimeFormat(locale, options)
  } catch {
    // A locale that the runtime does not know is not worth an error.
    return new Intl.DateTimeFormat('en-GB', options)
  }
}
