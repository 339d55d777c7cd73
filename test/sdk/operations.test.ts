/** The SDK's operations: that each asks its route, and that they work on the real server under each of its roots. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ApiError, type Client, connect } from 'inver/sdk'
import { dataCenter } from 'inver/sdk/data-center'
import { type Content, v1 } from 'inver/sdk/v1'
import { v2 } from 'inver/sdk/v2'
import { apiParts } from '../../src/api/mount.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'

const auth = { kind: 'basic', username: people.admin.username, password: people.admin.password } as const

type AnyCall = (input: Record<string, unknown>) => Promise<unknown>

describe('the operations of the SDK', () => {
  for (const [part, maker] of [
    ['v1', v1],
    ['v2', v2],
    ['dc', dataCenter],
  ] as const) {
    it(`ask the routes of ${part}, each its own`, async () => {
      const asked: string[] = []
      const record = async (address: string | URL | Request, init: RequestInit = {}) => {
        asked.push(`${init.method} ${new URL(String(address)).pathname}`)
        return new Response('{}')
      }
      const client = connect({
        url: 'https://wiki.example/wiki',
        auth: { kind: 'none' },
        fetch: record as typeof fetch,
      })
      const operations = maker(client) as unknown as Record<string, AnyCall>
      const found = apiParts.find(({ name }) => name === part)
      const routes = found?.routes ?? []
      assert.deepEqual(Object.keys(operations).toSorted(), routes.map(({ id }) => id).toSorted())
      const base = `/wiki${(found?.base ?? '').replace(/^\/wiki/, '')}`
      for (const { id, method, path, body } of routes) {
        const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
        const file = { name: 'a.txt', bytes: new Uint8Array([1]) }
        const input = Object.fromEntries(names.map((name) => [name, 'a/b c']))
        await operations[id]?.({ ...input, ...(body === 'multipart' && { file }) })
        const address = path.replace(/\{\w+\}/g, encodeURIComponent('a/b c'))
        assert.equal(asked.pop(), `${method} ${base}${address}`, id)
      }
    })
  }

  it('refuse, before anything is sent, what the path needs and was not given', async () => {
    const client = connect({ url: 'https://wiki.example/wiki', auth: { kind: 'none' } })
    const loose = v1(client) as unknown as Record<string, (input?: object) => unknown>
    assert.throws(() => loose.getContentById?.({ id: '' }), /^TypeError: getContentById needs "id"\.$/)
  })

  it('have types that refuse what the API does not know', () => {
    const unasked = (client: Client) => {
      // @ts-expect-error: there is no such parameter
      void v1(client).getContentById({ id: 1, expnd: 'version' })
      // @ts-expect-error: the path needs an id
      void v2(client).getPageById()
      // @ts-expect-error: a body belongs to it
      void dataCenter(client).createContent({})
      // @ts-expect-error: one page is no list
      void v2(client).getPageById.each
      // @ts-expect-error: titles are texts
      void v2(client).createPage({ body: { spaceId: '1', title: 1 } })
      void (async () => {
        const made: Content = await v1(client).getContentById({ id: 1 })
        // @ts-expect-error: a content has no such field
        return made.nme
      })
      return client
    }
    assert.equal(typeof unasked, 'function')
  })
})

describe('the operations of the SDK, on a server', () => {
  let app: TestApp
  before(async () => (app = await startTestApp({ database: 'sqlite' })))
  after(() => app.close())
  const clientAt = (path: string): Client => connect({ url: app.url + path, auth, retries: 1 })
  const body = (value: string) => ({ storage: { value, representation: 'storage' } })

  for (const [root, key] of [
    ['', 'OPSA'],
    ['/confluence', 'OPSB'],
  ] as const) {
    it(`work under ${root || 'the root of Data Center'}`, async () => {
      const api = dataCenter(clientAt(root))
      const space = await api.createSpace({ body: { key, name: key } })
      assert.equal(space.key, key)
      const input = (title: string) => ({ type: 'page', title, space: { key }, body: body('<p>one</p>') })
      const made = await api.createContent({ body: input('One'), expand: ['version', 'space'] })
      assert.deepEqual([made.version?.number, made.space?.key], [1, key])
      for (const title of ['Two', 'Three']) await api.createContent({ body: input(title) })
      const scanned = await Array.fromAsync(api.scanContent.each({ spaceKey: key, limit: 2 }))
      assert.deepEqual(scanned.map(({ title }) => title).toSorted(), [`${key} Home`, 'One', 'Three', 'Two'])
      const bytes = new TextEncoder().encode('hello')
      const { results } = await api.createAttachments({ id: made.id, file: { name: 'a b.txt', bytes } })
      const attachmentId = results[0]?.id ?? ''
      const stream = await api.downloadAttachment({ id: made.id, attachmentId })
      assert.equal(await new Response(stream).text(), 'hello')
      assert.equal(await api.removeAttachment({ id: made.id, attachmentId }), undefined)
      assert.deepEqual((await api.getAttachments({ id: made.id })).results, [])
    })
  }

  it('work under /wiki, in both versions', async () => {
    const client = clientAt('/wiki')
    const [old, young] = [v1(client), v2(client)]
    const space = await young.createSpace({ body: { key: 'OPSC', name: 'Operations' } })
    for (const title of ['A', 'B', 'C']) {
      const page = { spaceId: space.id, title, body: { representation: 'storage', value: `<p>${title}</p>` } }
      await young.createPage({ body: page })
    }
    const pages = await Array.fromAsync(
      young.getPagesInSpace.each({ id: space.id, limit: 2, 'body-format': 'storage' }),
    )
    const found = pages.find(({ title }) => title === 'B')
    assert.equal(pages.length, 4)
    assert.equal(found?.body.storage?.value, '<p>B</p>')
    const id = found?.id ?? ''
    await old.addLabelsToContent({ id, body: { name: 'x' } })
    const { results } = await old.getLabelsForContent({ id })
    assert.deepEqual(
      results.map(({ name }) => name),
      ['x'],
    )
    const hits = await Array.fromAsync(old.searchContentByCQL.each({ cql: 'space = OPSC', limit: 1 }))
    assert.equal(hits.length, 4)
    for (const key of ['c', 'a', 'b']) await young.createPageProperty({ id, body: { key, value: key } })
    const properties = await Array.fromAsync(
      young.getPageContentProperties.each({ id, limit: 1, sort: 'key' }),
    )
    assert.deepEqual(
      properties.map(({ key, value }) => [key, value]),
      [
        ['a', 'a'],
        ['b', 'b'],
        ['c', 'c'],
      ],
    )
    const children = await Array.fromAsync(
      young.getPageDirectChildren.each({ id: space.homepageId ?? '', limit: 1 }),
    )
    assert.deepEqual(
      children.map(({ title }) => title),
      ['A', 'B', 'C'],
    )
    assert.equal(await young.deletePage({ id }), undefined)
    await assert.rejects(
      young.getPageById({ id: 1 }),
      (error) => error instanceof ApiError && error.status === 404,
    )
  })
})
