/** The text that a repair writes, and what it did to the one it was given. */
import type { XmlFault } from './fault.ts'

/** One thing that was mended: the fault as a strict reader words it, and what was done about it. */
export interface Mend extends XmlFault {
  readonly done: string
}

/** At most so many mends are told; a text that needs more of them is not helped by a longer list. */
const MOST_TOLD = 1_000

/** Copies a text from left to right, with pieces put in, replaced and left out. */
export class Mending {
  readonly text: string
  readonly told: Mend[] = []
  /** How many mends there were, told or not. */
  count = 0
  readonly #pieces: string[] = []
  /** Where pieces of the result begin in the result and where in the text given. */
  readonly #origins: { readonly to: number; readonly from: number }[] = [{ to: 0, from: 0 }]
  #copied = 0
  #length = 0

  constructor(text: string) {
    this.text = text
  }

  /** Puts something in the place of a slice; slices come in order. The fault is asked for only when it is told. */
  put(start: number, end: number, replacement: string, done: string, fault: () => XmlFault): void {
    this.write(start, end, replacement)
    this.count++
    if (this.told.length < MOST_TOLD) this.told.push({ ...fault(), done })
  }

  /** As `put`, as part of a mend that is told already. */
  write(start: number, end: number, replacement: string): void {
    this.#push(this.text.slice(this.#copied, start))
    this.#push(replacement)
    this.#copied = end
    this.#origins.push({ to: this.#length, from: end })
  }

  result(): string {
    return this.#pieces.join('') + this.text.slice(this.#copied)
  }

  /** Where in the text given an offset of the result comes from. */
  originOf(offset: number): number {
    let low = 0
    let high = this.#origins.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#origins[middle]?.to ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    const { to, from } = this.#origins[low] ?? { to: 0, from: 0 }
    return Math.min(from + offset - to, this.text.length)
  }

  #push(piece: string): void {
    if (piece === '') return
    this.#pieces.push(piece)
    this.#length += piece.length
  }
}
