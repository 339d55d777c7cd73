/** `inver harvest` as people call it, through a gate where it can be slowed and refused, against the real server. */
import assert from 'node:assert/strict'
import { appendFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { makeContent, makeToken, page, readJson } from '../documents/site.ts'
import { people } from '../support/people.ts'
import { ask } from '../support/request.ts'
import type { Verdict } from './gate.ts'
import {
  admin,
  app,
  done,
  folder,
  gate,
  into,
  isOfAList,
  pageKeys,
  pagesTold,
  recordsIn,
  type Row,
  run,
  trash,
  useSite,
} from './harvesting.ts'

useSite()

async function edit(id: string): Promise<void> {
  const read = await readJson(app, `/rest/api/content/${id}?expand=version`)
  const body = {
    type: 'page',
    title: read['title'],
    version: { number: (read['version'] as { number: number }).number + 1, message: 'By the test' },
    body: { storage: { value: '<p>edited</p>', representation: 'storage' } },
  }
  const answer = await ask({ method: 'PUT', url: `${app.url}/rest/api/content/${id}`, headers: admin, body })
  assert.equal(answer.status, 200, answer.text)
}

describe('inver harvest, run again', () => {
  for (const root of ['/wiki', '']) {
    it(`writes what is new or changed, at "${root}", and with --full what is gone`, async () => {
      gate.limit = 0
      for (const file of ['pages.jsonl', 'pages.db']) await done(['pages', ...into(file)], root)
      const before = await pagesTold()
      assert.equal(
        await done(['pages', ...into('pages.jsonl')], root),
        'pages.jsonl: 0 new or changed (pages); read what is new.\n',
      )
      const [first, second] = before.slice(-2).map(({ id }) => id)
      await edit(first ?? '')
      const made = (await makeContent(app, page('OPS', `New at ${root}`, '<p>new</p>')))['id'] as string
      assert.match(await done(['pages', ...into('pages.jsonl')], root), /: 2 new or changed/)
      const appended = recordsIn('pages.jsonl', 'pages').slice(before.length)
      assert.deepEqual(appended.map(({ id }) => id).sort(), [first, made].sort())
      assert.equal(appended.find(({ id }) => id === first)?.['message'], 'By the test')
      assert.match(await done(['pages', ...into('pages.db'), '--porcelain'], root), /^pages\t2\t0\n$/)
      assert.deepEqual(pageKeys(recordsIn('pages.db', 'pages')), pageKeys(await pagesTold()))
      await trash(second ?? '')
      await purge(made)
      assert.match(await done(['pages', ...into('pages.jsonl')], root), /: 0 new or changed/)
      for (const file of ['pages.jsonl', 'pages.db']) {
        assert.match(
          await done(['pages', ...into(file), '--full'], root),
          /: 2 new or changed.*, 1 of them gone/,
        )
        const last = new Map(recordsIn(file, 'pages').map((row) => [row['id'], row['status']]))
        assert.deepEqual([last.get(second ?? ''), last.get(made)], ['trashed', 'gone'])
      }
      assert.match(await done(['pages', ...into('pages.db'), '--full'], root), /: 0 new or changed/)
    })
  }

  it('writes users that are new or changed, and looks for those who are listed no more', async () => {
    const user = async (method: string, path: string, body?: unknown): Promise<void> => {
      const answer = await ask({ method, url: `${app.url}/rest/api/admin/user${path}`, headers: admin, body })
      assert.ok(answer.status < 300, answer.text)
    }
    await done(['users', '--out', 'users.jsonl'], '')
    const before = recordsIn('users.jsonl', 'users').length
    const details = { userName: 'jim', fullName: 'Jim Doe', email: 'jim@example.com' }
    await user('POST', '', { ...details, password: 'not a secret of anybody' })
    await done(['users', '--out', 'users.jsonl'], '')
    // Data Center lists active users only.
    await user('PUT', '/jim/disable')
    await done(['users', '--out', 'users.jsonl'], '')
    await done(['users', '--group', 'readers', '--sqlite', 'readers.db'], '')
    assert.match(await done(['users', '--out', 'users.jsonl'], ''), /: 0 new or changed/)
    assert.deepEqual(
      recordsIn('users.jsonl', 'users')
        .slice(before)
        .map(({ username, status }) => [username, status]),
      [
        ['jim', 'active'],
        ['jim', 'inactive'],
      ],
    )
    await group('DELETE')
    assert.match(await done(['users', '--group', 'readers', '--sqlite', 'readers.db'], ''), /1 of them gone/)
    assert.deepEqual(
      recordsIn('readers.db', 'users').map(({ username, status }) => [username, status]),
      [['reader', 'gone']],
    )
    await group('PUT')
  })

  it('begins a new file when the old one was moved away', async () => {
    await done(['pages', '--out', 'pages.jsonl'])
    unlinkSync(join(folder, 'pages.jsonl'))
    const { id } = (await pagesTold()).at(-1) ?? assert.fail('there are pages')
    await edit(id)
    await done(['pages', '--out', 'pages.jsonl'])
    assert.deepEqual(
      recordsIn('pages.jsonl', 'pages').map((row) => row['id']),
      [id],
    )
  })

  it('keeps to spaces, users, actions and dates', async () => {
    const spaces = new Set(recordsOf(await done(['pages', '--space', 'OPS'])).map((row) => row['spaceKey']))
    assert.deepEqual([...spaces], ['OPS'])
    assert.equal(await done(['pages', '--to', '2001-01-01']), '')
    assert.equal(await done(['activity', '--user', 'editor']), '')
    const acts = recordsOf(
      await done(['activity', '--user', 'admin', '--action', 'updated', '--from', '2020-01-01'], ''),
    )
    assert.deepEqual(
      [...new Set(acts.map(({ action, userName }) => `${action} ${userName}`))],
      ['updated Administrator'],
    )
    const members = recordsOf(await done(['users', '--group', 'readers']))
    assert.deepEqual(
      members.map(({ displayName }) => displayName),
      ['René Reader'],
    )
    const audited = recordsOf(await done(['activity', '--audit', '--action', 'liked']))
    assert.ok(audited.every(({ action }) => action === 'audited') && audited.length > 0)
  })
})

const recordsOf = (text: string): Row[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)

/** Lets the reader out of the group of readers, or in again. */
async function group(method: 'PUT' | 'DELETE'): Promise<void> {
  const url = `${app.url}/rest/api/user/reader/group/readers`
  const { status, text } = await ask({ method, url, headers: admin })
  assert.ok(status < 300, text)
}

async function purge(id: string): Promise<void> {
  await trash(id)
  const url = `${app.url}/rest/api/content/${id}?status=trashed`
  assert.equal((await ask({ method: 'DELETE', url, headers: admin })).status, 204)
}

describe('inver harvest, when something is in the way', () => {
  it('waits as the server says when it is asked too often', async () => {
    let refused = 0
    gate.judge = (path) => {
      if (!isOfAList(path) || refused === 3) return 'pass'
      refused += 1
      return { status: 429, headers: { 'retry-after': '0' }, body: '{"message":"Rate limit exceeded"}' }
    }
    await done(['pages', '--out', 'pages.jsonl', '--rate', '500'])
    assert.equal(refused, 3)
    assert.deepEqual(pageKeys(recordsIn('pages.jsonl', 'pages')), pageKeys(await pagesTold()))
    gate.judge = () => ({ status: 429, headers: { 'retry-after': '86400' } })
    const busy = await run(['pages', '--out', 'pages.jsonl'])
    assert.equal(busy.code, 7, busy.errors)
    assert.match(busy.errors, /too many requests/)
  })

  it('stops at a token that does not hold any more, and goes on with a new one', async () => {
    const token = await makeToken(app)
    const listed = await ask({ method: 'GET', url: `${app.url}/rest/pat/latest/tokens`, headers: admin })
    const { id } = (listed.json as { id: number }[]).at(-1) as { id: number }
    let lists = 0
    gate.judge = async (path): Promise<Verdict> => {
      lists += isOfAList(path) ? 1 : 0
      if (lists === 3) {
        const url = `${app.url}/rest/pat/latest/tokens/${id}`
        await ask({ method: 'DELETE', url, headers: admin })
      }
      return 'pass'
    }
    const stopped = await run(['pages', '--out', 'pages.jsonl'], '/wiki', {
      INVER_USER: '',
      INVER_TOKEN: token,
    })
    assert.equal(stopped.code, 4, stopped.errors)
    assert.match(stopped.errors, /not accepted.*inver login.*the same command again goes on/)
    await done(['pages', '--out', 'pages.jsonl'])
    assert.deepEqual(pageKeys(recordsIn('pages.jsonl', 'pages')), pageKeys(await pagesTold()))
  })

  it('works without Inver’s extensions, as on the vendor’s Cloud', async () => {
    const withdrawn =
      /\/api\/v2\/(users|activity)\b|\/rest\/api\/(activity|space)\b|\/rest\/api\/content\/\d+\/version/
    gate.judge = (path) => (withdrawn.test(path) ? { status: path.includes('/v2/') ? 404 : 410 } : 'pass')
    const users = recordsOf(await done(['users']))
    assert.deepEqual(
      users.map(({ displayName }) => displayName).sort(),
      Object.values(people)
        .map(({ displayName }) => displayName)
        .sort(),
    )
    const acts = recordsOf(await done(['activity', '--space', 'DOC']))
    assert.deepEqual([...new Set(acts.map(({ action }) => action))].sort(), [
      'commented',
      'created',
      'updated',
    ])
    const viewed = await run(['activity', '--action', 'viewed'])
    assert.equal(viewed.code, 8, viewed.errors)
    assert.match(viewed.errors, /cannot be told what was viewed: only created/)
  })

  it('works where an old server has no lists either', async () => {
    const absent = /\/rest\/api\/(user\/list|content\/scan|activity)\b/
    gate.judge = (path) => (absent.test(path) ? { status: 404 } : 'pass')
    const users = recordsOf(await done(['users'], ''))
    assert.deepEqual(
      [...new Set(users.map(({ displayName }) => displayName))].sort(),
      Object.values(people)
        .map(({ displayName }) => displayName)
        .sort(),
    )
    const pages = recordsOf(await done(['pages'], ''))
    assert.deepEqual(pageKeys(pages), pageKeys(await pagesTold()))
  })

  it('says in a sentence what is wrong', async () => {
    await done(['pages', '--out', 'made.jsonl'])
    appendFileSync(join(folder, 'foreign.jsonl'), '{}\n')
    const editor = { INVER_USER: people.editor.username, INVER_TOKEN: people.editor.password }
    const cases: [string[], Record<string, string>, number, RegExp][] = [
      [['activity'], editor, 4, /Only administrators may see activity/],
      [['pages'], { INVER_TOKEN: 'wrong' }, 4, /not accepted.*inver login/],
      [['pages'], { INVER_URL: 'http://127.0.0.1:1/wiki' }, 6, /No answer from/],
      [['pages', '--space', 'NOPE'], {}, 3, /no space NOPE/],
      [['users', '--group', 'nope'], {}, 3, /no group "nope"/],
      [['activity', '--user', 'nope'], {}, 3, /no user "nope"/],
      [['activity', '--action', 'painted'], {}, 2, /"painted" is no action/],
      [['pages', '--from', 'yesterday'], {}, 2, /--from is a day/],
      [['pages', '--rate', 'fast'], {}, 2, /--rate is a number/],
      [['pages', '--out', 'a', '--sqlite', 'b'], {}, 2, /Choose one/],
      [['pages', '--out', 'foreign.jsonl'], {}, 1, /no harvest wrote it/],
      [['pages', '--space', 'DOC', '--out', 'made.jsonl'], {}, 2, /repeat what it was made with/],
      [['pages', '--sqlite', 'foreign.jsonl'], {}, 1, /cannot be used/],
      [['pages', '--out', 'no/such/folder'], {}, 1, /cannot be/],
    ]
    for (const [words, more, code, sentence] of cases) {
      const ended = await run(words, '/wiki', more)
      assert.equal(ended.code, code, `${words.join(' ')}: ${ended.errors}`)
      assert.match(ended.errors, sentence)
      assert.equal(ended.errors.trim().split('\n').length, 1, ended.errors)
    }
    appendFileSync(join(folder, 'made.jsonl'), '{}\n')
    assert.match((await run(['pages', '--out', 'made.jsonl'])).errors, /changed by something else/)
  })

  it('lets one process at a time write a file', async () => {
    let isAsked = (): void => {}
    const asked = new Promise<void>((resolve) => (isAsked = resolve))
    let release = (): void => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    gate.judge = async (path): Promise<Verdict> => {
      if (!/sort=id/.test(path)) return 'pass'
      isAsked()
      await released
      return 'pass'
    }
    const first = run(['pages', '--out', 'pages.jsonl'])
    await asked
    const second = await run(['pages', '--out', 'pages.jsonl'])
    assert.equal(second.code, 7, second.errors)
    assert.match(second.errors, /Another harvest is writing there/)
    release()
    assert.equal((await first).code, 0)
  })
})
