/** `inver user`, `group` and `watch` as people call them, against the real server. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeContent, makeSpace, page } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { type Ended, inver } from './run.ts'

let app: TestApp
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  await makeSpace(app, 'DOC', 'Documents')
  await makeContent(app, page('DOC', 'Watched', '<p>x</p>'))
})
after(() => app.close())

const credentials = (name: keyof typeof people): Record<string, string> => ({
  INVER_USER: people[name].username,
  INVER_TOKEN: people[name].password,
})

function run(words: string[], root: string, input = '', who = credentials('admin')): Promise<Ended> {
  return inver(words, { env: { INVER_URL: app.url + root, ...who }, input })
}

async function fields(words: string[], root: string, input = ''): Promise<string[][]> {
  const { code, out, errors } = await run([...words, '--porcelain'], root, input)
  assert.equal(code, 0, `${words.join(' ')}: ${errors}`)
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
}

/** What a user is called at a root. */
async function nameAt(root: string, displayName: string): Promise<string> {
  const found = (await fields(['user', 'list'], root)).find(([, shown]) => shown === displayName)
  return found?.[0] ?? assert.fail(`${displayName} is listed at "${root}"`)
}

describe('inver user', () => {
  for (const root of ['', '/wiki']) {
    it(`lists, finds and shows users at "${root}"`, async () => {
      assert.deepEqual(
        (await fields(['user', 'list'], root)).map(([, displayName]) => displayName).sort(),
        Object.values(people)
          .map(({ displayName }) => displayName)
          .sort(),
      )
      const [found, ...others] = await fields(['user', 'search', 'Edith'], root)
      assert.deepEqual([found?.[1], others], ['Edith Editor', []])
      const name = await nameAt(root, 'Edith Editor')
      assert.equal(name === 'editor', root === '')
      assert.deepEqual((await fields(['user', 'get', name], root))[0]?.slice(0, 2), [name, 'Edith Editor'])
      assert.deepEqual(await fields(['user', 'groups', name], root), [['confluence-users']])
    })
  }

  it('makes, changes, shuts out, lets in and removes users', async () => {
    const may = (secret: string) => run(['whoami'], '', '', { INVER_USER: 'jane', INVER_TOKEN: secret })
    const made = ['user', 'create', 'jane', '--full-name', 'Jane Doe', '--email', 'jane@example.com']
    assert.equal((await fields(made, '', 'first secret of jane\n'))[0]?.[0], 'jane')
    assert.equal((await may('first secret of jane')).code, 0)
    assert.equal((await run(made, '', 'first secret of jane\n')).code, 5, 'there is one already')
    await fields(['user', 'update', 'jane', '--full-name', 'Jane Roe'], '')
    assert.equal((await fields(['user', 'get', 'jane'], ''))[0]?.[1], 'Jane Roe')
    await fields(['user', 'password', 'jane'], '', 'second secret of jane\n')
    assert.equal((await may('first secret of jane')).code, 4)
    assert.equal((await may('second secret of jane')).code, 0)
    await fields(['user', 'disable', 'jane'], '')
    assert.equal((await may('second secret of jane')).code, 4)
    await fields(['user', 'enable', 'jane'], '')
    assert.equal((await may('second secret of jane')).code, 0)
    await fields(['user', 'delete', 'jane'], '')
    assert.equal((await may('second secret of jane')).code, 4)
  })

  it('says what it cannot do', async () => {
    const editor = credentials('editor')
    const make = ['user', 'create', 'x', '--full-name', 'X', '--email', 'x@example.com', '--invite']
    const cases: [string[], string, Record<string, string>, number, RegExp][] = [
      [['user', 'get', 'nobody'], '', editor, 3, /no user "nobody"/],
      [
        ['user', 'get', 'nobody'],
        '/wiki',
        editor,
        3,
        /no user "nobody": users are named by their account id/,
      ],
      [make, '', editor, 4, /403/],
      [make, '/wiki', editor, 8, /cannot make users: .*admin\.atlassian\.com.*without \/wiki/],
      [['user', 'disable', 'reader'], '/wiki', editor, 8, /cannot disable users/],
      [['user', 'create', 'x'], '', editor, 2, /--full-name and --email/],
      [['user', 'update', 'reader'], '', editor, 2, /Say what to change/],
      [['group', 'members', 'nope'], '', editor, 3, /no group "nope"/],
      [['group', 'members', 'nope'], '/wiki', editor, 3, /no group "nope"/],
      [['group', 'create', 'x'], '/wiki', editor, 4, /403/],
      [['group', 'add', 'readers', 'editor', 'nobody'], '', credentials('admin'), 3, /no user "nobody"/],
      [['watch', 'add', '--label', 'x'], '', editor, 8, /cannot watch labels/],
      [['watch', 'add', 'DOC:Watched', '--space', 'DOC'], '', editor, 2, /Say what, with a page, --space/],
      [['watch', 'add', '--space', 'NOPE'], '', editor, 3, /404/],
      [['watch', 'add', '--space', 'DOC', '--user', 'reader'], '', editor, 4, /403/],
    ]
    for (const [words, root, who, code, sentence] of cases) {
      const ended = await run(words, root, '', who)
      assert.equal(ended.code, code, `${words.join(' ')} at "${root}": ${ended.errors}`)
      assert.match(ended.errors, sentence)
    }
    assert.deepEqual(
      (await fields(['group', 'members', 'readers'], '')).map(([name]) => name),
      ['reader'],
      'a wrong name changes nothing',
    )
  })
})

describe('inver group and watch', () => {
  for (const root of ['', '/wiki']) {
    it(`makes, fills, empties and removes a group at "${root}"`, async () => {
      const [editor, reader] = [await nameAt(root, 'Edith Editor'), await nameAt(root, 'René Reader')]
      await fields(['group', 'create', 'writers'], root)
      assert.ok((await fields(['group', 'list'], root)).some(([name]) => name === 'writers'))
      assert.deepEqual(await fields(['group', 'add', 'writers', editor, reader], root), [
        [editor, 'added'],
        [reader, 'added'],
      ])
      await fields(['group', 'remove', 'writers', reader], root)
      assert.deepEqual(
        (await fields(['group', 'members', 'writers'], root)).map(([name]) => name),
        [editor],
      )
      await fields(['group', 'delete', 'writers'], root)
      assert.equal((await run(['group', 'members', 'writers'], root)).code, 3)
    })

    it(`watches pages and spaces at "${root}"`, async () => {
      for (const what of [['DOC:Watched'], ['--space', 'DOC']]) {
        const [reader, admin] = [await nameAt(root, 'René Reader'), await nameAt(root, 'Administrator')]
        await fields(['watch', 'add', ...what], root)
        assert.deepEqual(await fields(['watch', 'get', ...what], root), [['watching']])
        await app.letRead('reader', 'DOC')
        await fields(['watch', 'add', ...what, '--user', reader], root)
        const watchers = (await fields(['watch', 'list', ...what], root)).map(([name]) => name)
        assert.deepEqual(watchers.sort(), [admin, reader].sort())
        for (const user of [reader, admin]) await fields(['watch', 'remove', ...what, '--user', user], root)
        assert.deepEqual(await fields(['watch', 'get', ...what], root), [['not-watching']])
      }
      await fields(['watch', 'add', 'DOC:Watched'], root)
      assert.ok((await fields(['watch', 'list'], root)).some(([, , title]) => title === 'Watched'))
    })
  }

  it('watches labels in the Cloud’s way', async () => {
    await fields(['label', 'add', 'DOC:Watched', 'news'], '/wiki')
    await fields(['watch', 'add', '--label', 'news'], '/wiki')
    assert.deepEqual(await fields(['watch', 'get', '--label', 'news'], '/wiki'), [['watching']])
    await fields(['watch', 'remove', '--label', 'news'], '/wiki')
    assert.deepEqual(await fields(['watch', 'get', '--label', 'news'], '/wiki'), [['not-watching']])
  })
})
