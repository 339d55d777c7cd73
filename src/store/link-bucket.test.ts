import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sql } from 'kysely'
import { emptyDatabase } from '../../test/support/searchable-wiki.ts'
import { linkBucket } from './link-bucket.ts'

it('every title has a bucket, however short', async () => {
  const { database, drop } = await emptyDatabase('sqlite')
  try {
    for (const title of ['a', 'é', '会', '😀', 'ab', '😀😀', 'release notes 1.2', 'x'.repeat(255)]) {
      const { rows } = await sql<{
        bucket: number | null
      }>`select ${linkBucket(sql.val(title))} as bucket`.execute(database.read)
      const bucket = rows[0]?.bucket
      assert.ok(typeof bucket === 'number' && bucket >= 0 && bucket < 16, `${title}: ${bucket}`)
    }
  } finally {
    await drop()
  }
})
