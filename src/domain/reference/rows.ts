import type { Db } from '../../store/database.ts'
import { prepared } from '../../store/prepared.ts'

const macroRows = prepared((db: Db, contentId: number) =>
  db.selectFrom('content_macro').select('name').where('content_id', '=', contentId),
)
const mentionRows = prepared((db: Db, contentId: number) =>
  db.selectFrom('content_mention').select('user_id').where('content_id', '=', contentId),
)

/** The macros that a content is known to call. */
export async function macrosOf(db: Db, contentId: number): Promise<string[]> {
  return (await macroRows(db, contentId)).map((row) => row.name)
}

/** Those of these contents that call a macro. */
export async function contentsWithMacro(
  db: Db,
  name: string,
  contentIds: readonly number[],
): Promise<Set<number>> {
  if (contentIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('content_macro')
    .select('content_id')
    .where('name', '=', name)
    .where('content_id', 'in', [...contentIds])
    .execute()
  return new Set(rows.map((row) => Number(row.content_id)))
}

/** Say which macros a content calls, in place of what was said. */
export async function replaceMacros(db: Db, contentId: number, names: readonly string[]): Promise<void> {
  await db.deleteFrom('content_macro').where('content_id', '=', contentId).execute()
  if (names.length === 0) return
  await db
    .insertInto('content_macro')
    .values(names.map((name) => ({ content_id: contentId, name })))
    .execute()
}

export async function mentionsOf(db: Db, contentId: number): Promise<number[]> {
  return (await mentionRows(db, contentId)).map((row) => row.user_id)
}

export async function replaceMentions(db: Db, contentId: number, userIds: readonly number[]): Promise<void> {
  await db.deleteFrom('content_mention').where('content_id', '=', contentId).execute()
  if (userIds.length === 0) return
  await db
    .insertInto('content_mention')
    .values(userIds.map((userId) => ({ content_id: contentId, user_id: userId })))
    .execute()
}
