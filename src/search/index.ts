import { CompiledQuery, sql } from 'kysely'
import { limits } from '../base/limits.ts'
import type { Db, Engine } from '../store/database.ts'
import { putOff } from '../store/put-off.ts'
import { indexId, WORD_MARKS } from './match.ts'
import { textWords, type TextWords, wordsOf } from './words.ts'

/** What makes one thing findable: a content, and also a space (its name) or a user (the full name). */
export interface Searchable {
  readonly id: number
  readonly title: string
  /** Plain text. */
  readonly body: string
  /** Names of labels: `text` and `siteSearch` find them like the body. */
  readonly labels?: readonly string[]
}

/** Put the text of one thing in the index, in place of what was there. */
export async function putSearchText(db: Db, engine: Engine, searchable: Searchable): Promise<void> {
  const { id } = searchable
  const title = storable(searchable.title)
  const body = storable(searchable.body).slice(0, limits.indexedLength).toWellFormed()
  const entry = indexEntry(title, body, searchable.labels ?? [])
  // Written out: every save of a page passes here, and building the same statements anew costs as much as running them.
  if (engine === 'sqlite') {
    await run(db, PUT_TEXT_SQLITE, [id, title, body])
    const row = [
      id,
      entry.title.words,
      [...entry.title.more].join(' '),
      entry.body.words,
      [...entry.body.more].join(' '),
    ]
    await putOff(db, (db) => run(db, PUT_INDEX_SQLITE, row))
    return
  }
  await run(db, PUT_TEXT_POSTGRES, [id, title, body])
  await run(db, PUT_INDEX_POSTGRES, [id, spaced(entry.title), spaced(entry.body), vector(entry)])
}

function run(db: Db, statement: string, parameters: readonly unknown[]): Promise<unknown> {
  return db.executeQuery(CompiledQuery.raw(statement, [...parameters]))
}

const PUT_TEXT_SQLITE = `insert into search_text (id, title, body) values (?, ?, ?)
  on conflict (id) do update set title = excluded.title, body = excluded.body`
const PUT_INDEX_SQLITE = `insert or replace into search_index (rowid, title, title_more, body, body_more)
  values (?, ?, ?, ?, ?)`
const PUT_TEXT_POSTGRES = `insert into search_text (id, title, body) values ($1, $2, $3)
  on conflict (id) do update set title = excluded.title, body = excluded.body`
const PUT_INDEX_POSTGRES = `insert into search_index (id, title_words, body_words, words)
  values ($1, $2, $3, $4::tsvector)
  on conflict (id) do update
  set title_words = excluded.title_words, body_words = excluded.body_words, words = excluded.words`

/** Make one thing unfindable. (A row that is deleted takes its text with it; this is for one that stays.) */
export async function removeSearchText(db: Db, engine: Engine, id: number): Promise<void> {
  await db.deleteFrom('search_text').where('id', '=', id).execute()
  await putOff(db, (db) => sql`delete from search_index where ${indexId(engine)} = ${id}`.execute(db))
}

/** Make everything unfindable, before all of it is put in anew. */
export async function clearSearchIndex(db: Db, engine: Engine): Promise<void> {
  const everything =
    engine === 'postgres'
      ? sql`delete from search_index`
      : sql`insert into search_index (search_index) values ('delete-all')`
  await putOff(db, (db) => everything.execute(db))
}

interface IndexEntry {
  readonly title: TextWords
  readonly body: TextWords
}

function indexEntry(title: string, body: string, labels: readonly string[]): IndexEntry {
  const bodyWords = textWords(body)
  const labelWords = textWords(labels.join(' '))
  const more = new Set([...bodyWords.more, ...wordsOf(labelWords), ...labelWords.more])
  return { title: textWords(title, limits.indexedWordBytes / 10), body: { words: bodyWords.words, more } }
}

/** PostgreSQL takes no NUL, and neither engine half a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\u0000', ' ').toWellFormed()
}

/** Words between spaces, so that a phrase is found as ` first second `. */
function spaced({ words }: TextWords): string {
  return ` ${words} `
}

/**
 * The tsvector of an entry as a literal. A GIN index knows neither weights nor places, so where a word stands is
 * said by a mark before it (`WORD_MARKS`), and every question is answered by the index alone. Phrases are looked up in
 * the spaced words, since a tsvector forgets the places of a word after the 256th. Words hold neither quotes nor
 * backslashes.
 */
function vector({ title, body }: IndexEntry): string {
  const marked = (mark: string, words: Iterable<string>) => [...words].map((word) => mark + word)
  const words = new Set([
    ...wordsOf(title),
    ...marked(WORD_MARKS.title, wordsOf(title)),
    ...marked(WORD_MARKS.more, title.more),
    ...marked(WORD_MARKS.titleMore, title.more),
    ...marked(WORD_MARKS.more, body.more),
    ...wordsOf(body),
  ])
  return [...words].map((word) => `'${word}'`).join(' ')
}
