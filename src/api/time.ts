import { AppError } from '../base/errors.ts'

/** A point in time, `2021-03-21T00:00:00.000Z`, or a day; undefined when none is given. */
export function acceptTime(name: string, given: string | undefined): number | undefined {
  if (given === undefined || given === '') return undefined
  const time = /^\d{4}-\d\d-\d\d/.test(given) ? Date.parse(given) : Number.NaN
  if (!Number.isNaN(time)) return time
  throw new AppError(
    'bad-parameter',
    `The parameter ${name} is a time like 2021-03-21T00:00:00.000Z, not "${given.slice(0, 100)}".`,
  )
}
