import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sql } from 'kysely'
import { emptyDatabase } from '../../test/support/searchable-wiki.ts'
import { prepared } from './prepared.ts'

it('a limit stands in the text of a statement, so that it is prepared once', async () => {
  const { database, drop } = await emptyDatabase('sqlite')
  try {
    const list = database.read.selectFrom('user_account').select('id').limit(5).offset(2).compile()
    assert.match(list.sql, / limit 5 offset \?$/)
    assert.deepEqual(list.parameters, [2])
  } finally {
    await drop()
  }
})

it('a limit that is given later is a sum, which SQLite does not plan by', async () => {
  const { database, drop } = await emptyDatabase('sqlite')
  try {
    const numbers = sql<{ n: number }>`(values (1), (2), (3))`.as('numbers')
    const first = prepared((db, most: number) => db.selectFrom(numbers).selectAll().limit(most))
    assert.equal((await first(database.read, 2)).length, 2)
    assert.equal((await first(database.read, 3)).length, 3)
  } finally {
    await drop()
  }
})
