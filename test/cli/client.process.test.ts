/** The client's commands as people call them, against the real server. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { commands } from '../../src/cli/main.ts'
import { makeSpace } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { inver } from './run.ts'

let app: TestApp
let folder: string
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  folder = mkdtempSync(join(tmpdir(), 'inver-cli-'))
  await makeSpace(app, 'DOC', 'Documents')
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As the administrator, by the variables that CI uses, at one of the roots. */
function at(root: string) {
  const env = {
    INVER_URL: app.url + root,
    INVER_USER: people.admin.username,
    INVER_TOKEN: people.admin.password,
  }
  return async (words: string[], input = '', more: Record<string, string> = {}): Promise<string> => {
    const { code, out, errors } = await inver(words, { env: { ...env, ...more }, input, cwd: folder })
    assert.equal(code, 0, `${words.join(' ')}: ${errors}`)
    return out
  }
}

describe('inver', () => {
  it('says its version at once, and lists commands whose help teaches by example', async () => {
    const project = join(import.meta.dirname, '..', '..')
    const { stdout } = spawnSync(
      process.execPath,
      [join(project, 'bin', 'run.cjs'), 'src/main.ts', '--version'],
      {
        cwd: project,
        encoding: 'utf8',
      },
    )
    assert.match(stdout, /^inver \d+\.\d+\.\d+\n$/)
    const clients = [
      'login',
      'whoami',
      'profile',
      'page',
      'space',
      'attachment',
      'label',
      'comment',
      'property',
      'restriction',
      'search',
      'user',
      'group',
      'watch',
      'harvest',
      'log',
      'api',
    ]
    for (const listed of commands) {
      const command = await listed.load()
      assert.deepEqual([command.name, command.summary], [listed.name, listed.summary])
      if (clients.includes(listed.name))
        assert.match(command.usage.join('\n'), /Example: inver /, listed.name)
    }
    const { out } = await inver(['page', 'get', '--help'])
    assert.match(out, /Write the body of a page[\s\S]*Example: inver page get DOC:Home --as markdown/)
  })

  it('logs in, remembers where, and keeps the secret to its owner', async () => {
    const env = { XDG_CONFIG_HOME: join(folder, 'config') }
    const login = [
      'login',
      '--url',
      `${app.url}/wiki/spaces/DOC`,
      '--user',
      'admin',
      '--profile',
      'work',
      '--plain',
    ]
    const wrong = await inver(login, { env, input: 'not the password\n' })
    assert.equal(wrong.code, 4, wrong.errors)
    const { code, out, errors } = await inver(login, { env, input: `${people.admin.password}\n` })
    assert.equal(code, 0, errors)
    const secrets = join(folder, 'config', 'inver', 'secrets.json')
    assert.match(out, /Administrator at .*\/wiki; the profile "work"[\s\S]*in plain text in .*secrets\.json/)
    assert.equal(statSync(secrets).mode & 0o777, 0o600)
    assert.match(readFileSync(secrets, 'utf8'), /"about": "Passwords and tokens .* plain text/)
    const profiles = readFileSync(join(folder, 'config', 'inver', 'profiles.json'), 'utf8')
    assert.ok(!profiles.includes(people.admin.password))
    const who = await inver(['whoami', '--porcelain'], { env })
    assert.equal(who.out, `admin\tAdministrator\t${app.url}/wiki\tcloud\n`)
    assert.match((await inver(['profile', 'list'], { env })).out, /\* +work/)
    assert.equal((await inver(['profile', 'use', 'home'], { env })).code, 3)
    assert.equal((await inver(['profile', 'remove', 'work'], { env })).code, 0)
    assert.ok(!readFileSync(secrets, 'utf8').includes(people.admin.password))
    assert.equal((await inver(['whoami'], { env })).code, 2)
  })

  for (const root of ['', '/wiki']) {
    it(`takes a page from its making to the trash at "${root}"`, async () => {
      const run = at(root)
      const title = `Page ${root.length}`
      writeFileSync(join(folder, 'first.md'), '# One\n\nSome *words*.\n')
      const [id = ''] = (
        await run(['page', 'create', 'DOC', title, '--file', 'first.md', '--porcelain'])
      ).split('\t')
      assert.match(await run(['page', 'get', `DOC:${title}`]), /<h1>One<\/h1>/)
      assert.match(await run(['page', 'get', id, '--as', 'markdown']), /^# One\n\nSome _words_\./)
      assert.equal(
        await run(['page', 'update', id, '--file', '-', '--message', 'second', '--porcelain'], '<p>two</p>'),
        `${id}\t2\tchanged\n`,
      )
      assert.equal(
        await run(['page', 'update', id, '--file', '-', '--porcelain'], '<p>two</p>'),
        `${id}\t2\tunchanged\n`,
      )
      const versions = (await run(['page', 'history', id, '--porcelain'])).replace(/\n$/, '').split('\n')
      assert.deepEqual(
        versions.map((line) => line.split('\t').toSpliced(1, 1)),
        [
          ['2', 'Administrator', 'second'],
          ['1', 'Administrator', ''],
        ],
      )
      await run(['page', 'restore', id, '1'])
      assert.match(await run(['page', 'get', id]), /<h1>One<\/h1>/)
      const editor = `sed -i s/One/Edited/`
      assert.equal(
        await run(['page', 'edit', id, '--porcelain'], '', { EDITOR: editor }),
        `${id}\t4\tchanged\n`,
      )
      const [copied = ''] = (
        await run(['page', 'copy', id, '--title', `${title} again`, '--porcelain'])
      ).split('\t')
      assert.equal(await run(['page', 'get', copied]), await run(['page', 'get', id]))
      await run(['page', 'move', copied, '--under', id])
      const child = JSON.parse(await run(['api', 'GET', `/rest/api/content/${id}/child/page`])) as {
        results: { id: string }[]
      }
      assert.deepEqual(
        child.results.map((one) => one.id),
        [copied],
      )
      const address = (await run(['page', 'open', id, '--print'])).trim()
      assert.equal((JSON.parse(await run(['page', 'get', address, '--json'])) as { id: string }).id, id)
      await run(['page', 'update', id, '--title', `${title} renamed`])
      await run(['page', 'delete', copied])
      const gone = await run(['search', `space = DOC and title = "${title} again"`, '--porcelain'])
      assert.equal(gone, '')
    })

    it(`does files, labels, comments and spaces at "${root}"`, async () => {
      const run = at(root)
      const [id = ''] = (await run(['page', 'create', 'DOC', `Things ${root.length}`, '--porcelain'])).split(
        '\t',
      )
      writeFileSync(join(folder, 'plan ü.txt'), 'first')
      assert.equal(await run(['attachment', 'put', id, 'plan ü.txt', '--porcelain']), 'plan ü.txt\tadded\n')
      writeFileSync(join(folder, 'plan ü.txt'), 'second')
      assert.equal(await run(['attachment', 'put', id, 'plan ü.txt', '--porcelain']), 'plan ü.txt\tupdated\n')
      assert.equal(await run(['attachment', 'get', id, 'plan ü.txt', '--to', '-']), 'second')
      assert.match(await run(['attachment', 'list', id, '--porcelain']), /\tplan ü\.txt\ttext\/plain\t6\n$/)
      await run(['attachment', 'delete', id, 'plan ü.txt'])
      assert.equal(await run(['attachment', 'list', id, '--porcelain']), '')
      assert.equal(
        await run(['label', 'add', id, 'alpha', 'beta', '--porcelain']),
        'alpha\tglobal\nbeta\tglobal\n',
      )
      assert.equal(await run(['label', 'remove', id, 'alpha', '--porcelain']), 'beta\tglobal\n')
      await run(['comment', 'add', id, 'a < b'])
      assert.match(await run(['comment', 'list', id, '--porcelain']), /\ta < b\n$/)
      const key = `NEW${root.length}`
      await run(['space', 'create', key, 'A new one'])
      assert.match(
        await run(['space', 'list', '--porcelain']),
        new RegExp(`^${key}\tA new one\tglobal$`, 'm'),
      )
      assert.match(await run(['space', 'get', key]), /A new one/)
    })
  }

  it('says in a sentence what is wrong, with the exit code of its kind', async () => {
    const env = { INVER_URL: app.url, INVER_USER: 'admin', INVER_TOKEN: people.admin.password }
    const cases: [string[], Record<string, string>, number, RegExp][] = [
      [
        ['page', 'get', '1'],
        { ...env, INVER_URL: 'http://127.0.0.1:1/wiki' },
        6,
        /No answer from http:\/\/127/,
      ],
      [['page', 'get', '999999999'], env, 3, /404/],
      [['page', 'get', 'DOC:Nowhere'], env, 3, /no page "Nowhere" in the space DOC/],
      [['page', 'get', 'what'], env, 2, /names no page/],
      [['page', 'paint'], env, 2, /inver page list, get, create/],
      [['page', 'create', 'NOPE', 'x'], env, 3, /NOPE/],
      [['whoami'], { ...env, INVER_TOKEN: 'wrong' }, 4, /credentials were not accepted/],
      [
        ['space', 'create', 'X', 'y'],
        { ...env, INVER_USER: 'reader', INVER_TOKEN: people.reader.password },
        4,
        /may not/,
      ],
      [['search', 'space ='], env, 1, /400/],
      [['api', 'GET', '/rest/api/space', '--query', 'x'], env, 2, /NAME=VALUE/],
      [['whoami'], { INVER_URL: 'http://:::' }, 2, /is not an address/],
      [['page', 'create', 'DOC', 'Broken', '--file', 'broken.xml'], env, 1, /broken\.xml:2:\d+: /],
    ]
    writeFileSync(join(folder, 'broken.xml'), '<p>one</p>\n<p>two</b>')
    for (const [words, surroundings, code, sentence] of cases) {
      const ended = await inver(words, { env: surroundings, cwd: folder })
      assert.equal(ended.code, code, `${words.join(' ')}: ${ended.errors}`)
      assert.match(ended.errors, sentence)
      assert.equal(ended.errors.trim().split('\n').length, 1, ended.errors)
    }
  })

  it('asks anything with api', async () => {
    const run = at('')
    const body = JSON.stringify({ type: 'page', title: 'By api', space: { key: 'DOC' } })
    const { id } = JSON.parse(await run(['api', 'POST', '/rest/api/content', '--data', '-'], body)) as {
      id: string
    }
    const lines = (
      await run(['api', 'get', '/rest/api/content', '--query', 'spaceKey=DOC', '--query', 'limit=2', '--all'])
    )
      .trim()
      .split('\n')
    assert.ok(lines.length > 2)
    assert.ok(lines.some((line) => (JSON.parse(line) as { id: string }).id === id))
  })
})
