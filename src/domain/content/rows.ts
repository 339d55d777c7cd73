import {
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type Selectable,
  sql,
  type SqlBool,
} from 'kysely'
import { foldCase } from '../../base/text.ts'
import type { Db, Engine } from '../../store/database.ts'
import { prepared, preparedRow } from '../../store/prepared.ts'
import type { ContentTable, ContentVersionTable, Tables } from '../../store/tables.ts'
import {
  type Content,
  type ContentExtra,
  type ContentKind,
  type ContentStatus,
  contentKinds,
  type Version,
} from './content.ts'

type Where = (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>

export function toContent(row: Selectable<ContentTable>): Content {
  return {
    id: row.id,
    kind: row.kind as ContentKind,
    status: row.status as ContentStatus,
    spaceId: row.space_id,
    parentId: row.parent_id,
    containerId: row.container_id,
    title: row.title,
    position: row.position,
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    extra: row.extra === '{}' ? NO_EXTRA : (JSON.parse(row.extra) as ContentExtra),
  }
}

const NO_EXTRA: ContentExtra = {}

export function toVersion(row: Omit<Selectable<ContentVersionTable>, 'body'>): Version {
  return {
    contentId: row.content_id,
    number: row.version,
    title: row.title,
    message: row.message,
    minorEdit: row.minor_edit === 1,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}

const contentRow = prepared((db: Db, id: number) => db.selectFrom('content').selectAll().where('id', '=', id))

export async function findContents(db: Db, ids: readonly number[]): Promise<Content[]> {
  if (ids.length === 0) return []
  if (ids.length === 1) return (await contentRow(db, ids[0] as number)).map(toContent)
  const rows = await db
    .selectFrom('content')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  const found = new Map(rows.map((row) => [row.id, toContent(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

const lockedRow = prepared((db: Db, id: number) =>
  db.selectFrom('content').selectAll().where('id', '=', id).forUpdate(),
)

/** The row, held against other writers until the transaction ends. */
export async function lockContent(db: Db, engine: Engine, id: number): Promise<Content | undefined> {
  const [row] = await (engine === 'postgres' ? lockedRow(db, id) : contentRow(db, id))
  return row && toContent(row)
}

/** The number is PostgreSQL's name for the lock; nothing else of ours takes one of this kind. */
const TREE_LOCK = 1_414_676_805

/**
 * Hold the page tree, and what is restricted in it, until the transaction ends: `growing` beside others that only add
 * to it, `changing` alone. What is made below a page would else miss that the page is restricted, or hung elsewhere,
 * at the same moment. To be taken before other locks. SQLite has one writer anyway.
 */
export async function lockTree(db: Db, engine: Engine, mode: 'growing' | 'changing'): Promise<void> {
  if (engine === 'sqlite') return
  const lock = mode === 'growing' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`
  await sql`select ${lock}(${sql.lit(TREE_LOCK)})`.execute(db)
}

export interface ListFilter {
  readonly kinds?: readonly ContentKind[]
  /** Custom content of every kind. */
  readonly custom?: true
  readonly statuses?: readonly ContentStatus[]
  readonly spaceIds?: readonly number[]
  readonly ids?: readonly number[]
  readonly parentId?: number | null
  readonly containerId?: number
  readonly ancestorId?: number
  /** With `ancestorId`: how many levels down. */
  readonly depth?: number
  /** Compared without regard to case. */
  readonly title?: string
  readonly labelId?: number
  /** Everybody's labels by name; `any` of them or `all`. */
  readonly labelNames?: readonly string[]
  readonly labelMatch?: 'any' | 'all'
  /** Somebody who made or changed it. */
  readonly contributorIds?: readonly number[]
  /** Milliseconds since 1970. */
  readonly modifiedSince?: number
  readonly location?: 'footer' | 'inline'
  /** Comments on passages that somebody has settled. */
  readonly resolved?: true
  /** Of attachments. */
  readonly mediaType?: string
  /** Only direct answers to the container, no replies. */
  readonly withoutParent?: boolean
  /** Whoever made the current version. */
  readonly updatedBy?: number
  /** Day of creation in UTC, as a range of milliseconds. */
  readonly createdBetween?: readonly [number, number]
}

/** Orders a list may have. Every order ends in the id, so that it is total. */
export type ListOrder =
  | 'id'
  | '-id'
  | 'position'
  | '-position'
  | 'title'
  | '-title'
  | 'created'
  | '-created'
  | 'modified'
  | '-modified'

export interface ListSlice {
  readonly offset?: number
  readonly limit: number
  /** Key and id of the last entry already seen, in the list's order. */
  readonly after?: { readonly key: string | number; readonly id: number }
}

/** One stretch of a list, `limit + 1` rows at most, so that the caller sees whether more follow. */
export async function listContents(
  db: Db,
  filter: ListFilter,
  visible: Where,
  order: ListOrder,
  slice: ListSlice,
): Promise<Content[]> {
  let query = db.selectFrom('content').selectAll('content').where(matching(filter)).where(visible)
  if (filter.ancestorId !== undefined) query = query.where(below(filter.ancestorId, filter.depth))
  if (filter.labelId !== undefined) query = query.where(labelled(filter.labelId))
  const { column, descending } = ORDERS[order]
  const direction = descending ? 'desc' : 'asc'
  if (slice.after !== undefined) {
    const { key, id } = slice.after
    const sign = descending ? '<' : '>'
    query = query.where((e) =>
      column === 'content.id'
        ? e('content.id', sign, id)
        : e.or([e(column, sign, key), e.and([e(column, '=', key), e('content.id', sign, id)])]),
    )
  }
  // `nulls last` in words that both engines know: placed siblings first, then the others by title.
  if (order === 'position' || order === '-position') {
    query = query
      .orderBy((e) => e.case().when('content.position', 'is', null).then(1).else(0).end(), direction)
      .orderBy('content.position', direction)
      .orderBy('content.lower_title', direction)
  } else if (column !== 'content.id') {
    query = query.orderBy(column, direction)
  }
  const rows = await query
    .orderBy('content.id', direction)
    .limit(slice.limit + 1)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(toContent)
}

const ORDERS = {
  id: { column: 'content.id', descending: false },
  '-id': { column: 'content.id', descending: true },
  position: { column: 'content.id', descending: false },
  '-position': { column: 'content.id', descending: true },
  title: { column: 'content.lower_title', descending: false },
  '-title': { column: 'content.lower_title', descending: true },
  created: { column: 'content.created_at', descending: false },
  '-created': { column: 'content.created_at', descending: true },
  modified: { column: 'content.updated_at', descending: false },
  '-modified': { column: 'content.updated_at', descending: true },
} as const

/** The value that a cursor of this order holds for a content. */
export function orderKey(order: ListOrder, content: Content): string | number {
  const { column } = ORDERS[order]
  if (column === 'content.lower_title') return foldCase(content.title)
  if (column === 'content.created_at') return content.createdAt
  return column === 'content.updated_at' ? content.updatedAt : content.id
}

function matching(filter: ListFilter): Where {
  return (e) => {
    const all: Expression<SqlBool>[] = []
    if (filter.kinds) all.push(e('content.kind', 'in', [...filter.kinds]))
    if (filter.custom) all.push(e('content.kind', 'not in', [...contentKinds]))
    if (filter.statuses) all.push(e('content.status', 'in', [...filter.statuses]))
    if (filter.spaceIds) all.push(oneOf(e, 'content.space_id', filter.spaceIds))
    if (filter.ids) all.push(oneOf(e, 'content.id', filter.ids))
    if (filter.parentId !== undefined) {
      all.push(
        filter.parentId === null
          ? e('content.parent_id', 'is', null)
          : e('content.parent_id', '=', filter.parentId),
      )
    }
    if (filter.containerId !== undefined)
      all.push(e('content.container_id', '=', filter.containerId), aboutCurrent(e))
    else if (mayBeHeld(filter)) all.push(heldByCurrent(e))
    if (filter.title !== undefined) all.push(e('content.lower_title', '=', foldCase(filter.title)))
    if (filter.withoutParent) all.push(e('content.parent_id', 'is', null))
    if (filter.resolved) all.push(e('content.extra', 'like', '%"resolution":{"status":"resolved"%'))
    if (filter.location) all.push(e('content.extra', 'like', `%"location":"${filter.location}"%`))
    if (filter.labelNames) all.push(...labelledBy(e, filter.labelNames, filter.labelMatch ?? 'any'))
    if (filter.contributorIds) all.push(changedBy(e, filter.contributorIds))
    if (filter.modifiedSince !== undefined) all.push(e('content.updated_at', '>=', filter.modifiedSince))
    if (filter.mediaType) all.push(ofMediaType(e, filter.mediaType))
    if (filter.updatedBy !== undefined) all.push(e('content.updated_by', '=', filter.updatedBy))
    if (filter.createdBetween) {
      all.push(e.between('content.created_at', filter.createdBetween[0], filter.createdBetween[1]))
    }
    return e.and(all)
  }
}

/** Whether a filter that says what is listed lets comments and attachments through. */
function mayBeHeld({ kinds, statuses }: ListFilter): boolean {
  if (kinds === undefined) return statuses !== undefined
  return kinds.some((kind) => kind !== 'page' && kind !== 'blogpost')
}

function labelledBy(
  e: ExpressionBuilder<Tables, 'content'>,
  names: readonly string[],
  match: 'any' | 'all',
): Expression<SqlBool>[] {
  const has = (some: readonly string[]) =>
    e.exists(
      e
        .selectFrom('content_label')
        .innerJoin('label', 'label.id', 'content_label.label_id')
        .select('label.id')
        .whereRef('content_label.content_id', '=', 'content.id')
        .where('label.owner_id', '=', 0)
        .where('label.prefix', '=', 'global')
        .where('label.name', 'in', [...some]),
    )
  return match === 'all' ? names.map((name) => has([name])) : [has(names)]
}

function changedBy(e: ExpressionBuilder<Tables, 'content'>, userIds: readonly number[]): Expression<SqlBool> {
  return e.exists(
    e
      .selectFrom('content_version')
      .select('content_version.content_id')
      .whereRef('content_version.content_id', '=', 'content.id')
      .where('content_version.created_by', 'in', userIds.length > 0 ? [...userIds] : [0]),
  )
}

function ofMediaType(e: ExpressionBuilder<Tables, 'content'>, mediaType: string): Expression<SqlBool> {
  return e.exists(
    e
      .selectFrom('attachment_version')
      .select('attachment_version.content_id')
      .whereRef('attachment_version.content_id', '=', 'content.id')
      .whereRef('attachment_version.version', '=', 'content.version')
      .where('attachment_version.media_type', '=', mediaType),
  )
}

/** What hangs on a content in the trash is in the trash with it: on a page, on an attachment or on custom content. */
export function heldByCurrent(e: ExpressionBuilder<Tables, 'content'>): Expression<SqlBool> {
  const holder = e.or([e('content.container_id', 'is', null), isHolderCurrent(e)])
  return e.and([holder, aboutCurrent(e)])
}

/**
 * The same of what does not hold it, but what it answers, is about or stands below, however far up. Asks nothing of the row
 * that the small indexes lack which lists of labels are read from.
 */
function aboutCurrent(e: ExpressionBuilder<Tables, 'content'>): Expression<SqlBool> {
  return e.or([
    e('content.kind', 'in', ['page', 'blogpost', 'attachment']),
    e.not(standsBelow(sql`status != 'current'`)),
  ])
}

/** Whether one of those above a content, by way of their parents, is such. */
function standsBelow(such: RawBuilder<unknown>): Expression<SqlBool> {
  return sql<SqlBool>`exists (
    with recursive up (status, parent_id) as (
      select above.status, above.parent_id from content as own
        join content as above on above.id = own.parent_id where own.id = content.id
      union
      select above.status, above.parent_id from up join content as above on above.id = up.parent_id
    )
    select 1 from up where ${such} limit 1
  )`
}

/** How many stand above a content, by way of their parents. */
export async function depthOf(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ depth: number | string }>`
    with recursive up (id, parent_id) as (
      select id, parent_id from content where id = ${id}
      union
      select above.id, above.parent_id from up join content as above on above.id = up.parent_id
    )
    select count(*) - 1 as depth from up`.execute(db)
  return Number(rows[0]?.depth ?? 0)
}

/** Of these contents, the comments and custom content that answer, are about or stand below what is in the trash. */
export async function aboutTrashed(db: Db, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('content')
    .select('id')
    .where('id', 'in', [...ids])
    .where('kind', 'not in', ['page', 'blogpost', 'attachment'])
    .where(standsBelow(sql`status = 'trashed'`))
    .execute()
  return new Set(rows.map((row) => row.id))
}

function isHolderCurrent(e: ExpressionBuilder<Tables, 'content'>): Expression<SqlBool> {
  return e.exists(
    e
      .selectFrom('content as holder')
      .select('holder.id')
      .whereRef('holder.id', '=', 'content.container_id')
      .where('holder.status', '=', 'current')
      // As in access/visible.ts: looked up for each row, never the whole table first.
      .limit(1)
      .offset(0),
  )
}

function oneOf(
  e: ExpressionBuilder<Tables, 'content'>,
  column: 'content.space_id' | 'content.id',
  values: readonly number[],
): Expression<SqlBool> {
  return values.length === 0 ? e.lit(false) : e(column, 'in', [...values])
}

function below(ancestorId: number, depth: number | undefined): Where {
  return (e) => {
    let rows = e
      .selectFrom('content_ancestor')
      .select('content_ancestor.content_id')
      .whereRef('content_ancestor.content_id', '=', 'content.id')
      .where('content_ancestor.ancestor_id', '=', ancestorId)
    if (depth !== undefined) rows = rows.where('content_ancestor.depth', '<=', depth)
    return e.exists(rows)
  }
}

function labelled(labelId: number): Where {
  return (e) =>
    e.exists(
      e
        .selectFrom('content_label')
        .select('content_label.content_id')
        .whereRef('content_label.content_id', '=', 'content.id')
        .where('content_label.label_id', '=', labelId),
    )
}

const titleRows = prepared((db: Db, spaceId: number, lowerTitle: string, kind: string) =>
  db
    .selectFrom('content')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('lower_title', '=', lowerTitle)
    .where('kind', '=', kind)
    .where('status', '=', 'current')
    .limit(1),
)

export async function findByTitle(
  db: Db,
  spaceId: number,
  kind: ContentKind,
  title: string,
): Promise<Content | undefined> {
  const [row] = await titleRows(db, spaceId, foldCase(title), kind)
  return row && toContent(row)
}

const uniqueTitleRows = prepared((db: Db, spaceId: number, title: string) =>
  db.selectFrom('content').select('id').where('space_id', '=', spaceId).where('unique_title', '=', title),
)

/** Whose title in a space it is, given as `uniqueTitle` says it. */
export async function findByUniqueTitle(
  db: Db,
  spaceId: number,
  title: string | null,
): Promise<number | undefined> {
  return title === null ? undefined : (await uniqueTitleRows(db, spaceId, title))[0]?.id
}

/** What makes titles collide: pages of a space; blog posts of a space and day; attachments of a content; nothing else. */
export function uniqueTitle(
  content: Pick<Content, 'kind' | 'status' | 'title' | 'createdAt' | 'containerId'>,
): string | null {
  if (content.status !== 'current') return null
  if (content.kind === 'page') return foldCase(content.title)
  // A title cannot hold control characters, so the kinds never meet.
  if (content.kind === 'attachment') return `${content.containerId}\u0002${foldCase(content.title)}`
  if (content.kind !== 'blogpost') return null
  return `${new Date(content.createdAt).toISOString().slice(0, 10)}\u0001${foldCase(content.title)}`
}

/** What this program writes of a content's row. */
type ContentRow = Omit<ContentTable, 'owner_id' | 'guarded'>

const CONTENT_COLUMNS = [
  'id',
  'kind',
  'status',
  'space_id',
  'parent_id',
  'container_id',
  'title',
  'lower_title',
  'unique_title',
  'position',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'extra',
] as const satisfies readonly (keyof ContentTable)[]

const insertRow = preparedRow(CONTENT_COLUMNS, (db, row: ContentRow) =>
  db.insertInto('content').values({
    ...row,
    // Whoever is shut out of what holds it, or of what is above it, is shut out of it (`setGuards`).
    guarded: sql<number>`coalesce((select near.guarded from content as near where near.id =
      coalesce(cast(${row.container_id} as bigint), cast(${row.parent_id} as bigint))), 0)`,
  }),
)

const updateRow = preparedRow(CONTENT_COLUMNS, (db, { id, ...rest }: ContentRow) =>
  db.updateTable('content').set(rest).where('id', '=', id),
)

export async function insertContent(db: Db, content: Content): Promise<void> {
  await insertRow(db, toRow(content))
}

const touchRow = preparedRow(
  ['id', 'version', 'updated_at', 'updated_by'],
  (db, { id, ...rest }: Pick<ContentRow, 'id' | 'version' | 'updated_at' | 'updated_by'>) =>
    db.updateTable('content').set(rest).where('id', '=', id),
)

/** Write a content's row as it is to be. `before`: as it is, if known; then only what most changes change may be written. */
export async function updateContent(db: Db, content: Content, before?: Content): Promise<void> {
  const row = toRow(content)
  const isTouched = before !== undefined && isEqual(row, { ...toRow(before), ...timesOf(row) })
  // A column that is named is taken out of its indexes and put in again, whether its value is another or not.
  await (isTouched ? touchRow(db, { id: row.id, ...timesOf(row) }) : updateRow(db, row))
}

function timesOf({ version, updated_at, updated_by }: ContentRow) {
  return { version, updated_at, updated_by }
}

function isEqual(one: ContentRow, other: ContentRow): boolean {
  return CONTENT_COLUMNS.every((column) => one[column] === other[column])
}

function toRow(content: Content): ContentRow {
  return {
    id: content.id,
    kind: content.kind,
    status: content.status,
    space_id: content.spaceId,
    parent_id: content.parentId,
    container_id: content.containerId,
    title: content.title,
    lower_title: foldCase(content.title),
    unique_title: uniqueTitle(content),
    position: content.position,
    version: content.version,
    created_at: content.createdAt,
    created_by: content.createdBy,
    updated_at: content.updatedAt,
    updated_by: content.updatedBy,
    extra: JSON.stringify(content.extra),
  }
}

/** Put contents, with their comments and attachments, into another space. */
export async function moveToSpace(db: Db, ids: readonly number[], spaceId: number): Promise<void> {
  for (let i = 0; i < ids.length; i += LINKS_PER_STATEMENT) {
    const some = ids.slice(i, i + LINKS_PER_STATEMENT)
    await db
      .updateTable('content')
      .set({ space_id: spaceId })
      .where((e) => e.or([e('id', 'in', some), e('container_id', 'in', some)]))
      .execute()
  }
}

/** Ids of the comments and attachments of a content. */
export async function heldIds(db: Db, containerId: number): Promise<number[]> {
  const rows = await db.selectFrom('content').select('id').where('container_id', '=', containerId).execute()
  return rows.map((row) => row.id)
}

/** The comments on passages of some contents, without those that answer one. */
export async function inlineRoots(db: Db, containerIds: readonly number[]): Promise<Content[]> {
  const rows = await db
    .selectFrom('content')
    .selectAll()
    .where('container_id', 'in', [...containerIds])
    .where('kind', '=', 'comment')
    .where('parent_id', 'is', null)
    .where('extra', 'like', '%"location":"inline"%')
    .execute()
  return rows.map(toContent)
}

/** Ids of the comments on an attachment and of all answers to them. */
export async function commentsBelow(db: Db, id: number): Promise<number[]> {
  const found: number[] = []
  for (let above = [id]; above.length > 0;) {
    const rows = await db
      .selectFrom('content')
      .select('id')
      .where('parent_id', 'in', above.splice(0, LINKS_PER_STATEMENT))
      .where('kind', '=', 'comment')
      .execute()
    above.push(...rows.map((row) => row.id))
    found.push(...rows.map((row) => row.id))
  }
  return found
}

/** Let comments on an attachment follow it to another content. */
export async function moveComments(
  db: Db,
  ids: readonly number[],
  { containerId, spaceId }: Pick<Content, 'containerId' | 'spaceId'>,
): Promise<void> {
  for (let i = 0; i < ids.length; i += LINKS_PER_STATEMENT) {
    await db
      .updateTable('content')
      .set({ container_id: containerId, space_id: spaceId })
      .where('id', 'in', ids.slice(i, i + LINKS_PER_STATEMENT))
      .execute()
  }
}

/** Hang everything directly below one parent under another. */
export async function reparent(db: Db, from: number, to: number | null): Promise<void> {
  await db.updateTable('content').set({ parent_id: to }).where('parent_id', '=', from).execute()
}

/** Remove a content and everything that hangs on its row; comments and attachments are the caller's. */
export async function deleteContent(db: Db, id: number): Promise<void> {
  await deleteContents(db, [id])
}

/** The same for several. */
export async function deleteContents(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('watch')
    .where('kind', '=', 'content')
    .where('target_id', 'in', [...ids])
    .execute()
  await db
    .deleteFrom('favourite')
    .where('kind', 'in', ['content', 'like'])
    .where('target_id', 'in', [...ids])
    .execute()
  await db
    .deleteFrom('content')
    .where('id', 'in', [...ids])
    .execute()
}

/** Ids of some contents of a space, of every kind and status. */
export async function contentIdsOfSpace(db: Db, spaceId: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('content')
    .select('id')
    .where('space_id', '=', spaceId)
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

export async function countContentOfSpace(db: Db, spaceId: number): Promise<number> {
  const { count } = await db
    .selectFrom('content')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('space_id', '=', spaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

const insertVersionRow = preparedRow(
  ['content_id', 'version', 'title', 'body', 'message', 'minor_edit', 'created_at', 'created_by'],
  (db, row: ContentVersionTable) => db.insertInto('content_version').values(row),
)

export async function insertVersion(db: Db, version: Version, body: string): Promise<void> {
  await insertVersionRow(db, {
    content_id: version.contentId,
    version: version.number,
    title: version.title,
    body,
    message: version.message,
    minor_edit: version.minorEdit ? 1 : 0,
    created_at: version.createdAt,
    created_by: version.createdBy,
  })
}

/** Replace the state of a version in place: drafts have no history. */
export async function overwriteVersion(db: Db, version: Version, body: string): Promise<void> {
  await db
    .updateTable('content_version')
    .set({ title: version.title, body, message: version.message, created_at: version.createdAt })
    .where('content_id', '=', version.contentId)
    .where('version', '=', version.number)
    .execute()
}

/** Replace the body of a version, and nothing else of it. */
export async function overwriteBody(db: Db, content: Content, body: string): Promise<void> {
  await db
    .updateTable('content_version')
    .set({ body })
    .where('content_id', '=', content.id)
    .where('version', '=', content.version)
    .execute()
}

const bodyRow = prepared((db: Db, id: number, version: number) =>
  db
    .selectFrom('content_version')
    .select(['content_id', 'body'])
    .where('content_id', '=', id)
    .where('version', '=', version),
)

/** Bodies in storage format, by content id: those of the version that each content is at. */
export async function bodiesOf(db: Db, contents: readonly Content[]): Promise<Map<number, string>> {
  const [only] = contents
  if (only === undefined) return new Map()
  if (contents.length === 1) {
    return new Map((await bodyRow(db, only.id, only.version)).map((row) => [row.content_id, row.body]))
  }
  const wanted = new Map(contents.map((content) => [content.id, content.version]))
  const rows = await db
    .selectFrom('content_version')
    .select(['content_id', 'version', 'body'])
    .where((e) =>
      e.or([...wanted].map(([id, version]) => e.and([e('content_id', '=', id), e('version', '=', version)]))),
    )
    .execute()
  return new Map(rows.map((row) => [row.content_id, row.body]))
}

const VERSION_COLUMNS = [
  'content_id',
  'version',
  'title',
  'message',
  'minor_edit',
  'created_at',
  'created_by',
] as const

const versionRow = prepared((db: Db, id: number, number: number) =>
  db
    .selectFrom('content_version')
    .select(VERSION_COLUMNS)
    .where('content_id', '=', id)
    .where('version', '=', number),
)

/** One version of each of some contents. */
export async function findVersions(
  db: Db,
  wanted: readonly { readonly id: number; readonly number: number }[],
): Promise<Version[]> {
  const [only] = wanted
  if (only === undefined) return []
  if (wanted.length === 1) return (await versionRow(db, only.id, only.number)).map(toVersion)
  const rows = await db
    .selectFrom('content_version')
    .select(VERSION_COLUMNS)
    .where((e) =>
      e.or(wanted.map(({ id, number }) => e.and([e('content_id', '=', id), e('version', '=', number)]))),
    )
    .execute()
  return rows.map(toVersion)
}

/** Versions of one content, the newest or the oldest first. */
export async function listVersions(
  db: Db,
  contentId: number,
  slice: ListSlice,
  first: 'newest' | 'oldest',
): Promise<Version[]> {
  const [sign, direction] = first === 'newest' ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
  let query = db.selectFrom('content_version').select(VERSION_COLUMNS).where('content_id', '=', contentId)
  if (slice.after) query = query.where('version', sign, slice.after.id)
  const rows = await query
    .orderBy('version', direction)
    .limit(slice.limit + 1)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(toVersion)
}

const ancestorRowsOfOne = prepared((db: Db, contentId: number) => ancestorRowsOf(db, [contentId]))

function ancestorRowsOf(db: Db, contentIds: readonly number[]) {
  return db.selectFrom('content_ancestor').selectAll().where('content_id', 'in', contentIds).orderBy('depth')
}

/** Ids of the ancestors of each content, nearest first; contents without any are present with an empty list. */
export async function ancestorRows(db: Db, contentIds: readonly number[]): Promise<Map<number, number[]>> {
  const chains = new Map<number, number[]>(contentIds.map((id) => [id, []]))
  if (contentIds.length === 0) return chains
  const [only] = contentIds
  const rows =
    contentIds.length === 1 && only !== undefined
      ? await ancestorRowsOfOne(db, only)
      : await ancestorRowsOf(db, [...contentIds]).execute()
  for (const row of rows) chains.get(row.content_id)?.push(row.ancestor_id)
  return chains
}

/** Write the ancestors of a new leaf. */
export async function insertAncestors(
  db: Db,
  contentId: number,
  ancestorIds: readonly number[],
): Promise<void> {
  if (ancestorIds.length === 0) return
  await db
    .insertInto('content_ancestor')
    .values(
      ancestorIds.map((ancestorId, i) => ({ content_id: contentId, ancestor_id: ancestorId, depth: i + 1 })),
    )
    .execute()
}

/** Descendants with their depth below the content. */
export async function descendantRows(
  db: Db,
  contentId: number,
): Promise<{ readonly id: number; readonly depth: number }[]> {
  const rows = await db
    .selectFrom('content_ancestor')
    .select(['content_id', 'depth'])
    .where('ancestor_id', '=', contentId)
    .execute()
  return rows.map((row) => ({ id: row.content_id, depth: row.depth }))
}

/** Drop the links of a subtree to everything above `keepDepth` levels within it. */
export async function deleteAncestorsAbove(db: Db, contentId: number, keepDepth: number): Promise<void> {
  await db
    .deleteFrom('content_ancestor')
    .where('content_id', '=', contentId)
    .where('depth', '>', keepDepth)
    .execute()
}

export async function insertAncestorLinks(
  db: Db,
  links: readonly { readonly contentId: number; readonly ancestorId: number; readonly depth: number }[],
): Promise<void> {
  for (let i = 0; i < links.length; i += LINKS_PER_STATEMENT) {
    await db
      .insertInto('content_ancestor')
      .values(
        links
          .slice(i, i + LINKS_PER_STATEMENT)
          .map((link) => ({ content_id: link.contentId, ancestor_id: link.ancestorId, depth: link.depth })),
      )
      .execute()
  }
}

/** Stays below the number of parameters that one statement may have. */
const LINKS_PER_STATEMENT = 500

/** The text by which search knows a content. */
export async function searchTextRow(db: Db, contentId: number): Promise<string | undefined> {
  const row = await db.selectFrom('search_text').select('body').where('id', '=', contentId).executeTakeFirst()
  return row?.body
}

/** The same for several, by id. */
export async function searchTexts(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('search_text')
    .select(['id', 'body'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.body]))
}

/** Current pages and blog posts by space and title, several at once. */
export async function findByTitles(
  db: Db,
  wanted: readonly { readonly spaceId: number; readonly title: string }[],
): Promise<Content[]> {
  const titles = [...new Set(wanted.map((one) => foldCase(one.title)))]
  const found: Content[] = []
  for (let i = 0; i < titles.length; i += LINKS_PER_STATEMENT) {
    const rows = await db
      .selectFrom('content')
      .selectAll()
      .where('lower_title', 'in', titles.slice(i, i + LINKS_PER_STATEMENT))
      .where('kind', 'in', ['page', 'blogpost'])
      .where('status', '=', 'current')
      .where('space_id', 'in', [...new Set(wanted.map((one) => one.spaceId))])
      .execute()
    found.push(...rows.map(toContent))
  }
  return found
}

/** Who made versions of each of these contents, whoever did last first; one query. */
export async function publisherRows(
  db: Db,
  ids: readonly number[],
): Promise<{ readonly contentId: number; readonly userId: number }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('content_version')
    .select((e) => ['content_id', 'created_by', e.fn.max('version').as('last')])
    .where('content_id', 'in', [...ids])
    .where('created_by', 'is not', null)
    .groupBy(['content_id', 'created_by'])
    .orderBy('content_id')
    .orderBy('last', 'desc')
    .execute()
  return rows.map((row) => ({ contentId: row.content_id, userId: row.created_by as number }))
}

export interface Contribution {
  readonly contentId: number
  readonly userId: number
  readonly edits: number
  readonly comments: number
  /** Milliseconds since 1970. */
  readonly lastAt: number
}

/** How many current comments each of these contents has; those without any are left out. */
export async function commentCounts(db: Db, contentIds: readonly number[]): Promise<Map<number, number>> {
  if (contentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('content')
    .select((e) => ['container_id', e.fn.countAll<number>().as('count')])
    .where('container_id', 'in', [...contentIds])
    .where('kind', '=', 'comment')
    .where('status', '=', 'current')
    .groupBy('container_id')
    .execute()
  return new Map(rows.map((row) => [Number(row.container_id), Number(row.count)]))
}

/** Who changed and commented these contents, how often, and when last. */
export async function contributionRows(db: Db, contentIds: readonly number[]): Promise<Contribution[]> {
  if (contentIds.length === 0) return []
  const edits = await db
    .selectFrom('content_version')
    .select((e) => [
      'content_id',
      'created_by',
      e.fn.countAll<number>().as('count'),
      e.fn.max('created_at').as('last'),
    ])
    .where('content_id', 'in', [...contentIds])
    .where('created_by', 'is not', null)
    .groupBy(['content_id', 'created_by'])
    .execute()
  const comments = await db
    .selectFrom('content')
    .select((e) => [
      'container_id',
      'created_by',
      e.fn.countAll<number>().as('count'),
      e.fn.max('created_at').as('last'),
    ])
    .where('container_id', 'in', [...contentIds])
    .where('kind', '=', 'comment')
    .where('status', '=', 'current')
    .where('created_by', 'is not', null)
    .groupBy(['container_id', 'created_by'])
    .execute()
  const found = new Map<string, Contribution>()
  for (const row of edits) {
    const one = {
      contentId: row.content_id,
      userId: row.created_by as number,
      edits: Number(row.count),
      comments: 0,
      lastAt: Number(row.last),
    }
    found.set(`${one.contentId} ${one.userId}`, one)
  }
  for (const row of comments) {
    const key = `${row.container_id} ${row.created_by}`
    const known = found.get(key) ?? {
      contentId: row.container_id as number,
      userId: row.created_by as number,
      edits: 0,
      comments: 0,
      lastAt: 0,
    }
    found.set(key, {
      ...known,
      comments: Number(row.count),
      lastAt: Math.max(known.lastAt, Number(row.last)),
    })
  }
  return [...found.values()]
}

/** Remove one version; the numbers after it close up. */
export async function removeVersionRow(db: Db, contentId: number, number: number): Promise<void> {
  for (const table of ['content_version', 'attachment_version'] as const) {
    await db.deleteFrom(table).where('content_id', '=', contentId).where('version', '=', number).execute()
    // By way of negative numbers: both engines check the key at every row, where the neighbour still has its number.
    await db
      .updateTable(table)
      .set((e) => ({ version: e('version', '*', -1) }))
      .where('content_id', '=', contentId)
      .where('version', '>', number)
      .execute()
    await db
      .updateTable(table)
      .set((e) => ({ version: e(e('version', '*', -1), '-', 1) }))
      .where('content_id', '=', contentId)
      .where('version', '<', 0)
      .execute()
  }
}

export async function setPosition(db: Db, contentId: number, position: number | null): Promise<void> {
  await db.updateTable('content').set({ position }).where('id', '=', contentId).execute()
}
