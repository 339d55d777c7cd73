/**
 * Bytes of answers, kept as long as the database they were read from stands unchanged. On a database that cannot
 * tell whether it has changed nothing is kept.
 */
export class AnswerCache {
  readonly #most: number
  readonly #currentGeneration: () => number | undefined
  readonly #answers = new Map<string, Buffer>()
  #size = 0
  #generation: number | undefined

  /** `most`: bytes at most; `generation`: a number that changes with the database. */
  constructor(most: number, generation: () => number | undefined) {
    this.#most = most
    this.#currentGeneration = generation
  }

  /** The generation of the database now: to be asked before what `put` will keep is read. */
  generation(): number | undefined {
    return this.#currentGeneration()
  }

  get(key: string): Buffer | undefined {
    if (this.#currentGeneration() !== this.#generation) return undefined
    return this.#answers.get(key)
  }

  /** Keep an answer that was read at `generation`, unless the database has changed since. */
  put(key: string, bytes: Buffer, generation: number | undefined): void {
    const current = this.#currentGeneration()
    if (generation === undefined || generation !== current || bytes.length > this.#most / 16) return
    if (current !== this.#generation) this.#forgetAll(current)
    if (this.#size + bytes.length > this.#most) this.#forgetAll(current)
    if (this.#answers.has(key)) return
    this.#answers.set(key, bytes)
    this.#size += bytes.length
  }

  #forgetAll(generation: number | undefined): void {
    this.#answers.clear()
    this.#size = 0
    this.#generation = generation
  }
}
