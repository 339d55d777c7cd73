import { limits } from '../base/limits.ts'
import type { Database } from './database.ts'

/**
 * Hands out ids below 2^53, one sequence for all tables, so that an id names one thing only. Blocks are fetched
 * in transactions of their own: ids of a failed write are lost, never used twice, by any number of processes.
 * Reserve before a transaction begins: on SQLite a block cannot be fetched while another write is open.
 */
export class IdAllocator {
  readonly #database: Database
  #next = 0
  #end = 0
  #fetching: Promise<void> | undefined

  constructor(database: Database) {
    this.#database = database
  }

  /** The first of `count` consecutive ids that are nobody else's. */
  async reserve(count: number): Promise<number> {
    while (this.#next + count > this.#end) {
      this.#fetching ??= this.#fetch(Math.max(count, limits.idBlock)).finally(() => {
        this.#fetching = undefined
      })
      await this.#fetching
    }
    const first = this.#next
    this.#next += count
    return first
  }

  /**
   * From now on hand out no id below `least`, because things with such ids come from elsewhere. Other processes that
   * share the database go on with the block that they have.
   */
  async continueAbove(least: number): Promise<void> {
    await this.#database.transact(async (db) => {
      await db
        .insertInto('id_block')
        .values({ name: 'id', next: least })
        .onConflict((c) => c.column('name').doUpdateSet({ next: least }).where('id_block.next', '<', least))
        .execute()
    })
    if (this.#next < least) this.#end = this.#next
  }

  async #fetch(size: number): Promise<void> {
    const end = await this.#database.transact(async (db) => {
      await db
        .insertInto('id_block')
        .values({ name: 'id', next: FIRST_ID })
        .onConflict((c) => c.column('name').doNothing())
        .execute()
      const row = await db
        .updateTable('id_block')
        .set((e) => ({ next: e('next', '+', size) }))
        .where('name', '=', 'id')
        .returning('next')
        .executeTakeFirstOrThrow()
      return row.next
    })
    this.#next = end - size
    this.#end = end
  }
}

/** Clients expect ids of some length; small ones collide with the numbers people type. */
const FIRST_ID = 65_537
