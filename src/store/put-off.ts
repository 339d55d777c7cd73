import { limits } from '../base/limits.ts'
import type { Db } from './database.ts'

type Work = (db: Db) => Promise<unknown>

/**
 * What the writes that share a commit have put off to its end. Whatever a write puts off is undone with it: it runs
 * in the order in which it was put off, before the commit, or not at all.
 */
export class PutOff {
  readonly #db: Db
  readonly #works: Work[] = []
  /** Where those of the write under way begin. */
  #own = 0
  /** Whether those before them were run within the write under way. */
  #areEarlierRun = false

  constructor(db: Db) {
    this.#db = db
    listsOf.set(db, this)
  }

  begin(): void {
    this.#own = this.#works.length
    this.#areEarlierRun = false
  }

  /** A write that puts off very much does some of it now, so that memory stays bounded. */
  async add(work: Work): Promise<void> {
    this.#works.push(work)
    if (this.#works.length - this.#own < limits.putOffAtOnce) return
    await this.#run(this.#areEarlierRun ? this.#own : 0)
    this.#works.length = this.#own
    this.#areEarlierRun = true
  }

  succeeded(): void {
    if (this.#areEarlierRun) this.#works.splice(0, this.#own)
  }

  failed(): void {
    this.#works.length = this.#own
  }

  async runAll(): Promise<void> {
    await this.#run(0)
    this.clear()
  }

  clear(): void {
    this.#works.length = 0
  }

  async #run(from: number): Promise<void> {
    for (const work of this.#works.slice(from)) await work(this.#db)
  }
}

const listsOf = new WeakMap<Db, PutOff>()

/**
 * Do something at the end of the transaction of `db`, where doing it once for all writes that share a commit is
 * cheaper than after each; at once, where a commit has one write. Nothing in the transaction sees it before.
 */
export async function putOff(db: Db, work: Work): Promise<void> {
  const list = listsOf.get(db)
  await (list === undefined ? work(db) : list.add(work))
}
