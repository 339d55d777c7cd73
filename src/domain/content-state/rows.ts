import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { ContentStateTable, Tables } from '../../store/tables.ts'
import type { ContentState } from './state.ts'

function toState(row: Pick<Selectable<ContentStateTable>, 'id' | 'name' | 'color'>): ContentState {
  return { id: row.id, name: row.name, color: row.color }
}

/** The states that a user made, the one used last first. */
export async function customStateRows(db: Db, userId: number, limit: number): Promise<ContentState[]> {
  const rows = await db
    .selectFrom('content_state')
    .selectAll()
    .where('owner_id', '=', userId)
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toState)
}

/** A state that somebody made. */
export async function findState(
  db: Db,
  id: number,
): Promise<(ContentState & { readonly ownerId: number }) | undefined> {
  const row = await db.selectFrom('content_state').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { ...toState(row), ownerId: row.owner_id }
}

export async function insertState(db: Db, row: ContentStateTable): Promise<void> {
  await db.insertInto('content_state').values(row).execute()
}

export async function touchState(db: Db, id: number, at: number): Promise<void> {
  await db.updateTable('content_state').set({ used_at: at }).where('id', '=', id).execute()
}

/** Which state a content has, and since when. */
export async function stateIdOf(
  db: Db,
  contentId: number,
): Promise<{ readonly stateId: number; readonly at: number } | undefined> {
  const row = await db
    .selectFrom('content_in_state')
    .selectAll()
    .where('content_id', '=', contentId)
    .executeTakeFirst()
  return row && { stateId: row.state_id, at: row.set_at }
}

export async function putState(db: Db, contentId: number, stateId: number, at: number): Promise<void> {
  await db
    .insertInto('content_in_state')
    .values({ content_id: contentId, state_id: stateId, set_at: at })
    .onConflict((c) => c.column('content_id').doUpdateSet({ state_id: stateId, set_at: at }))
    .execute()
}

export async function deleteState(db: Db, contentId: number): Promise<boolean> {
  const result = await db
    .deleteFrom('content_in_state')
    .where('content_id', '=', contentId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Ids of the current contents of a space that have a state and are visible, the oldest first; one more than the limit. */
export async function contentIdsInState(
  db: Db,
  spaceId: number,
  stateId: number,
  visible: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
  slice: { readonly offset: number; readonly limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('content')
    .innerJoin('content_in_state', 'content_in_state.content_id', 'content.id')
    .select('content.id')
    .where('content_in_state.state_id', '=', stateId)
    .where('content.space_id', '=', spaceId)
    .where('content.status', '=', 'current')
    .where((e) => visible(e as unknown as ExpressionBuilder<Tables, 'content'>))
    .orderBy('content.id')
    .limit(slice.limit + 1)
    .offset(slice.offset)
    .execute()
  return rows.map(({ id }) => id)
}
