/** Lists of pages, properties, restrictions, and what is done to spaces and comments, as people call it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeContent, makeSpace, page } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { type Ended, inver } from './run.ts'

let app: TestApp
let parent: string
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  const { homepage } = await makeSpace(app, 'DOC', 'Documents')
  parent = (await makeContent(app, page('DOC', 'Parent', '<p>x</p>', homepage)))['id'] as string
  const child = (await makeContent(app, page('DOC', 'Child', '<p>x</p>', parent)))['id'] as string
  await makeContent(app, page('DOC', 'Grandchild', '<p>x</p>', child))
})
after(() => app.close())

const admin = { INVER_USER: people.admin.username, INVER_TOKEN: people.admin.password }
const reader = { INVER_USER: people.reader.username, INVER_TOKEN: people.reader.password }

function run(words: string[], root: string, who: Record<string, string> = admin, input = ''): Promise<Ended> {
  return inver(words, { env: { INVER_URL: app.url + root, ...who }, input })
}

async function fields(words: string[], root: string, input = ''): Promise<string[][]> {
  const { code, out, errors } = await run([...words, '--porcelain'], root, admin, input)
  assert.equal(code, 0, `${words.join(' ')}: ${errors}`)
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
}

for (const root of ['', '/wiki']) {
  describe(`inver at "${root}"`, () => {
    it('lists pages of a space, children, and everything below', async () => {
      const titles = async (...words: string[]) =>
        (await fields(['page', 'list', ...words], root)).map(([, title]) => title).sort()
      const all = await titles('--space', 'DOC')
      assert.deepEqual(
        all.filter((title) => title !== 'Documents Home' && title !== 'Documents'),
        ['Child', 'Grandchild', 'Parent'],
      )
      assert.deepEqual(await titles('--under', parent), ['Child'])
      assert.deepEqual(await titles('--under', 'DOC:Parent', '--deep'), ['Child', 'Grandchild'])
      assert.equal((await run(['page', 'list', '--space', 'NOPE'], root)).code, 3)
      assert.equal((await run(['page', 'list'], root)).code, 2)
    })

    it('keeps properties, five writers at once, too', async () => {
      assert.deepEqual(await fields(['property', 'set', parent, 'a key', '{"n": 1}'], root), [
        ['a key', '1', 'changed'],
      ])
      assert.deepEqual(await fields(['property', 'set', parent, 'a key', '-'], root, '{"n":1}'), [
        ['a key', '1', 'unchanged'],
      ])
      const writers = [1, 2, 3, 4, 5].map((n) =>
        fields(['property', 'set', parent, 'a key', `["${n}"]`], root),
      )
      const versions = (await Promise.all(writers)).map(([done]) => Number(done?.[1]))
      assert.deepEqual(versions.sort(), [2, 3, 4, 5, 6])
      const [[key, version, value] = []] = await fields(['property', 'list', parent], root)
      assert.deepEqual([key, version], ['a key', '6'])
      assert.deepEqual(
        await run(['property', 'get', parent, 'a key'], root).then(({ out }) => JSON.parse(out)),
        JSON.parse(value ?? ''),
      )
      await fields(['property', 'delete', parent, 'a key'], root)
      assert.equal((await run(['property', 'get', parent, 'a key'], root)).code, 3)
      assert.equal((await run(['property', 'set', parent, 'a key', '{'], root)).code, 2)
    })

    it('restricts a page, and lifts it', async () => {
      await app.letRead('reader', 'DOC')
      const name = (await fields(['user', 'search', 'Administrator'], root))[0]?.[0] ?? ''
      const see = () => run(['page', 'get', parent], root, reader)
      assert.equal((await see()).code, 0)
      const set = [
        'restriction',
        'set',
        parent,
        '--read',
        `user:${name}`,
        '--read',
        'group:confluence-administrators',
      ]
      const listed = [
        ['read', 'user', name],
        ['read', 'group', 'confluence-administrators'],
      ]
      assert.deepEqual(await fields(set, root), listed)
      assert.equal((await see()).code, 3)
      assert.deepEqual(await fields(['restriction', 'set', parent, '--update', `user:${name}`], root), [
        ...listed,
        ['update', 'user', name],
      ])
      assert.deepEqual(await fields(['restriction', 'clear', parent], root), [])
      assert.equal((await see()).code, 0)
      assert.equal((await run(['restriction', 'set', parent, '--read', 'jane'], root)).code, 2)
      assert.equal(
        (await run(['restriction', 'set', parent, '--read', `user:${name}`], root, reader)).code,
        4,
      )
    })

    it('changes a space, who may do what there, and removes it', async () => {
      await fields(['space', 'create', 'TMP', 'Temporary'], root)
      assert.deepEqual(
        (await fields(['space', 'update', 'TMP', '--name', 'Passing'], root))[0]?.slice(0, 2),
        ['TMP', 'Passing'],
      )
      assert.equal((await fields(['space', 'get', 'TMP'], root))[0]?.[1], 'Passing')
      const held = async () =>
        (await fields(['space', 'permissions', 'TMP'], root))
          .filter(([, who]) => who === 'readers')
          .map(([, , permission]) => permission)
          .sort()
      assert.deepEqual(await held(), [])
      const given = ['create:comment', 'read:space']
      for (const way of ['grant', 'grant'])
        await fields(['space', way, 'TMP', '--group', 'readers', ...given], root)
      assert.deepEqual(await held(), given)
      assert.equal((await run(['space', 'get', 'TMP'], root, reader)).code, 0)
      await fields(['space', 'revoke', 'TMP', '--group', 'readers', 'create:comment'], root)
      assert.deepEqual(await held(), ['read:space'])
      assert.equal(
        (await run(['space', 'grant', 'TMP', '--group', 'readers', 'create:page'], root, reader)).code,
        4,
      )
      assert.deepEqual(await fields(['label', 'add', '--space', 'TMP', 'ops'], root), [['ops', 'team']])
      assert.deepEqual(await fields(['label', 'list', '--space', 'TMP'], root), [['ops', 'team']])
      assert.deepEqual(await fields(['label', 'remove', '--space', 'TMP', 'ops'], root), [])
      const asked = await run(['space', 'delete', 'TMP'], root)
      assert.equal(asked.code, 2)
      assert.match(asked.errors, /\(Passing\) would be gone for good: say --yes/)
      await fields(['space', 'delete', 'TMP', '--yes'], root)
      assert.equal((await run(['space', 'get', 'TMP'], root)).code, 3)
    })

    it('answers comments and removes them, and no pages', async () => {
      const [[first = ''] = []] = await fields(['comment', 'add', parent, 'A question'], root)
      const [[second = ''] = []] = await fields(['comment', 'add', parent, 'An answer', '--to', first], root)
      const listed = await fields(['comment', 'list', parent], root)
      const names = listed.map(([id, by]) => [id, by])
      assert.deepEqual(names, [
        [first, 'Administrator'],
        [second, 'Administrator'],
      ])
      const answers = await run(['api', 'GET', `/rest/api/content/${first}/child/comment`, '--all'], root)
      assert.equal((JSON.parse(answers.out) as { id: string }).id, second)
      const wrong = await run(['comment', 'delete', parent], root)
      assert.equal(wrong.code, 2)
      assert.match(wrong.errors, /is a page, not a comment/)
      await fields(['comment', 'delete', second, first], root)
      assert.deepEqual(await fields(['comment', 'list', parent], root), [])
    })
  })
}
