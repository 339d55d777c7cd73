import type { IncomingMessage, ServerResponse } from 'node:http'
import { sha256 } from '../base/hash.ts'

/** What else an answer depends on than the database and the request's own words. */
export interface KeepingTerms {
  /** Milliseconds since 1970 until which the credentials hold that the answer was given for. */
  readonly until: number
  /** Whom the request counts for. */
  readonly caller: string
}

interface Kept extends KeepingTerms {
  readonly topic: number | undefined
  readonly state: string | number
  readonly headers: readonly string[]
  readonly bytes: Buffer
}

/** What keeping answers needs to know of the rest of the program. */
export interface KeepingFacts {
  /** Bytes of answers at most. */
  readonly most: number
  /**
   * Changes whenever an answer about this topic may have changed, without a topic whenever anything was written;
   * undefined where nobody can tell, and then nothing is kept.
   */
  state(topic: number | undefined): string | number | undefined
  now(): number
  /** Count a request of this caller; false when their allowance is used up. Adds what the answer says of it. */
  count(caller: string, headers: string[]): boolean
}

/**
 * Answers of pure operations, kept while what they were read from stands unchanged, and given again to the very
 * same request: address, host, credentials, cookies and whatever a proxy says of its origin. Everything
 * that could make the answer another one is in the key, in the state or in the terms.
 */
export class KeptAnswers {
  readonly #facts: KeepingFacts
  readonly #answers = new Map<string, Kept>()
  #size = 0

  constructor(facts: KeepingFacts) {
    this.#facts = facts
  }

  /** The state now: to be asked before what `keep` will keep is read. */
  state(topic: number | undefined): string | number | undefined {
    return this.#facts.state(topic)
  }

  /** Answer a request from what is kept. False when it has to be worked out. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' || this.#answers.size === 0) return false
    const key = keyOf(request)
    const kept = this.#answers.get(key)
    if (kept === undefined) return false
    if (kept.state !== this.#facts.state(kept.topic) || kept.until <= this.#facts.now()) {
      this.#forget(key, kept)
      return false
    }
    const headers = [...kept.headers]
    if (!this.#facts.count(kept.caller, headers)) return false
    headers.push('content-length', String(kept.bytes.length))
    response.writeHead(200, headers)
    response.end(kept.bytes)
    return true
  }

  /** Keep the answer to a request that was read in a state, unless the state has changed since. */
  keep(request: IncomingMessage, answer: KeptAnswer): void {
    const { state, topic, bytes } = answer
    if (state !== this.#facts.state(topic) || bytes.length > this.#facts.most / 16) return
    const key = keyOf(request)
    const known = this.#answers.get(key)
    if (known !== undefined) this.#forget(key, known)
    this.#answers.set(key, { ...answer.terms, headers: answer.headers, bytes, topic, state })
    this.#size += bytes.length
    for (const [oldKey, old] of this.#answers) {
      if (this.#size <= this.#facts.most) return
      this.#forget(oldKey, old)
    }
  }

  #forget(key: string, kept: Kept): void {
    this.#answers.delete(key)
    this.#size -= kept.bytes.length
  }
}

/** An answer to be kept. */
export interface KeptAnswer {
  readonly terms: KeepingTerms
  readonly headers: readonly string[]
  readonly bytes: Buffer
  /** The content that it is about and nothing else; undefined: it may be about anything. */
  readonly topic: number | undefined
  readonly state: string | number
}

/** Everything in a request that an answer may depend on. Hashed, since credentials are among it. */
function keyOf(request: IncomingMessage): string {
  const { headers } = request
  const words = [
    request.url,
    headers.host,
    headers.authorization,
    headers.cookie,
    headers.accept,
    headers['x-forwarded-for'],
    headers['x-forwarded-proto'],
    headers['x-forwarded-host'],
    request.socket.remoteAddress,
  ]
  return sha256(words.join('\n'))
}
