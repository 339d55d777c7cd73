/**
 * The load generator, in a process of its own so that its work is not the server's. It is told what to do
 * by messages and answers each with what it saw.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection, requestBytes, type Reply } from './client.ts'
import { seedPage, SPACE_KEY, type SeedPage } from './seed.ts'

/**
 * The cases that are measured. The server keeps whole answers while nothing is written, so reading has three:
 * `read` repeats requests over an unchanged database, `read while writing` does so while pages are saved,
 * and `read anew` never sends the same request twice, so that every answer has to be worked out.
 */
export type Case = 'read' | 'read while writing' | 'read anew' | 'create' | 'update'

/** What the generator can be told. `pages` are the ids of the seeded pages, in order. */
export type Order =
  | { do: 'seed'; port: number; authorization: string; pages: number; connections: number }
  | { do: 'capture'; port: number; authorization: string; ids: string[]; file: string }
  | {
      do: 'measure'
      what: Case
      port: number
      authorization: string
      ids: string[]
      connections: number
      seconds: number
    }

/** What one round of a case came to; times in milliseconds. */
export type Round = {
  requests: number
  seconds: number
  errors: number
  firstError: string
  p50: number
  p99: number
}

const READ_QUERY = '?expand=body.storage,version,space'
/** Enough different bodies that none is favoured, few enough that making them costs nothing while measuring. */
const WRITTEN_BODIES = 256

/** Pause between two saves in `read while writing`: a busy wiki's pace. */
const WRITING_PAUSE_MS = 100

let titlesUsed = 0
let requestsSent = 0
const bodies: SeedPage[] = Array.from({ length: WRITTEN_BODIES }, (_, n) => seedPage(1_000_000 + n))
/** Port → page → its current version, so that a stand-in for the server gets the same requests. */
const versions = new Map<number, Map<string, number>>()

process.on('message', (order: Order) => {
  void follow(order).then(
    (result) => process.send?.({ result }),
    (error) => process.send?.({ error: String(error?.stack ?? error) }),
  )
})

async function follow(order: Order): Promise<unknown> {
  if (order.do === 'seed') return seed(order)
  if (order.do === 'capture') return capture(order)
  return measure(order)
}

async function seed(order: Extract<Order, { do: 'seed' }>): Promise<string[]> {
  const ids: string[] = []
  let next = 0
  await inParallel(order.port, order.connections, async (connection) => {
    connection.keepBodies = true
    while (next < order.pages) {
      const n = next++
      const { title, body } = seedPage(n)
      const reply = await connection.send(createRequest(order.authorization, title, body))
      if (reply.status !== 200) throw new Error(`Page ${n} was refused: ${reply.status} ${reply.body}`)
      ids[n] = (JSON.parse(reply.body) as { id: string }).id
    }
  })
  return ids
}

/** Writes down what the server answers, for the bare server to repeat. */
async function capture(order: Extract<Order, { do: 'capture' }>): Promise<void> {
  const file = createWriteStream(order.file)
  await inParallel(order.port, 1, async (connection) => {
    connection.keepBodies = true
    const write = async (key: string, reply: Reply) => {
      if (reply.status !== 200) throw new Error(`${key}: ${reply.status} ${reply.body}`)
      const line = JSON.stringify({ key, headers: repeatableHeaders(reply.head), body: reply.body })
      if (!file.write(`${line}\n`)) await once(file, 'drain')
    }
    for (const id of order.ids) {
      const path = readPath(id)
      await write(
        path,
        await connection.send(requestBytes('GET', path, { authorization: order.authorization })),
      )
    }
    const { title, body } = seedPage(2_000_000)
    const made = await connection.send(createRequest(order.authorization, title, body))
    await write('POST', made)
    const { id } = JSON.parse(made.body) as { id: string }
    await write('PUT', await connection.send(updateRequest(order.authorization, id, title, body, 2)))
  })
  file.end()
  await once(file, 'finish')
}

/** All but what Node writes itself on every answer. */
function repeatableHeaders(head: string): Record<string, string> {
  const lines = head.split('\r\n').slice(1)
  const pairs = lines.map((line) => [
    line.slice(0, line.indexOf(':')),
    line.slice(line.indexOf(':') + 1).trim(),
  ])
  return Object.fromEntries(pairs.filter(([name = '']) => !/^(date|connection|keep-alive)$/i.test(name)))
}

async function measure(order: Extract<Order, { do: 'measure' }>): Promise<Round> {
  const times: number[] = []
  let errors = 0
  let firstError = ''
  const start = performance.now()
  const end = start + order.seconds * 1000
  const writing = order.what === 'read while writing' ? writeUntil(end, order) : undefined
  await inParallel(order.port, order.connections, async (connection, index) => {
    const ask = asker(order, index)
    for (let before = performance.now(); before < end;) {
      const reply = await ask(connection)
      const after = performance.now()
      if (reply.status !== 200) {
        errors++
        firstError ||= `${reply.status} ${reply.body.slice(0, 300)}`
      }
      times.push(after - before)
      before = after
    }
  })
  const seconds = (performance.now() - start) / 1000
  await writing
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { requests: times.length - errors, seconds, errors, firstError, p50: at(0.5), p99: at(0.99) }
}

function asker(
  { what, port, authorization, ids, connections }: Extract<Order, { do: 'measure' }>,
  index: number,
): (connection: Connection) => Promise<Reply> {
  if (what !== 'create' && what !== 'update') {
    return (connection) => {
      const path = readPath(ids[Math.floor(Math.random() * ids.length)] ?? '')
      // Unknown parameters mean nothing to the server, but make this another request than any before.
      const asked = what === 'read anew' ? `${path}&anew=${process.pid}-${requestsSent++}` : path
      return connection.send(requestBytes('GET', asked, { authorization }))
    }
  }
  if (what === 'create') {
    return (connection) => {
      const n = titlesUsed++
      const { body } = bodies[n % bodies.length] as SeedPage
      return connection.send(createRequest(authorization, `Written ${process.pid} ${n}`, body))
    }
  }
  const own = ids.flatMap((id, n) => (n % connections === index ? { id, title: seedPage(n).title } : []))
  let turn = 0
  return (connection) => save(connection, port, authorization, own[turn++ % own.length] as Saved)
}

type Saved = { id: string; title: string }

/** Makes the next version of a page, under the title that it has: another one would be a rename, too. */
async function save(
  connection: Connection,
  port: number,
  authorization: string,
  { id, title }: Saved,
): Promise<Reply> {
  const known = versions.get(port) ?? new Map<string, number>()
  versions.set(port, known)
  const version = (known.get(id) ?? 1) + 1
  const { body } = bodies[(version + Number(id)) % bodies.length] as SeedPage
  const reply = await connection.send(updateRequest(authorization, id, title, body, version))
  if (reply.status === 200) known.set(id, version)
  return reply
}

/** Saves a page now and then, beside the connections that are measured. */
async function writeUntil(
  end: number,
  { port, authorization, ids }: Extract<Order, { do: 'measure' }>,
): Promise<void> {
  await inParallel(port, 1, async (connection) => {
    for (let n = 0; performance.now() < end; n++) {
      const page = n % ids.length
      const saved = { id: ids[page] ?? '', title: seedPage(page).title }
      const reply = await save(connection, port, authorization, saved)
      if (reply.status !== 200) throw new Error(`The writer was refused: ${reply.status} ${reply.body}`)
      await sleep(WRITING_PAUSE_MS)
    }
  })
}

async function inParallel(
  port: number,
  connections: number,
  work: (connection: Connection, index: number) => Promise<void>,
): Promise<void> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)))
  try {
    await Promise.all(open.map(work))
  } finally {
    for (const connection of open) connection.close()
  }
}

function readPath(id: string): string {
  return `/rest/api/content/${id}${READ_QUERY}`
}

function createRequest(authorization: string, title: string, body: string): string {
  const page = {
    type: 'page',
    title,
    space: { key: SPACE_KEY },
    body: { storage: { value: body, representation: 'storage' } },
  }
  return requestBytes('POST', '/rest/api/content', { authorization }, JSON.stringify(page))
}

function updateRequest(
  authorization: string,
  id: string,
  title: string,
  body: string,
  version: number,
): string {
  const page = {
    id,
    type: 'page',
    title,
    version: { number: version },
    body: { storage: { value: body, representation: 'storage' } },
  }
  return requestBytes('PUT', `/rest/api/content/${id}`, { authorization }, JSON.stringify(page))
}
