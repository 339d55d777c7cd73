/** `npm run bench -- --large`: does it stay quick with 100,000 pages and a million versions, labels and properties? */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillLarge, type LargeWiki, word } from './bulk.ts'
import { Connection, type Reply, requestBytes } from './client.ts'
import { processorSeconds, startServer, type ServerProcess } from './processes.ts'
import { SPACE_KEY } from './seed.ts'

/** How to begin: the same as the other benchmark's. */
export interface Beginning {
  start(folder: string): Promise<ServerProcess>
  token(port: number): Promise<string>
  space(port: number, authorization: string): Promise<void>
}

interface Options {
  readonly pages: number
  readonly each: number
  readonly seconds: number
  readonly json: string | undefined
  readonly data: string | undefined
}

/** What one kind of request came to; times in milliseconds. */
export interface Figures {
  readonly what: string
  readonly requests: number
  readonly rate: number
  readonly p50: number
  readonly p99: number
  /** What the server's processor did for one request. */
  readonly processorMs: number | undefined
  readonly errors: number
}

const WARM_REQUESTS = 60
const FEW_PAGES = 1000
const MORE_PAGES = 5000
const EVERYTHING =
  'space,history.lastUpdated,history.previousVersion,history.contributors,version,ancestors,container,body.storage,body.view,' +
  'metadata.labels,metadata.properties,metadata.likes,metadata.currentuser,children.page,children.comment,children.attachment,' +
  'descendants.page,restrictions.read.restrictions.user,restrictions.update.restrictions.group,operations'

/** Measure a small wiki, make it large, and measure again. */
export async function measureLarge(beginning: Beginning, options: Options): Promise<void> {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'inver-large-'))
  try {
    await measure(beginning, options, folder)
  } finally {
    if (!options.data) rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(beginning: Beginning, options: Options, folder: string): Promise<void> {
  const url = `sqlite:${join(folder, 'data', 'inver.db')}`
  const figures: Figures[] = []
  let server = await beginning.start(folder)
  const authorization = await beginning.token(server.port)
  await beginning.space(server.port, authorization)
  await server.stop()

  const round = async (
    pages: number,
    name: string,
    work: (port: number, wiki: LargeWiki) => Promise<void>,
  ) => {
    const before = performance.now()
    const wiki = await fillLarge(url, SPACE_KEY, { pages, each: options.each }, name)
    console.log(
      `\n${pages} pages more, each with ${options.each} versions, labels and properties: ${((performance.now() - before) / 1000).toFixed(0)} s`,
    )
    server = await beginning.start(folder)
    try {
      await work(server.port, wiki)
    } finally {
      await server.stop()
    }
  }
  const time = async (
    what: string,
    connections: number,
    request: (n: number) => string,
  ): Promise<Figures> => {
    const found = await timed(server, what, connections, options.seconds, request)
    figures.push(found)
    print(found)
    return found
  }
  const get = (path: string) => requestBytes('GET', path, { authorization })
  const fresh = (path: string, n: number) =>
    get(`${path}${path.includes('?') ? '&' : '?'}anew=${process.pid}-${n}`)
  const read = (wiki: LargeWiki) => (n: number) =>
    fresh(`/rest/api/content/${one(wiki.ids)}?expand=body.storage,version,space`, n)
  const create = (name: string) => (n: number) =>
    requestBytes(
      'POST',
      '/rest/api/content',
      { authorization },
      JSON.stringify({
        type: 'page',
        title: `Made ${name} ${n}`,
        space: { key: SPACE_KEY },
        body: {
          storage: {
            value: `<p>${Array.from({ length: 120 }, () => word(random(20_000))).join(' ')}</p>`,
            representation: 'storage',
          },
        },
      }),
    )

  await round(FEW_PAGES, 'a', async () => {
    await time(`create, with ${FEW_PAGES} pages`, 8, create('a'))
  })
  await round(MORE_PAGES - FEW_PAGES, 'b', async (_port, wiki) => {
    await time(`read by id, with ${MORE_PAGES} pages`, 8, read(wiki))
  })
  await round(options.pages - MORE_PAGES, 'c', async (port, wiki) => {
    const pages = options.pages
    await time(`read by id, with ${pages} pages`, 8, read(wiki))
    const child = (n: number) =>
      `/rest/api/content/${wiki.parents[n % wiki.parents.length]}/child/page?limit=25`
    const own = await time('25 children of a page', 8, (n) => fresh(child(n), n))
    const repeated = await time('the same, repeated', 8, (n) => get(child(n % 100)))
    const bare = await bareFor(
      folder,
      port,
      authorization,
      Array.from({ length: 100 }, (_, n) => child(n)),
    )
    const yard = await timed(bare, 'bare server', 8, options.seconds, (n) => get(child(n % 100)))
    await bare.stop()
    print(yard)
    console.log(
      `  ratio to bare  ${(own.rate / yard.rate).toFixed(2)} worked out, ${(repeated.rate / yard.rate).toFixed(2)} repeated   goal: >= 0.30`,
    )
    await time('CQL: text, a word that few pages have', 1, (n) =>
      fresh(cql(`text ~ "${word(5000 + random(15_000))}"`), n),
    )
    await time('CQL: text, two words that many pages have', 1, (n) =>
      fresh(cql(`text ~ "${word(random(30))} ${word(random(300))}"`), n),
    )
    await time('CQL: space, label and date   goal: p99 < 5 ms', 1, (n) =>
      fresh(
        cql(
          `space = ${SPACE_KEY} and label = topic-${random(200)} and lastmodified > "${day()}" order by lastmodified desc`,
        ),
        n,
      ),
    )
    // Nearly all pages are leaves: so are the children of all but the first parents.
    const leaves = wiki.parents.slice(Math.floor(wiki.parents.length / 20))
    await time('25 children with everything expanded   goal: < 15 ms', 1, (n) =>
      fresh(`/rest/api/content/${one(leaves)}/child/page?limit=25&expand=${EVERYTHING}`, n),
    )
    await time(`create, with ${pages} pages`, 8, create('c'))
  })
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ options, figures }, null, 2)}\n`)
  if (figures.some(({ errors }) => errors > 0)) process.exitCode = 1
}

/** Requests over some connections, for some seconds. */
export async function timed(
  server: ServerProcess,
  what: string,
  connections: number,
  seconds: number,
  request: (n: number) => string,
  isWarmAlready = false,
): Promise<Figures> {
  const times: number[] = []
  let errors = 0
  let sent = 0
  const run = async (until: number, isMeasured: boolean) => {
    const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(server.port)))
    await Promise.all(
      open.map(async (connection) => {
        for (let before = performance.now(); before < until;) {
          const reply: Reply = await connection.send(request(sent++))
          const after = performance.now()
          if (isMeasured) times.push(after - before)
          if (reply.status !== 200) {
            if (errors++ === 0) console.log(`  ERROR ${reply.status} ${reply.body.slice(0, 300)}`)
          }
          before = after
        }
        connection.close()
      }),
    )
  }
  // Until the code is warm: by time where requests are quick, by number where they are slow.
  const cold = performance.now()
  const isWarm = () => isWarmAlready || (sent >= WARM_REQUESTS && performance.now() - cold >= 1000)
  while (!isWarm()) await run(performance.now() + 250, false)
  const usedBefore = processorSeconds(server.pid)
  const begun = performance.now()
  await run(begun + seconds * 1000, true)
  const elapsed = (performance.now() - begun) / 1000
  const usedAfter = processorSeconds(server.pid)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN
  return {
    what,
    requests: times.length,
    rate: times.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    processorMs:
      usedBefore === undefined || usedAfter === undefined
        ? undefined
        : ((usedAfter - usedBefore) * 1000) / times.length,
    errors,
  }
}

async function bareFor(
  folder: string,
  port: number,
  authorization: string,
  paths: readonly string[],
): Promise<ServerProcess> {
  const connection = await Connection.open(port)
  connection.keepBodies = true
  const lines: string[] = []
  for (const path of paths) {
    const { body, head } = await connection.send(requestBytes('GET', path, { authorization }))
    const type = /\r\ncontent-type: *([^\r]*)/i.exec(head)?.[1] ?? 'application/json'
    const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) }
    lines.push(JSON.stringify({ key: path, headers, body }))
  }
  connection.close()
  const file = join(folder, 'answers.jsonl')
  writeFileSync(file, lines.join('\n'))
  return startServer([join(import.meta.dirname, 'bare.ts'), file])
}

/** A search. */
export function cql(query: string): string {
  return `/rest/api/content/search?limit=25&cql=${encodeURIComponent(query)}`
}

function day(): string {
  return new Date(Date.now() - random(300) * 86_400_000).toISOString().slice(0, 10)
}

/** A number below another. */
export function random(below: number): number {
  return Math.floor(Math.random() * below)
}

function one(list: readonly string[]): string {
  return list[random(list.length)] ?? ''
}

function print({ what, requests, rate, p50, p99, processorMs, errors }: Figures): void {
  console.log(`\n${what}`)
  console.log(
    `  ${rate.toFixed(0)}/s   p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms   processor ${processorMs?.toFixed(2) ?? 'unknown'} ms a request   (${requests} requests${errors > 0 ? `, ${errors} ERRORS` : ''})`,
  )
}
