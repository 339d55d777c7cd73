/** A large wiki, written straight into the database: what would take hours through the API takes minutes. */
import { CompiledQuery, sql } from 'kysely'
import { putSearchText } from '../src/search/index.ts'
import type { Database, Db } from '../src/store/database.ts'
import { openDatabase } from '../src/store/open.ts'
import { IdAllocator } from '../src/store/ids.ts'

/** How large. */
export interface Size {
  readonly pages: number
  /** Versions of each page, labels on it and properties of it. */
  readonly each: number
}

/** What can be asked for afterwards. */
export interface LargeWiki {
  readonly ids: readonly string[]
  /** Pages that have 25 children. */
  readonly parents: readonly string[]
}

const CHILDREN = 25
const LABELS = 200
const VOCABULARY = 20_000
const WORDS_A_PAGE = 120
const PAGES_A_TRANSACTION = 500
const THREE_YEARS = 3 * 365 * 24 * 60 * 60 * 1000

type Value = string | number | null

/** Put so many pages more, whose titles end in this name, into the space of this key. Nobody else may have the database open. */
export async function fillLarge(url: string, spaceKey: string, size: Size, name: string): Promise<LargeWiki> {
  const database = await openDatabase(url)
  try {
    const wiki = await fill(database, spaceKey, size, name)
    await tidy(database)
    return wiki
  } finally {
    await database.close()
  }
}

/** What PostgreSQL does by itself a minute later: until then it plans as if the tables were empty. */
export async function tidy(database: Database): Promise<void> {
  if (database.engine === 'postgres') await sql`vacuum analyze`.execute(database.read)
}

/** Word number `n` of the vocabulary. */
export function word(n: number): string {
  const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'pra', 'ste', 'vo', 'zi', 'qua', 'tor', 'fen']
  let text = ''
  for (let rest = n + 12; rest > 0; rest = Math.floor(rest / 12)) text += syllables[rest % 12]
  return text
}

async function fill(
  database: Database,
  spaceKey: string,
  { pages, each }: Size,
  name: string,
): Promise<LargeWiki> {
  const ids = new IdAllocator(database)
  const space = await database.read
    .selectFrom('space')
    .select('id')
    .where('key', '=', spaceKey)
    .executeTakeFirstOrThrow()
  const user = await database.read.selectFrom('user_account').select('id').executeTakeFirstOrThrow()
  const firstLabel = await labelsFrom(database, ids)
  const first = await ids.reserve(pages)
  const firstProperty = await ids.reserve(pages * each)
  const now = Date.now()
  for (let from = 0; from < pages; from += PAGES_A_TRANSACTION) {
    const to = Math.min(pages, from + PAGES_A_TRANSACTION)
    await database.transact((db) =>
      write(db, database.engine, {
        from,
        to,
        first,
        firstProperty,
        firstLabel,
        each,
        now,
        name,
        spaceId: space.id,
        userId: user.id,
      }),
    )
  }
  const all = Array.from({ length: pages }, (_, n) => String(first + n))
  return { ids: all, parents: all.slice(0, Math.floor((pages - 1) / CHILDREN)) }
}

/** The first of the labels, which are made the first time. */
async function labelsFrom(database: Database, ids: IdAllocator): Promise<number> {
  const known = await database.read
    .selectFrom('label')
    .select('id')
    .where('name', '=', 'topic-0')
    .executeTakeFirst()
  if (known) return known.id
  const first = await ids.reserve(LABELS)
  const rows = Array.from({ length: LABELS }, (_, n) => [first + n, 'global', `topic-${n}`, 0])
  await database.transact((db) => insertRows(db, 'label', ['id', 'prefix', 'name', 'owner_id'], rows))
  return first
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly firstProperty: number
  readonly firstLabel: number
  readonly each: number
  readonly now: number
  readonly name: string
  readonly spaceId: number
  readonly userId: number
}

async function write(db: Db, engine: Database['engine'], stretch: Stretch): Promise<void> {
  const { from, to, first, each, spaceId, userId } = stretch
  const contents: Value[][] = []
  const versions: Value[][] = []
  const ancestors: Value[][] = []
  const labels: Value[][] = []
  const properties: Value[][] = []
  const texts: { id: number; title: string; body: string }[] = []
  for (let n = from; n < to; n++) {
    const random = randomFrom(n)
    const id = first + n
    const title = `${word(Math.floor(random() * VOCABULARY))} ${word(Math.floor(random() * 500))} ${stretch.name}${n}`
    const created = stretch.now - Math.floor(random() * THREE_YEARS)
    const updated = created + Math.floor(random() * (stretch.now - created))
    const parent = n === 0 ? null : first + parentOf(n)
    const text = Array.from({ length: WORDS_A_PAGE }, () =>
      word(Math.floor(VOCABULARY * random() ** 3)),
    ).join(' ')
    contents.push([
      id,
      'page',
      'current',
      spaceId,
      parent,
      null,
      title,
      title,
      title,
      null,
      each,
      created,
      userId,
      updated,
      userId,
      null,
      '{}',
    ])
    for (let number = 1; number <= each; number++) {
      const body = number === each ? `<p>${text}</p>` : `<p>Version ${number}</p>`
      versions.push([id, number, title, body, '', 0, created + number, userId])
      labels.push([id, stretch.firstLabel + ((n * 7 + number * 13) % LABELS), created, userId])
      properties.push([
        stretch.firstProperty + n * each + number - 1,
        id,
        `key-${number}`,
        `{"n":${n}}`,
        1,
        updated,
        userId,
      ])
    }
    for (let above = n, depth = 1; above > 0; depth++) {
      above = parentOf(above)
      ancestors.push([id, first + above, depth])
    }
    texts.push({ id, title, body: text })
  }
  await insertRows(db, 'content', CONTENT, contents)
  await insertRows(db, 'content_version', VERSION, versions)
  await insertRows(db, 'content_ancestor', ['content_id', 'ancestor_id', 'depth'], ancestors)
  await insertRows(db, 'content_label', ['content_id', 'label_id', 'created_at', 'created_by'], labels)
  await insertRows(db, 'content_property', PROPERTY, properties)
  for (const text of texts) await putSearchText(db, engine, text)
}

const CONTENT = [
  'id',
  'kind',
  'status',
  'space_id',
  'parent_id',
  'container_id',
  'title',
  'lower_title',
  'unique_title',
  'position',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'owner_id',
  'extra',
]
const VERSION = [
  'content_id',
  'version',
  'title',
  'body',
  'message',
  'minor_edit',
  'created_at',
  'created_by',
]
const PROPERTY = ['id', 'owner_id', 'key', 'value', 'version', 'updated_at', 'updated_by']

/** Rows of one statement: few enough for both engines' bounds on parameters. */
const ROWS_A_STATEMENT = 500

/** Rows of a table, as many a statement as both engines take. */
export async function insertRows(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly Value[][],
): Promise<void> {
  const engineTakes = Math.floor(30_000 / columns.length)
  const step = Math.min(ROWS_A_STATEMENT, engineTakes)
  for (let from = 0; from < rows.length; from += step) {
    const some = rows.slice(from, from + step)
    let position = 0
    const isPostgres = db.getExecutor().adapter.constructor.name.startsWith('Postgres')
    const place = () => (isPostgres ? `$${++position}` : '?')
    const values = some.map((row) => `(${row.map(place).join(',')})`).join(',')
    const statement = `insert into ${table} (${columns.join(',')}) values ${values}`
    await db.executeQuery(CompiledQuery.raw(statement, some.flat()))
  }
}

function parentOf(n: number): number {
  return Math.floor((n - 1) / CHILDREN)
}

/** Mulberry32, as in `seed.ts`. */
function randomFrom(seed: number): () => number {
  let state = (seed * 7919 + 17) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
