import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import type { Db, Engine } from '../../store/database.ts'
import { linkBucket } from '../../store/link-bucket.ts'
import { prepared, preparedRows } from '../../store/prepared.ts'
import type { Tables } from '../../store/tables.ts'

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

const deleteMacro = prepared((db: Db, contentId: number, name: string) =>
  db.deleteFrom('content_macro').where('content_id', '=', contentId).where('name', '=', name),
)
const insertMacros = preparedRows('content_macro', ['content_id', 'name'])

/** Say which macros a content calls, in place of those that it is known to call. */
export async function replaceMacros(
  db: Db,
  contentId: number,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  for (const name of before) if (!after.includes(name)) await deleteMacro(db, contentId, name)
  const added = after.filter((name) => !before.includes(name))
  await insertMacros(
    db,
    added.map((name) => ({ content_id: contentId, name })),
  )
}

/** A page or blog post as a content names it; folded. `space` `''`: in the content's own space. */
export interface NamedPage {
  readonly space: string
  readonly title: string
}

const linkRows = prepared((db: Db, contentId: number) =>
  db.selectFrom('content_link').select(['lower_space', 'lower_title']).where('content_id', '=', contentId),
)

/** The pages and blog posts that a content is known to name. */
export async function linksOf(db: Db, contentId: number): Promise<NamedPage[]> {
  const rows = await linkRows(db, contentId)
  return rows.map((row) => ({ space: row.lower_space, title: row.lower_title }))
}

const deleteLink = prepared((db: Db, contentId: number, space: string, title: string) =>
  db
    .deleteFrom('content_link')
    .where('content_id', '=', contentId)
    .where('lower_space', '=', space)
    .where('lower_title', '=', title),
)
const insertLinks = preparedRows('content_link', ['content_id', 'lower_space', 'lower_title'])

/** Say which pages a content names, in place of those that it is known to name. */
export async function replaceLinks(
  db: Db,
  contentId: number,
  before: readonly NamedPage[],
  after: readonly NamedPage[],
): Promise<void> {
  const [known, wanted] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  for (const page of before) {
    if (!wanted.has(keyOf(page))) await deleteLink(db, contentId, page.space, page.title)
  }
  const added = after.filter((page) => !known.has(keyOf(page)))
  await insertLinks(
    db,
    added.map(({ space, title }) => ({ content_id: contentId, lower_space: space, lower_title: title })),
  )
}

/** A name as one text: titles hold no control characters. */
export function keyOf({ space, title }: NamedPage): string {
  return `${space}\u0000${title}`
}

/** Ids of contents that name a page of a space by this folded title, from outside or from within the space, by id. */
export async function referrersTo(
  db: Db,
  engine: Engine,
  page: { readonly spaceId: number; readonly space: string; readonly title: string },
  slice: { readonly after: number; readonly limit: number },
): Promise<number[]> {
  let query = db
    .selectFrom('content_link')
    .innerJoin('content', 'content.id', 'content_link.content_id')
    .select('content_link.content_id')
    .distinct()
    .where('content_link.lower_title', '=', page.title)
    .where('content_link.content_id', '>', slice.after)
    .where((e) =>
      e.or([
        e('content_link.lower_space', '=', page.space),
        e.and([e('content_link.lower_space', '=', ''), e('content.space_id', '=', page.spaceId)]),
      ]),
    )
    .orderBy('content_link.content_id')
    .limit(slice.limit)
  if (engine === 'sqlite') {
    query = query.where(
      (e) =>
        sql<boolean>`${linkBucket(e.ref('content_link.lower_title'))} = ${linkBucket(e.val(page.title))}`,
    )
  }
  return (await query.execute()).map((row) => row.content_id)
}

export async function mentionsOf(db: Db, contentId: number): Promise<number[]> {
  return (await mentionRows(db, contentId)).map((row) => row.user_id)
}

/** Of these users, those whom a visible content that is not in the trash mentions. */
export async function mentionedAmong(
  db: Db,
  userIds: readonly number[],
  visible: (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool>,
): Promise<Set<number>> {
  const rows = await db
    .selectFrom('content')
    .innerJoin('content_mention', 'content_mention.content_id', 'content.id')
    .select('content_mention.user_id')
    .distinct()
    .where('content_mention.user_id', 'in', [...userIds])
    .where('content.status', '!=', 'trashed')
    .where((e) => visible(e as unknown as ExpressionBuilder<Tables, 'content'>))
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

const deleteMentions = prepared((db: Db, contentId: number) =>
  db.deleteFrom('content_mention').where('content_id', '=', contentId),
)
const insertMentions = preparedRows('content_mention', ['content_id', 'user_id'])

export async function replaceMentions(db: Db, contentId: number, userIds: readonly number[]): Promise<void> {
  await deleteMentions(db, contentId)
  await insertMentions(
    db,
    userIds.map((userId) => ({ content_id: contentId, user_id: userId })),
  )
}
