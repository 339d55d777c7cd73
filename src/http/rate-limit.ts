import { limits } from '../base/limits.ts'

/** What is left of a caller's allowance after this request. */
export interface Allowance {
  readonly granted: boolean
  readonly limit: number
  readonly remaining: number
  /** Requests that come back per interval, and its length. */
  readonly fillRate: number
  readonly intervalSeconds: number
  /** Seconds until a request will be granted again; 0 when one would be now. */
  readonly retryAfter: number
}

interface Bucket {
  tokens: number
  filledAt: number
}

const INTERVAL_SECONDS = 60

/**
 * A token bucket per caller: `perMinute` requests may come at once, and as many come back every minute.
 * Least recently seen callers are forgotten first; forgotten means full again.
 */
export class RateLimit {
  readonly #perMinute: number
  readonly #buckets = new Map<string, Bucket>()

  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  /** Take one request out of the caller's bucket. */
  take(caller: string, now: number): Allowance {
    const bucket = this.#filled(caller, now)
    const granted = bucket.tokens >= 1
    if (granted) bucket.tokens -= 1
    const missing = 1 - bucket.tokens
    return {
      granted,
      limit: this.#perMinute,
      remaining: Math.floor(bucket.tokens),
      fillRate: this.#perMinute,
      intervalSeconds: INTERVAL_SECONDS,
      retryAfter: missing <= 0 ? 0 : Math.ceil((missing * INTERVAL_SECONDS) / this.#perMinute),
    }
  }

  #filled(caller: string, now: number): Bucket {
    const known = this.#buckets.get(caller)
    const bucket = known ?? { tokens: this.#perMinute, filledAt: now }
    if (known) this.#buckets.delete(caller)
    else if (this.#buckets.size >= limits.rateLimitEntries) this.#forgetOldest()
    this.#buckets.set(caller, bucket)
    const back = ((now - bucket.filledAt) / 1000 / INTERVAL_SECONDS) * this.#perMinute
    bucket.tokens = Math.min(this.#perMinute, bucket.tokens + Math.max(0, back))
    bucket.filledAt = now
    return bucket
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next().value
    if (oldest !== undefined) this.#buckets.delete(oldest)
  }
}
