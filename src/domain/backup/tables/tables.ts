import type { Tables } from '../../../store/tables.ts'

export type TableName = keyof Tables

/** How one table goes into an archive. */
export interface ArchivedTable {
  readonly table: TableName
  /** Its primary key, in the order of which it is read. */
  readonly key: readonly string[]
  /** Its rows hold whole texts, so only a few are read at once. */
  readonly texts?: true
}

type Treatment = Omit<ArchivedTable, 'table'> | false

const id = { key: ['id'] } as const
const ofContent = (...more: string[]) => ({ key: ['content_id', ...more] })

/**
 * What a backup of the site does with each table, in an order that foreign keys allow; false: it stays out. Out stay
 * what lets somebody in without a password (sessions, one-time links), what only says how this server works, and what
 * is made of the rest. A new table does not compile until this is decided.
 */
const TREATMENTS: Readonly<Record<TableName, Treatment>> = {
  schema_version: false,
  setting: { key: ['key'] },
  id_block: false,
  user_account: id,
  user_property: id,
  user_preference: { key: ['user_id', 'key'] },
  digest_entry: false,
  user_group: id,
  group_member: { key: ['group_id', 'user_id'] },
  token: id,
  session: false,
  one_time_link: false,
  failed_attempt: false,
  second_factor: { key: ['user_id'] },
  recovery_code: { key: ['user_id', 'hash'] },
  external_identity: { key: ['issuer', 'subject'] },
  space: id,
  space_setting: { key: ['space_id', 'key'] },
  space_permission: { key: ['space_id', 'permission', 'subject_kind', 'subject_id'] },
  global_permission: { key: ['permission', 'subject_kind', 'subject_id'] },
  content: id,
  content_version: { ...ofContent('version'), texts: true },
  content_ancestor: ofContent('ancestor_id'),
  content_restriction: ofContent('operation', 'subject_kind', 'subject_id'),
  content_property: id,
  space_property: id,
  content_state: id,
  content_in_state: ofContent(),
  attachment_version: ofContent('version'),
  blob_text: { key: ['blob'], texts: true },
  label: id,
  content_label: ofContent('label_id'),
  content_macro: ofContent('name'),
  content_mention: ofContent('user_id'),
  content_link: ofContent('lower_space', 'lower_title'),
  task: id,
  content_view: { key: ['user_id', 'content_id'] },
  content_view_count: ofContent('hour', 'user_id'),
  space_label: { key: ['space_id', 'label_id'] },
  template: { ...id, texts: true },
  template_label: { key: ['template_id', 'label_id'] },
  watch: { key: ['user_id', 'kind', 'target_id'] },
  favourite: { key: ['user_id', 'kind', 'target_id'] },
  relation: {
    key: ['source_kind', 'source_id', 'source_version', 'name', 'target_kind', 'target_id', 'target_version'],
  },
  search_text: { ...id, texts: true },
  search_index: false,
  event: id,
  audit_record: id,
  webhook: id,
  webhook_call: { ...id, texts: true },
  job: false,
  long_task: false,
  backup_job: false,
}

/** The tables of a backup of the site, in an order that foreign keys allow. */
export const siteTables: readonly ArchivedTable[] = Object.entries(TREATMENTS).flatMap(([table, treatment]) =>
  treatment ? [{ table: table as TableName, ...treatment }] : [],
)

/** What archives of earlier schemas lack, by the schema that brought it: their columns get the default. */
const BROUGHT: readonly {
  readonly schema: number
  readonly tables: readonly TableName[]
  readonly columns: Partial<Record<TableName, readonly string[]>>
}[] = [{ schema: 2, tables: ['user_preference'], columns: { content: ['guarded'] } }]

/** Of these tables those that an archive of this schema has. */
export function tablesIn(schema: number, tables: readonly TableName[]): TableName[] {
  const later = BROUGHT.filter((one) => one.schema > schema).flatMap((one) => one.tables)
  return tables.filter((table) => !later.includes(table))
}

/** The columns of a table that an archive of this schema has not. */
export function columnsAfter(schema: number, table: TableName): readonly string[] {
  return BROUGHT.filter((one) => one.schema > schema).flatMap((one) => one.columns[table] ?? [])
}

/**
 * Tables of a backup of spaces, in an order that foreign keys allow, each with its columns that hold ids, which
 * a restore may have to give anew. People and groups go along as far as something names them, without secrets and
 * addresses. Who watches, looked at or saved something, and labels of one's own, are matters of those people and stay.
 */
export const SPACE_IDS = {
  user_account: ['id'],
  user_group: ['id'],
  space: ['id', 'homepage_id', 'created_by'],
  space_setting: ['space_id'],
  space_permission: ['space_id', 'subject_id'],
  content: ['id', 'space_id', 'parent_id', 'container_id', 'created_by', 'updated_by', 'owner_id'],
  content_version: ['content_id', 'created_by'],
  content_ancestor: ['content_id', 'ancestor_id'],
  content_restriction: ['content_id', 'subject_id'],
  content_property: ['id', 'owner_id', 'updated_by'],
  space_property: ['id', 'owner_id', 'updated_by'],
  content_state: ['id', 'owner_id'],
  content_in_state: ['content_id', 'state_id'],
  attachment_version: ['content_id'],
  blob_text: [],
  label: ['id'],
  content_label: ['content_id', 'label_id', 'created_by'],
  content_macro: ['content_id'],
  content_mention: ['content_id', 'user_id'],
  content_link: ['content_id'],
  task: ['id', 'content_id', 'assignee_id', 'creator_id', 'completed_by'],
  space_label: ['space_id', 'label_id', 'created_by'],
  template: ['id', 'space_id', 'updated_by'],
  template_label: ['template_id', 'label_id'],
  favourite: ['user_id', 'target_id'],
  search_text: ['id'],
} as const satisfies Partial<Record<TableName, readonly string[]>>
export type SpaceTableName = keyof typeof SPACE_IDS

/** The tables of a backup of spaces, in an order that foreign keys allow. */
export const spaceTables: readonly (ArchivedTable & { readonly table: SpaceTableName })[] =
  siteTables.flatMap((one) =>
    one.table in SPACE_IDS ? [{ ...one, table: one.table as SpaceTableName }] : [],
  )
