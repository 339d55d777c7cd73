import { sql } from 'kysely'
import { limits } from '../base/limits.ts'
import type { Db, Engine } from '../store/database.ts'
import { prepared } from '../store/prepared.ts'
import { WORD_MARKS } from './match.ts'
import { textWords, type TextWords } from './words.ts'

/** What makes one thing findable: a content, and also a space (its name) or a user (the full name). */
export interface Searchable {
  readonly id: number
  readonly title: string
  /** Plain text. */
  readonly body: string
  /** Names of labels: `text` and `siteSearch` find them like the body. */
  readonly labels?: readonly string[]
}

const putText = prepared((db: Db, id: number, title: string, body: string) =>
  db
    .insertInto('search_text')
    .values({ id, title, body })
    .onConflict((c) => c.column('id').doUpdateSet({ title, body })),
)

const putWords = prepared(
  (db: Db, id: number, title: string, titleMore: string, body: string, bodyMore: string) => ({
    compile: () =>
      sql`insert or replace into search_index (rowid, title, title_more, body, body_more)
        values (${id}, ${title}, ${titleMore}, ${body}, ${bodyMore})`.compile(db),
  }),
)

/** Put the text of one thing in the index, in place of what was there. */
export async function putSearchText(db: Db, engine: Engine, searchable: Searchable): Promise<void> {
  const { id } = searchable
  const title = storable(searchable.title)
  const body = storable(searchable.body).slice(0, limits.indexedLength)
  await putText(db, id, title, body)
  const entry = indexEntry(title, body, searchable.labels ?? [])
  if (engine === 'sqlite') {
    const title = [entry.title.words.join(' '), [...entry.title.more].join(' ')] as const
    await putWords(db, id, ...title, entry.body.words.join(' '), [...entry.body.more].join(' '))
    return
  }
  const titleWords = spaced(entry.title)
  const bodyWords = spaced(entry.body)
  await sql`insert into search_index (id, title_words, body_words, words)
    values (${id}, ${titleWords}, ${bodyWords}, ${vector(entry)}::tsvector)
    on conflict (id) do update
    set title_words = excluded.title_words, body_words = excluded.body_words, words = excluded.words`.execute(
    db,
  )
}

/** Make one thing unfindable. (A row that is deleted takes its text with it; this is for one that stays.) */
export async function removeSearchText(db: Db, engine: Engine, id: number): Promise<void> {
  await db.deleteFrom('search_text').where('id', '=', id).execute()
  const key = sql.raw(engine === 'sqlite' ? 'rowid' : 'id')
  await sql`delete from search_index where ${key} = ${id}`.execute(db)
}

interface IndexEntry {
  readonly title: TextWords
  readonly body: TextWords
}

function indexEntry(title: string, body: string, labels: readonly string[]): IndexEntry {
  const bodyWords = textWords(body)
  const { words, more } = textWords(labels.join(' '))
  return {
    title: textWords(title, limits.indexedWordBytes / 10),
    body: { ...bodyWords, more: new Set([...bodyWords.more, ...words, ...more]) },
  }
}

/** PostgreSQL takes no NUL, and neither engine half a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\u0000', ' ').toWellFormed()
}

/** Words between spaces, so that a phrase is found as ` first second `. */
function spaced({ words }: TextWords): string {
  return ` ${words.join(' ')} `
}

const MOST_PLACES = 6

/**
 * The tsvector of an entry as a literal. A GIN index knows neither weights nor places, so where a word stands is
 * said by a mark before it (`WORD_MARKS`), and every question is answered by the index alone. Weights and places
 * only serve the rank: A the title, D the body, and the more places the more often it occurs. Phrases are looked up
 * in the spaced words, since a tsvector forgets the places of a word after the 256th.
 * Words hold neither quotes nor backslashes.
 */
function vector({ title, body }: IndexEntry): string {
  const places = new Map<string, string>()
  for (const word of title.counts.keys()) {
    places.set(word, '1A')
    places.set(WORD_MARKS.title + word, '')
  }
  for (const word of title.more) {
    places.set(WORD_MARKS.more + word, '2B')
    places.set(WORD_MARKS.titleMore + word, '')
  }
  for (const word of body.more) add(places, WORD_MARKS.more + word, '3C')
  for (const [word, count] of body.counts)
    add(places, word, BODY_PLACES[Math.min(count, MOST_PLACES)] ?? '4D')
  let literal = ''
  for (const [word, at] of places) literal += at === '' ? `'${word}' ` : `'${word}':${at} `
  return literal
}

/** By count: `4D`, `4D,5D` … */
const BODY_PLACES = Array.from({ length: MOST_PLACES + 1 }, (_, count) =>
  Array.from({ length: Math.max(count, 1) }, (_, i) => `${i + 4}D`).join(','),
)

function add(places: Map<string, string>, word: string, at: string): void {
  const before = places.get(word)
  places.set(word, before === undefined ? at : `${before},${at}`)
}
