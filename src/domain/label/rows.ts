import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { CursorPosition } from '../../base/page.ts'
import type { Db } from '../../store/database.ts'
import { prepared } from '../../store/prepared.ts'
import type { SpaceLabelTable, Tables } from '../../store/tables.ts'
import { heldByCurrent } from '../content/rows.ts'
import type { Label } from './label.ts'

const labelRowsOfOne = prepared((db: Db, contentId: number, ownerId: number) =>
  labelRowsOf(db, [contentId], ownerId),
)

function labelRowsOf(db: Db, contentIds: readonly number[], ownerId: number) {
  return db
    .selectFrom('content_label')
    .innerJoin('label', 'label.id', 'content_label.label_id')
    .select(['content_label.content_id', 'label.id', 'label.prefix', 'label.name'])
    .where('content_label.content_id', 'in', contentIds)
    .where('label.owner_id', 'in', [0, ownerId])
    .orderBy('label.name')
}

/** Labels by content, in the order of their names. `my:` labels only of this owner. */
export async function labelRows(
  db: Db,
  contentIds: readonly number[],
  ownerId: number,
): Promise<Map<number, Label[]>> {
  const found = new Map<number, Label[]>(contentIds.map((id) => [id, []]))
  if (contentIds.length === 0) return found
  const [only] = contentIds
  const rows =
    contentIds.length === 1 && only !== undefined
      ? await labelRowsOfOne(db, only, ownerId)
      : await labelRowsOf(db, [...contentIds], ownerId).execute()
  for (const row of rows) {
    found.get(row.content_id)?.push({ id: row.id, prefix: row.prefix as Label['prefix'], name: row.name })
  }
  return found
}

export async function findLabel(
  db: Db,
  prefix: string,
  name: string,
  ownerId: number,
): Promise<Label | undefined> {
  const row = await db
    .selectFrom('label')
    .selectAll()
    .where('prefix', '=', prefix)
    .where('name', '=', name)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst()
  return row && { id: row.id, prefix: row.prefix as Label['prefix'], name: row.name }
}

/** Only labels of these owners; 0 is everybody. */
export async function findLabelById(
  db: Db,
  id: number,
  ownerIds: readonly number[],
): Promise<Label | undefined> {
  const row = await db
    .selectFrom('label')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', 'in', [...ownerIds])
    .executeTakeFirst()
  return row && { id: row.id, prefix: row.prefix as Label['prefix'], name: row.name }
}

/** What may be seen. */
interface InSight {
  readonly content: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>
  readonly space: (e: ExpressionBuilder<Tables, 'space'>) => Expression<SqlBool>
}

/** The label stands on something that is not in the trash: on content, of this space if one is given, or else on a space. */
function isInSight(
  e: ExpressionBuilder<Tables, 'label'>,
  spaceId: number | undefined,
  visible: InSight,
): Expression<SqlBool> {
  const contents = e
    .selectFrom('content_label')
    .innerJoin('content', 'content.id', 'content_label.content_id')
    .select('content.id')
    .whereRef('content_label.label_id', '=', 'label.id')
    .where('content.status', '!=', 'trashed')
    .where((of) => heldByCurrent(of as unknown as ExpressionBuilder<Tables, 'content'>))
    .where((of) => visible.content(of as unknown as ExpressionBuilder<Tables, 'content'>))
  if (spaceId !== undefined) return e.exists(contents.where('content.space_id', '=', spaceId))
  const spaces = e
    .selectFrom('space_label')
    .innerJoin('space', 'space.id', 'space_label.space_id')
    .select('space.id')
    .whereRef('space_label.label_id', '=', 'label.id')
    .where((of) => visible.space(of as unknown as ExpressionBuilder<Tables, 'space'>))
  return e.or([e.exists(contents), e.exists(spaces)])
}

/** Whether anything visible bears a label: a content that is not in the trash, or a space. */
export async function isBorne(db: Db, labelId: number, visible: InSight): Promise<boolean> {
  const found = await db
    .selectFrom('label')
    .select('label.id')
    .where('label.id', '=', labelId)
    .where((e) => isInSight(e, undefined, visible))
    .executeTakeFirst()
  return found !== undefined
}

export async function insertLabel(db: Db, label: Label, ownerId: number): Promise<void> {
  await db
    .insertInto('label')
    .values({ ...label, owner_id: ownerId })
    .execute()
}

/** True when the content did not have the label yet. */
export async function insertContentLabel(
  db: Db,
  row: { content_id: number; label_id: number; created_at: number; created_by: number | null },
): Promise<boolean> {
  const result = await db
    .insertInto('content_label')
    .values(row)
    .onConflict((c) => c.columns(['content_id', 'label_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function deleteContentLabel(db: Db, contentId: number, labelId: number): Promise<boolean> {
  const result = await db
    .deleteFrom('content_label')
    .where('content_id', '=', contentId)
    .where('label_id', '=', labelId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Labels by space, in the order of their names. `my:` labels only of this owner. */
export async function spaceLabelRows(
  db: Db,
  spaceIds: readonly number[],
  ownerId: number,
): Promise<Map<number, Label[]>> {
  const found = new Map<number, Label[]>(spaceIds.map((id) => [id, []]))
  if (spaceIds.length === 0) return found
  const rows = await db
    .selectFrom('space_label')
    .innerJoin('label', 'label.id', 'space_label.label_id')
    .select(['space_label.space_id', 'label.id', 'label.prefix', 'label.name'])
    .where('space_label.space_id', 'in', [...spaceIds])
    .where('label.owner_id', 'in', [0, ownerId])
    .orderBy('label.name')
    .execute()
  for (const row of rows) {
    found.get(row.space_id)?.push({ id: row.id, prefix: row.prefix as Label['prefix'], name: row.name })
  }
  return found
}

/** Ids of the spaces that carry a label. */
export async function spaceIdsLabelled(db: Db, labelId: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('space_label')
    .select('space_id')
    .where('label_id', '=', labelId)
    .orderBy('space_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.space_id)
}

/** True when the space did not have the label yet. */
export async function insertSpaceLabel(db: Db, row: SpaceLabelTable): Promise<boolean> {
  const result = await db
    .insertInto('space_label')
    .values(row)
    .onConflict((c) => c.columns(['space_id', 'label_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function deleteSpaceLabel(db: Db, spaceId: number, labelId: number): Promise<boolean> {
  const result = await db
    .deleteFrom('space_label')
    .where('space_id', '=', spaceId)
    .where('label_id', '=', labelId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Everybody's labels with how many visible contents carry each. `beside`: labels of contents that carry one of these. */
export async function countLabels(
  db: Db,
  filter: {
    readonly spaceIds?: readonly number[]
    readonly contentIds?: readonly number[]
    readonly beside?: readonly string[]
    readonly name?: string
  },
  visible: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
  sort: 'count' | 'name' | 'recent',
  limit: number,
): Promise<{ id: number; name: string; count: number }[]> {
  let query = db
    .selectFrom('content')
    .innerJoin('content_label', 'content_label.content_id', 'content.id')
    .innerJoin('label', 'label.id', 'content_label.label_id')
    .select((e) => [
      'label.id',
      'label.name',
      e.fn.countAll<number>().as('count'),
      e.fn.max('content_label.created_at').as('latest'),
    ])
    .where('label.owner_id', '=', 0)
    .where('label.prefix', '=', 'global')
    .where('content.status', '=', 'current')
    .where((e) => heldByCurrent(e as unknown as ExpressionBuilder<Tables, 'content'>))
    .where((e) => visible(e as unknown as ExpressionBuilder<Tables, 'content'>))
    .groupBy(['label.id', 'label.name'])
  const { spaceIds, contentIds, beside, name } = filter
  if (name !== undefined) query = query.where('label.name', '=', name)
  if (spaceIds) query = query.where('content.space_id', 'in', spaceIds.length > 0 ? [...spaceIds] : [0])
  if (contentIds) query = query.where('content.id', 'in', contentIds.length > 0 ? [...contentIds] : [0])
  if (beside) {
    query = query.where('label.name', 'not in', [...beside]).where((e) =>
      e.exists(
        e
          .selectFrom('content_label as other')
          .innerJoin('label as other_label', 'other_label.id', 'other.label_id')
          .select('other.content_id')
          .whereRef('other.content_id', '=', 'content.id')
          .where('other_label.owner_id', '=', 0)
          .where('other_label.name', 'in', [...beside]),
      ),
    )
  }
  if (sort === 'count') query = query.orderBy('count', 'desc')
  if (sort === 'recent') query = query.orderBy('latest', 'desc')
  const rows = await query.orderBy('label.name').limit(limit).execute()
  return rows.map((row) => ({ id: row.id, name: row.name, count: Number(row.count) }))
}

/** By age or by name. */
export type LabelOrder = 'id' | '-id' | 'name' | '-name'

export interface LabelSlice {
  readonly limit: number
  readonly after?: CursorPosition
}

/** A stretch of the labels of these owners that stand on something visible, `limit + 1` at most. */
export async function listLabelRows(
  db: Db,
  filter: {
    readonly ownerIds: readonly number[]
    readonly ids?: readonly number[]
    readonly prefixes?: readonly string[]
    readonly spaceId?: number
  },
  visible: InSight,
  order: LabelOrder,
  { limit, after }: LabelSlice,
): Promise<Label[]> {
  const { ownerIds, ids, prefixes, spaceId } = filter
  let query = db
    .selectFrom('label')
    .select(['label.id', 'label.prefix', 'label.name'])
    .where('label.owner_id', 'in', [...ownerIds])
    .where((e) => isInSight(e, spaceId, visible))
  if (ids) query = query.where((e) => (ids.length > 0 ? e('label.id', 'in', [...ids]) : e.lit(false)))
  if (prefixes)
    query = query.where((e) => (prefixes.length > 0 ? e('label.prefix', 'in', [...prefixes]) : e.lit(false)))
  const byName = order === 'name' || order === '-name'
  const [sign, direction] = order.startsWith('-') ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
  if (after) {
    const name = String(after.key)
    query = query.where((e) =>
      byName
        ? e.or([
            e('label.name', sign, name),
            e.and([e('label.name', '=', name), e('label.id', sign, after.id)]),
          ])
        : e('label.id', sign, after.id),
    )
  }
  if (byName) query = query.orderBy('label.name', direction)
  const rows = await query
    .orderBy('label.id', direction)
    .limit(limit + 1)
    .execute()
  return rows.map(({ id, prefix, name }) => ({ id, prefix: prefix as Label['prefix'], name }))
}
