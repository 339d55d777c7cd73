/** `inver publish` and `inver pull` as people call them, against the real server. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { makeSpace } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { inver } from './run.ts'

let app: TestApp
let folder: string
let env: Record<string, string>
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  folder = mkdtempSync(join(tmpdir(), 'inver-cli-'))
  mkdirSync(join(folder, 'docs'))
  writeFileSync(join(folder, 'docs/index.md'), '# Manual\n\nSee [more](more.md).\n')
  writeFileSync(join(folder, 'docs/more.md'), '# More\n\nOne.\n\nTwo.\n')
  env = { INVER_URL: app.url, INVER_USER: people.admin.username, INVER_TOKEN: people.admin.password }
  await makeSpace(app, 'DOC', 'Documents')
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const call = (words: string) => inver(words.split(' '), { env, cwd: folder })

describe('inver publish and inver pull', () => {
  it('show, publish, pull, and have nothing left to do', async () => {
    const dry = await call('publish docs --space DOC --dry-run')
    assert.equal(dry.code, 0, dry.errors)
    assert.match(dry.out, /^created {2}index\.md\n--- \/dev\/null\n\+\+\+ index\.md\n/)
    const first = await call('publish docs --space DOC')
    assert.equal(first.code, 0, first.errors)
    assert.match(
      first.out,
      /^created {2}index\.md \(page \d+\)\ncreated {2}more\.md \(page \d+\)\n2 created, 0 updated/,
    )
    const again = await call('publish docs --space DOC --porcelain')
    assert.match(again.out, /^unchanged\tindex\.md\t\d+\nunchanged\tmore\.md\t\d+\n$/)
    const pulled = await call('pull DOC:Manual copy')
    assert.equal(pulled.code, 0, pulled.errors)
    assert.match(pulled.out, /^created {2}manual\.md\ncreated {2}manual\/more\.md\n2 created/)
    assert.match(readFileSync(join(folder, 'copy/manual.md'), 'utf8'), /\[more\]\(manual\/more\.md\)/)
  })

  it('end with 5 on a conflict, 1 on a broken file, 2 on a call that cannot be understood', async () => {
    const page = JSON.parse((await call('api GET /rest/api/content?spaceKey=DOC&title=More')).out) as {
      results: { id: string }[]
    }
    const id = page.results[0]?.id ?? ''
    const body = { storage: { value: '<p>One.</p><p>Theirs.</p>', representation: 'storage' } }
    const answer = await fetch(`${app.url}/rest/api/content/${id}`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${people.admin.username}:${people.admin.password}`)}`,
      },
      body: JSON.stringify({ type: 'page', title: 'More', version: { number: 2 }, body }),
    })
    assert.equal(answer.status, 200)
    writeFileSync(join(folder, 'docs/more.md'), '# More\n\nOne.\n\nOurs.\n')
    const conflict = await call('publish docs --space DOC')
    assert.equal(conflict.code, 5)
    assert.match(conflict.errors, /^more\.md:1:1: error: "More" was edited on the server/)
    assert.equal((await call('pull DOC docs')).code, 5)
    assert.match(readFileSync(join(folder, 'docs/more.md'), 'utf8'), /Ours/)
    writeFileSync(join(folder, 'docs/more.md'), '# More\n\nOne.\n\nTwo.\n')
    writeFileSync(join(folder, 'docs/broken.xml'), '<p>')
    const broken = await call('publish docs --space DOC')
    assert.equal(broken.code, 1)
    assert.match(broken.errors, /^broken\.xml:1:\d+: error: /)
    rmSync(join(folder, 'docs/broken.xml'))
    for (const words of [
      'publish docs',
      'publish nowhere --space DOC',
      'pull DOC',
      'pull DOC docs --format pdf',
    ]) {
      assert.equal((await call(words)).code, 2, words)
    }
    assert.equal((await call('publish docs --space NONE')).code, 3)
  })

  it('go on publishing while files change, until Ctrl-C', async () => {
    const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
    const words = [main, 'publish', 'docs', '--space', 'DOC', '--watch']
    const child = spawn(process.execPath, words, {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', ...env },
    })
    const closed = once(child, 'close')
    let out = ''
    const seen = (pattern: RegExp) =>
      new Promise<void>((done, fail) => {
        const late = setTimeout(() => fail(new Error(`no ${pattern} in ${out}`)), 20_000)
        const look = (): void => {
          if (!pattern.test(out)) return
          clearTimeout(late)
          done()
        }
        child.stdout.on('data', look)
      })
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    await seen(/unchanged/)
    writeFileSync(join(folder, 'docs/index.md'), '# Manual\n\nWatched.\n')
    await seen(/updated {2}index\.md/)
    child.kill('SIGINT')
    assert.deepEqual(await closed, [0, null])
  })
})
