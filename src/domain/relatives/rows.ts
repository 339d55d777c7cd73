import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, sql, type SqlBool } from 'kysely'
import type { CursorPosition } from '../../base/page.ts'
import type { Db } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'
import type { Content, ContentKind } from '../content/content.ts'
import { heldByCurrent, toContent } from '../content/rows.ts'

/** By what contents of one kind hang on others: the page above, the holder, or any page further up. */
export type Hanging = 'parent' | 'container' | 'ancestor'

/** The current contents of a kind that hang on each of these, in order, `limit + 1` of each at most; one query. */
export async function listHanging(
  db: Db,
  ids: readonly number[],
  kind: ContentKind,
  hanging: Hanging,
  visible: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
  order: 'id' | 'position',
  slice: { readonly offset: number; readonly limit: number },
): Promise<{ readonly on: number; readonly content: Content }[]> {
  if (ids.length === 0) return []
  const on = sql.ref(HANGING[hanging])
  const sorted =
    order === 'id'
      ? sql`content.id`
      : sql`case when content.position is null then 1 else 0 end, content.position, content.lower_title, content.id`
  const source =
    hanging === 'ancestor'
      ? db
          .selectFrom('content')
          .innerJoin('content_ancestor', 'content_ancestor.content_id', 'content.id')
          .where('content_ancestor.ancestor_id', 'in', [...ids])
      : db.selectFrom('content').where(sql<SqlBool>`${on} in (${sql.join([...ids])})`)
  const ranked = (source as ReturnType<Db['selectFrom']> as unknown as ContentSource)
    .selectAll('content')
    .select(sql<number>`${on}`.as('hangs_on'))
    .select(sql<number>`row_number() over (partition by ${on} order by ${sorted})`.as('place'))
    .where('content.kind', '=', kind)
    .where('content.status', '=', 'current')
    .where(visible)
  const held = kind !== 'page' && hanging !== 'container' ? ranked.where(heldByCurrent) : ranked
  const rows = await db
    .selectFrom(held.as('ranked'))
    .selectAll()
    .where('place', '>', slice.offset)
    .where('place', '<=', slice.offset + slice.limit + 1)
    .orderBy('hangs_on')
    .orderBy('place')
    .execute()
  return rows.map((row) => ({ on: Number(row.hangs_on), content: toContent(row) }))
}

type ContentSource = SelectQueryBuilder<Tables, 'content', object>

const HANGING = {
  parent: 'content.parent_id',
  container: 'content.container_id',
  ancestor: 'content_ancestor.ancestor_id',
} as const

/** A content below another one, and how many levels down. */
export interface DescendantRow {
  readonly content: Content
  readonly depth: number
}

/** The current and archived pages below one, those of the first level first, `limit + 1` at most. */
export async function listDescendants(
  db: Db,
  ancestorId: number,
  deepest: number,
  visible: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
  { limit, after }: { readonly limit: number; readonly after?: CursorPosition },
): Promise<DescendantRow[]> {
  let query = db
    .selectFrom('content_ancestor')
    .innerJoin('content', 'content.id', 'content_ancestor.content_id')
    .selectAll('content')
    .select('content_ancestor.depth')
    .where('content_ancestor.ancestor_id', '=', ancestorId)
    .where('content_ancestor.depth', '<=', deepest)
    .where('content.kind', '=', 'page')
    .where('content.status', 'in', ['current', 'archived'])
    .where((e) => visible(e as unknown as ExpressionBuilder<Tables, 'content'>))
  if (after) {
    const depth = Number(after.key)
    query = query.where((e) =>
      e.or([
        e('content_ancestor.depth', '>', depth),
        e.and([e('content_ancestor.depth', '=', depth), e('content.id', '>', after.id)]),
      ]),
    )
  }
  const rows = await query
    .orderBy('content_ancestor.depth')
    .orderBy('content.id')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({ content: toContent(row), depth: row.depth }))
}
