import { sql, type SqlBool } from 'kysely'
import { foldCase } from '../../base/text.ts'
import type { Db } from '../../store/database.ts'
import type { GlobalPermission } from '../access/permissions.ts'
import { toUser } from '../user/rows.ts'
import type { User } from '../user/user.ts'
import type { Group } from './group.ts'

/** Which groups of all: those whose name has a text, that give a permission, or that a user is in. */
export interface GroupFilter {
  readonly nameHas?: string
  readonly giving?: GlobalPermission
  readonly memberId?: number
}

type Stretch = { readonly offset: number; readonly limit: number }

export async function insertGroup(db: Db, group: Group): Promise<void> {
  await db
    .insertInto('user_group')
    .values({ id: group.id, uuid: group.uuid, name: group.name, lower_name: foldCase(group.name) })
    .execute()
}

/**
 * Remove a group, its memberships and its permissions. Restrictions that name it stay: a page that only its members
 * could read must not open to everybody.
 */
export async function deleteGroup(db: Db, id: number): Promise<void> {
  for (const table of ['space_permission', 'global_permission'] as const) {
    await db.deleteFrom(table).where('subject_kind', '=', 'group').where('subject_id', '=', id).execute()
  }
  await db.deleteFrom('group_member').where('group_id', '=', id).execute()
  await db.deleteFrom('user_group').where('id', '=', id).execute()
}

export async function findGroupsByName(db: Db, names: readonly string[]): Promise<Group[]> {
  if (names.length === 0) return []
  const rows = await db
    .selectFrom('user_group')
    .selectAll()
    .where('lower_name', 'in', names.map(foldCase))
    .execute()
  return rows.map(toGroup)
}

export async function findGroupByUuid(db: Db, uuid: string): Promise<Group | undefined> {
  const row = await db.selectFrom('user_group').selectAll().where('uuid', '=', uuid).executeTakeFirst()
  return row && toGroup(row)
}

export async function findGroups(db: Db, ids: readonly number[]): Promise<Group[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('user_group')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(toGroup)
}

export async function listGroupRows(db: Db, filter: GroupFilter, stretch: Stretch): Promise<Group[]> {
  const rows = await matching(db, filter)
    .selectAll('user_group')
    .orderBy('lower_name')
    .limit(stretch.limit + 1)
    .offset(stretch.offset)
    .execute()
  return rows.map(toGroup)
}

export async function countGroups(db: Db, filter: GroupFilter): Promise<number> {
  const row = await matching(db, filter)
    .select((e) => e.fn.countAll().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

function matching(db: Db, filter: GroupFilter) {
  let query = db.selectFrom('user_group')
  const { nameHas, giving, memberId } = filter
  if (nameHas !== undefined) {
    // A search text is no pattern: `%`, `_` and the escape itself stand for themselves.
    const pattern = `%${foldCase(nameHas).replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(sql<SqlBool>`lower_name like ${pattern} escape '\\'`)
  }
  if (giving !== undefined) {
    query = query.where((e) =>
      e(
        'id',
        'in',
        e
          .selectFrom('global_permission')
          .select('subject_id')
          .where('subject_kind', '=', 'group')
          .where('permission', '=', giving),
      ),
    )
  }
  if (memberId !== undefined) {
    query = query.where((e) =>
      e('id', 'in', e.selectFrom('group_member').select('group_id').where('user_id', '=', memberId)),
    )
  }
  return query
}

/** Active members of a group, by name. */
export async function listMemberRows(db: Db, groupId: number, stretch: Stretch): Promise<User[]> {
  const rows = await members(db, groupId)
    .selectAll('user_account')
    .orderBy('lower_username')
    .limit(stretch.limit + 1)
    .offset(stretch.offset)
    .execute()
  return rows.map(toUser)
}

export async function countMembers(db: Db, groupId: number): Promise<number> {
  const row = await members(db, groupId)
    .select((e) => e.fn.countAll().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

function members(db: Db, groupId: number) {
  return db
    .selectFrom('user_account')
    .where('active', '=', 1)
    .where((e) =>
      e('id', 'in', e.selectFrom('group_member').select('user_id').where('group_id', '=', groupId)),
    )
}

/** False when the user is a member already. */
export async function addMember(db: Db, groupId: number, userId: number): Promise<boolean> {
  const result = await db
    .insertInto('group_member')
    .values({ group_id: groupId, user_id: userId })
    .onConflict((c) => c.columns(['group_id', 'user_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when the user is no member. */
export async function deleteMember(db: Db, groupId: number, userId: number): Promise<boolean> {
  const result = await db
    .deleteFrom('group_member')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function groupIdsOf(db: Db, userId: number): Promise<number[]> {
  const rows = await db.selectFrom('group_member').select('group_id').where('user_id', '=', userId).execute()
  return rows.map((row) => row.group_id)
}

function toGroup({ id, uuid, name }: Group): Group {
  return { id, uuid, name }
}
