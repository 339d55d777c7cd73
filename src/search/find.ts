import {
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type Selectable,
  type SelectQueryBuilder,
  sql,
  type SqlBool,
} from 'kysely'
import { limits } from '../base/limits.ts'
import { foldCase } from '../base/text.ts'
import type { Db, Engine } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import type { CompiledCql, CqlSort } from './cql/compile.ts'
import { indexId, indexMatches } from './match.ts'
import type { TextQuery } from './query.ts'
import { relevanceTo } from './relevance.ts'

type Predicate<Table extends keyof Tables> = (e: ExpressionBuilder<Tables, Table>) => Expression<SqlBool>

/** The reader's own condition, put into the same query. */
export type ContentPredicate = Predicate<'content'>

/** Where a page of hits begins: so many after the first, or after the hit whose sort keys and id these are. */
export type CqlPosition = { readonly offset: number } | { readonly after: readonly (string | number)[] }

export interface CqlSlice {
  readonly limit: number
  readonly from?: CqlPosition
}

export interface CqlHits {
  /** Ids in order. */
  readonly ids: readonly number[]
  /** Where the next page begins; undefined after the last. */
  readonly next: CqlPosition | undefined
}

/** One page of the contents that a query finds and `visible` lets the reader see. */
export async function findContent(
  db: Db,
  engine: Engine,
  compiled: CompiledCql,
  visible: ContentPredicate,
  slice: CqlSlice,
): Promise<CqlHits> {
  if (!compiled.things.includes('content') || slice.limit <= 0) return { ids: [], next: undefined }
  const search: Search = { db, engine, compiled, visible }
  if (compiled.order.length > 0 || compiled.text === undefined) return findSorted(search, slice)
  return findRanked(search, compiled.text, slice)
}

/** How many contents a query finds, counted no further than `most`. */
export async function countContent(
  db: Db,
  engine: Engine,
  compiled: CompiledCql,
  visible: ContentPredicate,
  most: number,
): Promise<number> {
  if (!compiled.things.includes('content')) return 0
  const hits = matching({ db, engine, compiled, visible })
    .select(sql<number>`1`.as('one'))
    .limit(most)
  const row = await db
    .selectFrom(hits.as('hit'))
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** One page of the spaces that a query finds, by name. */
export async function findSpaces(
  db: Db,
  compiled: CompiledCql,
  visible: Predicate<'space'>,
  slice: { readonly limit: number; readonly offset?: number },
): Promise<readonly number[]> {
  if (!compiled.things.includes('space')) return []
  const rows = await db
    .selectFrom('space')
    .select('space.id')
    .where(compiled.whereSpace)
    .where(visible)
    .orderBy('space.name')
    .orderBy('space.id')
    .limit(slice.limit)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(({ id }) => id)
}

/** One page of the users that a query finds, by full name. */
export async function findUsers(
  db: Db,
  compiled: CompiledCql,
  visible: Predicate<'user_account'>,
  slice: { readonly limit: number; readonly offset?: number },
): Promise<readonly number[]> {
  if (!compiled.things.includes('user')) return []
  const rows = await db
    .selectFrom('user_account')
    .select('user_account.id')
    .where(compiled.whereUser)
    .where(visible)
    .orderBy('user_account.display_name')
    .orderBy('user_account.id')
    .limit(slice.limit)
    .offset(slice.offset ?? 0)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many users fulfil a query, counted no further than the limit. */
export async function countUsers(
  db: Db,
  compiled: CompiledCql,
  visible: Predicate<'user_account'>,
  limit: number,
): Promise<number> {
  if (!compiled.things.includes('user')) return 0
  const some = db
    .selectFrom('user_account')
    .select('user_account.id')
    .where(compiled.whereUser)
    .where(visible)
    .limit(limit)
    .as('some')
  const row = await db
    .selectFrom(some)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** How many spaces fulfil a query, counted no further than the limit. */
export async function countSpaces(
  db: Db,
  compiled: CompiledCql,
  visible: Predicate<'space'>,
  limit: number,
): Promise<number> {
  if (!compiled.things.includes('space')) return 0
  const some = db
    .selectFrom('space')
    .select('space.id')
    .where(compiled.whereSpace)
    .where(visible)
    .limit(limit)
    .as('some')
  const row = await db
    .selectFrom(some)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

interface Search {
  readonly db: Db
  readonly engine: Engine
  readonly compiled: CompiledCql
  readonly visible: ContentPredicate
}

/**
 * The contents that fulfil everything. With text the index comes first and the content of each hit is looked up:
 * `cross join` keeps SQLite from turning that around, and asking FTS5 once per content.
 */
function matching(search: Search, text = search.compiled.text): ContentQuery {
  const { db, engine, compiled, visible } = search
  const words = text && indexMatches(engine, text)
  if (words === undefined) return contentsOf(search).where(compiled.filter).where(visible)
  const joined = db
    .selectFrom('search_index')
    .crossJoin('content')
    .where(sql<SqlBool>`content.id = ${indexId(engine)}`)
    .where(words)
    .where(compiled.filter)
  // The predicate knows of `content` alone, and the name means the same here.
  return (joined as unknown as ContentQuery).where(visible)
}

type ContentQuery = SelectQueryBuilder<Tables, 'content', object>

/** SQLite would look up whole rows of what a label is on, and asks the smaller index only when it is told to. */
function contentsOf({ db, engine, compiled }: Search): ContentQuery {
  if (engine === 'postgres' || !compiled.asksOnlyFacts) return db.selectFrom('content')
  const facts = sql<Selectable<Tables['content']>>`(select * from content indexed by content_facts)`
  return db.selectFrom(facts.as('content')) as unknown as ContentQuery
}

const NEWEST: readonly CqlSort[] = [
  { values: 'number', by: sql<number>`content.updated_at`, descending: true },
]

async function findSorted(search: Search, { limit, from }: CqlSlice): Promise<CqlHits> {
  const order = search.compiled.order.length > 0 ? search.compiled.order : NEWEST
  const keys = [
    ...order,
    { values: 'number', by: sql<number>`content.id`, descending: order.at(-1)?.descending },
  ]
  let query = matching(search).select('content.id')
  keys.forEach((key, i) => {
    const by = comparable(search.engine, key)
    query = query.select(by.as(`key${i}`)).orderBy(by, key.descending ? 'desc' : 'asc') as typeof query
  })
  if (from !== undefined && 'after' in from) query = query.where(after(search.engine, keys, from.after))
  if (from !== undefined && 'offset' in from) query = query.offset(from.offset)
  const rows = (await query.limit(limit + 1).execute()) as Record<string, string | number>[]
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    ids: rows.slice(0, limit).map((row) => Number(row.id)),
    next: last && { after: keys.map((_, i) => last[`key${i}`] ?? 0) },
  }
}

interface SortKey extends Omit<CqlSort, 'values' | 'descending'> {
  readonly values: string
  readonly descending: boolean | undefined
}

/** Texts are compared by their code points on both engines, so that pages begin and end at the same hit. */
function comparable(engine: Engine, { values, by }: SortKey): RawBuilder<string | number> {
  return values === 'text' && engine === 'postgres' ? sql<string>`(${by}) collate "C"` : by
}

/** Behind a hit in the order of the keys, the id last. */
function after(engine: Engine, keys: readonly SortKey[], values: readonly (string | number)[]) {
  const alternatives = keys.map((key, i) => {
    const equal = keys
      .slice(0, i)
      .map((one, j) => sql<SqlBool>`${comparable(engine, one)} = ${values[j] ?? 0}`)
    const sign = sql.raw(key.descending ? '<' : '>')
    const beyond = sql<SqlBool>`${comparable(engine, key)} ${sign} ${values[i] ?? 0}`
    return sql<SqlBool>`(${sql.join([...equal, beyond], sql` and `)})`
  })
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`
}

/**
 * Hits of words: those whose title is just what was searched for, then the others by how well they fit. Of more than can be
 * read for that, the newest of those that hold the words in their title, then all others, the newest first. How often words
 * occur in all texts is not asked, nor how many hits there are for whoever may see them: an order that depends on it would
 * tell of words in what the reader may not see.
 */
async function findRanked(search: Search, text: TextQuery, { limit, from }: CqlSlice): Promise<CqlHits> {
  const offset = from !== undefined && 'offset' in from ? from.offset : 0
  const few = await fewHits(search)
  const ids = few
    ? (await byRelevance(search, few)).slice(offset, offset + limit + 1)
    : await rankedHits(search, text, limit + 1, offset)
  return {
    ids: ids.slice(0, limit),
    next: ids.length > limit ? { offset: offset + limit } : undefined,
  }
}

/** All hits that the reader may see, if they are few. */
async function fewHits(search: Search): Promise<number[] | undefined> {
  const rows = await matching(search)
    .select('content.id')
    .limit(limits.relevantHits + 1)
    .execute()
  return rows.length > limits.relevantHits ? undefined : rows.map(({ id }) => id)
}

/** By whole title, then by how well they fit, then by age. */
async function byRelevance({ db, compiled }: Search, ids: readonly number[]): Promise<number[]> {
  if (ids.length < 2) return [...ids]
  const rows = await db
    .selectFrom('search_text')
    .select([
      'id',
      'title',
      (e) => e.fn<string>('substr', ['body', sql.lit(1), sql.lit(limits.relevanceLength)]).as('body'),
    ])
    .where('id', 'in', [...ids])
    .execute()
  const texts = new Map(rows.map((row) => [row.id, row]))
  const fits = relevanceTo(compiled.terms)
  const whole = new Set(compiled.titles)
  return ids
    .map((id) => {
      const text = texts.get(id) ?? { title: '', body: '' }
      return { id, isWhole: whole.has(foldCase(text.title)), fit: fits(text) }
    })
    .toSorted((a, b) => Number(b.isWhole) - Number(a.isWhole) || b.fit - a.fit || b.id - a.id)
    .map(({ id }) => id)
}

async function rankedHits(search: Search, text: TextQuery, limit: number, offset: number): Promise<number[]> {
  const first = await firstHits(search, text)
  const ids = first.slice(offset, offset + limit)
  if (ids.length === limit) return ids
  let query = matching(search).select('content.id')
  if (first.length > 0) query = query.where('content.id', 'not in', first)
  const rows = await query
    .orderBy(byAge(search.engine, await countInIndex(search, text)), 'desc')
    .limit(limit - ids.length)
    .offset(Math.max(offset - first.length, 0))
    .execute()
  return [...ids, ...rows.map(({ id }) => id)]
}

/** How many things hold the words, whoever may see them; PostgreSQL finds them in another way when they are many. */
async function countInIndex({ db, engine }: Search, text: TextQuery): Promise<number> {
  if (engine === 'sqlite') return 0
  const { rows } = await sql<{ count: number }>`select count(*) as count from
    (select 1 from search_index where ${indexMatches(engine, text) ?? sql`true`}
      limit ${limits.sortedHitsPostgres}) as hit`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

async function firstHits(search: Search, text: TextQuery): Promise<number[]> {
  const { db, engine, compiled, visible } = search
  const first = new Set<number>()
  const words = indexMatches(engine, text)
  if (compiled.titles.length > 0 && words !== undefined) {
    const whole = await db
      .selectFrom('content')
      .select('content.id')
      .where('content.lower_title', 'in', compiled.titles)
      .where(
        sql<SqlBool>`exists (select 1 from search_index where ${indexId(engine)} = content.id and ${words})`,
      )
      .where(compiled.filter)
      .where(visible)
      .orderBy('content.id', 'desc')
      .limit(limits.titleHits)
      .execute()
    for (const { id } of whole) first.add(id)
  }
  const inTitle = onlyTitles(text)
  if (inTitle !== undefined) {
    const titled = await matching(search, inTitle)
      .select('content.id')
      .orderBy(byAge(engine, 0), 'desc')
      .limit(limits.titleHits)
      .execute()
    for (const { id } of titled) first.add(id)
  }
  return [...first]
}

/**
 * The order of ids is the order of age. FTS5 gives its hits in it. PostgreSQL would always go through the primary
 * key backwards, which ends soon only when hits are frequent; a sum keeps it from that, so that it asks the index.
 */
function byAge(engine: Engine, inIndex: number): RawBuilder<number> {
  if (engine === 'sqlite' || inIndex >= limits.sortedHitsPostgres) return indexId(engine)
  return sql<number>`${indexId(engine)} + 0`
}

/** The same words in the title, which holds of some of the hits only; undefined when that is asked for already. */
function onlyTitles(query: TextQuery): TextQuery | undefined {
  const narrowed = narrow(query)
  return JSON.stringify(narrowed) === JSON.stringify(query) ? undefined : narrowed
}

function narrow(query: TextQuery): TextQuery {
  if (query.kind === 'term') return { ...query, scope: 'title' }
  if (query.kind === 'not') return query
  return query.kind === 'all' ? query : { kind: query.kind, parts: query.parts.map(narrow) }
}
