/** `npm run bench`: see README.md in this folder. */
import { mkdtempSync, openSync, closeSync, fdatasyncSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Connection, requestBytes } from './client.ts'
import type { Case, Round } from './load.ts'
import {
  LoadGenerator,
  processorSeconds,
  residentMegabytes,
  startServer,
  type ServerProcess,
} from './processes.ts'
import { measureLarge } from './large.ts'
import { measurePermissions } from './permissions.ts'
import { SPACE_KEY } from './seed.ts'
import { measureToolkit } from './toolkit.ts'

const PASSWORD = 'benchmark-password'
const EMAIL = 'admin@example.com'
const ROUNDS = 3
const WARM_UP_SECONDS = 1
const STARTS = 3
const IDLE_SECONDS = 3

const LARGE_PAGES = 100_000
const LARGE_SECONDS = 6
const CROWDED_PAGES = 40_000
const GOALS = { readRatio: 0.4, writeRate: 500, p99: 50, startMs: 1000, residentMegabytes: 150 }

/** What one case came to. */
type CaseResult = {
  what: Case
  rate: number
  bareRate: number
  ratio: number
  ratioFrom: number
  ratioTo: number
  p50: number
  p99: number
  processorMicroseconds: number | undefined
  bareProcessorMicroseconds: number | undefined
  errors: number
  firstError: string
}

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '12' },
    pages: { type: 'string', default: '5000' },
    connections: { type: 'string', default: '32' },
    json: { type: 'string' },
    data: { type: 'string' },
    large: { type: 'boolean', default: false },
    permissions: { type: 'boolean', default: false },
    database: { type: 'string' },
    toolkit: { type: 'boolean', default: false },
    each: { type: 'string', default: '10' },
  },
})
const pages = Number(options.pages)
const connections = Number(options.connections)
const secondsPerCase = Number(options.seconds)

async function main(): Promise<void> {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'inver-bench-'))
  const load = new LoadGenerator()
  try {
    await measureAll(folder, load)
  } finally {
    load.stop()
    if (!options.data) rmSync(folder, { recursive: true, force: true })
  }
}

async function measureAll(folder: string, load: LoadGenerator): Promise<void> {
  const flush = measureFlush(folder)
  console.log(`Node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'})`)
  console.log(`One durable write of 4 KB to this disk: ${milliseconds(flush)} (median)\n`)

  let server = await startWiki(folder)
  const authorization = await makeToken(server.port)
  await makeSpace(server.port, authorization)
  const before = performance.now()
  const ids = await load.give<string[]>({ do: 'seed', port: server.port, authorization, pages, connections })
  const seedSeconds = (performance.now() - before) / 1000
  console.log(`${pages} pages created through the API in ${seedSeconds.toFixed(1)} s`)
  await server.stop()

  const starts: number[] = []
  for (let n = 0; n < STARTS; n++) {
    const started = await measureStart(folder, authorization, ids[0] ?? '')
    starts.push(started.milliseconds)
    if (n < STARTS - 1) await started.server.stop()
    else server = started.server
  }
  await sleep(IDLE_SECONDS * 1000)
  const resident = residentMegabytes(server.pid)

  const answers = join(folder, 'answers.jsonl')
  await load.give({ do: 'capture', port: server.port, authorization, ids, file: answers })
  const bare = await startServer([join(import.meta.dirname, 'bare.ts'), answers])
  const results: CaseResult[] = []
  for (const what of ['read', 'read while writing', 'read anew', 'create', 'update'] as const) {
    results.push(await measureCase(what, load, server, bare, authorization, ids))
    printCase(results.at(-1) as CaseResult)
  }
  await bare.stop()
  await server.stop()

  const startMs = median(starts)
  console.log('\nstart-up and memory')
  console.log(
    `  start to first answer on existing data  ${startMs.toFixed(0)} ms   goal: < ${GOALS.startMs} ms  ${met(startMs < GOALS.startMs)}`,
  )
  console.log(
    `  resident memory, idle                   ${resident?.toFixed(0) ?? 'unknown'} MB   goal: < ${GOALS.residentMegabytes} MB  ${met(
      resident === undefined ? undefined : resident < GOALS.residentMegabytes,
    )}`,
  )
  if (options.json) {
    const machine = { node: process.version, processors: cpus().length, flushMilliseconds: flush }
    const report = {
      machine,
      pages,
      connections,
      secondsPerCase,
      seedSeconds,
      cases: results,
      startMs,
      starts,
      residentMegabytes: resident,
      goals: GOALS,
    }
    writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
  }
  if (results.some(({ errors }) => errors > 0)) process.exitCode = 1
}

function startWiki(folder: string): Promise<ServerProcess> {
  return startServer(['bin/run.cjs', 'src/main.ts', 'serve', '--port', '0', '--data', join(folder, 'data')], {
    INVER_ADMIN_PASSWORD: PASSWORD,
    INVER_ADMIN_EMAIL: EMAIL,
    INVER_RATE_LIMIT: '0',
    INVER_LOG_LEVEL: 'warn',
    ...(options.database === undefined ? {} : { INVER_DATABASE_URL: options.database }),
  })
}

function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
}

async function sendOnce(port: number, request: string): Promise<{ status: number; body: string }> {
  const connection = await Connection.open(port)
  connection.keepBodies = true
  try {
    return await connection.send(request)
  } finally {
    connection.close()
  }
}

/** The cases authenticate as scripts do: Basic with e-mail address and API token. */
async function makeToken(port: number): Promise<string> {
  const headers = { authorization: basic('admin', PASSWORD) }
  const body = JSON.stringify({ name: 'benchmark', expirationDuration: 1 })
  const reply = await sendOnce(port, requestBytes('POST', '/rest/pat/latest/tokens', headers, body))
  if (reply.status >= 300) throw new Error(`No token: ${reply.status} ${reply.body}`)
  return basic(EMAIL, (JSON.parse(reply.body) as { rawToken: string }).rawToken)
}

async function makeSpace(port: number, authorization: string): Promise<void> {
  const body = JSON.stringify({ key: SPACE_KEY, name: 'Benchmark' })
  const reply = await sendOnce(port, requestBytes('POST', '/rest/api/space', { authorization }, body))
  if (reply.status >= 300) throw new Error(`No space: ${reply.status} ${reply.body}`)
}

async function measureStart(
  folder: string,
  authorization: string,
  id: string,
): Promise<{ milliseconds: number; server: ServerProcess }> {
  const before = performance.now()
  const server = await startWiki(folder)
  const reply = await sendOnce(server.port, requestBytes('GET', `/rest/api/content/${id}`, { authorization }))
  if (reply.status !== 200) throw new Error(`The first request after a start: ${reply.status} ${reply.body}`)
  return { milliseconds: performance.now() - before, server }
}

/** Rounds of the wiki and of the bare server in turn, so that what else the machine does falls on both. */
async function measureCase(
  what: Case,
  load: LoadGenerator,
  wiki: ServerProcess,
  bare: ServerProcess,
  authorization: string,
  ids: string[],
): Promise<CaseResult> {
  const seconds = secondsPerCase / (2 * ROUNDS)
  const measure = async (server: ServerProcess, duration: number) => {
    const before = processorSeconds(server.pid)
    const round = await load.give<Round>({
      do: 'measure',
      what,
      port: server.port,
      authorization,
      ids,
      connections,
      seconds: duration,
    })
    const after = processorSeconds(server.pid)
    const used =
      before === undefined || after === undefined ? undefined : ((after - before) * 1e6) / round.requests
    return { ...round, rate: round.requests / round.seconds, used }
  }
  for (const server of [wiki, bare]) await measure(server, WARM_UP_SECONDS)
  const own: Awaited<ReturnType<typeof measure>>[] = []
  const bares: typeof own = []
  for (let n = 0; n < ROUNDS; n++) {
    own.push(await measure(wiki, seconds))
    bares.push(await measure(bare, seconds))
  }
  const ratios = own.map(({ rate }, n) => rate / (bares[n]?.rate ?? NaN))
  return {
    what,
    rate: median(own.map(({ rate }) => rate)),
    bareRate: median(bares.map(({ rate }) => rate)),
    ratio: median(ratios),
    ratioFrom: Math.min(...ratios),
    ratioTo: Math.max(...ratios),
    p50: median(own.map(({ p50 }) => p50)),
    p99: median(own.map(({ p99 }) => p99)),
    processorMicroseconds: medianOfKnown(own.map(({ used }) => used)),
    bareProcessorMicroseconds: medianOfKnown(bares.map(({ used }) => used)),
    errors:
      own.reduce((sum, { errors }) => sum + errors, 0) + bares.reduce((sum, { errors }) => sum + errors, 0),
    firstError: [...own, ...bares].find(({ firstError }) => firstError !== '')?.firstError ?? '',
  }
}

const TITLES: Record<Case, string> = {
  read: 'read a page by id, expand=body.storage,version,space: repeated requests, nothing is written',
  'read while writing': 'the same while ten pages a second are saved',
  'read anew': 'the same, never one request twice: every answer is worked out',
  create: 'create a page',
  update: 'update a page',
}

function printCase(result: CaseResult): void {
  const { what, rate, bareRate, ratio, ratioFrom, ratioTo, p50, p99 } = result
  const isRead = what !== 'create' && what !== 'update'
  const ratioGoal = isRead ? `goal: >= ${GOALS.readRatio.toFixed(2)}  ${met(ratio >= GOALS.readRatio)}` : ''
  const rateGoal = isRead ? '' : `goal: >= ${GOALS.writeRate}/s  ${met(rate >= GOALS.writeRate)}`
  console.log(`\n${TITLES[what]}, ${connections} connections`)
  console.log(`  requests       ${rate.toFixed(0)}/s   bare server ${bareRate.toFixed(0)}/s   ${rateGoal}`)
  console.log(
    `  ratio to bare  ${ratio.toFixed(2)} [${ratioFrom.toFixed(2)}-${ratioTo.toFixed(2)}]   ${ratioGoal}`,
  )
  console.log(`  p50            ${milliseconds(p50)}`)
  console.log(`  p99            ${milliseconds(p99)}   goal: < ${GOALS.p99} ms  ${met(p99 < GOALS.p99)}`)
  console.log(
    `  processor      ${microseconds(result.processorMicroseconds)} a request   bare server ${microseconds(result.bareProcessorMicroseconds)}`,
  )
  if (result.errors > 0) console.log(`  ERRORS         ${result.errors}, the first: ${result.firstError}`)
}

/** How long this disk takes to make a small write durable: the floor below every commit. */
function measureFlush(folder: string): number {
  const file = join(folder, 'flush')
  const handle = openSync(file, 'w')
  const times: number[] = []
  for (let n = 0; n < 50; n++) {
    const before = performance.now()
    writeSync(handle, Buffer.alloc(4096, n))
    fdatasyncSync(handle)
    times.push(performance.now() - before)
  }
  closeSync(handle)
  rmSync(file)
  return median(times)
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  if (sorted.length === 0) return NaN
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] as number
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

function medianOfKnown(values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : median(known)
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`
}

function microseconds(value: number | undefined): string {
  return value === undefined ? 'unknown' : `${value.toFixed(0)} µs`
}

function met(yes: boolean | undefined): string {
  return yes === undefined ? '' : yes ? '(met)' : '(MISSED)'
}

const beginning = { start: startWiki, token: makeToken, space: makeSpace }
if (options.toolkit) await measureToolkit(beginning, options.json)
else if (options.permissions) {
  await measurePermissions(beginning, {
    pages: options.pages === '5000' ? CROWDED_PAGES : pages,
    seconds: Math.min(secondsPerCase, LARGE_SECONDS),
    json: options.json,
    data: options.data,
    database: options.database,
  })
} else if (options.large) {
  await measureLarge(beginning, {
    pages: options.pages === '5000' ? LARGE_PAGES : pages,
    each: Number(options.each),
    seconds: Math.min(secondsPerCase, LARGE_SECONDS),
    json: options.json,
    data: options.data,
  })
} else await main()
