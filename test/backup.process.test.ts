/** A server dies in the middle of a backup, and of a restore: the site stays whole, and the next server goes on. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { credentials } from './support/people.ts'
import { ask } from './support/request.ts'
import { runInver, type ServerProcess, startServerProcess } from './support/server-process.ts'

const PAGES = 30
const WORDS = 40_000
const base = '/rest/api/backup-restore'

type Job = { id: number; jobState: string; fileName: string; errorMessage?: string }

describe('a server that is killed', () => {
  it('during a backup and a restore loses nothing', { timeout: 180_000 }, async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-backup-'))
    try {
      let server = await startServerProcess(folder)
      await send(server, 'POST', '/rest/api/space', { key: 'BIG', name: 'Big' })
      for (let n = 0; n < PAGES; n++) await makePage(server, `Page ${n}`, bodyOf(n))
      const wanted = await titles(server)

      const backup = await send<Job>(server, 'POST', `${base}/backup/site`, {})
      server = await killedDuring(folder, server, backup.id, 'processing', test.diagnostic.bind(test))
      assert.deepEqual(readdirSync(join(folder, 'restore', 'site')), [])
      assert.equal((await over(server, backup.id)).jobState, 'FINISHED')
      assert.deepEqual(readdirSync(join(folder, 'restore', 'incoming')), [])
      assert.deepEqual(readdirSync(join(folder, 'restore', 'site')), [backup.fileName])

      await makePage(server, 'Later', '<p>later</p>')
      const { fileName } = backup
      const restore = await send<Job>(server, 'POST', `${base}/restore/site`, { fileName })
      server = await killedDuring(folder, server, restore.id, 'completing', test.diagnostic.bind(test))
      assert.equal((await over(server, restore.id)).jobState, 'FINISHED')
      assert.deepEqual(await titles(server), wanted)
      const found = await send<{ size: number }>(server, 'GET', '/rest/api/search?cql=text~%22marker7%22')
      assert.equal(found.size, 1)
      await server.stop()
      assert.deepEqual(rows(folder, 'pragma foreign_key_check'), [])
      assert.deepEqual(
        rows(folder, 'pragma integrity_check').map((row) => ({ ...row })),
        [{ integrity_check: 'ok' }],
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the command line', () => {
  it('backs a site up beside its server, and makes another of it', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-backup-'))
    const [one, two, file] = ['one', 'two', 'site.zip'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    try {
      let server = await startServerProcess(one)
      await send(server, 'POST', '/rest/api/space', { key: 'BIG', name: 'Big' })
      await makePage(server, 'Page 1', '<p>marker1</p>')
      const wanted = await titles(server)
      const made = await runInver(['backup', file, '--data', one])
      assert.equal(made.code, 0, made.printed)
      assert.match(made.printed, /has the site: \d+ rows and files\./)
      const again = await runInver(['backup', file, '--data', one])
      assert.equal(again.code, 1)
      assert.match(again.printed, /is there already/)
      await server.stop()
      const broken = await runInver(['restore', join(one, 'inver.db'), '--data', two])
      assert.equal(broken.code, 1)
      assert.match(broken.printed, /damaged/)
      const restored = await runInver(['restore', file, '--data', two])
      assert.equal(restored.code, 0, restored.printed)
      server = await startServerProcess(two)
      assert.deepEqual(await titles(server), wanted)
      await server.stop()
      assert.deepEqual(readdirSync(join(two, 'restore', 'site')), [])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** Kills the server a moment after the job is in this state, says what the file then has, and starts it anew. */
async function killedDuring(
  folder: string,
  server: ServerProcess,
  id: number,
  state: string,
  diagnose: (message: string) => void,
): Promise<ServerProcess> {
  const database = new DatabaseSync(join(folder, 'inver.db'))
  const stateOf = () =>
    (database.prepare('select state from backup_job where id = ?').get(id) as { state: string }).state
  try {
    for (const end = Date.now() + 20_000; stateOf() !== state && Date.now() < end;) await sleep(1)
    await sleep(100)
    await server.kill()
    assert.equal(stateOf(), state, 'it was killed in the middle')
    diagnose(`killed while ${state}`)
    const titles = database.prepare(`select count(*) as count from content where title like 'Page %'`).get()
    assert.deepEqual({ ...titles }, { count: PAGES })
    database.exec('update job set lease_until = 0')
  } finally {
    database.close()
  }
  return startServerProcess(folder)
}

function bodyOf(page: number): string {
  const words = Array.from({ length: WORDS }, (_, i) =>
    ((i * 7919 + page * 104_729) % 1_000_003).toString(36),
  )
  return `<p>marker${page} ${words.join(' ')}</p>`
}

async function makePage(server: ServerProcess, title: string, value: string): Promise<void> {
  await send(server, 'POST', '/rest/api/content', {
    type: 'page',
    title,
    space: { key: 'BIG' },
    body: { storage: { value, representation: 'storage' } },
  })
}

async function titles(server: ServerProcess): Promise<string[]> {
  const path = '/rest/api/content?spaceKey=BIG&limit=100&expand=version'
  const { results } = await send<{ results: { id: string; title: string; version: { when: string } }[] }>(
    server,
    'GET',
    path,
  )
  return results.map(({ id, title, version }) => `${id} ${title} ${version.when}`)
}

async function over(server: ServerProcess, id: number): Promise<Job> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    const job = await send<Job>(server, 'GET', `${base}/jobs/${id}`)
    if (['FINISHED', 'FAILED', 'CANCELLED'].includes(job.jobState)) return job
  }
  return assert.fail(`The job ${id} is not over:\n${server.printed()}`)
}

async function send<T>(server: ServerProcess, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await ask({ method, url: server.url + path, headers: credentials('admin'), body })
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
  return answer.json as T
}

function rows(folder: string, statement: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(folder, 'inver.db'), { readOnly: true })
  try {
    return database.prepare(statement).all()
  } finally {
    database.close()
  }
}
