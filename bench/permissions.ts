/** `npm run bench -- --permissions`: what it costs to ask who somebody is and what they may see. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillLarge, type LargeWiki, word } from './bulk.ts'
import { requestBytes } from './client.ts'
import { type Beginning, cql, random, timed } from './large.ts'
import { addCrowd, addReader, type Crowd } from './people.ts'
import type { ServerProcess } from './processes.ts'
import { SPACE_KEY } from './seed.ts'

interface Options {
  readonly pages: number
  readonly seconds: number
  readonly json: string | undefined
  readonly data: string | undefined
  /** Absent: SQLite in the data folder. */
  readonly database: string | undefined
}

/** One request that two callers send; the second is asked to cost no more than so many times the first. */
interface Comparison {
  readonly what: string
  readonly than: string
  readonly goal: number
  readonly first: (n: number) => string
  readonly second: (n: number) => string
}

interface Found {
  readonly what: string
  /** Milliseconds of the server's processor for one request: of the first caller, of the second. */
  readonly first: number
  readonly second: number
  readonly ratio: number
}

const CROWD: Crowd = { groups: 10_000, users: 100_000, restrictions: 50_000 }
const FEW: Crowd = { groups: 30, users: 30, restrictions: 40 }
const ROUNDS = 5
const CONNECTIONS = 4
/** How much the ratios may grow with the crowd. */
const GROWTH = 1.3

/** Measure a wiki with few people, then with many. */
export async function measurePermissions(beginning: Beginning, options: Options): Promise<void> {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'inver-permissions-'))
  try {
    await measure(beginning, options, folder)
  } finally {
    if (!options.data) rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(beginning: Beginning, options: Options, folder: string): Promise<void> {
  const url = options.database ?? `sqlite:${join(folder, 'data', 'inver.db')}`
  let server = await beginning.start(folder)
  const admin = await beginning.token(server.port)
  await beginning.space(server.port, admin)
  await server.stop()
  const wiki = await fillLarge(url, SPACE_KEY, { pages: options.pages, each: 2 }, 'p')
  const reader = `Bearer ${await addReader(url, SPACE_KEY)}`
  const comparisons = comparisonsFor(wiki, admin, reader)

  const round = async (crowd: Crowd, pages: readonly string[]): Promise<Found[]> => {
    await addCrowd(url, crowd, pages)
    server = await beginning.start(folder)
    const { groups, users, restrictions } = crowd
    console.log(`\n${options.pages} pages, ${groups} groups, ${users} users, ${restrictions} restrictions`)
    const found: Found[] = []
    for (const one of comparisons) found.push(await compare(server, one, options.seconds))
    await server.stop()
    return found
  }
  const few = await round(
    FEW,
    wiki.ids.slice(Math.floor(wiki.ids.length / 2), -Math.floor(wiki.ids.length / 3)),
  )
  const many = await round(CROWD, wiki.ids)
  console.log(`\nwith many people as a multiple of with few   goal: < ${GROWTH}`)
  let isMissed = false
  for (const [n, { what, goal }] of comparisons.entries()) {
    const growth = (many[n]?.ratio ?? NaN) / (few[n]?.ratio ?? NaN)
    const own = (many[n]?.second ?? NaN) / (few[n]?.second ?? NaN)
    const isMet = growth < GROWTH
    isMissed ||= !isMet || (few[n]?.ratio ?? NaN) > goal || (many[n]?.ratio ?? NaN) > goal
    console.log(
      `  ${what}: ratio ${growth.toFixed(2)} ${isMet ? '(met)' : '(MISSED)'}, time ${own.toFixed(2)}`,
    )
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ options, few, many }, null, 2)}\n`)
  if (isMissed) process.exitCode = 1
}

function comparisonsFor(wiki: LargeWiki, admin: string, reader: string): Comparison[] {
  let asked = 0
  // No request is sent twice, so nothing that was kept answers.
  const fresh = (path: string, authorization?: string) =>
    requestBytes(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}anew=${process.pid}-${asked++}`,
      authorization === undefined ? {} : { authorization },
    )
  const one = (list: readonly string[]) => list[random(list.length)] ?? ''
  // Pages that nobody has restricted.
  const open = wiki.ids.slice(0, Math.floor(wiki.ids.length / 2))
  const read = () => `/rest/api/content/${one(open)}?expand=body.storage,version,space`
  const filtered = (what: string, path: () => string): Comparison => ({
    what,
    than: 'as system administrator, unfiltered',
    goal: GROWTH,
    first: () => fresh(path(), admin),
    second: () => fresh(path(), reader),
  })
  // Nearly all pages are leaves: so are the children of all but the first parents, of which some are restricted.
  const leaves = wiki.parents.slice(Math.floor(wiki.parents.length / 20))
  return [
    {
      what: 'a page read with a token',
      than: 'without a log-in',
      goal: 1.05,
      first: () => fresh(read()),
      second: () => fresh(read(), reader),
    },
    filtered('25 children', () => `/rest/api/content/${one(leaves)}/child/page?limit=25`),
    filtered(
      'a list of a space, somewhere in it',
      () => `/rest/api/content?spaceKey=${SPACE_KEY}&start=${random(1000)}&limit=25`,
    ),
    filtered('search: a word that few pages have', () => cql(`text ~ "${word(5000 + random(15_000))}"`)),
    filtered('search: two words that many pages have', () =>
      cql(`text ~ "${word(random(30))} ${word(random(300))}"`),
    ),
    filtered('search: a label, newest first', () =>
      cql(`label = topic-${random(200)} order by lastmodified desc`),
    ),
    filtered('search: everything in the space', () =>
      cql(`space = ${SPACE_KEY} and type = page order by created desc`),
    ),
  ]
}

/** In turn, so that what else the machine does falls on both. */
async function compare(server: ServerProcess, one: Comparison, seconds: number): Promise<Found> {
  const used: Record<'first' | 'second', number[]> = { first: [], second: [] }
  for (let n = 0; n <= ROUNDS; n++) {
    for (const who of ['first', 'second'] as const) {
      const { processorMs, errors } = await timed(
        server,
        one.what,
        CONNECTIONS,
        seconds / ROUNDS,
        one[who],
        n > 0,
      )
      if (errors > 0) process.exitCode = 1
      // The first round warms both up.
      if (n > 0 && processorMs !== undefined) used[who].push(processorMs)
    }
  }
  const [first, second] = [middle(used.first), middle(used.second)]
  const ratio = second / first
  console.log(
    `  ${one.what}: ${second.toFixed(3)} ms of processor, ${first.toFixed(3)} ms ${one.than}: ` +
      `${ratio.toFixed(2)}   goal: <= ${one.goal} ${ratio <= one.goal ? '(met)' : '(MISSED)'}`,
  )
  return { what: one.what, first, second, ratio }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
