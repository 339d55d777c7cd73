import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createDatabase } from '../../test/support/postgres.ts'
import { openPostgres } from './postgres.ts'
import type { Db } from './database.ts'
import { migrate } from './migrate.ts'

/** Other databases of the same server are written to as well, and count: so quiet moments are looked for. */
const ATTEMPTS = 200

let notes = 0
const note = (db: Db) =>
  db
    .insertInto('setting')
    .values({ key: `note ${notes++}`, value: '' })
    .execute()

it('what is written by anybody makes another generation, and only what is written', async () => {
  const { url, drop } = await createDatabase()
  const database = openPostgres(url)
  const other = openPostgres(url)
  try {
    await migrate(database, 0)
    assert.equal(database.foreignGeneration(), undefined, 'nobody has looked yet')
    await database.lookForWrites()
    let quiet = 0
    for (let n = 0; n < ATTEMPTS && quiet < 3; n++) {
      const before = database.foreignGeneration()
      await database.lookForWrites()
      assert.equal(typeof before, 'number')
      quiet = before === database.foreignGeneration() ? quiet + 1 : 0
    }
    assert.equal(quiet, 3, 'a generation lasts while nothing is written')
    for (const writer of [database, other]) {
      const before = database.foreignGeneration()
      await writer.transact(note)
      await database.lookForWrites()
      assert.notEqual(database.foreignGeneration(), before)
    }
  } finally {
    await database.close()
    await other.close()
    await drop()
  }
})

it('whoever asks while a look is under way waits for one that begins later', async () => {
  const { url, drop } = await createDatabase()
  const database = openPostgres(url)
  try {
    await migrate(database, 0)
    for (let n = 0; n < 20; n++) {
      const first = database.lookForWrites()
      const written = database.transact(note)
      const [second, third] = [database.lookForWrites(), database.lookForWrites()]
      assert.notEqual(second, first)
      assert.equal(third, second)
      await Promise.all([first, second, third])
      const before = database.foreignGeneration()
      await written
      await database.lookForWrites()
      assert.ok((database.foreignGeneration() ?? 0) >= (before ?? 0))
    }
  } finally {
    await database.close()
    await drop()
  }
})

it('where the server does not answer nothing is known', async () => {
  const database = openPostgres('postgres://nobody@127.0.0.1:1/none')
  await database.lookForWrites()
  assert.equal(database.foreignGeneration(), undefined)
  await database.close()
})
