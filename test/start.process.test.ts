/** The first start, later starts, and starts that cannot be: one clear sentence and a non-zero exit. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { people } from './support/people.ts'
import { ask, basic } from './support/request.ts'
import { runInver, startServerProcess } from './support/server-process.ts'

let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'inver-start-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const oneSentence = (printed: string, pattern: RegExp) => {
  assert.match(printed, pattern)
  assert.equal(printed.trim().split('\n').length, 1, printed)
  assert.doesNotMatch(printed, /\n\s+at |node:internal/)
}

const readAs = (url: string, name: string, secret: string) =>
  ask({ method: 'GET', url: `${url}/rest/api/space/DEMO`, headers: basic(name, secret) })

describe('a first start', () => {
  it('makes folder, site and administrator from the environment, and ends cleanly', async () => {
    const data = join(folder, 'first', 'deep')
    const server = await startServerProcess(data, {
      INVER_ADMIN_USERNAME: 'boss',
      INVER_ADMIN_EMAIL: 'boss@example.net',
    })
    assert.equal((await readAs(server.url, 'boss', people.admin.password)).status, 200)
    assert.equal((await readAs(server.url, 'boss@example.net', people.admin.password)).status, 200)
    assert.equal((await readAs(server.url, 'boss', 'admin')).status, 401)
    assert.equal(await server.stop(), 0)
    assert.doesNotMatch(server.printed(), new RegExp(people.admin.password))
  })

  it('takes the password from a file', async () => {
    const file = join(folder, 'password')
    writeFileSync(file, 'password-from-a-file\n')
    const server = await startServerProcess(join(folder, 'file'), {
      INVER_ADMIN_PASSWORD: '',
      INVER_ADMIN_PASSWORD_FILE: file,
    })
    assert.equal((await readAs(server.url, 'admin', 'password-from-a-file')).status, 200)
    await server.stop()
  })

  it('without a password prints a link to set one, and no password works until then', async () => {
    const server = await startServerProcess(join(folder, 'link'), { INVER_ADMIN_PASSWORD: '' })
    for (const guess of ['', 'admin', 'password'])
      assert.equal((await readAs(server.url, 'admin', guess)).status, 401)
    await server.stop()
    assert.match(server.printed(), /http:\/\/127\.0\.0\.1:\d+\/\S{20,}/)
  })
})

describe('npm start', () => {
  it('ends the server when npm is told to end', async () => {
    const npm = spawn('npm', ['start', '--', '--port', '0', '--data', join(folder, 'npm')], {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, INVER_ADMIN_PASSWORD: people.admin.password },
    })
    const url = await addressPrinted(npm.stdout)
    assert.equal((await readAs(url, 'admin', people.admin.password)).status, 200)
    npm.kill('SIGTERM')
    await once(npm, 'close')
    // Its output is closed when the server, which has it from npm, is gone.
    await assert.rejects(readAs(url, 'admin', people.admin.password), { code: 'ECONNREFUSED' })
  })
})

async function addressPrinted(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (url === undefined) continue
    output.resume()
    return url
  }
  throw new Error('npm start did not say where the server is.')
}

describe('a later start', () => {
  it('finds everything, and a changed variable does not change the password', async () => {
    const data = join(folder, 'later')
    const first = await startServerProcess(data)
    const made = await ask({
      method: 'POST',
      url: `${first.url}/rest/api/content`,
      headers: basic('admin', people.admin.password),
      body: { type: 'page', title: 'Kept', space: { key: 'DEMO' } },
    })
    assert.equal(made.status, 200)
    await first.stop()
    const second = await startServerProcess(data, { INVER_ADMIN_PASSWORD: 'another-password' })
    const { id } = made.json as { id: string }
    const read = await ask({
      method: 'GET',
      url: `${second.url}/rest/api/content/${id}`,
      headers: basic('admin', people.admin.password),
    })
    assert.equal(read.status, 200)
    assert.equal((await readAs(second.url, 'admin', 'another-password')).status, 401)
    await second.stop()
  })

  it('lets requests that are under way finish', async () => {
    const server = await startServerProcess(join(folder, 'later'))
    const under = Array.from({ length: 10 }, (_, n) =>
      ask({
        method: 'POST',
        url: `${server.url}/rest/api/content`,
        headers: basic('admin', people.admin.password),
        body: { type: 'page', title: `Under way ${n}`, space: { key: 'DEMO' } },
      }).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    await Promise.race(under)
    assert.equal(await server.stop(), 0)
    // Accepted ones are answered; one that came too late was never accepted. Nothing is half done.
    assert.deepEqual(
      [...new Set(await Promise.all(under))].filter((status) => ![0, 200, 503].includes(status)),
      [],
    )
  })
})

describe('a start that cannot be', () => {
  it('says that the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const { code, printed } = await runInver([
      'serve',
      '--port',
      String(port),
      '--data',
      join(folder, 'port'),
    ])
    taken.close()
    assert.equal(code, 1)
    oneSentence(printed, new RegExp(`Port ${port} is taken`))
  })

  it('says that the folder cannot be written', async () => {
    const file = join(folder, 'not-a-folder')
    writeFileSync(file, '')
    const inFile = await runInver(['serve', '--port', '0', '--data', join(file, 'data')])
    assert.equal(inFile.code, 1)
    oneSentence(inFile.printed, /folder/)
    if (process.getuid?.() === 0) return // Root writes everywhere.
    const closed = join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    const inClosed = await runInver(['serve', '--port', '0', '--data', closed])
    assert.equal(inClosed.code, 1)
    oneSentence(inClosed.printed, /cannot|permission/i)
  })

  it('says that the database is from a newer version', async () => {
    const data = join(folder, 'newer')
    await (await startServerProcess(data)).stop()
    const database = new DatabaseSync(join(data, 'inver.db'))
    database.exec(
      `insert into schema_version (version, name, applied_at) values (9999, 'from-the-future', 0)`,
    )
    database.close()
    const { code, printed } = await runInver(['serve', '--port', '0', '--data', data])
    assert.equal(code, 1)
    oneSentence(printed, /newer/)
  })

  it('says that the database is none', async () => {
    const data = join(folder, 'garbage')
    mkdirSync(data)
    writeFileSync(
      join(data, 'inver.db'),
      'this is not a database, and long enough to be looked at '.repeat(200),
    )
    const { code, printed } = await runInver(['serve', '--port', '0', '--data', data])
    assert.equal(code, 1)
    oneSentence(printed, /database/)
  })

  it('names the setting that is wrong', async () => {
    const wrong: [string[], Record<string, string>, RegExp][] = [
      [['--port', 'many'], {}, /--port/],
      [['--port', '70000'], {}, /--port/],
      [['--base-url', 'ftp://x'], {}, /--base-url/],
      [[], { INVER_RATE_LIMIT: 'fast' }, /INVER_RATE_LIMIT/],
      [[], { INVER_ADMIN_PASSWORD: 'short' }, /INVER_ADMIN_PASSWORD/],
      [[], { INVER_DATABASE_URL: 'mysql://x' }, /INVER_DATABASE_URL/],
      [['--nonsense'], {}, /--nonsense/],
    ]
    for (const [words, environment, pattern] of wrong) {
      const { code, printed } = await runInver(
        ['serve', '--data', join(folder, 'wrong'), ...words],
        environment,
      )
      assert.equal(code, 1, `${words} ${JSON.stringify(environment)}`)
      oneSentence(printed, pattern)
      assert.doesNotMatch(printed, /short"/, 'a secret is not printed')
    }
  })

  it('names a command that it does not have', async () => {
    const { code, printed } = await runInver(['dance'])
    assert.equal(code, 1)
    oneSentence(printed, /dance/)
  })
})

describe('inver token', () => {
  it('makes a token that works beside a running server, lists it and revokes it', async () => {
    const data = join(folder, 'tokens')
    const server = await startServerProcess(data)
    const token = (...words: string[]) => runInver(['token', ...words, '--user', 'admin', '--data', data])
    const made = await token('create', '--name', 'script', '--days', '7')
    assert.equal(made.code, 0, made.printed)
    const secret = made.printed.trim().split('\n').at(-1) ?? ''
    assert.equal((await readAs(server.url, people.admin.email, secret)).status, 200)
    const listed = await token('list')
    assert.match(listed.printed, /script/)
    assert.ok(!listed.printed.includes(secret))
    const [id = ''] = /^\d+/.exec(listed.printed) ?? []
    assert.equal((await token('revoke', '--id', id)).code, 0)
    assert.equal((await readAs(server.url, people.admin.email, secret)).status, 401)
    assert.equal((await token('create', '--name', 'x', '--days', '0')).code, 1)
    assert.equal((await runInver(['token', 'list', '--user', 'nobody', '--data', data])).code, 1)
    await server.stop()
  })
})
