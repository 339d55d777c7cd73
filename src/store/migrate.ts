import { sql } from 'kysely'
import { AppError } from '../base/errors.ts'
import type { Database, Db, Engine } from './database.ts'
import type { MigrationKit } from './migration.ts'
import { migrations } from './migrations/index.ts'

/**
 * Bring the database to the newest version, or to `to`, each migration in its own transaction.
 * Refuses (`conflict`) a database that a newer version of Inver has written.
 */
export async function migrate(
  database: Database,
  now: number,
  to: number = migrations.length,
): Promise<void> {
  await database.transact((db) => createVersionTable(db, database.engine))
  const current = await currentVersion(database.read)
  if (current > migrations.length) {
    throw new AppError(
      'conflict',
      `The database was written by a newer version of Inver (schema ${current}; this version knows ${migrations.length}). ` +
        'Install that version or newer, or restore a backup made before the upgrade.',
    )
  }
  for (let version = current + 1; version <= to; version++) {
    await database.transact((db) => apply(db, database.engine, version, now))
  }
}

async function createVersionTable(db: Db, engine: Engine): Promise<void> {
  await kitFor(db, engine)
    .table('schema_version')
    .ifNotExists()
    .addColumn('version', engine === 'sqlite' ? sql`integer` : sql`bigint`, (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('applied_at', engine === 'sqlite' ? sql`integer` : sql`bigint`, (c) => c.notNull())
    .execute()
}

async function currentVersion(db: Db): Promise<number> {
  const row = await db
    .selectFrom('schema_version')
    .select((e) => e.fn.max('version').as('version'))
    .executeTakeFirst()
  return row?.version ?? 0
}

async function apply(db: Db, engine: Engine, version: number, now: number): Promise<void> {
  const migration = migrations[version - 1]
  if (migration === undefined || (await currentVersion(db)) >= version) return
  // Inserting first makes a second process that migrates at the same moment wait here and then fail cleanly.
  await db.insertInto('schema_version').values({ version, name: migration.name, applied_at: now }).execute()
  for (const step of migration.steps(kitFor(db, engine))) await step.execute()
}

function kitFor(db: Db, engine: Engine): MigrationKit {
  return {
    schema: db.schema,
    engine,
    table: (name) => {
      const builder = db.schema.createTable(name)
      return engine === 'sqlite' ? builder.modifyEnd(sql`strict`) : builder
    },
    statement: (text) => ({ execute: () => text.execute(db) }),
  }
}
