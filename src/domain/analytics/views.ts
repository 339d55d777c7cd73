import { limits } from '../../base/limits.ts'
import type { Database } from '../../store/database.ts'
import type { Changes } from '../changes.ts'
import { addViews, type CountedViews } from './rows.ts'

const HOUR_MS = 60 * 60 * 1000

/**
 * Views of pages that wait in memory to be counted, so that looking at a page writes nothing. What waits when the
 * process is killed is lost: a few seconds of views.
 */
export class Views {
  readonly #database: Database
  readonly #changes: Changes
  #waiting = new Map<string, CountedViews>()
  #writing: Promise<void> = Promise.resolve()

  constructor(database: Database, changes: Changes) {
    this.#database = database
    this.#changes = changes
  }

  /** Somebody, or the anonymous (null), looks at a content. */
  add(contentId: number, userId: number | null, at: number): void {
    const hour = Math.floor(at / HOUR_MS)
    const key = `${contentId} ${hour} ${userId ?? 0}`
    const known = this.#waiting.get(key)
    // Beyond the bound a view is not worth the memory: the next write is seconds away.
    if (known === undefined && this.#waiting.size >= limits.viewsWaiting) return
    const count = (known?.count ?? 0) + 1
    this.#waiting.set(key, { contentId, hour, userId: userId ?? 0, count, lastAt: at })
  }

  /** Count what waits. One write at a time; who asks meanwhile waits for both. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(
      () => this.#writeAll(),
      () => this.#writeAll(),
    )
    return this.#writing
  }

  async #writeAll(): Promise<void> {
    if (this.#waiting.size === 0) return
    const views = [...this.#waiting.values()]
    this.#waiting = new Map()
    await this.#database.transact((db) => addViews(db, views))
    // Lists of what somebody looked at last are other ones now; no content is.
    this.#changes.committed({ facts: false, contents: new Set() })
  }
}
