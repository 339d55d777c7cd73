import { isoDate } from '../../base/dates.ts'
import { type Html, html } from '../../base/html.ts'

const MINUTE = 60 * 1000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/**
 * A point in time. The near past is told as a distance, which needs no knowledge of the reader's time zone; the
 * exact time in UTC stands in the tooltip.
 */
export function when(ms: number, now: number): Html {
  return html`<time datetime="${isoDate(ms)}" title="${exact.format(ms)} UTC">${distance(ms, now)}</time>`
}

/** Day and time of day in UTC. */
export function exactTime(ms: number): Html {
  return html`<time datetime="${isoDate(ms)}">${exact.format(ms)} UTC</time>`
}

function distance(ms: number, now: number): string {
  const past = now - ms
  if (past < 0 || past >= 7 * DAY) return day.format(ms)
  if (past < MINUTE) return 'just now'
  if (past < HOUR) return ago(Math.floor(past / MINUTE), 'minute')
  return past < DAY ? ago(Math.floor(past / HOUR), 'hour') : ago(Math.floor(past / DAY), 'day')
}

function ago(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
