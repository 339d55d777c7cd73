/** What the tests of `inver harvest` share: a site behind a gate, and how to read what was harvested. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { DatabaseSync } from 'node:sqlite'
import { after, afterEach, before, beforeEach } from 'node:test'
import { makeContent, makeSpace, page, readJson } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'
import { type Gate, openGate } from './gate.ts'
import { type Ended, inver } from './run.ts'

const project = join(import.meta.dirname, '..', '..')
export const admin = basic(people.admin.username, people.admin.password)

/** A site with some pages and a comment, behind a gate that gives out short parts of lists. */
export let app: TestApp
export let gate: Gate
/** Where the harvests of one test go. */
export let folder: string

/** Starts the site before the tests of a file, and a new folder before each. */
export function useSite(): void {
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
    gate = await openGate(app.url)
    await makeSpace(app, 'DOC', 'Documents')
    await makeSpace(app, 'OPS', 'Operations')
    for (let n = 0; n < 23; n += 1) {
      await makeContent(app, page(n % 3 === 0 ? 'OPS' : 'DOC', `Page ${n}`, `<p>"${n}", and more</p>`))
    }
    const first = (await pagesTold()).find(({ title }) => title === 'Page 1')
    await makeContent(app, {
      type: 'comment',
      container: { id: first?.id, type: 'page' },
      body: { storage: { value: '<p>A comment</p>', representation: 'storage' } },
    })
  })
  after(async () => {
    await gate.close()
    await app.close()
  })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inver-harvest-'))
    gate.judge = () => 'pass'
    gate.limit = 5
    gate.asked = []
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
}

const surroundings = (root: string, more: Record<string, string> = {}): Record<string, string> => ({
  INVER_URL: gate.url + root,
  INVER_USER: people.admin.username,
  INVER_TOKEN: people.admin.password,
  ...more,
})

export async function run(
  words: string[],
  root = '/wiki',
  more: Record<string, string> = {},
): Promise<Ended> {
  return inver(['harvest', ...words], { env: surroundings(root, more), cwd: folder })
}

export async function done(words: string[], root = '/wiki'): Promise<string> {
  const { code, out, errors } = await run(words, root)
  assert.equal(code, 0, `${words.join(' ')}: ${errors}`)
  return out
}

/** Runs it until so many requests for lists were let through, and ends it while it waits for the next one. */
export async function killedAfter(
  requests: number,
  words: string[],
  root: string,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<{ code: number | null; errors: string }> {
  let passed = 0
  let isReached = (): void => {}
  const reached = new Promise<void>((resolve) => (isReached = resolve))
  gate.judge = (path) => {
    if (!isOfAList(path)) return 'pass'
    passed += 1
    if (passed <= requests) return 'pass'
    isReached()
    return 'hang'
  }
  const child = spawn(process.execPath, [join(project, 'src', 'main.ts'), 'harvest', ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...surroundings(root) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const errors = text(child.stderr)
  const exit = once(child, 'close')
  await Promise.race([reached, exit.then(() => assert.fail(`it ended before request ${requests + 1}`))])
  child.kill(signal)
  const [code] = await exit
  gate.judge = () => 'pass'
  return { code: code as number | null, errors: await errors }
}

export const isOfAList = (path: string): boolean =>
  /\/(users|pages|activity|user\/list|content\/scan|content\/search)\b/.test(path) &&
  !/limit=1(&|$)/.test(path)

interface Told {
  readonly id: string
  readonly title: string
  readonly version: number
}

/** What the server itself says of all pages. */
export async function pagesTold(): Promise<Told[]> {
  const { results } = await readJson(app, '/wiki/api/v2/pages?limit=250')
  return (results as { id: string; title: string; version: { number: number } }[]).map((one) => ({
    id: one.id,
    title: one.title,
    version: one.version.number,
  }))
}

export async function actsTold(): Promise<string[]> {
  const { results } = await readJson(app, '/wiki/api/v2/activity?limit=250')
  const acts = results as { date: string; action: string; content: { id: string } }[]
  return acts.map(({ date, action, content }) => `${date} ${action} ${content.id}`).sort()
}

export type Row = Record<string, string | number | null>

/** The records in a file, whichever way it is written. */
export function recordsIn(file: string, kind: string): Row[] {
  const path = join(folder, file)
  if (file.endsWith('.db')) {
    const db = new DatabaseSync(path)
    const rows = db.prepare(`select * from ${kind}`).all() as Row[]
    db.close()
    return rows
  }
  const text = readFileSync(path, 'utf8')
  if (file.endsWith('.jsonl'))
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
  const [columns = [], ...rows] = cellsOf(text)
  return rows.map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])))
}

/** CSV as RFC 4180 has it, strictly: a line that was torn does not pass. */
function cellsOf(text: string): string[][] {
  assert.ok(text.endsWith('\r\n'), 'the last line is whole')
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  const rows: string[][] = [[]]
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const [, quoted, plain = '', end] =
      cell.exec(text) ?? assert.fail(`no cell at ${at}: ${text.slice(at, at + 50)}`)
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

export const byText = (one: string, other: string): number => (one < other ? -1 : 1)
export const pageKeys = (rows: readonly { id?: unknown; title?: unknown; version?: unknown }[]): string[] =>
  rows.map(({ id, version, title }) => `${id} ${version} ${title}`).sort(byText)
export const actKeys = (rows: readonly Row[]): string[] =>
  rows.map(({ date, action, contentId }) => `${date} ${action} ${contentId}`).sort(byText)

export const into = (file: string): string[] => {
  if (file.endsWith('.db')) return ['--sqlite', file]
  return file.endsWith('.csv') ? ['--csv', '--out', file] : ['--out', file]
}

/** As when it is killed in the middle of a line. */
export function tear(file: string): void {
  if (!file.endsWith('.db')) appendFileSync(join(folder, file), '{"id":"1234","status":"curr')
}

export async function trash(id: string): Promise<void> {
  const answer = await ask({ method: 'DELETE', url: `${app.url}/rest/api/content/${id}`, headers: admin })
  assert.equal(answer.status, 204, answer.text)
}
