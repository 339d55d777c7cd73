import type { Database } from '../store/database.ts'

/**
 * What a committed write may have changed for readers: `facts`, anything at all (people, permissions, spaces, the
 * page tree); or only what these contents say of themselves.
 */
export interface Touched {
  facts: boolean
  /** Something was recorded that no other answer shows. */
  unseen?: boolean
  readonly contents: Set<number>
  /** A job was queued. */
  queued?: boolean
}

/**
 * Counts changes, so that what was read can be used again for as long as nothing it depends on has changed. Writes
 * of this process are told apart by what they touch; any write of another process counts as a change of everything.
 * Where the engine cannot tell of other processes' writes, every count is undefined: nothing may be used again.
 */
export class Changes {
  readonly #database: Database
  #foreign: number | undefined
  #facts = 0
  #any = 0
  readonly #contents = new Map<number, number>()

  constructor(database: Database) {
    this.#database = database
  }

  /** To be called when a write is durable, before it is acknowledged to anybody. */
  committed(touched: Touched): void {
    this.#any++
    if (touched.facts || this.#contents.size > MOST_CONTENTS) this.#everything()
    else for (const id of touched.contents) this.#contents.set(id, (this.#contents.get(id) ?? 0) + 1)
  }

  /** Changes whenever people, permissions, spaces or the page tree may have changed. */
  facts(): number | undefined {
    return this.#isTelling() ? this.#facts : undefined
  }

  /** Changes with every write of the domain. */
  any(): number | undefined {
    return this.#isTelling() ? this.#any : undefined
  }

  /** Changes when this content's own title, body or versions may have changed, or the facts. */
  content(id: number): string | undefined {
    return this.#isTelling() ? `${this.#facts} ${this.#contents.get(id) ?? 0}` : undefined
  }

  #isTelling(): boolean {
    const foreign = this.#database.foreignGeneration()
    if (foreign !== this.#foreign) {
      this.#foreign = foreign
      this.#any++
      this.#everything()
    }
    return foreign !== undefined
  }

  #everything(): void {
    this.#facts++
    this.#contents.clear()
  }
}

/** Bounds the memory; beyond it everything counts as changed once. */
const MOST_CONTENTS = 100_000
