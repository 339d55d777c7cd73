/** What docs/how-to shows with curl, Python, the SDK and the command line does what it says. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { makeContent, makeSpace, page, readJson } from './site.ts'

const project = join(import.meta.dirname, '..', '..')
const WAYS = ['curl', 'Python', 'SDK', 'Command line'] as const
type Way = (typeof WAYS)[number]

/** What each way needs beside Node, which may not be here. */
const NEEDS: Record<Way, string[]> = {
  curl: ['curl', 'jq'],
  Python: ['python3'],
  SDK: [],
  'Command line': [],
}

let app: TestApp
let folder: string
let changes: string
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  folder = mkdtempSync(join(tmpdir(), 'inver-how-to-'))
  await makeSpace(app, 'DOC', 'Documents')
  const table = '<table><tbody><tr><th>Date</th><th>Who</th><th>What</th></tr></tbody></table>'
  changes = (await makeContent(app, page('DOC', 'Changes', table)))['id'] as string
  writeFileSync(join(folder, 'notes.wiki'), 'h1. Notes\n\n*bold* words\n')
  // As after an installation: the command on the path, the package among the modules.
  const command = join(folder, 'inver')
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(project, 'src', 'main.ts')}" "$@"\n`)
  chmodSync(command, 0o755)
  spawnSync('mkdir', ['-p', join(folder, 'node_modules')])
  symlinkSync(project, join(folder, 'node_modules', 'inver'))
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The first example under the heading of a way. */
function example(document: string, way: Way): string {
  const markdown = readFileSync(join(project, 'docs', 'how-to', `${document}.md`), 'utf8')
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${way}\n`)) ?? ''
  const code = /^```\w+\n([\s\S]*?)^```$/m.exec(section)?.[1]
  assert.ok(code, `${document} shows it with ${way}`)
  return code
}

async function run(document: string, way: Way): Promise<string> {
  const code = example(document, way)
  const file = join(
    folder,
    { curl: 'run.sh', Python: 'run.py', SDK: 'run.mjs', 'Command line': 'run.sh' }[way],
  )
  writeFileSync(file, code)
  const [program, words] = {
    curl: ['/bin/sh', ['-eu', file]] as const,
    Python: ['python3', ['-B', file]] as const,
    SDK: [process.execPath, [file]] as const,
    'Command line': ['/bin/sh', ['-eu', file]] as const,
  }[way]
  const child = spawn(program, words, {
    cwd: folder,
    env: {
      PATH: `${folder}${delimiter}${process.env['PATH']}`,
      HOME: folder,
      NO_PROXY: '*',
      PYTHONUTF8: '1',
      PYTHONPATH: join(import.meta.dirname, 'stand-ins'),
      INVER_URL: app.url,
      INVER_USER: people.admin.username,
      INVER_TOKEN: people.admin.password,
      PAGE: changes,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors, [exit]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  assert.equal(exit, 0, `${document}, ${way}: ${errors}${out}`)
  return out
}

function missing(way: Way): string | undefined {
  return NEEDS[way].find((program) => spawnSync(program, ['--version']).status !== 0)
}

async function storageOf(id: string): Promise<string> {
  const read = await readJson(app, `/rest/api/content/${id}?expand=body.storage`)
  return (read as { body: { storage: { value: string } } }).body.storage.value
}

for (const way of WAYS) {
  const absent = missing(way)
  if (absent !== undefined)
    console.error(`\n!!! THE HOW-TOS WITH ${way} ARE SKIPPED: there is no ${absent} here\n`)
  describe(`the how-tos with ${way}`, { skip: absent !== undefined }, () => {
    it('publish wiki markup', async () => {
      await run('publish-wiki-markup', way)
      const title = `Notes by ${way === 'Command line' ? 'inver' : way}`
      const found = await readJson(app, `/rest/api/content?spaceKey=DOC&title=${encodeURIComponent(title)}`)
      const [made] = found['results'] as { id: string }[]
      assert.match(await storageOf(made?.id ?? ''), /<h1>Notes<\/h1>\s*<p><strong>bold<\/strong> words<\/p>/)
    })

    it('keep a change log', async () => {
      const rows = async () => (await storageOf(changes)).split('<tr>').length - 2
      const count = await rows()
      await run('change-log', way)
      assert.equal(await rows(), count + 1)
      const release = `Release ${WAYS.indexOf(way) + 1}`
      assert.match(
        await storageOf(changes),
        new RegExp(`<tr><td>\\d{4}-\\d\\d-\\d\\d</td><td>[^<]+</td><td>${release}</td></tr>`),
      )
    })

    it('find and read pages', async () => {
      const out = await run('read-content', way)
      assert.match(out, /Changes/)
      assert.match(out, /<th>Who<\/th>/)
    })

    it('harvest', async () => {
      const out = await run('harvest', way)
      if (way === 'Command line') {
        const lines = (name: string) => readFileSync(join(folder, name), 'utf8').trim().split('\n')
        assert.equal(lines('users.jsonl').length, Object.keys(people).length)
        assert.ok(lines('pages.jsonl').some((line) => (JSON.parse(line) as { id: string }).id === changes))
        assert.ok(lines('activity.csv').length > 1)
        const before = lines('pages.jsonl').length
        await run('harvest', way)
        assert.equal(lines('pages.jsonl').length, before)
      } else assert.match(out, way === 'Python' ? /Edith Editor/ : /"title":"Changes"/)
    })
  })
}
