import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { emptyDatabase, putContents, putUsersAndSpaces } from '../../test/support/searchable-wiki.ts'
import type { Database } from '../store/database.ts'
import { compileCql } from './cql/compile.ts'
import { countContent, findContent } from './find.ts'

const vocabulary = [
  'release',
  'releases',
  'released',
  'notes',
  'note',
  'deploy',
  'deployment',
  'getPageById',
  'page',
  'foo_bar',
  'foo',
  'bar',
  'ABC-123',
  'a.b.c',
  'Café',
  'Straße',
  '文書管理',
  '東京都',
  '文書',
  '検索テスト',
  '한국어',
  "don't",
  'x',
  '2024',
]

/** The same generator everywhere, so that a failure can be repeated. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('both engines', () => {
  const open: { database: Database; drop(): Promise<void> }[] = []
  before(async () => {
    const random = generator(7)
    const words = (count: number) =>
      Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' ')
    const contents = Array.from({ length: 80 }, (_, i) => ({
      id: 100 + i,
      title: words(1 + Math.floor(random() * 3)),
      body: words(Math.floor(random() * 12)),
      space: 11 + Math.floor(random() * 3),
      by: 1 + Math.floor(random() * 3),
      labels: random() < 0.3 ? ['release'] : [],
    }))
    for (const engine of ['sqlite', 'postgres'] as const) {
      const opened = await emptyDatabase(engine)
      open.push(opened)
      await putUsersAndSpaces(opened.database)
      await putContents(opened.database, contents)
    }
  })
  after(async () => {
    for (const { drop } of open) await drop()
  })

  async function answersOf(cql: string): Promise<string[]> {
    const answers: string[] = []
    for (const { database } of open) {
      const { engine, read } = database
      const compiled = compileCql(cql, { engine, now: 0, currentUserId: 1 })
      const { ids } = await findContent(read, engine, compiled, (e) => e.lit(true), { limit: 200 })
      const rows = await read.selectFrom('content').select('id').where(compiled.where).execute()
      const count = await countContent(read, engine, compiled, (e) => e.lit(true), 200)
      const sorted = (all: readonly number[]) => [...all].sort((a, b) => a - b).join()
      assert.equal(sorted(ids), sorted(rows.map(({ id }) => id)), `${engine}: ${cql}`)
      assert.equal(count, ids.length, `${engine}: ${cql}`)
      answers.push(sorted(ids))
    }
    return answers
  }

  it('find the same for every text that is searched, and fail on none', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...vocabulary),
      fc.constantFrom(
        ' OR ',
        ' AND ',
        ' NOT ',
        ' -',
        ' +',
        '(',
        ')',
        '"',
        '*',
        '~',
        ' ',
        "'",
        ':',
        '^',
        '{',
        '\\',
        '<->',
        '&',
        '|',
        '!',
        '%',
        '_',
        '\u0000',
        '\ud800',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    const text = fc.array(piece, { minLength: 1, maxLength: 9 }).map((all) => all.join(''))
    let found = 0
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('text', 'title'), async (typed, field) => {
        const quoted = `"${typed.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
        const [one, other] = await answersOf(`${field} ~ ${quoted}`)
        assert.equal(one, other, typed)
        if (one !== '') found++
      }),
      { numRuns: 250, seed: 11 },
    )
    assert.equal(found > 50, true, `${found} of the searches found something`)
  })

  it('find the same for every combination of clauses', async () => {
    const word = fc.constantFrom(...vocabulary).map((text) => `"${text}"`)
    const clause = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('text', 'title', 'siteSearch', 'space.title'),
          fc.constantFrom('~', '!~'),
          word,
        )
        .map((all) => all.join(' ')),
      fc.constantFrom(
        'space = DEV',
        'space != OPS',
        'creator = ann',
        'label = release',
        'not type = page',
        'id != 105',
        'title = release',
      ),
    )
    const condition = fc.letrec<{ any: string; group: string }>((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, clause, tie('group')),
      group: fc
        .tuple(fc.constantFrom('', 'not '), tie('any'), fc.constantFrom(' and ', ' or '), tie('any'))
        .map(([not, one, operator, other]) => `${not}(${one}${operator}${other})`),
    }))
    await fc.assert(
      fc.asyncProperty(condition.any, async (cql) => {
        const [one, other] = await answersOf(cql)
        assert.equal(one, other, cql)
      }),
      { numRuns: 120, seed: 5 },
    )
  })

  it('bear the deepest and longest queries that are allowed', async () => {
    const deepText = `${'(foo OR -'.repeat(40)}bar${')'.repeat(40)}`
    const deepCql = `${'(text ~ foo or (not '.repeat(40)}text ~ bar${'))'.repeat(40)}`
    const wide = Array.from({ length: 150 }, (_, i) => `text ~ "w${i} OR foo* x${i} -y${i}"`).join(' or ')
    const list = `id in (${Array.from({ length: 1000 }, (_, i) => i).join(',')})`
    const labels = `label in (${Array.from({ length: 1000 }, (_, i) => `"team:l${i}", x${i}`)
      .slice(0, 500)
      .join(',')})`
    const creators = `creator not in (${Array.from({ length: 1000 }, (_, i) => `u${i}`).join(',')})`
    const phrase = `text ~ "\\"${'foo '.repeat(200)}\\""`
    const mixed = `${'not (space = DEV and ('.repeat(30)}text ~ foo${'))'.repeat(30)}`
    for (const cql of [`text ~ "${deepText}"`, deepCql, wide, list, labels, creators, phrase, mixed]) {
      const [one, other] = await answersOf(cql)
      assert.equal(one, other, cql.slice(0, 80))
    }
  })
})
