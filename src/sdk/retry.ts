import { ApiError, ConnectionError } from './errors.ts'

/** How often a request is repeated, and how long to wait before. */
export interface Patience {
  /** Repetitions at most; 0 for none. */
  readonly retries: number
  /** The first wait is at most this long, each further one at most twice the one before. */
  readonly firstWaitMs: number
  readonly longestWaitMs: number
  /** When the server wants to be left alone for longer than this, its refusal is passed on at once. */
  readonly longestRetryAfterSeconds: number
}

/** What is asked when nothing else is said. */
export const patience: Patience = {
  retries: 5,
  firstWaitMs: 400,
  longestWaitMs: 20_000,
  longestRetryAfterSeconds: 120,
}

const OVERLOADED = 429
const PASSING_FAILURES = [502, 503, 504]

/** Codes that say that nothing was sent, so that even a POST may be sent again. */
const NOTHING_SENT = ['ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH']

/** Codes that waiting does not cure. */
const FOR_GOOD = ['ENOTFOUND', 'ERR_INVALID_URL', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED']

/** Whether doing it twice is the same as doing it once: a PUT is when it says which version it makes. */
export function isRepeatable(method: string, body: unknown): boolean {
  if (['GET', 'HEAD', 'DELETE'].includes(method)) return true
  return method === 'PUT' && typeof body === 'object' && body !== null && 'version' in body
}

/** Whether this failure is worth another try, and harmless to repeat. */
export function mayRepeat(error: unknown, repeatable: boolean): boolean {
  if (error instanceof ApiError) {
    return error.status === OVERLOADED || (repeatable && PASSING_FAILURES.includes(error.status))
  }
  if (!(error instanceof ConnectionError) || FOR_GOOD.includes(error.code)) return false
  return repeatable || NOTHING_SENT.includes(error.code)
}

/** Milliseconds to wait before repetition number `turn` (from 0); undefined when the server asks for too much. */
export function waitBefore(turn: number, error: unknown, how: Patience): number | undefined {
  const asked = error instanceof ApiError ? error.retryAfter : undefined
  if (asked !== undefined && asked > how.longestRetryAfterSeconds) return undefined
  const most = Math.min(how.longestWaitMs, how.firstWaitMs * 2 ** turn)
  // Between half and all of it, so that clients which failed together do not come back together.
  const ownWait = most * (0.5 + Math.random() / 2)
  return asked === undefined ? ownWait : asked * 1000 + Math.random() * how.firstWaitMs
}

/** Resolves after so many milliseconds; rejects when the signal is given before. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
