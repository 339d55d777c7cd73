/**
 * Hostile requests made from the route tables and from the OpenAPI documents, the same at every run: wherever they go, nothing fails, nothing of the
 * program’s inside is told, and the server goes on.
 */
import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { describe, it } from 'node:test'
import { onEachDatabase } from '../support/app.ts'
import { type AskedFor, everyOperation } from '../support/every-operation.ts'
import { type Answer, ask } from '../support/request.ts'
import { openSecretWiki, type Role, type SecretWiki } from '../support/secret-wiki.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const SEED = Number(process.env.INVER_TEST_SEED ?? 20_261_120)
const REQUESTS = 1_500
const MOST_MEGABYTES = 600

/** What none of the answers may hold: stacks, files of the program, words of the databases. */
const INSIDE =
  /\n\s+at .+:\d+:\d+|\/src\/[\w/-]+\.ts|node_modules|SQLITE_|syntax error at or near|ERR_[A-Z]+_/

const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  '9007199254740993',
  '99999999999999999999',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  "' or 1=1 --",
  '"; drop table content; --',
  '%',
  '../../etc/passwd',
  '${7*7}',
  '<script>',
  ']]>',
  '\u202e\u0301',
  '\ud83d\ude00'.repeat(200),
  'a'.repeat(3000),
  '('.repeat(500),
  '{"a":'.repeat(50),
  'text ~ "',
  'order by',
  '2026-02-30',
  'P1Y',
  '\r\nset-cookie: a=b',
  '\u0000',
]

/** On PostgreSQL other numbers and texts are too much than on SQLite; a part of them has to do there. */
const PART = { sqlite: 1, postgres: 4 } as const

onEachDatabase((database) =>
  describe(`hostile requests, ${database}`, () => {
    it('are answered without a failure and tell nothing of the inside', async () => {
      const wiki = await openSecretWiki(database)
      try {
        const problems: string[] = []
        const before = process.memoryUsage().rss
        const documents = await Promise.all(
          DOCUMENTS.map(async (name) => {
            const { json } = await ask({ method: 'GET', url: `${wiki.app.url}/openapi/${name}.json` })
            return json as Described
          }),
        )
        const all = [...hostile(wiki), ...documents.flatMap((one) => [...hostileByDocument(wiki, one)])]
        for (const { role, method, request } of all.filter((_, n) => n % PART[database] === 0)) {
          const { path, body, headers } = request
          const all = { 'x-atlassian-token': 'no-check', ...wiki.headersOf(role), ...headers }
          const answer = await ask({ method, url: wiki.app.url + path, headers: all, body, agent })
          const problem = problemOf(answer)
          if (problem)
            problems.push(
              `${role} ${method} ${path.slice(0, 200)} ${show(body)}: ${answer.status} ${problem}`,
            )
        }
        assert.equal(problems.slice(0, 20).join('\n'), '')
        assert.ok(process.memoryUsage().rss - before < MOST_MEGABYTES * 1024 * 1024)
        const { status } = await ask({ method: 'GET', url: `${wiki.app.url}/status` })
        assert.equal(status, 200)
      } finally {
        agent.destroy()
        await wiki.app.close()
      }
    })
  }),
)

function problemOf({ status, text, headers }: Answer): string | undefined {
  if (status >= 500 && status !== 501) return text.slice(0, 200)
  if (headers['set-cookie']?.some((cookie) => cookie.startsWith('a='))) return 'a header was put in'
  return INSIDE.exec(text)?.[0]
}

function show(body: unknown): string {
  return typeof body === 'string' ? body.slice(0, 200) : ''
}

interface Hostile {
  readonly role: Role
  readonly method: string
  readonly request: AskedFor
}

/** Requests with a hostile text, or several, in place of what belongs there. */
function* hostile(wiki: SecretWiki): Generator<Hostile> {
  const random = randomFrom(SEED)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  // Read-only mode and a password that nobody knows would end the test too early.
  const operations = everyOperation().filter(({ name }) => !/accessmode|password/i.test(name))
  for (let made = 0; made < REQUESTS; made++) {
    const operation = operations[made % operations.length] ?? pick(operations)
    const target = wiki.targets[pick(['current', 'draft', 'trashed', 'other'] as const)]
    const request = pick(operation.requests(target))
    const [address = '', query] = request.path.split('?', 2)
    const parameters = [...new URLSearchParams(query).keys()]
    const hostileQuery = parameters.map(
      (name) => `${name}=${encodeURIComponent(random() < 0.6 ? pick(TEXTS) : '1')}`,
    )
    const segments = address.split('/')
    if (random() < 0.3) segments[segments.length - 1] = encodeURIComponent(pick(TEXTS))
    const path = segments.join('/') + (hostileQuery.length > 0 ? `?${hostileQuery.join('&')}` : '')
    yield {
      role: pick(['admin', 'editor', 'reader', 'anonymous'] as const),
      method: operation.method,
      request: { path: path || '/', ...hostileBody(request, random, pick) },
    }
  }
}

function hostileBody(
  { body, headers }: AskedFor,
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
): Pick<AskedFor, 'body' | 'headers'> {
  if (body === undefined || body instanceof FormData) return { body, headers }
  if (body instanceof URLSearchParams) {
    return { body: new URLSearchParams([...body.keys()].map((name) => [name, pick(TEXTS)])) }
  }
  const json = { 'content-type': 'application/json' }
  if (typeof body === 'string' && !/^[[{"]/.test(body)) return { body: body + pick(TEXTS), headers }
  const value: unknown = typeof body === 'string' ? JSON.parse(body) : body
  return { body: JSON.stringify(spoilt(value, random, pick)), headers: json }
}

/** As much of an OpenAPI document as is needed to send what it describes. */
interface Described {
  readonly servers?: readonly { readonly url: string }[]
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>
  >
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
}

const DOCUMENTS = ['v1', 'v2', 'dc']

/** What the documents describe, with hostile texts in any of the parameters that they name. */
function* hostileByDocument(wiki: SecretWiki, { servers, paths }: Described): Generator<Hostile> {
  const random = randomFrom(SEED + 1)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const base = new URL(servers?.[0]?.url ?? '/', wiki.app.url).pathname.replace(/\/$/, '')
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      if (/accessmode|password/i.test(path)) continue
      const place = path.replace(/\{[^}]+\}/g, () =>
        random() < 0.5 ? wiki.targets.current.page : encodeURIComponent(pick(TEXTS)),
      )
      const query = parameters
        .filter((one) => one.in === 'query' && random() < 0.6)
        .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(pick(TEXTS))}`)
      yield {
        role: pick(['admin', 'editor', 'anonymous'] as const),
        method: method.toUpperCase(),
        request: {
          path: base + place + (query.length > 0 ? `?${query.join('&')}` : ''),
          ...(method === 'get' || method === 'delete'
            ? {}
            : {
                body: JSON.stringify(spoilt({ id: 1, title: 'x', body: {} }, random, pick)),
                headers: { 'content-type': 'application/json' },
              }),
        },
      }
    }
  }
}

/** The value with some of its leaves replaced by what does not belong there. */
function spoilt(value: unknown, random: () => number, pick: <T>(list: readonly T[]) => T): unknown {
  if (random() < 0.15) return pick<unknown>([null, true, -1, 1e308, [], {}, [[[[]]]], { toString: 1 }])
  if (Array.isArray(value)) return value.map((one) => spoilt(one, random, pick))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoilt(one, random, pick)]))
  }
  return random() < 0.5 ? pick(TEXTS) : value
}

/** Numbers between 0 and 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
