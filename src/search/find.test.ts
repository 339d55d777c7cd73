import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import {
  emptyDatabase,
  type Findable,
  putContents,
  putUsersAndSpaces,
} from '../../test/support/searchable-wiki.ts'
import { limits } from '../base/limits.ts'
import type { Database, Engine } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { compileCql } from './cql/compile.ts'
import type { CqlScope } from './cql/scope.ts'
import { countContent, type CqlPosition, findContent, findSpaces, findUsers } from './find.ts'
import { putSearchText, removeSearchText } from './index.ts'

const contents: Findable[] = [
  { id: 100, title: 'Home', body: 'Welcome to the handbook.', created: '2024-01-01', macros: ['children'] },
  {
    id: 101,
    title: 'Release notes',
    body: 'Everything about releases. The parser now reads foo_bar and getPageById; see ABC-123 and a.b.c.',
    parent: 100,
    ancestors: [100],
    created: '2024-02-01',
    updated: '2024-03-10T12:30:00Z',
    labels: ['docs', 'release'],
    macros: ['toc', 'info'],
    mentions: [2],
    contributors: [2],
  },
  {
    id: 102,
    title: 'Deployment guide',
    body: 'How to deploy a release: run the HTTPServer. Café naïve Straße.',
    parent: 101,
    ancestors: [101, 100],
    by: 2,
    created: '2024-02-15',
    updated: '2024-02-20T23:59:59Z',
    labels: ['docs', 'team:platform'],
  },
  {
    id: 103,
    title: '文書管理',
    body: '全文検索のテスト。東京都の文書を管理する。',
    parent: 100,
    ancestors: [100],
    by: 3,
    owner: 1,
    created: '2024-03-01',
    labels: ['my:secret@1'],
  },
  {
    id: 104,
    title: 'Release party',
    body: 'Cake and more cake.',
    kind: 'blogpost',
    space: 12,
    by: 2,
    created: '2024-04-01',
    labels: ['fun'],
  },
  { id: 105, title: 'Re: Release notes', body: 'Nice work, thanks!', kind: 'comment', container: 101, by: 2 },
  {
    id: 106,
    title: 'notes.pdf',
    body: 'quarterly numbers',
    kind: 'attachment',
    container: 101,
    created: '2024-05-01',
  },
  { id: 107, title: 'Old draft', body: 'release', status: 'draft' },
  { id: 108, title: 'Thrown away', body: 'release', status: 'trashed' },
  { id: 109, title: '!!!', body: '', space: 13, created: '2024-06-01' },
  {
    id: 110,
    title: 'Quoted "phrase" (50%) it\'s',
    body: 'exact phrase here, \u0301 not phrase exact',
    space: 13,
  },
]

const now = Date.parse('2024-06-15T10:00:00Z')

/** Query → ids of the contents it finds, in any order. */
const cases: readonly (readonly [string, readonly number[]])[] = [
  ['type = page', [100, 101, 102, 103, 109, 110]],
  ['TYPE = Page AND Space = dev', [100, 101, 102, 103]],
  ['type != page', [104, 105, 106]],
  ['type in (comment, attachment)', [105, 106]],
  ['type not in (page, comment)', [104, 106]],
  ['type = whiteboard', []],
  ['not type = page', [104, 105, 106]],
  ['space = "~ann"', [109, 110]],
  ['space = ~ann', [109, 110]],
  ['space.key in (OPS, "~ANN")', [104, 109, 110]],
  ['space = NOSUCH', []],
  ['space != DEV', [104, 109, 110]],
  ['space.type = personal', [109, 110]],
  ['space.type = favourite', [104]],
  ['space.category = tools', [104]],
  ['space.title ~ "handbook" and type = page', [100, 101, 102, 103]],
  ['space.title !~ handbook', [104, 109, 110]],
  ['space in favouriteSpaces()', [104]],
  ['space in (favouriteSpaces(), "~ann")', [104, 109, 110]],
  ['space = currentSpace()', [104]],
  ['space in recentlyViewedSpaces(1)', [104]],
  ['id in recentlyViewedContent(1)', [104]],
  ['id in recentlyViewedContent(5, 1)', [101]],
  ['id = currentContent()', [101]],
  ['id = 101', [101]],
  ['id = "101"', [101]],
  ['id = att106', [106]],
  ['content in (101, 102, 999)', [101, 102]],
  ['id = 99999999999999999999', []],
  ['id != 101 and space = DEV and type = page', [100, 102, 103]],
  ['parent = 100', [101, 103]],
  ['parent != 100 and type = page', [100, 102, 109, 110]],
  ['parent not in (100, 101) and type = page', [100, 109, 110]],
  ['ancestor = 100', [101, 102, 103]],
  ['ancestor in (101)', [102]],
  ['ancestor != 100 and type = page', [100, 109, 110]],
  ['container = 101', [105, 106]],
  ['container in (currentContent())', [105, 106]],
  ['label = docs', [101, 102]],
  ['label = DOCS and label = release', [101]],
  ['label in (fun, release)', [101, 104]],
  ['label != docs and type = page', [100, 103, 109, 110]],
  ['label not in (docs, fun)', [100, 103, 105, 106, 109, 110]],
  ['label = "team:platform"', [102]],
  ['label = platform', [102]],
  ['label = "global:platform"', []],
  ['label = "my:secret"', [103]],
  ['label = secret', []],
  ['macro = toc', [101]],
  ['macro in (children, info)', [100, 101]],
  ['creator = bob', [102, 104, 105]],
  ['creator = "key2"', [102, 104, 105]],
  ['creator = "712020:2"', [102, 104, 105]],
  ['creator = currentUser() and type = page', [100, 101, 109, 110]],
  ['creator != currentUser()', [102, 103, 104, 105]],
  ['creator in (BOB, zoe)', [102, 103, 104, 105]],
  ['creator = nobody', []],
  ['creator != nobody and type = blogpost', [104]],
  ['contributor = bob', [101, 102, 104, 105]],
  ['contributor = bob and creator != bob', [101]],
  ['mention = bob', [101]],
  ['watcher = ann', [102]],
  ['watcher = currentUser()', [102]],
  ['favourite = currentUser()', [103]],
  ['favorite = ann', [103]],
  ['favourite = bob', []],
  ['owner = ann and type = page', [100, 101, 103, 109, 110]],
  ['owner = zoe', []],
  ['created = "2024-02-01"', [101]],
  ['created != 2024-01-01', [101, 102, 103, 104, 106, 109]],
  ['created >= "2024/04/01"', [104, 106, 109]],
  ['created > 2024-04-01', [106, 109]],
  ['created < "2024-02-15 00:00" and created > 2024-01-01', [101]],
  ['created <= 2024-02-15 and created > 2024-01-01', [101, 102]],
  ['lastmodified = "2024-03-10 12:30"', [101]],
  ['lastModified = "2024-02-20"', [102]],
  ['created > now("-4w")', [109]],
  ['created > startOfYear() and created < endOfMonth("-2M")', [101, 102, 103, 104]],
  ['created >= startOfMonth("-1M") and created <= endOfMonth(-1M)', [106]],
  ['text ~ release', [101, 102, 104, 105]],
  ['text ~ releases', [101, 102, 104, 105]],
  ['text ~ "\\"releases\\""', [101]],
  ['text ~ "\\"release notes\\""', [101, 105]],
  ['text ~ "\\"notes release\\""', []],
  ['text ~ "notes release"', [101, 105]],
  ['text ~ "exact phrase"', [110]],
  ['text ~ "\\"phrase here\\""', [110]],
  ['title ~ release', [101, 104, 105]],
  ['title ~ "releases"', [101, 104, 105]],
  ['title ~ "rel*"', [101, 104, 105]],
  ['title ~ "release pa*"', [104]],
  ['title ~ "\\"release pa*\\""', [104]],
  ['title !~ release and type = page', [100, 102, 103, 109, 110]],
  ['title = "release NOTES"', [101]],
  ['title = "Quoted \\"phrase\\" (50%) it\'s"', [110]],
  ["title = 'Quoted \"phrase\" (50%) it\\'s'", [110]],
  ['title in (Home, "Release party")', [100, 104]],
  ['title != Home and type = page and space = DEV', [101, 102, 103]],
  ['title ~ "!!!"', [109]],
  ['text ~ "???"', []],
  ['text ~ ""', []],
  ['title ~ "*" and type = comment', [105]],
  ['text ~ foo_bar', [101]],
  ['text ~ foo', [101]],
  ['text ~ "bar_foo"', []],
  ['text ~ getPageById', [101]],
  ['text ~ getpagebyid', [101]],
  ['text ~ PageById', [101]],
  ['text ~ "getPage*"', [101]],
  ['text ~ "page"', [101]],
  ['text ~ "ABC-123"', [101]],
  ['text ~ "123"', [101]],
  ['text ~ "a.b.c"', [101]],
  ['text ~ "b.a.c"', []],
  ['text ~ server', [102]],
  ['text ~ deployed', [102]],
  ['text ~ cafe', [102]],
  ['text ~ "CAFÉ STRASSE"', [102]],
  ['text ~ 文書', [103]],
  ['text ~ 管理', [103]],
  ['text ~ 書管', [103]],
  ['text ~ 都', [103]],
  ['text ~ 京', [103]],
  ['text ~ "東京 検索"', [103]],
  ['title ~ 東京', []],
  ['title ~ 理', [103]],
  ['text ~ "cake OR welcome"', [100, 104]],
  ['text ~ "release AND cake"', [104]],
  ['text ~ "release NOT notes"', [102, 104]],
  ['text ~ "release -notes -party"', [102]],
  ['text ~ "+release +(cake OR deploy)"', [102, 104]],
  ['text ~ "-release" and type = page', [100, 103, 109, 110]],
  ['text ~ "cake OR -release" and type in (page, blogpost)', [100, 103, 104, 109, 110]],
  ['text ~ "(cake OR NOT release) handbook"', [100]],
  ['text ~ "relaese~ OR welcom~"', [100]],
  ['text ~ "\\"cake welcome\\"~5"', []],
  ['text ~ "\\"cake more\\"~5"', [104]],
  ['text ~ release and text !~ cake', [101, 102, 105]],
  ['text ~ release or title ~ home', [100, 101, 102, 104, 105]],
  ['(text ~ release or creator = zoe) and type = page', [101, 102, 103]],
  ['not (text ~ release or text ~ cake) and type = page', [100, 103, 109, 110]],
  ['not (text !~ release)', [101, 102, 104, 105]],
  ['text ~ fun', [104]],
  ['siteSearch ~ "quarterly"', [106]],
  ['type = page and (label = docs or (title ~ home and not space = OPS)) order by title', [100, 101, 102]],
  ['text ~ "\'; drop table content; --"', []],
  ['text ~ "a:* & !b | \\\\\'c\\\\\'"', []],
  ['text ~ "NEAR(a b) {title}: ^x"', []],
  ['text ~ "constructor toString __proto__"', []],
  ['title = "\\u0000\\ud800"', []],
  ['text ~ "\\u0000release\\ud800"', [101, 102, 104, 105]],
  ['text ~ "\u0301"', []],
  ['text ~ "\\"here \u0301 not\\""', [110]],
  ['type = space', []],
]

for (const engine of ['sqlite', 'postgres'] as const) {
  describe(`CQL on ${engine}`, () => {
    let database: Database
    let drop: () => Promise<void>
    before(async () => {
      ;({ database, drop } = await emptyDatabase(engine))
      await putUsersAndSpaces(database)
      await putContents(database, contents)
      await putMarks(database)
    })
    after(() => drop())

    it('finds the same set by either way, on either engine', async () => {
      for (const [cql, expected] of cases) {
        const compiled = compileCql(cql, scope(engine))
        const { ids } = await find(database, compiled, 50)
        assert.deepEqual([...ids].sort(byNumber), [...expected].sort(byNumber), cql)
        const rows = await database.read.selectFrom('content').select('id').where(compiled.where).execute()
        assert.deepEqual(
          rows.map(({ id }) => id).sort(byNumber),
          [...expected].sort(byNumber),
          `where: ${cql}`,
        )
        assert.equal(
          await countContent(database.read, engine, compiled, everything, 100),
          expected.length,
          cql,
        )
      }
    })

    it('counts no further than asked', async () => {
      const compiled = compileCql('type = page', scope(engine))
      assert.equal(await countContent(database.read, engine, compiled, everything, 2), 2)
    })

    it('keeps what the reader may not see out of results, pages and counts', async () => {
      const visible = (e: ExpressionBuilder<Tables, 'content'>) => e('content.id', '!=', 101)
      for (const cql of ['text ~ release', 'text ~ release order by title', 'label = docs']) {
        const compiled = compileCql(cql, scope(engine))
        const { ids } = await findContent(database.read, engine, compiled, visible, { limit: 50 })
        assert.equal(ids.includes(101), false, cql)
        assert.equal(await countContent(database.read, engine, compiled, visible, 50), ids.length)
      }
    })

    it('searches the statuses that the context names', async () => {
      const compiled = compileCql('text ~ release', { ...scope(engine), statuses: ['draft', 'trashed'] })
      assert.deepEqual([...(await find(database, compiled, 50)).ids].sort(byNumber), [107, 108])
      const none = compileCql('text ~ release', { ...scope(engine), statuses: [] })
      assert.deepEqual((await find(database, none, 50)).ids, [])
    })

    it('takes nobody for the current user of an anonymous caller', async () => {
      const anonymous: CqlScope = { ...scope(engine), currentUserId: undefined }
      for (const cql of [
        'creator = currentUser()',
        'favourite = ann',
        'space in favouriteSpaces()',
        'label = "my:secret"',
        'id in recentlyViewedContent()',
      ]) {
        assert.deepEqual((await find(database, compileCql(cql, anonymous), 50)).ids, [], cql)
      }
      const others = await find(database, compileCql('creator != currentUser()', anonymous), 50)
      assert.equal(others.ids.length, 9)
    })

    it('reads dates in the time zone of the scope', async () => {
      const inTokyo = { ...scope(engine), timeZone: 'Asia/Tokyo' }
      assert.deepEqual(
        (await find(database, compileCql('lastmodified = "2024-02-21"', inTokyo), 9)).ids,
        [102],
      )
      assert.deepEqual(
        (await find(database, compileCql('lastmodified = "2024-03-10 21:30"', inTokyo), 9)).ids,
        [101],
      )
    })

    it('orders by the keys that are asked for, and titles before age when none are', async () => {
      const orders: [string, number[]][] = [
        ['type = page order by title', [109, 102, 100, 110, 101, 103]],
        ['type = page order by TITLE DESC', [103, 101, 110, 100, 102, 109]],
        ['space = DEV and type = page order by created desc', [103, 102, 101, 100]],
        ['type in (page, blogpost) order by space desc, id', [109, 110, 104, 100, 101, 102, 103]],
        ['type = page order by creator desc, created', [103, 102, 100, 110, 101, 109]],
        ['type in (comment, blogpost, attachment) order by type asc, id desc', [106, 104, 105]],
        ['container = 101 order by container, parent, id', [105, 106]],
        ['type = page and space = DEV', [101, 103, 102, 100]],
        ['order by lastmodified', [105, 110, 100, 102, 103, 101, 104, 106, 109].sort(byUpdated)],
      ]
      for (const [cql, expected] of orders) {
        assert.deepEqual((await find(database, compileCql(cql, scope(engine)), 50)).ids, expected, cql)
      }
      const best = await find(database, compileCql('text ~ "release notes"', scope(engine)), 50)
      assert.equal(best.ids[0], 101, 'a title that is just the words comes first')
      const titled = await find(database, compileCql('text ~ "deploy"', scope(engine)), 50)
      assert.deepEqual(titled.ids, [102])
    })

    it('gives every hit once, page by page, in every order', async () => {
      for (const cql of [
        'type = page',
        'text ~ release',
        'type in (page, blogpost) order by creator desc, title',
        'space = DEV order by lastmodified desc',
        'text ~ release order by id',
      ]) {
        const compiled = compileCql(cql, scope(engine))
        const whole = (await find(database, compiled, 50)).ids
        const paged: number[] = []
        let from: CqlPosition | undefined
        do {
          const page = await find(database, compiled, 2, from)
          assert.equal(page.ids.length <= 2, true)
          paged.push(...page.ids)
          // As a cursor would carry it.
          from = page.next && (JSON.parse(JSON.stringify(page.next)) as CqlPosition)
        } while (from !== undefined)
        assert.deepEqual(paged, whole, cql)
        assert.deepEqual((await find(database, compiled, 2, { offset: 1 })).ids, whole.slice(1, 3), cql)
      }
    })

    it('finds spaces and users only where they are named', async () => {
      const spaces = async (cql: string) =>
        findSpaces(database.read, compileCql(cql, scope(engine)), (e) => e.lit(true), { limit: 10 })
      assert.deepEqual(await spaces('type = space'), [13, 11, 12])
      assert.deepEqual(await spaces('type = space and title ~ operation'), [12])
      assert.deepEqual(await spaces('type in (space, page) and space = dev'), [11])
      assert.deepEqual(await spaces('type = space and space.type = personal'), [13])
      assert.deepEqual(await spaces('type = space and space.category = tools'), [12])
      assert.deepEqual(await spaces('type = space and label = tools'), [12])
      assert.deepEqual(await spaces('type = space and creator = ann'), [13])
      assert.deepEqual(await spaces('type = space and created > 2023-05-01'), [13, 12])
      assert.deepEqual(await spaces('type = space and favourite = currentUser()'), [12])
      assert.deepEqual(await spaces('type = space and watcher = ann'), [11])
      assert.deepEqual(await spaces('type = space and label != tools'), [13, 11])
      assert.deepEqual(await spaces('type = space and macro = toc'), [])
      assert.deepEqual(await spaces('type = space and title = "Ann"'), [13])
      assert.deepEqual(await spaces('space = DEV'), [])
      const users = async (cql: string, answers: CqlScope['answers']) =>
        findUsers(database.read, compileCql(cql, { ...scope(engine), answers }), (e) => e.lit(true), {
          limit: 10,
        })
      assert.deepEqual(await users('user.fullname ~ "miller"', 'users'), [1, 3])
      assert.deepEqual(await users('user.fullname ~ "zoe mil*"', 'users'), [3])
      assert.deepEqual(await users('user.fullname !~ miller', 'users'), [2])
      assert.deepEqual(await users('type = user', 'users'), [1, 2, 3])
      assert.deepEqual(await users('user = bob', 'users'), [2])
      assert.deepEqual(await users('user = currentUser()', 'users'), [1])
      assert.deepEqual(await users('user in (bob, "key3")', 'users'), [2, 3])
      assert.deepEqual(await users('user.accountid = "712020:3" or user.userkey = key1', 'users'), [1, 3])
      assert.deepEqual(await users('type = user and title ~ "smith jones"', 'anything'), [2])
      assert.deepEqual(await users('type = user', 'content'), [])
      const compiled = compileCql('type in (user, space) and text ~ ann', scope(engine))
      assert.deepEqual(compiled.things, ['space', 'user'])
      assert.deepEqual((await find(database, compiled, 5)).ids, [])
    })

    it('gives what fits best first, whatever stands in what the reader does not see', async () => {
      await putContents(database, [
        { id: 30_001, title: 'Old', body: 'zebra zebra zebra and quagga', space: 12 },
        { id: 30_002, title: 'New', body: `zebra ${'and so on '.repeat(200)} quagga`, space: 12 },
        { id: 30_003, title: 'Newest, a quagga', body: 'zebra', space: 12 },
      ])
      const compiled = compileCql('text ~ "zebra quagga"', scope(engine))
      const seen = async () => {
        const visible = () => sql<SqlBool>`content.id < 30010`
        return (await findContent(database.read, engine, compiled, visible, { limit: 9 })).ids
      }
      assert.deepEqual(await seen(), [30_003, 30_001, 30_002])
      const hidden = Array.from({ length: limits.relevantHits + 5 }, (_, i) => ({
        id: 30_010 + i,
        title: `Hidden ${i}`,
        body: i === 0 ? 'zebra quagga' : 'quagga',
        space: 12,
      }))
      await putContents(database, hidden)
      assert.deepEqual(await seen(), [30_003, 30_001, 30_002])
    })

    it('gives every hit of a frequent word once, those in titles first', async () => {
      const many = Array.from({ length: limits.titleHits + 60 }, (_, i) => ({
        id: 20_000 + i,
        title: i === 20 ? 'common' : i % 50 === 3 && i < 150 ? `Common ${i}` : `Page ${i}`,
        body: 'common ground',
        space: 12,
      }))
      await putContents(database, many)
      const compiled = compileCql('text ~ common', scope(engine))
      const seen: number[] = []
      let from: CqlPosition | undefined
      do {
        const page = await find(database, compiled, 997, from)
        seen.push(...page.ids)
        from = page.next
      } while (from !== undefined)
      assert.equal(seen.length, many.length)
      assert.equal(new Set(seen).size, many.length)
      assert.deepEqual(seen.slice(0, 4), [20_020, 20_103, 20_053, 20_003], 'titles first, also old ones')
      assert.equal(seen[4], 20_000 + many.length - 1, 'then the newest')
      const beyond = await find(database, compiled, 5, { offset: many.length })
      assert.deepEqual(beyond.ids, [])
    })

    it('replaces and removes the text of a thing', async () => {
      const finds = async (word: string) =>
        (await find(database, compileCql(`text ~ ${word} and space = OPS`, scope(engine)), 50)).ids
      await putContents(database, [{ id: 8001, title: 'Albatross', body: 'wingspan', space: 12 }])
      assert.deepEqual(await finds('albatross'), [8001])
      await database.transact((db) => putSearchText(db, engine, { id: 8001, title: 'Penguin', body: 'ice' }))
      assert.deepEqual(
        [await finds('albatross'), await finds('wingspan'), await finds('penguin')],
        [[], [], [8001]],
      )
      await database.transact((db) => removeSearchText(db, engine, 8001))
      assert.deepEqual(await finds('penguin'), [])
    })

    it('finds phrases at the far end of a long text', async () => {
      const filler = Array.from({ length: 40_000 }, (_, i) => `the w${(i * 7919) % 9973}`).join(' ')
      await putContents(database, [
        { id: 8101, title: 'Long', body: `${filler} the needle in the haystack`, space: 12 },
      ])
      const ids = async (cql: string) => (await find(database, compileCql(cql, scope(engine)), 5)).ids
      assert.deepEqual(await ids('text ~ "\\"the needle in the haystack\\""'), [8101])
      assert.deepEqual(await ids('text ~ "\\"the haystack in the needle\\""'), [])
    })
  })
}

function find(
  database: Database,
  compiled: ReturnType<typeof compileCql>,
  limit: number,
  from?: CqlPosition,
) {
  return findContent(database.read, database.engine, compiled, everything, { limit, from })
}

const everything = (e: ExpressionBuilder<Tables, 'content'>) => e.lit(true)

function scope(engine: Engine): CqlScope {
  return { engine, now, currentUserId: 1, currentSpaceKey: 'ops', currentContentId: 101 }
}

function byNumber(a: number, b: number): number {
  return a - b
}

function byUpdated(a: number, b: number): number {
  const updated = (id: number) => {
    const content = contents.find((one) => one.id === id)
    return Date.parse(content?.updated ?? content?.created ?? '2024-01-01')
  }
  return updated(a) - updated(b) || a - b
}

async function putMarks(database: Database): Promise<void> {
  await database.transact(async (db) => {
    const mark = { created_at: 0 }
    await db
      .insertInto('watch')
      .values([
        { user_id: 1, kind: 'content', target_id: 102, ...mark },
        { user_id: 2, kind: 'content', target_id: 101, ...mark },
        { user_id: 1, kind: 'space', target_id: 11, ...mark },
      ])
      .execute()
    await db
      .insertInto('favourite')
      .values([
        { user_id: 1, kind: 'content', target_id: 103, ...mark },
        { user_id: 2, kind: 'content', target_id: 101, ...mark },
        { user_id: 1, kind: 'space', target_id: 12, ...mark },
      ])
      .execute()
    await db
      .insertInto('content_view')
      .values([
        { user_id: 1, content_id: 101, viewed_at: 5 },
        { user_id: 1, content_id: 104, viewed_at: 9 },
        { user_id: 2, content_id: 102, viewed_at: 99 },
      ])
      .execute()
  })
}
