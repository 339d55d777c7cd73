import type { Changes } from './changes.ts'

/**
 * Facts remembered for as long as they stand (`Changes.facts`): people, permissions, spaces, the page tree; never
 * what a content says. While nobody can tell what others have written, nothing is remembered: an answer is never older
 * than the question.
 */
export class Memo {
  readonly #changes: Changes
  #generation: number | undefined
  #answers = new Map<string, unknown>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  /** The remembered answer, else what `compute` says now. `undefined` answers are not remembered. */
  async get<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const known = this.peek<T>(key)
    if (known !== undefined) return known
    const generation = this.#generation
    const answer = await compute()
    if (generation !== undefined && generation === this.#changes.facts()) {
      if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear()
      this.#answers.set(key, answer)
    }
    return answer
  }

  /** The remembered answer if there is one and it still holds. */
  peek<T>(key: string): T | undefined {
    const generation = this.#changes.facts()
    if (generation !== this.#generation) {
      this.#generation = generation
      this.#answers.clear()
    }
    return this.#answers.get(key) as T | undefined
  }

  /** Forget one answer: for what changes without being a change of the facts. */
  forget(key: string): void {
    this.#answers.delete(key)
  }
}

/** Bounds the memory: an answer is a row or a short list. */
const MOST_ANSWERS = 20_000
