/** Texts by key, bounded by their total length in characters; the one put first is forgotten first. */
export class TextCache {
  readonly #most: number
  readonly #texts = new Map<string, string>()
  #size = 0

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): string | undefined {
    return this.#texts.get(key)
  }

  /** Forget all of them. */
  clear(): void {
    this.#texts.clear()
    this.#size = 0
  }

  put(key: string, text: string): void {
    if (this.#texts.has(key)) return
    this.#texts.set(key, text)
    this.#size += key.length + text.length
    for (const [oldKey, oldText] of this.#texts) {
      if (this.#size <= this.#most) return
      this.#texts.delete(oldKey)
      this.#size -= oldKey.length + oldText.length
    }
  }
}
