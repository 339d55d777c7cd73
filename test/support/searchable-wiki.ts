import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foldCase } from '../../src/base/text.ts'
import { putSearchText } from '../../src/search/index.ts'
import type { Database, Db, Engine } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/open.ts'
import { migrate } from '../../src/store/migrate.ts'
import { createDatabase } from './postgres.ts'

/** An empty database of its own for one test file, migrated to the newest schema or to this one. */
export async function emptyDatabase(
  engine: Engine,
  schema?: number,
): Promise<{ database: Database; drop(): Promise<void> }> {
  if (engine === 'postgres') {
    const { url, drop } = await createDatabase()
    const database = await openDatabase(url)
    await migrate(database, 0, schema)
    return {
      database,
      async drop() {
        await database.close()
        await drop()
      },
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'inver-search-'))
  const database = await openDatabase(`sqlite:${join(folder, 'wiki.db')}`)
  await migrate(database, 0, schema)
  return {
    database,
    async drop() {
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** A content to find; times are days of 2024 or instants. */
export interface Findable {
  readonly id: number
  readonly title: string
  readonly body?: string
  readonly kind?: string
  readonly status?: string
  readonly space?: number
  readonly parent?: number
  readonly container?: number
  readonly ancestors?: readonly number[]
  readonly by?: number
  readonly owner?: number
  readonly contributors?: readonly number[]
  readonly created?: string
  readonly updated?: string
  readonly labels?: readonly string[]
  readonly macros?: readonly string[]
  readonly mentions?: readonly number[]
}

/** Write contents with all that CQL asks of them, and their searchable text. */
export async function putContents(database: Database, contents: readonly Findable[]): Promise<void> {
  await database.transact(async (db) => {
    for (const content of contents) await putContent(db, database.engine, content)
  })
}

async function putContent(db: Db, engine: Engine, content: Findable): Promise<void> {
  const { id, title, body = '' } = content
  const created = Date.parse(content.created ?? '2024-01-01T00:00:00Z')
  const updated = Date.parse(content.updated ?? content.created ?? '2024-01-01T00:00:00Z')
  const by = content.by ?? 1
  await db
    .insertInto('content')
    .values({
      id,
      kind: content.kind ?? 'page',
      status: content.status ?? 'current',
      space_id: content.space ?? 11,
      parent_id: content.parent ?? null,
      container_id: content.container ?? null,
      title,
      lower_title: foldCase(title),
      unique_title: null,
      position: null,
      version: 1,
      created_at: created,
      created_by: by,
      updated_at: updated,
      updated_by: by,
      owner_id: content.owner ?? null,
      extra: '{}',
    })
    .execute()
  const authors = [by, ...(content.contributors ?? [])]
  for (const [i, author] of authors.entries()) {
    await db
      .insertInto('content_version')
      .values({
        content_id: id,
        version: i + 1,
        title,
        body,
        message: '',
        minor_edit: 0,
        created_at: created,
        created_by: author,
      })
      .execute()
  }
  for (const [i, ancestor] of (content.ancestors ?? []).entries()) {
    await db
      .insertInto('content_ancestor')
      .values({ content_id: id, ancestor_id: ancestor, depth: i + 1 })
      .execute()
  }
  for (const label of content.labels ?? []) {
    await db
      .insertInto('content_label')
      .values({ content_id: id, label_id: await labelId(db, label), created_at: created, created_by: by })
      .execute()
  }
  for (const name of content.macros ?? []) {
    await db.insertInto('content_macro').values({ content_id: id, name }).execute()
  }
  for (const user_id of content.mentions ?? []) {
    await db.insertInto('content_mention').values({ content_id: id, user_id }).execute()
  }
  const labels = (content.labels ?? []).map((label) => label.slice(label.indexOf(':') + 1))
  await putSearchText(db, engine, { id, title, body, labels })
}

/** The id of `name`, `team:name` or `my:name@owner`; made when it is new. */
export async function labelId(db: Db, written: string): Promise<number> {
  const [, prefix = 'global', name = '', owner = '0'] = /^(?:(\w+):)?([^@]+)(?:@(\d+))?$/.exec(written) ?? []
  const known = await db
    .selectFrom('label')
    .select('id')
    .where('prefix', '=', prefix)
    .where('name', '=', name)
    .where('owner_id', '=', Number(owner))
    .executeTakeFirst()
  if (known !== undefined) return known.id
  const { most } = await db
    .selectFrom('label')
    .select((e) => e.fn.max('id').as('most'))
    .executeTakeFirstOrThrow()
  const id = (most ?? 9000) + 1
  await db
    .insertInto('label')
    .values({ id, prefix, name, owner_id: Number(owner) })
    .execute()
  return id
}

/** Users 1 ann, 2 bob, 3 Zoë; spaces 11 DEV, 12 OPS (category tools), 13 ~ann (personal). */
export async function putUsersAndSpaces(database: Database): Promise<void> {
  const { engine } = database
  await database.transact(async (db) => {
    const people = [
      { id: 1, name: 'ann', full: 'Ann Miller' },
      { id: 2, name: 'Bob', full: 'Bob Smith-Jones' },
      { id: 3, name: 'zoe', full: 'Zoë Miller' },
    ]
    for (const { id, name, full } of people) {
      await db
        .insertInto('user_account')
        .values({
          id,
          user_key: `key${id}`,
          account_id: `712020:${id}`,
          username: name,
          lower_username: foldCase(name),
          email: `${name}@example.org`,
          lower_email: foldCase(`${name}@example.org`),
          display_name: full,
          password_hash: '',
          active: 1,
          created_at: 0,
        })
        .execute()
      await putSearchText(db, engine, { id, title: full, body: '' })
    }
    const spaces = [
      { id: 11, key: 'DEV', name: 'Development handbook', kind: 'global', created: '2023-01-01' },
      { id: 12, key: 'OPS', name: 'Operations', kind: 'global', created: '2023-06-01' },
      { id: 13, key: '~ann', name: 'Ann', kind: 'personal', created: '2023-07-01' },
    ]
    for (const { id, key, name, kind, created } of spaces) {
      await db
        .insertInto('space')
        .values({
          id,
          key,
          lower_key: foldCase(key),
          name,
          kind,
          status: 'current',
          description: '',
          homepage_id: null,
          created_at: Date.parse(created),
          created_by: id === 13 ? 1 : 2,
        })
        .execute()
      await putSearchText(db, engine, { id, title: name, body: '' })
    }
    await db
      .insertInto('space_label')
      .values({ space_id: 12, label_id: await labelId(db, 'team:tools'), created_at: 0, created_by: 1 })
      .execute()
  })
}
