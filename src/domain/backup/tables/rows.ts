import { type RawBuilder, sql } from 'kysely'
import { limits } from '../../../base/limits.ts'
import type { Db, Engine } from '../../../store/database.ts'
import type { ArchivedTable, SpaceTableName, TableName } from './tables.ts'

/** A row of any table, as it stands in the database and in an archive. */
export type Row = Record<string, string | number | null>

/** Which rows of a table are meant; absent: all. */
export type Filter = RawBuilder<unknown>

/** The rows of a table in the order of its key, so many at a time that they fit into memory. */
export async function* rowsOf(
  db: Db,
  { table, key, texts }: ArchivedTable,
  filter: Filter = sql`1 = 1`,
  columns?: readonly string[],
): AsyncGenerator<Row[]> {
  const most = texts ? limits.backupTexts : limits.backupRows
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const chosen = columns ? sql.join(columns.map((column) => sql.ref(column))) : sql`*`
  let last: Row | undefined
  for (;;) {
    const from = last
    const after = from ? sql`and (${keys}) > (${sql.join(key.map((column) => from[column]))})` : sql``
    const { rows } = await sql<Row>`
      select ${chosen} from ${sql.table(table)} where ${filter} ${after} order by ${keys} limit ${sql.lit(most)}
    `.execute(db)
    if (rows.length > 0) yield rows
    last = rows.at(-1)
    if (last === undefined || rows.length < most) return
  }
}

export async function countRows(db: Db, table: TableName, filter: Filter = sql`1 = 1`): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`
    select count(*) as count from ${sql.table(table)} where ${filter}
  `.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** Of the settings: all but the secret that signs what this server hands out. */
export const settingsOfSite: Filter = sql`${sql.ref('key')} <> 'secret'`

/** The names of the columns of a table. */
export async function columnsOf(db: Db, engine: Engine, table: TableName): Promise<string[]> {
  const names =
    engine === 'sqlite'
      ? sql<{ name: string }>`select name from pragma_table_info(${table})`
      : sql<{ name: string }>`select column_name as name from information_schema.columns
          where table_schema = current_schema() and table_name = ${table}`
  return (await names.execute(db)).rows.map(({ name }) => name)
}

export async function insertRows(
  db: Db,
  table: TableName,
  rows: readonly Row[],
  onConflict: 'fail' | 'keep' = 'fail',
): Promise<void> {
  if (rows.length === 0) return
  const insert = db.insertInto(table).values([...rows] as never)
  await (onConflict === 'keep' ? insert.onConflict((c) => c.doNothing()) : insert).execute()
}

/** Let nobody else write to these tables until the transaction ends; SQLite has one writer anyway. */
export async function lockTables(db: Db, engine: Engine, tables: readonly TableName[]): Promise<void> {
  if (engine === 'sqlite') return
  // What replaces everything takes longer than any request may.
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))} in exclusive mode`.execute(db)
}

export async function deleteRows(db: Db, table: TableName, filter: Filter = sql`1 = 1`): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${filter}`.execute(db)
}

/** Forget what waits to be done about things that are replaced; what comes back by itself, and backups, stay. */
export async function deleteJobsAbout(db: Db, kinds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('job')
    .where('kind', 'in', [...kinds])
    .execute()
}

/** The number that the next id will not be below. */
export async function nextId(db: Db): Promise<number> {
  const row = await db.selectFrom('id_block').select('next').where('name', '=', 'id').executeTakeFirst()
  return row?.next ?? 1
}

/** Which blobs attachments name, in the order of their addresses. */
export async function* blobsOf(db: Db, filter: Filter = sql`1 = 1`): AsyncGenerator<string[]> {
  let last = ''
  for (;;) {
    const { rows } = await sql<{ blob: string }>`
      select distinct blob from attachment_version where ${filter} and blob > ${last}
      order by blob limit ${sql.lit(limits.backupRows)}
    `.execute(db)
    if (rows.length > 0) yield rows.map(({ blob }) => blob)
    last = rows.at(-1)?.blob ?? ''
    if (rows.length < limits.backupRows) return
  }
}

/** Names of everybody's labels of each of these contents: search finds contents by them. */
export async function labelNames(db: Db, contentIds: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await db
    .selectFrom('content_label')
    .innerJoin('label', 'label.id', 'content_label.label_id')
    .select(['content_label.content_id as content', 'label.name as name'])
    .where('content_label.content_id', 'in', [...contentIds])
    .where('label.prefix', '=', 'global')
    .execute()
  const names = new Map<number, string[]>()
  for (const { content, name } of rows) names.set(content, [...(names.get(content) ?? []), name])
  return names
}

/** What of a space goes into an archive: everything, or only what is current or archived. */
export interface SpaceChoice {
  readonly spaceIds: readonly number[]
  readonly isWhole: boolean
  /** Whether it says who holds what on the spaces, which not everybody is told who may export them. */
  readonly hasPermissions: boolean
}

/** The columns of people that go into an archive of a space. */
export const PERSON_COLUMNS = ['id', 'user_key', 'account_id', 'username', 'display_name'] as const

/** Which rows of a table belong to these spaces. */
export function filterOf(table: SpaceTableName, choice: SpaceChoice): Filter {
  const spaces = sql`(${sql.join([...choice.spaceIds])})`
  const open = sql`status in ('current', 'archived')`
  const content = choice.isWhole
    ? sql`space_id in ${spaces}`
    : sql`space_id in ${spaces} and ${open} and (container_id is null or container_id in
        (select id from content where space_id in ${spaces} and ${open}))`
  const ids = sql`(select id from content where ${content})`
  const ofContent = sql`content_id in ${ids}`
  const ofSpace = sql`space_id in ${spaces}`
  const own = sql`prefix <> 'my'`
  const permissions = choice.hasPermissions ? ofSpace : sql`1 = 0`
  switch (table) {
    case 'space':
      return sql`id in ${spaces}`
    case 'content':
      return content
    case 'space_permission':
      return permissions
    case 'space_setting':
    case 'space_label':
    case 'template':
      return ofSpace
    case 'content_property':
      return sql`owner_id in ${ids}`
    case 'space_property':
      return sql`owner_id in ${spaces}`
    case 'content_ancestor':
      return sql`${ofContent} and ancestor_id in ${ids}`
    case 'content_state':
      return sql`id in (select state_id from content_in_state where ${ofContent})`
    case 'blob_text':
      return sql`blob in (select blob from attachment_version where ${ofContent})`
    case 'label':
      return sql`${own} and id in (
        select label_id from content_label where ${ofContent}
        union select label_id from space_label where ${ofSpace}
        union select label_id from template_label where template_id in (select id from template where ${ofSpace}))`
    case 'content_label':
      return sql`${ofContent} and label_id in (select id from label where ${own})`
    case 'template_label':
      return sql`template_id in (select id from template where ${ofSpace})`
    case 'favourite':
      return sql`kind = 'like' and target_id in ${ids}`
    case 'search_text':
      return sql`id in ${ids} or id in ${spaces}`
    case 'user_group':
      return sql`id in (
        select subject_id from space_permission where ${permissions} and subject_kind = 'group'
        union select subject_id from content_restriction where ${ofContent} and subject_kind = 'group')`
    case 'user_account':
      return sql`id in (
        select created_by from space where id in ${spaces}
        union select subject_id from space_permission where ${permissions} and subject_kind = 'user'
        union select created_by from content where ${content}
        union select updated_by from content where ${content}
        union select owner_id from content where ${content}
        union select created_by from content_version where ${ofContent}
        union select subject_id from content_restriction where ${ofContent} and subject_kind = 'user'
        union select updated_by from content_property where owner_id in ${ids}
        union select updated_by from space_property where owner_id in ${spaces}
        union select owner_id from content_state where id in (select state_id from content_in_state where ${ofContent})
        union select created_by from content_label where ${ofContent}
        union select user_id from content_mention where ${ofContent}
        union select assignee_id from task where ${ofContent}
        union select creator_id from task where ${ofContent}
        union select completed_by from task where ${ofContent}
        union select created_by from space_label where ${ofSpace}
        union select updated_by from template where ${ofSpace}
        union select user_id from favourite where kind = 'like' and target_id in ${ids})`
    default:
      return ofContent
  }
}

/** Which blobs the attachments of these spaces name. */
export function blobFilterOf(choice: SpaceChoice): Filter {
  return filterOf('attachment_version', choice)
}

const WITH_IDS = [
  'user_account',
  'user_group',
  'token',
  'space',
  'content',
  'content_property',
  'space_property',
  'user_property',
  'content_state',
  'label',
  'task',
  'template',
  'webhook',
] as const

/** Those of these ids that something here has. */
export async function takenIds(db: Db, ids: readonly number[]): Promise<number[]> {
  const taken = new Set<number>()
  for (const table of WITH_IDS) {
    const { rows } = await sql<{ id: number }>`
      select id from ${sql.table(table)} where id in (${sql.join([...ids])})
    `.execute(db)
    for (const row of rows) taken.add(row.id)
  }
  return [...taken]
}

export async function labelId(db: Db, prefix: string, name: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('label')
    .select('id')
    .where('prefix', '=', prefix)
    .where('name', '=', name)
    .where('owner_id', '=', 0)
    .executeTakeFirst()
  return row?.id
}

/** Who a person of an archive is here: by the lasting key, else by the name. */
export async function personId(db: Db, userKey: string, lowerName: string): Promise<number | undefined> {
  const find = (column: 'user_key' | 'lower_username', value: string) =>
    db.selectFrom('user_account').select('id').where(column, '=', value).executeTakeFirst()
  return ((await find('user_key', userKey)) ?? (await find('lower_username', lowerName)))?.id
}

export async function groupId(db: Db, lowerName: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('user_group')
    .select('id')
    .where('lower_name', '=', lowerName)
    .executeTakeFirst()
  return row?.id
}

/** Whether one of these contents may be read by some only. */
export async function anyReadRestriction(db: Db, spaceIds: readonly number[]): Promise<boolean> {
  const row = await db
    .selectFrom('content_restriction')
    .innerJoin('content', 'content.id', 'content_restriction.content_id')
    .select('content.id')
    .where('content.space_id', 'in', [...spaceIds])
    .where('content_restriction.operation', '=', 'read')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
