import { limits } from '../base/limits.ts'
import type { Database } from './database.ts'

/**
 * Hands out ids below 2^53, one sequence for all tables, so that an id names one thing only. Blocks are fetched
 * in transactions of their own: ids of a failed write are lost, never used twice, by any number of processes.
 */
export class IdAllocator {
  readonly #database: Database
  #next = 0
  #end = 0
  #fetching: Promise<void> | undefined

  constructor(database: Database) {
    this.#database = database
  }

  /** The next id. */
  async take(): Promise<number> {
    while (this.#next >= this.#end) {
      this.#fetching ??= this.#fetch().finally(() => {
        this.#fetching = undefined
      })
      await this.#fetching
    }
    return this.#next++
  }

  async #fetch(): Promise<void> {
    const end = await this.#database.transact(async (db) => {
      await db
        .insertInto('id_block')
        .values({ name: 'id', next: FIRST_ID })
        .onConflict((c) => c.column('name').doNothing())
        .execute()
      const row = await db
        .updateTable('id_block')
        .set((e) => ({ next: e('next', '+', limits.idBlock) }))
        .where('name', '=', 'id')
        .returning('next')
        .executeTakeFirstOrThrow()
      return row.next
    })
    this.#next = end - limits.idBlock
    this.#end = end
  }
}

/** Clients expect ids of some length; small ones collide with the numbers people type. */
const FIRST_ID = 65_537
