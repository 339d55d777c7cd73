import type { Context } from '../context.ts'
import { preferencesOf } from '../preference/rows.ts'

/** When somebody wants letters: each at once, together once a day or a week, or none at all. */
export const rhythms = ['at-once', 'daily', 'weekly', 'never'] as const
export type Rhythm = (typeof rhythms)[number]

/** The preference under which somebody says so. */
export const RHYTHM = 'letters'

/** The kind of the jobs that tell everything together. */
export const DIGEST_JOB = 'send-digest'

/** The rhythm of this name; at once when it is none. */
export function rhythmOf(name: string | undefined): Rhythm {
  return rhythms.find((one) => one === name) ?? 'at-once'
}

/** When these people want letters, by user id; who is absent never said. */
export async function rhythmsOf(ctx: Context, userIds: readonly number[]): Promise<Map<number, Rhythm>> {
  const said = await preferencesOf(ctx.db, userIds, RHYTHM)
  return new Map([...said].map(([userId, name]) => [userId, rhythmOf(name)]))
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Hours after midnight, UTC, at which people are told everything together. */
const HOUR_MS = 6 * 60 * 60 * 1000
/** Days from the first of January 1970, a Thursday, to a Monday. */
const TO_MONDAY = 4

/** When the next letter that tells everything together is due: in the morning, of a Monday if it is weekly. */
export function nextDigest(now: number, rhythm: 'daily' | 'weekly'): number {
  const [step, offset] = rhythm === 'daily' ? [DAY_MS, HOUR_MS] : [7 * DAY_MS, TO_MONDAY * DAY_MS + HOUR_MS]
  return (Math.floor((now - offset) / step) + 1) * step + offset
}
