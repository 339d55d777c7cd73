import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addressOf, possibleRoots } from './address.ts'
import { type Client, connect } from './client.ts'
import { ApiError, ConnectionError } from './errors.ts'
import { updatePage } from './page.ts'

type Reply = Response | Error

/** A client of a server that says these things in turn, and what it was asked. */
function scripted(replies: Reply[], url = 'https://wiki.example.com/confluence') {
  const asked: { line: string; body: unknown; headers: Headers }[] = []
  const send = async (address: string | URL | Request, init: RequestInit = {}) => {
    asked.push({ line: `${init.method} ${address}`, body: init.body, headers: new Headers(init.headers) })
    const reply = replies.shift()
    if (reply === undefined) throw new Error('nothing more was expected')
    if (reply instanceof Error) throw reply
    return reply
  }
  const client = connect({
    url,
    auth: { kind: 'none' },
    fetch: send as typeof fetch,
    retries: { retries: 3, firstWaitMs: 1 },
  })
  return { client, asked, lines: () => asked.map(({ line }) => line) }
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

const lost = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } })

const all = async (client: Client, path: string) => Array.fromAsync(client.each<number>(path))

describe('addresses', () => {
  it('are cut down to where the API may be', () => {
    assert.deepEqual(possibleRoots('https://acme.atlassian.net'), ['https://acme.atlassian.net/wiki'])
    assert.deepEqual(possibleRoots('https://acme.atlassian.net/wiki/spaces/A/pages/1/T'), [
      'https://acme.atlassian.net/wiki',
    ])
    assert.deepEqual(possibleRoots('https://api.atlassian.com/ex/confluence/1-2'), [
      'https://api.atlassian.com/ex/confluence/1-2/wiki',
    ])
    assert.deepEqual(possibleRoots('http://host:8090/confluence/'), ['http://host:8090/confluence'])
    assert.deepEqual(possibleRoots('http://host:8090/pages/viewpage.action?pageId=1'), [
      'http://host:8090',
      'http://host:8090/wiki',
      'http://host:8090/confluence',
    ])
  })

  it('take links from below the root, from the host, or absolute from another host', () => {
    const root = 'https://acme.example/wiki'
    for (const link of [
      '/rest/api/x?a=1',
      '/wiki/rest/api/x?a=1',
      'https://inside:8080/wiki/rest/api/x?a=1',
    ]) {
      assert.equal(addressOf(root, link), 'https://acme.example/wiki/rest/api/x?a=1')
    }
    assert.equal(
      addressOf('https://api.example/ex/confluence/7/wiki', '/wiki/api/v2/pages?cursor=c'),
      'https://api.example/ex/confluence/7/wiki/api/v2/pages?cursor=c',
    )
  })
})

describe('what failed in passing', () => {
  it('is asked again when that is safe, after as long as the server wants', async () => {
    const { client, lines } = scripted([
      json({}, 429, { 'retry-after': '0' }),
      json({}, 503),
      json({ id: 1 }),
    ])
    assert.deepEqual(await client.request('GET', '/rest/api/x'), { id: 1 })
    assert.equal(lines().length, 3)
  })

  it('is not asked again when it may have been done', async () => {
    for (const failure of [json({}, 503), lost('ECONNRESET')]) {
      const { client, lines } = scripted([failure, json({})])
      await assert.rejects(client.request('POST', '/rest/api/content', { body: { title: 'x' } }))
      assert.deepEqual(lines(), ['POST https://wiki.example.com/confluence/rest/api/content'])
    }
  })

  it('is asked again as a POST when nothing was sent, or the server was too busy', async () => {
    const { client, lines } = scripted([lost('ECONNREFUSED'), json({}, 429), json({ id: 2 })])
    assert.deepEqual(await client.request('POST', '/rest/api/content', { body: {} }), { id: 2 })
    assert.equal(lines().length, 3)
  })

  it('is passed on at once when the host is not known or the server wants too long a rest', async () => {
    const unknown = scripted([lost('ENOTFOUND')])
    await assert.rejects(
      unknown.client.request('GET', '/x'),
      (error) => error instanceof ConnectionError && error.code === 'ENOTFOUND',
    )
    const busy = scripted([json({ message: 'Later.' }, 429, { 'retry-after': '3600' })])
    await assert.rejects(
      busy.client.request('GET', '/x'),
      (error) => error instanceof ApiError && error.retryAfter === 3600 && error.message === 'Later.',
    )
  })

  it('was done, when a repeated DELETE finds nothing', async () => {
    const { client } = scripted([lost('ECONNRESET'), json({}, 404)])
    assert.equal(await client.request('DELETE', '/rest/api/content/1', { as: 'nothing' }), undefined)
    const { client: other } = scripted([json({}, 404)])
    await assert.rejects(other.request('DELETE', '/rest/api/content/1'), { status: 404 })
  })

  it('ends when the caller gives up', async () => {
    const { client } = scripted([json({}, 429, { 'retry-after': '60' })])
    await assert.rejects(client.request('GET', '/x', { signal: AbortSignal.timeout(20) }), {
      name: 'TimeoutError',
    })
  })
})

describe('refusals', () => {
  it('carry the words of every API', async () => {
    const messages: [Response, string, string][] = [
      [
        json(
          { statusCode: 404, message: 'com.atlassian.x.api.NotFoundException: No space with key : A' },
          404,
        ),
        'No space with key : A',
        '',
      ],
      [json({ message: 'Bad.', reason: 'Bad Request' }, 400), 'Bad.', 'Bad Request'],
      [
        json({ errors: [{ status: 404, code: 'NOT_FOUND', title: 'Not Found', detail: null }] }, 404),
        'Not Found',
        'NOT_FOUND',
      ],
      [new Response('<html><title>HTTP Status 401</title>', { status: 401 }), 'HTTP Status 401', ''],
      [new Response('', { status: 418, statusText: 'Teapot' }), '418 Teapot', 'Teapot'],
    ]
    for (const [answer, message, reason] of messages) {
      const { client } = scripted([answer])
      await assert.rejects(client.request('GET', '/x'), { name: 'ApiError', message, reason })
    }
  })

  it('say so when what answers is no API', async () => {
    const { client } = scripted([new Response('<html>Welcome</html>')])
    await assert.rejects(client.request('GET', '/x'), /hardly the address of a Confluence/)
  })
})

describe('lists', () => {
  it('go on by a link in the answer, by the header, and by offset to the total', async () => {
    const linked = scripted([
      json({ results: [1, 2], _links: { next: '/rest/api/x?next=true&start=2' } }),
      json({ results: [3], _links: {} }),
    ])
    assert.deepEqual(await all(linked.client, '/rest/api/x'), [1, 2, 3])
    assert.equal(linked.lines()[1], 'GET https://wiki.example.com/confluence/rest/api/x?next=true&start=2')
    const header = scripted([
      json({ results: [1] }, 200, { link: '<https://in/wiki/b>; rel="base", </x?cursor=c%3D>; rel="next"' }),
      json({ results: [2] }),
    ])
    assert.deepEqual(await all(header.client, '/x'), [1, 2])
    assert.equal(header.lines()[1], 'GET https://wiki.example.com/confluence/x?cursor=c%3D')
    const offset = scripted([
      json({ results: [1, 2], start: 0, limit: 2, totalSize: 3, _links: {} }),
      json({ results: [3], start: 2, limit: 2, totalSize: 3, _links: {} }),
    ])
    assert.deepEqual(await all(offset.client, '/rest/api/search?cql=a'), [1, 2, 3])
    assert.equal(offset.lines()[1], 'GET https://wiki.example.com/confluence/rest/api/search?cql=a&start=2')
  })

  it('end at an empty page that offers a next, and at a next that was asked before', async () => {
    const empty = scripted([json({ results: [], _links: { next: '/x?start=9' } })])
    assert.deepEqual(await all(empty.client, '/x'), [])
    const ring = scripted([json({ results: [1], _links: { next: '/x' } })])
    assert.deepEqual(await all(ring.client, '/x'), [1])
    const bare = scripted([json([1, 2])])
    assert.deepEqual(await all(bare.client, '/x'), [1, 2])
  })
})

describe('updatePage', () => {
  const page = (number: number, value: string) =>
    json({ id: '7', title: 'T', version: { number }, body: { storage: { value } } })

  it('knows its own change again when only the answer was lost', async () => {
    const { client, lines } = scripted([
      page(1, 'a'),
      lost('ECONNRESET'),
      json({ message: 'Version must be incremented' }, 409),
      page(2, 'ab'),
    ])
    const { changed, page: made } = await updatePage(client, '7', (storage) => `${storage}b`)
    assert.deepEqual([changed, made.version, made.storage], [true, 2, 'ab'])
    assert.equal(lines().length, 4)
  })

  it('gives up after so many attempts', async () => {
    const conflict = () => json({ message: 'Version must be incremented' }, 409)
    const { client } = scripted([page(1, 'a'), conflict(), page(2, 'b'), conflict()])
    await assert.rejects(
      updatePage(client, '7', (storage) => `${storage}!`, { attempts: 2 }),
      { status: 409 },
    )
  })
})
