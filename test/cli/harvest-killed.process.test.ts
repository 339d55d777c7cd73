/** `inver harvest`, killed wherever it may be: nothing is lost, nothing is there twice. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makeContent, page } from '../documents/site.ts'
import { people } from '../support/people.ts'
import {
  actKeys,
  actsTold,
  app,
  byText,
  done,
  gate,
  into,
  killedAfter,
  pageKeys,
  pagesTold,
  recordsIn,
  run,
  tear,
  trash,
  useSite,
} from './harvesting.ts'

useSite()

describe('inver harvest, killed again and again', () => {
  for (const [root, suffixes] of [
    ['/wiki', ['jsonl', 'db']],
    ['', ['csv', 'db']],
  ] as const) {
    for (const suffix of suffixes) {
      it(`loses and doubles no page, at "${root}", as ${suffix}`, async () => {
        const file = `pages.${suffix}`
        const words = ['pages', '--body', ...into(file)]
        for (const requests of [0, 2, 1]) {
          await killedAfter(requests, words, root)
          tear(file)
        }
        const before = gate.asked.length
        await done(words, root)
        assert.deepEqual(pageKeys(recordsIn(file, 'pages')), pageKeys(await pagesTold()))
        assert.ok(recordsIn(file, 'pages').some(({ body }) => /<p>"\d+", and more<\/p>/.test(String(body))))
        // Two parts or three were safe already.
        const lists = gate.asked.slice(before).filter((path) => /sort=id|content\/scan/.test(path))
        assert.ok(lists.length <= 4, lists.join('\n'))
      })

      it(`loses and doubles no act, at "${root}", as ${suffix}`, async () => {
        const file = `activity.${suffix}`
        const words = ['activity', ...into(file)]
        for (const requests of [1, 2]) {
          await killedAfter(requests, words, root)
          tear(file)
        }
        // What happens while nobody harvests is there, too.
        const made = await makeContent(app, page('DOC', `Meanwhile ${root} ${suffix}`, '<p>x</p>'))
        await done(words, root)
        assert.deepEqual(actKeys(recordsIn(file, 'activity')), await actsTold())
        await trash(made['id'] as string)
      })
    }
  }

  it('says at Ctrl-C that the same command goes on', async () => {
    const words = ['pages', '--out', 'pages.jsonl']
    const { code, errors } = await killedAfter(3, words, '/wiki', 'SIGINT')
    assert.deepEqual(
      [code, errors],
      [1, 'inver: stopped. What was read is kept: the same command again goes on from there.\n'],
    )
    assert.match(await done(words), /went on with an unfinished run/)
    assert.deepEqual(pageKeys(recordsIn('pages.jsonl', 'pages')), pageKeys(await pagesTold()))
  })

  it('begins the list anew when the server does not know any more where it was', async () => {
    for (const [root, file] of [
      ['/wiki', 'pages.jsonl'],
      ['', 'pages.db'],
    ] as const) {
      await killedAfter(2, ['pages', ...into(file)], root)
      tear(file)
      let isRefused = false
      gate.judge = (path) => {
        if (isRefused || !/cursor=/.test(path)) return 'pass'
        isRefused = true
        return { status: 400, body: '{"message":"The cursor is not one of ours"}' }
      }
      await done(['pages', ...into(file)], root)
      assert.ok(isRefused)
      assert.deepEqual(pageKeys(recordsIn(file, 'pages')), pageKeys(await pagesTold()))
    }
  })

  it('loses and doubles no user', async () => {
    for (const [root, file] of [
      ['/wiki', 'users.csv'],
      ['', 'users.jsonl'],
      ['/wiki', 'users.db'],
    ] as const) {
      gate.limit = 2
      await killedAfter(1, ['users', ...into(file)], root)
      tear(file)
      await done(['users', ...into(file)], root)
      assert.deepEqual(
        recordsIn(file, 'users')
          .map(({ displayName, status }) => `${displayName} ${status}`)
          .sort(byText),
        Object.values(people)
          .map(({ displayName }) => `${displayName} active`)
          .sort(byText),
      )
    }
  })

  it('goes on with an activity that it works out itself', async () => {
    const words = ['activity', '--derived', '--out', 'derived.jsonl']
    await killedAfter(2, words, '/wiki')
    assert.equal((await run(words, '')).code, 2, 'another site is another harvest')
    tear('derived.jsonl')
    await done(words)
    const rows = recordsIn('derived.jsonl', 'activity')
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
    // The server's own record of a change is some milliseconds younger than the version. Home pages and samples are no
    // act of anybody's; what is in the trash is found by no search.
    const told = (await actsTold()).map((act) => act.replace(/^\S+ /, ''))
    const current = new Set((await pagesTold()).map(({ id }) => id))
    const acts = rows.map(({ action, contentId }) => `${action} ${contentId}`)
    const wanted = told.filter(
      (act) => /^(created|updated) /.test(act) && current.has(act.split(' ')[1] ?? ''),
    )
    assert.deepEqual(
      wanted.filter((act) => !acts.includes(act)),
      [],
    )
    assert.ok(wanted.length >= 23 && acts.some((act) => act.startsWith('commented ')))
    assert.equal(await done(words), 'derived.jsonl: 0 new or changed (activity); read what is new.\n')
  })
})
