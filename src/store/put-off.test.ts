import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { limits } from '../base/limits.ts'
import type { Database, Db } from './database.ts'
import { openDatabase } from './open.ts'
import { putOff } from './put-off.ts'

describe('what writes put off to their commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'put-off-'))
  let database: Database
  before(async () => {
    database = await openDatabase(`sqlite:${join(folder, 'test.db')}`)
    await database.transact((db) =>
      db.schema
        .createTable('setting')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('value', 'text')
        .execute(),
    )
  })
  after(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  const write = (db: Db, key: string, value: string) =>
    db.replaceInto('setting').values({ key, value }).execute()
  const valueOf = async (db: Db, key: string) =>
    (await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst())?.value

  it('is done by the time the write is acknowledged, and not before its end', async () => {
    const within = await database.transact(async (db) => {
      await putOff(db, (db) => write(db, 'one', 'done'))
      return valueOf(db, 'one')
    })
    assert.equal(within, undefined)
    assert.equal(await valueOf(database.read, 'one'), 'done')
  })

  it('is undone with a write that fails, and with no other of the same commit', async () => {
    const good = database.transact((db) => putOff(db, (db) => write(db, 'good', 'first')))
    const bad = database.transact(async (db) => {
      await putOff(db, (db) => write(db, 'bad', 'never'))
      throw new Error('refused')
    })
    const later = database.transact((db) => putOff(db, (db) => write(db, 'good', 'second')))
    await assert.rejects(bad, /refused/)
    await Promise.all([good, later])
    assert.equal(await valueOf(database.read, 'good'), 'second')
    assert.equal(await valueOf(database.read, 'bad'), undefined)
  })

  const putOffVeryMuch = async (db: Db, value: string) => {
    for (let n = 0; n <= limits.putOffAtOnce; n++)
      await putOff(db, (db) => write(db, n === 0 ? 'shared' : `${value} ${n}`, value))
    return valueOf(db, 'shared')
  }

  it('is done in part before the end where it is very much, after what came before it', async () => {
    const earlier = database.transact((db) => putOff(db, (db) => write(db, 'shared', 'earlier')))
    const within = database.transact((db) => putOffVeryMuch(db, 'much'))
    await earlier
    assert.equal(await within, 'much')
    assert.equal(await valueOf(database.read, 'shared'), 'much')
    assert.equal(await valueOf(database.read, `much ${limits.putOffAtOnce}`), 'much')
  })

  it('what came before it is still done when such a write fails', async () => {
    const earlier = database.transact((db) => putOff(db, (db) => write(db, 'shared', 'kept')))
    const failing = database.transact(async (db) => {
      await putOffVeryMuch(db, 'undone')
      throw new Error('refused')
    })
    await assert.rejects(failing, /refused/)
    await earlier
    assert.equal(await valueOf(database.read, 'shared'), 'kept')
    assert.equal(await valueOf(database.read, 'undone 1'), undefined)
  })

  it('fails the writes that share the commit when it fails itself', async () => {
    const failing = database.transact(async (db) => {
      await write(db, 'half', 'done')
      await putOff(db, async () => {
        throw new Error('the disk is full')
      })
    })
    await assert.rejects(failing, /the disk is full/)
    assert.equal(await valueOf(database.read, 'half'), undefined)
    await database.transact((db) => putOff(db, (db) => write(db, 'after', 'works')))
    assert.equal(await valueOf(database.read, 'after'), 'works')
  })
})
