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
  readonly headers: readonly string[]
  readonly bytes: Buffer
}

/** What keeping answers needs to know of the rest of the program. */
export interface KeepingFacts {
  /** Bytes of answers at most. */
  readonly most: number
  /** A number that changes whenever the database does; undefined where nobody can tell, and then nothing is kept. */
  generation(): number | undefined
  now(): number
  /** Count a request of this caller; false when their allowance is used up. Adds what the answer says of it. */
  count(caller: string, headers: string[]): boolean
}

/**
 * Answers of pure operations, kept while the database they were read from stands unchanged, and given again to
 * the very same request: address, host, credentials, cookies and whatever a proxy says of its origin. Everything
 * that could make the answer another one is in the key, in the generation or in the terms.
 */
export class KeptAnswers {
  readonly #facts: KeepingFacts
  readonly #answers = new Map<string, Kept>()
  #size = 0
  #generation: number | undefined

  constructor(facts: KeepingFacts) {
    this.#facts = facts
  }

  /** The generation now: to be asked before what `keep` will keep is read. */
  generation(): number | undefined {
    return this.#facts.generation()
  }

  /** Answer a request from what is kept. False when it has to be worked out. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' || this.#generation === undefined) return false
    if (this.#facts.generation() !== this.#generation) return false
    const kept = this.#answers.get(keyOf(request))
    if (kept === undefined || kept.until <= this.#facts.now()) return false
    const headers = [...kept.headers]
    if (!this.#facts.count(kept.caller, headers)) return false
    headers.push('content-length', String(kept.bytes.length))
    response.writeHead(200, headers)
    response.end(kept.bytes)
    return true
  }

  /** Keep the answer to a request that was read at `generation`, unless the database has changed since. */
  keep(
    request: IncomingMessage,
    terms: KeepingTerms,
    headers: readonly string[],
    bytes: Buffer,
    generation: number | undefined,
  ): void {
    const current = this.#facts.generation()
    if (generation === undefined || generation !== current || bytes.length > this.#facts.most / 16) return
    if (current !== this.#generation || this.#size + bytes.length > this.#facts.most) this.#forgetAll(current)
    this.#answers.set(keyOf(request), { ...terms, headers, bytes })
    this.#size += bytes.length
  }

  #forgetAll(generation: number | undefined): void {
    this.#answers.clear()
    this.#size = 0
    this.#generation = generation
  }
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
