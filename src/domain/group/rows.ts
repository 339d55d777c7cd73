import { foldCase } from '../../base/text.ts'
import type { Db } from '../../store/database.ts'
import type { Group } from './group.ts'

export async function insertGroup(db: Db, group: Group): Promise<void> {
  await db
    .insertInto('user_group')
    .values({ id: group.id, uuid: group.uuid, name: group.name, lower_name: foldCase(group.name) })
    .execute()
}

export async function findGroupsByName(db: Db, names: readonly string[]): Promise<Group[]> {
  if (names.length === 0) return []
  const rows = await db
    .selectFrom('user_group')
    .selectAll()
    .where('lower_name', 'in', names.map(foldCase))
    .execute()
  return rows.map(({ id, uuid, name }) => ({ id, uuid, name }))
}

export async function findGroups(db: Db, ids: readonly number[]): Promise<Group[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('user_group')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(({ id, uuid, name }) => ({ id, uuid, name }))
}

export async function addMember(db: Db, groupId: number, userId: number): Promise<void> {
  await db
    .insertInto('group_member')
    .values({ group_id: groupId, user_id: userId })
    .onConflict((c) => c.columns(['group_id', 'user_id']).doNothing())
    .execute()
}

export async function groupIdsOf(db: Db, userId: number): Promise<number[]> {
  const rows = await db.selectFrom('group_member').select('group_id').where('user_id', '=', userId).execute()
  return rows.map((row) => row.group_id)
}
