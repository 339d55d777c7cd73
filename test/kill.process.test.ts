/** Writers are at work, the server dies, it starts again: what was acknowledged is there, and nothing is half done. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { credentials } from './support/people.ts'
import { ask, type Answer, type Question } from './support/request.ts'
import { startServerProcess } from './support/server-process.ts'

const BUDGET_SECONDS = 15
const LEAST_ROUNDS = 3
/** A round ends after so many answers at most; counting them, not seconds, works on a busy machine as well. */
const MOST_ANSWERS = 120
const UPDATERS = 4
const CREATORS = 2
const ATTACHERS = 3

/** What the server has said yes to, over all rounds. */
type Acknowledged = {
  /** Page → version → body. */
  bodies: Map<string, Map<number, string>>
  /** Page → the version and body that were sent and not answered when the server died. */
  unanswered: Map<string, { version: number; body: string }>
  /** Attachment → version → SHA-256. */
  files: Map<string, Map<number, string>>
}

type Site = { url: string; dying: boolean; answered: number }

describe('a server that is killed while it writes', () => {
  it('has lost nothing that it acknowledged when it comes back', { timeout: 120_000 }, async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-kill-'))
    const acknowledged: Acknowledged = { bodies: new Map(), unanswered: new Map(), files: new Map() }
    const end = Date.now() + BUDGET_SECONDS * 1000
    let rounds = 0
    try {
      await prepare(folder, acknowledged)
      while (rounds < LEAST_ROUNDS || Date.now() < end) {
        await writeUntilKilled(folder, acknowledged, randomInt(1, MOST_ANSWERS))
        checkDatabase(folder, acknowledged)
        rounds++
      }
      await checkThroughApi(folder, acknowledged)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    const versions = [...acknowledged.bodies.values()].reduce((sum, { size }) => sum + size, 0)
    const files = [...acknowledged.files.values()].reduce((sum, { size }) => sum + size, 0)
    test.diagnostic(`${rounds} kills, ${versions} versions and ${files} uploads acknowledged`)
    assert.ok(
      versions > rounds && files > rounds,
      `too little was written to prove anything: ${versions}, ${files}`,
    )
  })
})

/** The first start makes the site; the pages that the updaters share out are made in peace. */
async function prepare(folder: string, acknowledged: Acknowledged): Promise<void> {
  const server = await startServerProcess(folder)
  const site = { url: server.url, dying: false, answered: 0 }
  await send(site, { method: 'POST', url: '/rest/api/space', body: { key: 'KILL', name: 'Kill' } })
  for (let n = 0; n < UPDATERS; n++) await createPage(site, acknowledged, `Updated ${n}`)
  await server.stop()
}

async function writeUntilKilled(folder: string, acknowledged: Acknowledged, answers: number): Promise<void> {
  const server = await startServerProcess(folder)
  const site: Site = { url: server.url, dying: false, answered: 0 }
  const shared = [...acknowledged.bodies.keys()].slice(0, UPDATERS)
  const writers = [
    ...shared.map((id) => () => updatePage(site, acknowledged, id)),
    ...Array.from(
      { length: CREATORS },
      (_, n) => () => createPage(site, acknowledged, `Made ${n} ${randomBytes(6).toString('hex')}`),
    ),
    ...Array.from(
      { length: ATTACHERS },
      (_, n) => () => attach(site, acknowledged, shared[n] ?? '', `file ${n}.bin`),
    ),
  ]
  const work = Promise.all(
    writers.map(async (write) => {
      while (!site.dying) await write().catch((error) => site.dying || Promise.reject(error))
    }),
  )
  while (site.answered < answers && !site.dying) await Promise.race([sleep(1), work])
  await sleep(randomInt(20))
  site.dying = true
  await server.kill()
  await work
}

async function createPage(site: Site, { bodies }: Acknowledged, title: string): Promise<void> {
  const body = `<p>${randomBytes(200).toString('hex')}</p>`
  const page = { type: 'page', title, space: { key: 'KILL' }, body: storage(body) }
  const answer = await send(site, { method: 'POST', url: '/rest/api/content', body: page })
  bodies.set((answer.json as { id: string }).id, new Map([[1, body]]))
}

async function updatePage(site: Site, { bodies, unanswered }: Acknowledged, id: string): Promise<void> {
  const known = bodies.get(id) as Map<number, string>
  const last = unanswered.get(id)
  // A write that was under way when the server died may have been made: then go on from there.
  if (last) {
    const current = await send(site, { method: 'GET', url: `/rest/api/content/${id}` })
    if ((current.json as { version: { number: number } }).version.number === last.version)
      known.set(last.version, last.body)
    unanswered.delete(id)
  }
  const version = Math.max(...known.keys()) + 1
  const body = `<p>${version} ${randomBytes(300).toString('hex')}</p>`
  unanswered.set(id, { version, body })
  const page = { type: 'page', title: `Updated ${id}`, version: { number: version }, body: storage(body) }
  await send(site, { method: 'PUT', url: `/rest/api/content/${id}`, body: page })
  known.set(version, body)
  unanswered.delete(id)
}

async function attach(site: Site, { files }: Acknowledged, page: string, name: string): Promise<void> {
  const bytes = randomBytes(randomInt(1, 200_000))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const form = new FormData()
  form.append('file', new Blob([bytes]), name)
  const headers = { 'x-atlassian-token': 'no-check' }
  const url = `/wiki/rest/api/content/${page}/child/attachment`
  const answer = await send(site, { method: 'PUT', url, headers, body: form })
  const [made] = (answer.json as { results: { id: string; version: { number: number } }[] }).results
  assert.ok(made)
  const id = made.id.replace(/^att/, '')
  const known = files.get(id) ?? new Map<number, string>()
  files.set(id, known.set(made.version.number, sha256))
}

function storage(value: string): unknown {
  return { storage: { value, representation: 'storage' } }
}

async function send(site: Site, question: Question): Promise<Answer> {
  const headers = { ...credentials('admin'), ...question.headers }
  const answer = await ask({ ...question, headers, url: site.url + question.url })
  site.answered++
  assert.equal(answer.status, 200, `${question.method} ${question.url}: ${answer.status} ${answer.text}`)
  return answer
}

/** While no server runs: the file is whole, and says what was acknowledged. */
function checkDatabase(folder: string, { bodies, unanswered, files }: Acknowledged): void {
  const database = new DatabaseSync(join(folder, 'inver.db'))
  try {
    assert.deepEqual(database.prepare('pragma integrity_check').all().map(Object.values), [['ok']])
    assert.deepEqual(database.prepare('pragma foreign_key_check').all(), [])
    const broken = database
      .prepare(
        `select content.id, content.version, count(*) as stored, max(content_version.version) as newest
         from content left join content_version on content_version.content_id = content.id
         group by content.id having stored <> content.version or newest <> content.version`,
      )
      .all()
    assert.deepEqual(broken, [], 'the versions of every content are 1, 2, 3 … up to its current one')
    const version = database.prepare('select body from content_version where content_id = ? and version = ?')
    for (const [id, known] of bodies) {
      for (const [number, body] of known)
        assert.equal(version.get(id, number)?.['body'], body, `page ${id}, version ${number}`)
      const newest = Math.max(...known.keys())
      const next = version.get(id, newest + 1)?.['body']
      if (next !== undefined)
        assert.equal(next, unanswered.get(id)?.body, `page ${id} has a version nobody wrote`)
      assert.equal(version.get(id, newest + 2), undefined, `page ${id} has versions nobody wrote`)
    }
    checkBlobs(folder, database)
    const stored = database.prepare(
      'select blob from attachment_version where content_id = ? and version = ?',
    )
    for (const [id, known] of files) {
      for (const [number, sha256] of known)
        assert.equal(stored.get(id, number)?.['blob'], sha256, `attachment ${id}, version ${number}`)
    }
  } finally {
    database.close()
  }
}

/** Every row that names bytes has them, whole. */
function checkBlobs(folder: string, database: DatabaseSync): void {
  const shelves = globSync('**/[0-9a-f][0-9a-f]', { cwd: folder })
  const root = shelves.length > 0 ? join(folder, shelves[0] ?? '', '..') : folder
  for (const row of database.prepare('select distinct blob, file_size from attachment_version').all()) {
    const address = String(row['blob'])
    const file = join(root, address.slice(0, 2), address.slice(2))
    assert.ok(existsSync(file), `the bytes ${address} are missing`)
    const bytes = readFileSync(file)
    assert.equal(bytes.length, row['file_size'])
    assert.equal(createHash('sha256').update(bytes).digest('hex'), address)
  }
}

/** And the server itself still shows it. */
async function checkThroughApi(folder: string, { bodies, files }: Acknowledged): Promise<void> {
  const server = await startServerProcess(folder)
  const site = { url: server.url, dying: false, answered: 0 }
  for (const [id, known] of [...bodies].slice(0, UPDATERS)) {
    const number = Math.max(...known.keys())
    const url = `/rest/api/content/${id}?status=historical&version=${number}&expand=body.storage`
    const read = (await send(site, { method: 'GET', url })).json as { body: { storage: { value: string } } }
    assert.equal(read.body.storage.value, known.get(number))
  }
  for (const [id, known] of files) {
    const number = Math.max(...known.keys())
    const found = await send(site, { method: 'GET', url: `/rest/api/content/${id}?expand=version,container` })
    const { version, _links } = found.json as { version: { number: number }; _links: { download: string } }
    assert.ok(version.number >= number)
    if (version.number > number) continue // The upload under way when the server died was made.
    const { bytes } = await send(site, { method: 'GET', url: _links.download })
    assert.equal(createHash('sha256').update(bytes).digest('hex'), known.get(number))
  }
  assert.equal(await server.stop(), 0, `a server that is asked to stop ends with 0:\n${server.printed()}`)
}
