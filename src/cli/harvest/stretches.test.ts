import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Client, connect } from '../../sdk/index.ts'
import { searched, stretches } from './stretches.ts'

/** A list that is cut by offsets, as Data Center's are, and changes while it is read. */
let items: number[] = []
let withTotal = true
let withNext = false
let afterEach: (answers: number) => void = () => {}
let answers = 0
let server: Server
let client: Client
before(async () => {
  server = createServer((incoming, outgoing) => {
    const { searchParams } = new URL(incoming.url ?? '/', 'http://list')
    const [start, limit] = [Number(searchParams.get('start')), Number(searchParams.get('limit'))]
    const results = items.slice(start, start + limit)
    const next = `/rest/api/list?start=${start + limit}&limit=${limit}`
    const isMore = start + limit < items.length
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end(
      JSON.stringify({
        results,
        start,
        limit,
        size: results.length,
        ...(withTotal && { totalSize: items.length }),
        _links: withNext && isMore ? { next } : {},
      }),
    )
    answers += 1
    afterEach(answers)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  client = connect({ url: `http://127.0.0.1:${port}/confluence`, auth: { kind: 'none' }, retries: 0 })
})
after(() => server.close())
beforeEach(() => {
  items = Array.from({ length: 100 }, (_, index) => index)
  withTotal = true
  withNext = false
  afterEach = () => {}
  answers = 0
})

async function read(): Promise<Set<number>> {
  const seen = new Set<number>()
  for await (const part of searched<number>(client, '/rest/api/list', {}, 30))
    for (const one of part) seen.add(one)
  return seen
}

describe('a list that is cut by offsets', () => {
  for (const [what, total, next] of [
    ['its total', true, false],
    ['a next link', false, true],
    ['neither', false, false],
  ] as const) {
    it(`is read to its end when it tells ${what}`, async () => {
      withTotal = total
      withNext = next
      assert.equal((await read()).size, 100)
    })
  }

  it('loses nothing when some of what was read already is deleted meanwhile', async () => {
    afterEach = (answer) => {
      if (answer === 1) items = items.slice(10)
    }
    const seen = await read()
    assert.deepEqual(
      [30, 31, 39, 40].filter((one) => !seen.has(one)),
      [],
    )
    assert.equal(seen.size, 100)
  })

  it('loses nothing when something comes before what was read', async () => {
    afterEach = () => items.unshift(1000 + answers)
    const seen = await read()
    assert.equal([...seen].filter((one) => one < 100).length, 100)
  })
})

describe('a list that says where it goes on', () => {
  it('is read on from any of its parts', async () => {
    withNext = true
    const parts: { items: readonly number[]; next?: string }[] = []
    for await (const part of stretches<number>(client, '/rest/api/list', { start: 0, limit: 40 }))
      parts.push(part)
    assert.deepEqual(
      parts.map((part) => part.items.length),
      [40, 40, 20],
    )
    const rest: number[] = []
    for await (const part of stretches<number>(client, '/rest/api/list', {}, parts[0]?.next))
      rest.push(...part.items)
    assert.deepEqual(rest, items.slice(40))
  })
})
