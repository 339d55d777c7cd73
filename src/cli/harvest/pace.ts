import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.ts'

/** `fetch`, but not more often than so many times a second. */
export function paced(perSecond: number): typeof fetch {
  let free = 0
  return async (...asked) => {
    const now = Date.now()
    const turn = Math.max(now, free)
    free = turn + 1000 / perSecond
    if (turn > now) await sleep(turn - now)
    return fetch(...asked)
  }
}

/** The value of `--rate`. */
export function rateOf(given: string): number {
  const rate = Number(given)
  if (Number.isFinite(rate) && rate > 0) return rate
  throw new Failure('misuse', `--rate is a number of requests a second, like 5 or 0.5, not "${given}".`)
}
