/** `inver publish` and `inver pull` as people call them, against the real server. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
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
      'publish --space DOC',
      'publish docs docs/more.md --space DOC --prune',
      'publish docs/more.md docs --space DOC',
      'publish docs ../elsewhere.md --space DOC',
      'pull DOC',
      'pull DOC docs --format pdf',
    ]) {
      assert.equal((await call(words)).code, 2, words)
    }
    assert.equal((await call('publish docs --space NONE')).code, 3)
  })

  it('go on publishing while files change, until Ctrl-C', async () => {
    const { child, closed, seen } = started('publish docs --space DOC --watch')
    await seen(/unchanged/)
    writeFileSync(join(folder, 'docs/index.md'), '# Manual\n\nWatched.\n')
    await seen(/updated {2}index\.md/)
    child.kill('SIGINT')
    assert.deepEqual(await closed, [0, null])
  })

  it('stop at Ctrl-C with a sentence, and complete the work when they are run again', async () => {
    await makeSpace(app, 'MANY', 'Many pages')
    mkdirSync(join(folder, 'many'))
    const count = 60
    for (let number = 0; number < count; number++) {
      writeFileSync(join(folder, `many/page-${number}.md`), `# Page ${number}\n\n![i](i.png)\n`)
    }
    writeFileSync(join(folder, 'many/i.png'), 'an image')
    const { child, closed, seen, errors } = started('publish many --space MANY')
    await seen(/created/)
    // As it comes where somebody passes it on that was told, too.
    child.kill('SIGINT')
    child.kill('SIGTERM')
    assert.deepEqual(await closed, [130, null])
    assert.match(
      errors(),
      /^inver: stopping .*\ninver: stopped; run the same command again to complete the work\.\n$/,
    )
    const rest = await call('publish many --space MANY')
    assert.equal(rest.code, 0, rest.errors)
    const [, created = ''] = /(\d+) created/.exec(rest.out.split('\n').at(-2) ?? '') ?? []
    assert.ok(Number(created) > 0 && Number(created) < count, rest.out)
    assert.match(
      (await call('publish many --space MANY')).out,
      /0 created, 0 updated, 0 merged, 60 unchanged/,
    )
  })

  it('tell of a connection that is cut in an upload, and complete it when they are run again', async () => {
    await makeSpace(app, 'CUT', 'Cut')
    mkdirSync(join(folder, 'cut'))
    writeFileSync(join(folder, 'cut/page.md'), '# Cut\n\n![large](large.bin)\n')
    writeFileSync(join(folder, 'cut/large.bin'), Buffer.alloc(4_000_000, 'x'))
    const wire = await cuttingWire(new URL(app.url), /child\/attachment/, 200_000)
    const words = 'publish cut --space CUT'.split(' ')
    try {
      const cut = await inver(words, { env: { ...env, INVER_URL: wire.url }, cwd: folder })
      assert.equal(cut.code, 6, cut.errors)
      assert.match(
        cut.errors,
        /^inver: No answer from http.*: check the address and the network, then try again\.\n$/,
      )
      assert.equal(wire.cuts(), 1)
    } finally {
      wire.close()
    }
    const again = await call('publish cut --space CUT')
    assert.match(again.out, /^updated {2}page\.md/, again.errors)
    assert.match((await call('attachment list CUT:Cut --porcelain')).out, /^\S+\tlarge\.bin\t\S+\t4000000\n$/)
  })
})

/** Runs a command without waiting for its end. */
function started(words: string) {
  const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
  const child = spawn(process.execPath, [main, ...words.split(' ')], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  const closed = once(child, 'close')
  let [out, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const seen = (pattern: RegExp) =>
    new Promise<void>((done, fail) => {
      const late = setTimeout(() => fail(new Error(`no ${pattern} in ${out}`)), 20_000)
      const look = (): void => {
        if (!pattern.test(out)) return
        clearTimeout(late)
        done()
      }
      child.stdout.on('data', look)
      look()
    })
  return { child, closed, seen, errors: () => errors }
}

/** A way to the server that is cut once a request whose address matches has sent so many bytes. */
async function cuttingWire(to: URL, address: RegExp, after: number) {
  let cuts = 0
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    let sent = -1
    near.on('data', (chunk: Buffer) => {
      if (sent < 0 && chunk.toString('latin1').startsWith('POST ') && address.test(chunk.toString('latin1')))
        sent = 0
      if (sent >= 0) sent += chunk.length
      if (sent < after) return void far.write(chunk)
      cuts += 1
      near.resetAndDestroy()
      far.destroy()
    })
    for (const socket of [near, far]) socket.on('error', () => {})
    far.pipe(near)
    near.on('close', () => far.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, cuts: () => cuts, close: () => server.close() }
}
