import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { onEachDatabase } from '../../test/support/app.ts'
import { emptyDatabase } from '../../test/support/searchable-wiki.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

onEachDatabase((engine) => {
  describe(`a database of the first schema, ${engine}`, () => {
    it('is brought to the newest, and knows what is restricted', async () => {
      const { database, drop } = await emptyDatabase(engine, 1)
      try {
        await database.transact(async (db) => {
          for (const statement of FIRST) await sql.raw(statement).execute(db)
        })
        await migrate(database, 0)
        const { rows } = await sql<{
          id: number
          guarded: number
        }>`select id, guarded from content order by id`.execute(database.read)
        assert.deepEqual(
          rows.map(({ id, guarded }) => [Number(id), Number(guarded)]),
          [
            [10, 0],
            [11, 1],
            [12, 1],
            [13, 1],
            [14, 0],
          ],
        )
        const { version } = await database.read
          .selectFrom('schema_version')
          .select((e) => e.fn.max('version').as('version'))
          .executeTakeFirstOrThrow()
        assert.equal(Number(version), migrations.length)
      } finally {
        await drop()
      }
    })
  })
})

const content = (id: number, kind: string, parent: number | null, container: number | null) =>
  `insert into content (id, kind, status, space_id, parent_id, container_id, title, lower_title, version, created_at, updated_at, extra)
    values (${id}, '${kind}', 'current', 1, ${parent}, ${container}, 'T${id}', 't${id}', 1, 0, 0, '{}')`

/** A page, one below it that is restricted, one below that with a comment, and one whose editors alone are restricted. */
const FIRST = [
  `insert into space (id, key, lower_key, name, kind, status, description, created_at)
    values (1, 'S', 's', 'S', 'global', 'current', '', 0)`,
  content(10, 'page', null, null),
  content(11, 'page', 10, null),
  content(12, 'page', 11, null),
  content(13, 'comment', null, 12),
  content(14, 'page', 10, null),
  `insert into content_ancestor (content_id, ancestor_id, depth) values (11, 10, 1), (12, 11, 1), (12, 10, 2), (14, 10, 1)`,
  `insert into content_restriction (content_id, operation, subject_kind, subject_id)
    values (11, 'read', 'user', 1), (14, 'update', 'user', 1)`,
]
