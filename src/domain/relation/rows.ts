import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { RelationTable, Tables } from '../../store/tables.ts'

/** One end of a relation as it is kept. */
export interface EndRow {
  readonly kind: 'user' | 'content' | 'space'
  readonly id: number
  /** Of a historical content its version; else 0. */
  readonly version: number
}

/** What may be seen at the far end of a relation, for each kind that needs to be asked. */
export interface Sight {
  readonly content: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>
  readonly space: (e: ExpressionBuilder<Tables, 'space'>) => Expression<SqlBool>
}

/** False when it is there already. */
export async function insertRelation(db: Db, relation: RelationTable): Promise<boolean> {
  const result = await db
    .insertInto('relation')
    .values(relation)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when there is none. */
export async function deleteRelation(db: Db, name: string, source: EndRow, target: EndRow): Promise<boolean> {
  const result = await db
    .deleteFrom('relation')
    .where('name', '=', name)
    .where((e) => e.and([isEnd(e, 'source', source), isEnd(e, 'target', target)]))
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function findRelation(
  db: Db,
  name: string,
  source: EndRow,
  target: EndRow,
): Promise<RelationTable | undefined> {
  return db
    .selectFrom('relation')
    .selectAll()
    .where('name', '=', name)
    .where((e) => e.and([isEnd(e, 'source', source), isEnd(e, 'target', target)]))
    .executeTakeFirst()
}

/** The relations of one name at one end whose other end is of a kind and may be seen, oldest first, `limit + 1` at most. */
export async function listRelationRows(
  db: Db,
  name: string,
  near: { readonly side: 'source' | 'target'; readonly end: EndRow },
  farKind: EndRow['kind'],
  sight: Sight,
  slice: { readonly offset: number; readonly limit: number },
): Promise<RelationTable[]> {
  const far = near.side === 'source' ? 'target' : 'source'
  let query = db
    .selectFrom('relation')
    .selectAll('relation')
    .where('name', '=', name)
    .where(`${far}_kind`, '=', farKind)
    .where((e) => isEnd(e, near.side, near.end))
  if (farKind === 'content') {
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('content')
          .select('content.id')
          .whereRef('content.id', '=', `relation.${far}_id`)
          .where('content.status', '!=', 'trashed')
          .where((c) => sight.content(c as unknown as ExpressionBuilder<Tables, 'content'>)),
      ),
    )
  }
  if (farKind === 'space') {
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('space')
          .select('space.id')
          .whereRef('space.id', '=', `relation.${far}_id`)
          .where((c) => sight.space(c as unknown as ExpressionBuilder<Tables, 'space'>)),
      ),
    )
  }
  return query
    .orderBy('created_at')
    .orderBy(`${far}_id`)
    .orderBy(`${far}_version`)
    .limit(slice.limit + 1)
    .offset(slice.offset)
    .execute()
}

function isEnd(
  e: ExpressionBuilder<Tables, 'relation'>,
  side: 'source' | 'target',
  end: EndRow,
): Expression<SqlBool> {
  return e.and([
    e(`relation.${side}_kind`, '=', end.kind),
    e(`relation.${side}_id`, '=', end.id),
    e(`relation.${side}_version`, '=', end.version),
  ])
}
