import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Client } from 'pg'
import { createDatabase } from './postgres.ts'

describe('the PostgreSQL of the suite', () => {
  it('gives every asker an empty database of its own and takes it back', async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()])
    const client = new Client({ connectionString: one.url })
    await client.connect()
    await client.query('create table page (title text)')
    await client.query(`insert into page values ('Ärger')`)
    const { rows } = await client.query('select lower(title) as title, version() as version from page')
    assert.equal(rows[0].title, 'ärger')
    assert.match(rows[0].version, /^PostgreSQL 18\./)

    const beside = new Client({ connectionString: other.url })
    await beside.connect()
    await assert.rejects(beside.query('select * from page'), /relation "page" does not exist/)
    await beside.end()
    await client.end()

    await one.drop()
    await other.drop()
    await assert.rejects(new Client({ connectionString: one.url }).connect(), /does not exist/)
  })
})
