/** The package that `npm run package` makes, unpacked where npm unpacks it: below `node_modules`. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { build } from 'esbuild'
import { startBrowser } from './support/browser.ts'
import { people } from './support/people.ts'
import { type ServerProcess, startServerProcess } from './support/server-process.ts'

const project = join(import.meta.dirname, '..')

let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'inver-package-'))
  const words = ['run', '--silent', 'package', '--', folder]
  const name = execFileSync('npm', words, { cwd: project, encoding: 'utf8' })
  const own = join(folder, 'node_modules', 'inver')
  mkdirSync(own, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, name.trim()), '-C', own, '--strip-components', '1'])
  // What npm would fetch is taken from here.
  for (const dependency of readdirSync(join(project, 'node_modules'))) {
    if (dependency.startsWith('.')) continue
    symlinkSync(join(project, 'node_modules', dependency), join(folder, 'node_modules', dependency))
  }
  mkdirSync(join(folder, 'node_modules', '.bin'))
  symlinkSync('../inver/bin/run.cjs', join(folder, 'node_modules', '.bin', 'inver'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const run = (words: readonly string[], input = '') =>
  spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', input })

describe('the package', () => {
  it('is not made of the sources as they are', () => {
    const { status, stdout } = spawnSync('npm', ['pack', '--dry-run'], { cwd: project, encoding: 'utf8' })
    assert.deepEqual([status, stdout.includes('Pack with: npm run package')], [1, true])
  })

  it('has JavaScript only, and no tests', () => {
    const files = globSync('**/*.ts', { cwd: join(folder, 'node_modules', 'inver') })
    assert.ok(files.length > 10)
    assert.deepEqual(
      files.filter((path) => !/^src\/sdk\/.*\.d\.ts$/.test(path)),
      [],
    )
  })

  it('runs as a program', () => {
    const inver = join('node_modules', '.bin', 'inver')
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }
    assert.equal(run([inver, '--version']).stdout, `inver ${version}\n`)
    const made = run([inver, 'convert', '--from', 'markdown', '--to', 'storage'], '# One')
    assert.equal(made.stdout, '<h1>One</h1>', made.stderr)
  })

  it('has an SDK with types', () => {
    write(
      'right.ts',
      `import { connect, type Client } from 'inver/sdk'
       import { v2, type SinglePage } from 'inver/sdk/v2'
       const client: Client = connect({ url: 'https://wiki.example', auth: { kind: 'none' } })
       export const titles = async (): Promise<string[]> => {
         const found: string[] = []
         for await (const page of v2(client).getPages.each({ title: 'x' })) found.push(page.title)
         return found
       }
       export const read = (id: string): Promise<SinglePage> => v2(client).getPageById({ id })`,
    )
    write('wrong.ts', `import { v1 } from 'inver/sdk/v1'\nexport const wrong: number = v1`)
    const check = (file: string, module: string) => {
      const resolution = module === 'nodenext' ? module : 'bundler'
      const words = `tsc --ignoreConfig --noEmit --strict --target es2022 --module ${module} --moduleResolution ${resolution}`
      return run([join(project, 'bin/run.cjs'), ...words.split(' '), '--types', '', join(folder, file)])
    }
    for (const module of ['nodenext', 'esnext']) {
      assert.equal(check('right.ts', module).stdout, '')
      assert.match(check('wrong.ts', module).stdout, /wrong\.ts\(2,14\): error TS2322/)
    }
  })
})

describe('the SDK of the package, on a server', () => {
  let server: ServerProcess
  let site: Server
  let script = ''
  before(async () => {
    site = createServer((asked, answer) => {
      const isScript = asked.url === '/script.js'
      answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      answer.end(
        isScript
          ? script
          : '<!doctype html><title>Begun</title><script type="module" src="/script.js"></script>',
      )
    })
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
    server = await startServerProcess(join(folder, 'data'), { INVER_CORS_ORIGINS: siteAddress() })
  })
  after(async () => {
    site.close()
    await server.stop()
  })
  const siteAddress = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`

  /** Makes a space and a page, uploads, lists and downloads; says what it found. */
  const program = (key: string, say: string) => `
    import { connect, updatePage } from 'inver/sdk'
    import { v1 } from 'inver/sdk/v1'
    const { username, password } = ${JSON.stringify(people.admin)}
    const client = connect({ url: '${server.url}/wiki', auth: { kind: 'basic', username, password } })
    const api = v1(client)
    await api.createSpace({ body: { key: '${key}', name: '${key}' } })
    const body = { storage: { value: '<p>one</p>', representation: 'storage' } }
    const { id } = await api.createContent({ body: { type: 'page', title: 'T', space: { key: '${key}' }, body } })
    const { page } = await updatePage(client, id, (storage) => storage + '<p>two</p>')
    const file = { name: 'ä.txt', bytes: new TextEncoder().encode('bytes') }
    await api.createAttachments({ id, file })
    const names = []
    for await (const { title } of api.getAttachments.each({ id, limit: 1 })) names.push(title)
    const { results } = await api.getAttachments({ id })
    const text = await new Response(await client.download(results[0]._links.download)).text()
    ${say}(JSON.stringify([page.version, page.storage, names, text]))
  `
  const FOUND = JSON.stringify([2, '<p>one</p><p>two</p>', ['ä.txt'], 'bytes'])

  it('works in this Node, and in the one that npm runs on', () => {
    const nodes = new Set([process.execPath, process.env.npm_node_execpath ?? process.execPath])
    for (const [index, node] of [...nodes].entries()) {
      const file = write('program.mjs', program(`NODE${index}`, 'console.log'))
      const { stdout, stderr } = spawnSync(node, [file], { cwd: folder, encoding: 'utf8' })
      assert.equal(stdout, `${FOUND}\n`, stderr)
    }
  })

  it('works in a browser, bundled, from another site that the wiki lets in', async (test: TestContext) => {
    const say = 'const say = (words) => (document.title = words)\n'
    const entry = write('page.mjs', say + program('WEB', 'say'))
    const bundle = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    })
    script = bundle.outputFiles[0]?.text ?? ''
    const found = await startBrowser()
    if ('missing' in found) return test.skip(found.missing)
    try {
      const page = await found.browser.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      await page.goto(siteAddress())
      await page
        .waitForFunction("document.title !== 'Begun'", undefined, { timeout: 20_000 })
        .catch(() => undefined)
      assert.equal(await page.title(), FOUND, errors.join('\n'))
    } finally {
      await found.browser.close()
    }
  })
})
