/** `npm run bench -- --toolkit`: what the command line costs who calls it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { convert } from '../src/document/formats.ts'
import { nowhere } from '../src/document/nowhere.ts'
import { processorSeconds, type ServerProcess } from './processes.ts'
import { seedPage, SPACE_KEY } from './seed.ts'

/** How to begin: the same as the other benchmarks'. */
export interface ToolkitBeginning {
  start(folder: string): Promise<ServerProcess>
  token(port: number): Promise<string>
  space(port: number, authorization: string): Promise<void>
}

const PAGES = 1000
const FOLDERS = 10
const IMAGE_BYTES = 20_000
const STARTS = 20
const GOALS = { unchangedMs: 3000, clientMsAPage: 5, versionMs: 100 }
const project = join(import.meta.dirname, '..')

/** What everything came to. */
interface Figures {
  readonly firstMs: number
  readonly clientMsAPage: number
  readonly serverMsAPage: number
  readonly unchangedMs: number
  readonly unchangedProcessorMs: number
  readonly versionMs: number
  readonly nodeMs: number
}

/** One run of the command line; times in milliseconds. */
interface Run {
  readonly out: string
  readonly elapsed: number
  /** What its processor did, all threads together. */
  readonly processor: number
}

/** Publish a folder, publish it again, and ask for the version. */
export async function measureToolkit(beginning: ToolkitBeginning, json: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'inver-toolkit-'))
  const server = await beginning.start(folder)
  try {
    const authorization = await beginning.token(server.port)
    await beginning.space(server.port, authorization)
    const [user = '', secret = ''] = Buffer.from(authorization.slice('Basic '.length), 'base64')
      .toString()
      .split(/:(.*)/s)
    const env = { INVER_URL: `http://127.0.0.1:${server.port}`, INVER_USER: user, INVER_TOKEN: secret }
    await writeDocuments(join(folder, 'docs'))
    const run = (words: string) => runInver(words.split(' '), env, folder)
    const servedMs = () => (processorSeconds(server.pid) ?? NaN) * 1000
    const begun = servedMs()
    const first = await run(`publish docs --space ${SPACE_KEY} --porcelain`)
    check(first, 'created', PAGES + FOLDERS)
    const published = servedMs()
    const again = await run(`publish docs --space ${SPACE_KEY} --porcelain`)
    const end = servedMs()
    check(again, 'unchanged', PAGES + FOLDERS)
    const [versionMs, nodeMs] = await measureStarts()
    const figures = {
      firstMs: first.elapsed,
      clientMsAPage: first.processor / PAGES,
      serverMsAPage: (published - begun) / PAGES,
      unchangedMs: again.elapsed,
      unchangedProcessorMs: again.processor + end - published,
      versionMs,
      nodeMs,
    }
    print(figures)
    if (json) writeFileSync(json, `${JSON.stringify({ figures, goals: GOALS }, null, 2)}\n`)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Pages of two to nine kilobytes, every other one with an image of its own. */
async function writeDocuments(root: string): Promise<void> {
  for (let n = 0; n < PAGES; n++) {
    const folder = join(root, `part-${n % FOLDERS}`)
    mkdirSync(folder, { recursive: true })
    const { title, body } = seedPage(n)
    const { text: markdown } = await convert(body, 'storage', 'markdown', { env: nowhere() })
    const image = n % 2 === 0 ? `\n\n![Figure](figure-${n}.png)\n` : '\n'
    writeFileSync(join(folder, `page-${n}.md`), `# ${title}\n\n${markdown}${image}`)
    if (n % 2 === 0) writeFileSync(join(folder, `figure-${n}.png`), Buffer.alloc(IMAGE_BYTES, `${n} `))
  }
}

async function runInver(words: readonly string[], env: Record<string, string>, cwd: string): Promise<Run> {
  const file = join(cwd, 'processor')
  const flags = ['--import', join(import.meta.dirname, 'cpu-at-exit.ts'), join(project, 'bin/run.cjs')]
  const before = performance.now()
  const child = spawn(process.execPath, [...flags, join(project, 'src/main.ts'), ...words], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env, BENCH_CPU_FILE: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [out, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ])
  if (code !== 0) throw new Error(`inver ${words.join(' ')} ended with ${code}:\n${out}`)
  return { out, elapsed: performance.now() - before, processor: Number(readFileSync(file, 'utf8')) }
}

/** `inver --version` and a Node that does nothing, in turn; the median of each. */
async function measureStarts(): Promise<[number, number]> {
  const programs = [
    [join(project, 'bin/run.cjs'), join(project, 'src/main.ts'), '--version'],
    ['-e', '0'],
  ]
  const times: number[][] = [[], []]
  for (let n = 0; n < STARTS; n++) {
    for (const [index, words] of programs.entries()) {
      const before = performance.now()
      await once(spawn(process.execPath, words, { stdio: 'ignore' }), 'close')
      times[index]?.push(performance.now() - before)
    }
  }
  const [versions = NaN, bare = NaN] = times.map((list) => list.toSorted((a, b) => a - b)[STARTS / 2])
  return [versions, bare]
}

/** What was measured must have been the work that is meant. */
function check({ out }: Run, outcome: string, count: number): void {
  const found = out.split('\n').filter((line) => line.startsWith(`${outcome}\t`)).length
  if (found !== count) throw new Error(`${found} pages of ${count} were ${outcome}.`)
}

function print(figures: Figures): void {
  const { firstMs, clientMsAPage, serverMsAPage, unchangedMs, unchangedProcessorMs, versionMs, nodeMs } =
    figures
  const goal = (value: number, most: number): string => {
    if (value >= most) process.exitCode = 1
    return `goal: < ${most} ms  ${value < most ? '(met)' : '(MISSED)'}`
  }
  const line = (what: string, value: string, rest = ''): void =>
    console.log(`  ${what.padEnd(20)}${value.padEnd(16)}${rest}`)
  console.log(`\npublish, ${PAGES} Markdown files with ${PAGES / 2} images`)
  line('the first time', `${(firstMs / 1000).toFixed(1)} s`)
  line('processor, client', `${clientMsAPage.toFixed(2)} ms a page`, goal(clientMsAPage, GOALS.clientMsAPage))
  line('processor, server', `${serverMsAPage.toFixed(2)} ms a page`)
  line('nothing changed', `${unchangedMs.toFixed(0)} ms`)
  line(
    'processor, both',
    `${unchangedProcessorMs.toFixed(0)} ms`,
    goal(unchangedProcessorMs, GOALS.unchangedMs),
  )
  console.log(`\ninver --version, median of ${STARTS}`)
  line('start to end', `${versionMs.toFixed(0)} ms`, goal(versionMs, GOALS.versionMs))
  line('Node doing nothing', `${nodeMs.toFixed(0)} ms`)
}
