/** `inver log`: a change log that many programs write to at once. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { dayOf } from '../../src/cli/row-template.ts'
import { connect, readPage } from '../../src/sdk/index.ts'
import { makeContent, makeSpace, page } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { inver } from './run.ts'

const HEAD = '<tr><th>Date</th><th>Who</th><th>What</th></tr>'
const OLD = '<tr><td>2020-01-01</td><td>x&nbsp;y</td><td>old &#8211; row</td></tr>'
const BEFORE = `<h1>Intro</h1><p>a &ndash; b<br /></p><table><tbody><tr><td>other</td></tr></tbody></table>\n<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[<table>]]></ac:plain-text-body></ac:structured-macro><h2>Change log</h2><table class="wrapped"><tbody>${HEAD}${OLD}`
const AFTER = '</tbody></table><p>end&nbsp;</p>'

let app: TestApp
let folder: string
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  folder = mkdtempSync(join(tmpdir(), 'inver-log-'))
  await makeSpace(app, 'LOG', 'Logs')
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const makePage = async (title: string): Promise<string> =>
  (await makeContent(app, page('LOG', title, BEFORE + AFTER)))['id'] as string

const run = (words: string[], root = '') =>
  inver(['log', ...words], {
    env: { INVER_URL: app.url + root, INVER_USER: 'admin', INVER_TOKEN: people.admin.password },
    cwd: folder,
  })

async function storage(id: string): Promise<string> {
  const auth = { kind: 'basic', username: 'admin', password: people.admin.password } as const
  return (await readPage(connect({ url: `${app.url}/wiki`, auth }), id)).storage
}

/** What stands between the two ends of the page, which must not have changed by a byte. */
async function addedTo(id: string): Promise<string> {
  const now = await storage(id)
  assert.ok(now.startsWith(BEFORE) && now.endsWith(AFTER), now)
  return now.slice(BEFORE.length, now.length - AFTER.length)
}

describe('inver log', () => {
  it('keeps the rows of five processes at once, and every other byte', async () => {
    const id = await makePage('Busy')
    const names = ['1', '2', '3', '4', '5']
    const ended = await Promise.all(
      names.map((name, index) =>
        run(
          [id, '--under', 'Change log', '--row', `2026-11-20 | p${name} | done`],
          index % 2 === 0 ? '' : '/wiki',
        ),
      ),
    )
    assert.deepEqual(
      ended.map(({ code, errors }) => `${code}${errors}`),
      names.map(() => '0'),
    )
    const rows = [
      ...(await addedTo(id)).matchAll(/<tr><td>2026-11-20<\/td><td>p(\d)<\/td><td>done<\/td><\/tr>/g),
    ]
    assert.deepEqual(rows.map(([, name]) => name).sort(), names)
    assert.equal(
      (await addedTo(id)).length,
      rows.reduce((sum, [whole]) => sum + whole.length, 0),
    )
  })

  it('fills in date and user, and takes cells as text', async () => {
    const id = await makePage('Filled')
    const ended = await run([
      'LOG:Filled',
      '--table',
      '2',
      '--row',
      '{date} | {user} | a < b \\| c',
      '--porcelain',
    ])
    assert.deepEqual(ended, { code: 0, out: `${id}\t2\t1\n`, errors: '' })
    assert.equal(
      await addedTo(id),
      `<tr><td>${dayOf(new Date())}</td><td>Administrator</td><td>a &lt; b | c</td></tr>`,
    )
  })

  it('says why nothing was written', async () => {
    const id = await makePage('Refused')
    for (const [words, code, sentence] of [
      [['--row', 'x'], 1, /Nothing was written: The page has 2 tables: say which/],
      [['--under', 'Nowhere', '--row', 'x'], 1, /no table under "Nowhere"/],
      [['--table', '2', '--row', 'a|b|c|d'], 1, /4 cells, but the table has 3 columns/],
      [['--table', '2'], 2, /--row or --from-git/],
      [['--table', '2', '--storage', '--row', '<b>x'], 1, /400/],
    ] as const) {
      const ended = await run([id, ...words])
      assert.equal(ended.code, code, ended.errors)
      assert.match(ended.errors, sentence)
    }
    assert.equal(await storage(id), BEFORE + AFTER)
  })

  it('logs commits, each once', async () => {
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...words], {
        cwd: folder,
      })
    git('init', '-q')
    for (const subject of ['first', 'second | with <bar>', 'third'])
      git('commit', '-q', '--allow-empty', '-m', subject)
    const id = await makePage('Commits')
    const words = [
      id,
      '--under',
      'Change log',
      '--from-git',
      'HEAD',
      '--row',
      '{hash} | {author} | {subject}',
    ]
    assert.match((await run(words)).out, /Added 3 rows/)
    const subjects = [...(await addedTo(id)).matchAll(/<td>Ada<\/td><td>([^]*?)<\/td>/g)].map(
      ([, subject]) => subject,
    )
    assert.deepEqual(subjects, ['first', 'second | with &lt;bar&gt;', 'third'])
    assert.match((await run(words)).out, /Nothing to add/)
    git('commit', '-q', '--allow-empty', '-m', 'fourth')
    assert.match((await run(words)).out, /Added 1 row to "Commits", version 3/)
    assert.match(
      (await run([...words.slice(0, 3), '--from-git', 'nowhere..HEAD'])).errors,
      /git log nowhere\.\.HEAD failed/,
    )
  })
})
