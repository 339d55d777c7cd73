import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import type { Db, Engine } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'
import type { Actor } from './actor.ts'
import { type GlobalPermission, type SpacePermission, type Subject, subjectId } from './permissions.ts'

/** A row of a permission or restriction table belongs to this actor: by name, by group, or as anybody. */
export function heldBy<T extends 'space_permission' | 'global_permission' | 'content_restriction'>(
  e: ExpressionBuilder<Tables, T>,
  actor: Actor,
): Expression<SqlBool> {
  // The three tables share the two subject columns; one builder type stands for all of them.
  const b = e as unknown as ExpressionBuilder<Tables, 'space_permission'>
  if (actor.kind !== 'user') return b('subject_kind', '=', 'anonymous')
  return b.or([
    b.and([b('subject_kind', '=', 'user'), b('subject_id', '=', actor.userId)]),
    ...(actor.groupIds.length > 0
      ? [b.and([b('subject_kind', '=', 'group'), b('subject_id', 'in', [...actor.groupIds])])]
      : []),
    b('subject_kind', 'in', ['authenticated', 'anonymous']),
  ])
}

/** Ids of the spaces in which the actor holds the permission. */
export async function spacesWithPermission(
  db: Db,
  actor: Actor,
  permission: SpacePermission,
): Promise<number[]> {
  const rows = await db
    .selectFrom('space_permission')
    .select('space_id')
    .distinct()
    .where('permission', '=', permission)
    .where((e) => heldBy(e, actor))
    .execute()
  return rows.map((row) => row.space_id)
}

export async function globalPermissionsOf(db: Db, actor: Actor): Promise<GlobalPermission[]> {
  const rows = await db
    .selectFrom('global_permission')
    .select('permission')
    .distinct()
    .where((e) => heldBy(e, actor))
    .execute()
  return rows.map((row) => row.permission as GlobalPermission)
}

/** Whether the actor holds a global permission as themselves or as a member of a group, not as one of everybody. */
export async function holdsInOwnName(db: Db, actor: Actor, permission: GlobalPermission): Promise<boolean> {
  if (actor.kind !== 'user') return false
  const row = await db
    .selectFrom('global_permission')
    .select('subject_id')
    .where('permission', '=', permission)
    .where('subject_kind', 'in', ['user', 'group'])
    .where((e) => heldBy(e, actor))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether being this user, or a member of this group, gives a global permission: by name or by group. */
export async function confers(
  db: Db,
  permission: GlobalPermission,
  subject: Extract<Subject, { kind: 'user' | 'group' }>,
): Promise<boolean> {
  const row = await db
    .selectFrom('global_permission')
    .select('subject_id')
    .where('permission', '=', permission)
    .where((e) =>
      subject.kind === 'group'
        ? e.and([e('subject_kind', '=', 'group'), e('subject_id', '=', subject.id)])
        : e.or([
            e.and([e('subject_kind', '=', 'user'), e('subject_id', '=', subject.id)]),
            e.and([
              e('subject_kind', '=', 'group'),
              e(
                'subject_id',
                'in',
                e.selectFrom('group_member').select('group_id').where('user_id', '=', subject.id),
              ),
            ]),
          ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * From here to the end of the transaction nobody else asks who is left: of two that take away the last two at once, each
 * would still see the other's. After the change, so that the one who waits sees what the first has done. In SQLite there
 * is one writer at a time anyway.
 */
export async function lockHolders(db: Db, engine: Engine): Promise<void> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(HOLDERS_LOCK)})`.execute(db)
}

/** A number of our own among the locks of the database. */
const HOLDERS_LOCK = 4_817_002

/** Whether any active user holds a global permission, by name or by group. */
export async function anyActiveHolder(db: Db, permission: GlobalPermission): Promise<boolean> {
  const holders = (e: ExpressionBuilder<Tables, 'user_account'>, kind: 'user' | 'group') =>
    e
      .selectFrom('global_permission')
      .select('subject_id')
      .where('permission', '=', permission)
      .where('subject_kind', '=', kind)
  const row = await db
    .selectFrom('user_account')
    .select('id')
    .where('active', '=', 1)
    .where((e) =>
      e.or([
        e('id', 'in', holders(e, 'user')),
        e(
          'id',
          'in',
          e.selectFrom('group_member').select('user_id').where('group_id', 'in', holders(e, 'group')),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether any content at all is restricted in this way: where none is, no page needs a closer look. */
export async function anyRestriction(db: Db, operation: 'read' | 'update'): Promise<boolean> {
  const row = await db
    .selectFrom('content_restriction')
    .select('content_id')
    .where('operation', '=', operation)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Of these contents, those that are restricted and do not list the actor. */
export async function shutOut(
  db: Db,
  actor: Actor,
  operation: 'read' | 'update',
  contentIds: readonly number[],
): Promise<Set<number>> {
  if (contentIds.length === 0) return new Set()
  const restricted = await db
    .selectFrom('content_restriction')
    .select('content_id')
    .distinct()
    .where('operation', '=', operation)
    .where('content_id', 'in', [...contentIds])
    .execute()
  if (restricted.length === 0) return new Set()
  const listed = await db
    .selectFrom('content_restriction')
    .select('content_id')
    .where('operation', '=', operation)
    .where(
      'content_id',
      'in',
      restricted.map((row) => row.content_id),
    )
    .where((e) => heldBy(e, actor))
    .execute()
  const open = new Set(listed.map((row) => row.content_id))
  return new Set(restricted.map((row) => row.content_id).filter((id) => !open.has(id)))
}

export async function insertSpacePermissions(
  db: Db,
  spaceId: number,
  grants: readonly { permission: SpacePermission; subject: Subject }[],
): Promise<void> {
  if (grants.length === 0) return
  await db
    .insertInto('space_permission')
    .values(
      grants.map(({ permission, subject }) => ({
        space_id: spaceId,
        permission,
        subject_kind: subject.kind,
        subject_id: subjectId(subject),
      })),
    )
    .onConflict((c) => c.columns(['space_id', 'permission', 'subject_kind', 'subject_id']).doNothing())
    .execute()
}

/** Every permission on a space, with who holds it. */
export async function spacePermissionRows(
  db: Db,
  spaceId: number,
): Promise<{ permission: SpacePermission; subject: Subject }[]> {
  return (await permissionRowsOfSpaces(db, [spaceId])).map(({ permission, subject }) => ({
    permission,
    subject,
  }))
}

/** Every permission on several spaces, with who holds it. */
export async function permissionRowsOfSpaces(
  db: Db,
  spaceIds: readonly number[],
): Promise<{ spaceId: number; permission: SpacePermission; subject: Subject }[]> {
  if (spaceIds.length === 0) return []
  const rows = await db
    .selectFrom('space_permission')
    .selectAll()
    .where('space_id', 'in', [...spaceIds])
    .orderBy('subject_kind')
    .orderBy('subject_id')
    .orderBy('permission')
    .execute()
  return rows.map((row) => ({
    spaceId: row.space_id,
    permission: row.permission as SpacePermission,
    subject: { kind: row.subject_kind, id: row.subject_id } as Subject,
  }))
}

export async function deleteSpacePermissions(
  db: Db,
  spaceId: number,
  grants: readonly { permission: SpacePermission; subject: Subject }[],
): Promise<void> {
  for (const { permission, subject } of grants) {
    await db
      .deleteFrom('space_permission')
      .where('space_id', '=', spaceId)
      .where('permission', '=', permission)
      .where('subject_kind', '=', subject.kind)
      .where('subject_id', '=', subjectId(subject))
      .execute()
  }
}

export async function insertGlobalPermission(
  db: Db,
  permission: GlobalPermission,
  subject: Subject,
): Promise<void> {
  await db
    .insertInto('global_permission')
    .values({ permission, subject_kind: subject.kind, subject_id: subjectId(subject) })
    .onConflict((c) => c.columns(['permission', 'subject_kind', 'subject_id']).doNothing())
    .execute()
}

/** Every global permission, with who holds it. */
export async function globalPermissionRows(
  db: Db,
): Promise<{ permission: GlobalPermission; subject: Subject }[]> {
  const rows = await db
    .selectFrom('global_permission')
    .selectAll()
    .orderBy('subject_kind')
    .orderBy('subject_id')
    .orderBy('permission')
    .execute()
  return rows.map((row) => ({
    permission: row.permission as GlobalPermission,
    subject: { kind: row.subject_kind, id: row.subject_id } as Subject,
  }))
}

export async function deleteGlobalPermission(
  db: Db,
  permission: GlobalPermission,
  subject: Subject,
): Promise<void> {
  await db
    .deleteFrom('global_permission')
    .where('permission', '=', permission)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subjectId(subject))
    .execute()
}

export async function replaceRestrictions(
  db: Db,
  contentId: number,
  operation: 'read' | 'update',
  subjects: readonly Subject[],
): Promise<void> {
  await db
    .deleteFrom('content_restriction')
    .where('content_id', '=', contentId)
    .where('operation', '=', operation)
    .execute()
  if (subjects.length > 0) {
    await db
      .insertInto('content_restriction')
      .values(
        subjects.map((subject) => ({
          content_id: contentId,
          operation,
          subject_kind: subject.kind,
          subject_id: subjectId(subject),
        })),
      )
      .execute()
  }
  if (operation === 'read') await setGuards(db, contentId)
}

/**
 * Set `guarded` anew: of a content, of what is below it and of what all those hold, or of everything. To be done in the
 * transaction that restricts it for reading, opens it, or hangs it elsewhere; what is inserted takes over what holds it
 * or is above it.
 */
export async function setGuards(db: Db, contentId?: number): Promise<void> {
  const anchor = sql`coalesce(content.container_id, content.id)`
  const guarded = sql<number>`case when exists (
      select 1 from content_restriction as own where own.operation = 'read' and own.content_id = ${anchor})
    or exists (
      select 1 from content_ancestor as above
      inner join content_restriction as theirs on theirs.content_id = above.ancestor_id and theirs.operation = 'read'
      where above.content_id = ${anchor}) then 1 else 0 end`
  const pages = sql`select ${contentId} union all
    select content_id from content_ancestor where ancestor_id = ${contentId}`
  const concerned =
    contentId === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(content.id in (${pages}) or content.container_id in (${pages}))`
  await db
    .updateTable('content')
    .set({ guarded })
    .where(concerned)
    .where(sql<SqlBool>`content.guarded != ${guarded}`)
    .execute()
}

export interface RestrictionRow {
  readonly contentId: number
  readonly operation: 'read' | 'update'
  readonly subject: Subject
}

export async function restrictionsOf(db: Db, contentIds: readonly number[]): Promise<RestrictionRow[]> {
  if (contentIds.length === 0) return []
  const rows = await db
    .selectFrom('content_restriction')
    .selectAll()
    .where('content_id', 'in', [...contentIds])
    .orderBy('subject_id')
    .execute()
  return rows.map((row) => ({
    contentId: row.content_id,
    operation: row.operation as 'read' | 'update',
    subject: { kind: row.subject_kind as 'user' | 'group', id: row.subject_id },
  }))
}

/** Of these contents, the drafts that are not this user's. */
export async function foreignDrafts(
  db: Db,
  userId: number | null,
  ids: readonly number[],
): Promise<Set<number>> {
  const rows = await db
    .selectFrom('content')
    .select('id')
    .where('id', 'in', [...ids])
    .where('status', '=', 'draft')
    .where((e) => e.or([e('created_by', 'is', null), e('created_by', '!=', userId ?? -1)]))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Of these contents, those that were put aside in this way. */
export async function asideAmong(
  db: Db,
  ids: readonly number[],
  status: 'archived' | 'trashed',
): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('content')
    .select('id')
    .where('id', 'in', [...ids])
    .where('status', '=', status)
    .execute()
  return new Set(rows.map((row) => row.id))
}
