import { sql } from 'kysely'
import { linkBucket } from '../link-bucket.ts'
import type { Migration } from '../migration.ts'

/**
 * What people prefer and the letters that wait for a digest; failed log-ins, so that every process counts them; and two
 * ways to find faster: `guarded` says which contents anything is restricted for, and SQLite finds links by bucket.
 */
export const guardsAndDigests: Migration = {
  name: 'guards-and-digests',
  steps: ({ schema, engine, table, statement }) => {
    const integer = engine === 'sqlite' ? sql`integer` : sql`bigint`
    const ofUser = (name: string) =>
      table(name).addColumn('user_id', integer, (c) =>
        c.notNull().references('user_account.id').onDelete('cascade'),
      )
    return [
      ofUser('user_preference')
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('value', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('user_preference_pk', ['user_id', 'key']),
      ofUser('digest_entry')
        .addColumn('event_id', integer, (c) => c.notNull())
        .addColumn('reason', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('digest_entry_pk', ['user_id', 'event_id']),
      table('failed_attempt')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('counted_until', integer, (c) => c.notNull()),
      schema.alterTable('content').addColumn('guarded', integer, (c) => c.notNull().defaultTo(0)),
      statement(GUARD),
      // In the order of titles each link of a save would change another page of the file.
      ...(engine === 'postgres'
        ? []
        : [
            // Whatever lists of labelled contents look at: a third of the rows' size, and so of the pages that are read.
            schema
              .createIndex('content_facts')
              .on('content')
              .columns([
                'id',
                'status',
                'space_id',
                'updated_at',
                'container_id',
                'guarded',
                'kind',
                'created_by',
              ]),
            statement(sql`drop index content_link_title`),
            statement(
              sql`create index content_link_bucket
                on content_link (${linkBucket(sql.ref('lower_title'))}, content_id, lower_title)`,
            ),
          ]),
    ]
  },
}

const GUARD = sql`update content set guarded = 1 where
  exists (select 1 from content_restriction as own
    where own.operation = 'read' and own.content_id = coalesce(content.container_id, content.id))
  or exists (select 1 from content_ancestor as above
    inner join content_restriction as theirs on theirs.content_id = above.ancestor_id and theirs.operation = 'read'
    where above.content_id = coalesce(content.container_id, content.id))`
