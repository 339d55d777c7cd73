/** The SDK, against the real server, under each of its roots. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Client, connect, readPage, updatePage } from 'inver/sdk'
import { makeSpace } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'

let app: TestApp
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  await makeSpace(app, 'SDK', 'Toolkit')
})
after(() => app.close())

const auth = { kind: 'basic', username: people.admin.username, password: people.admin.password } as const
const clientAt = (path: string): Client => connect({ url: app.url + path, auth, retries: 1 })

async function newPage(client: Client, title: string, value = '<p>one</p>'): Promise<string> {
  const body = { storage: { value, representation: 'storage' } }
  const made = await client.request<{ id: string }>('POST', '/rest/api/content', {
    body: { type: 'page', title, space: { key: 'SDK' }, body },
  })
  return made.id
}

describe('the SDK', () => {
  it('finds the API and its flavour', async () => {
    assert.deepEqual(await clientAt('').detect(), { root: app.url, flavour: 'data-center' })
    assert.deepEqual(await clientAt('/confluence/display/SDK').detect(), {
      root: `${app.url}/confluence`,
      flavour: 'data-center',
    })
    assert.deepEqual(await clientAt('/wiki').detect(), { root: `${app.url}/wiki`, flavour: 'cloud' })
  })

  it('comes with a token, and as nobody', async () => {
    const { rawToken } = await clientAt('').request<{ rawToken: string }>('POST', '/rest/pat/latest/tokens', {
      body: { name: 'sdk', expirationDuration: 1 },
    })
    const bearer = connect({ url: app.url, auth: { kind: 'bearer', token: rawToken } })
    const me = await bearer.request<{ username: string }>('GET', '/rest/api/user/current')
    assert.equal(me.username, 'admin')
    const nobody = connect({ url: app.url, auth: { kind: 'none' }, retries: 0 })
    await assert.rejects(nobody.request('GET', '/rest/api/space/SDK'), { name: 'ApiError' })
  })

  it('goes through lists of every kind', async () => {
    const client = clientAt('/wiki')
    for (let number = 0; number < 7; number += 1) await newPage(client, `Listed ${number}`)
    for (const [path, query] of [
      ['/rest/api/content', { spaceKey: 'SDK', limit: 3 }],
      ['/rest/api/content/search', { cql: 'space = SDK and title ~ "Listed"', limit: 2 }],
      ['/api/v2/pages', { limit: 2 }],
    ] as const) {
      const titles = (await Array.fromAsync(client.each<{ title: string }>(path, query))).map(
        ({ title }) => title,
      )
      assert.equal(titles.filter((title) => title.startsWith('Listed')).length, 7, path)
      assert.equal(new Set(titles).size, titles.length, path)
    }
  })

  it('sends files as bytes and as a stream, and reads them back', async () => {
    const client = clientAt('')
    const path = `/rest/api/content/${await newPage(client, 'Files')}/child/attachment`
    const bytes = new TextEncoder().encode('hello')
    const name = 'grün 1.txt'
    const sent = [
      await client.upload<Uploaded>(path, { name, bytes, type: 'text/plain', comment: 'first' }),
      await client.upload<Uploaded>(path, { name: 'streamed.txt', stream: new Blob([bytes]).stream() }),
    ].map(({ results }) => results[0] as Uploaded['results'][number])
    assert.deepEqual(
      sent.map(({ title }) => title),
      [name, 'streamed.txt'],
    )
    for (const { _links } of sent) {
      assert.equal(await new Response(await client.download(_links.download)).text(), 'hello')
    }
  })

  it('changes a page in either flavour, and writes nothing when nothing changes', async () => {
    for (const path of ['', '/wiki']) {
      const client = clientAt(path)
      const id = await newPage(client, `Changed ${path}`)
      const { changed } = await updatePage(client, id, (storage) => `${storage}<p>two</p>`, {
        message: 'why',
      })
      assert.equal(changed, true)
      assert.deepEqual(await readPage(client, id), {
        id,
        title: `Changed ${path}`,
        version: 2,
        storage: '<p>one</p><p>two</p>',
      })
      assert.equal((await readPage(client, id, undefined, 1)).storage, '<p>one</p>')
      assert.equal((await updatePage(client, id, (storage) => storage)).changed, false)
      assert.equal((await readPage(client, id)).version, 2)
    }
  })

  it('keeps the changes of all who write at once', async () => {
    const id = await newPage(clientAt(''), 'Contested', '<p>start</p>')
    const names = ['a', 'b', 'c', 'd', 'e']
    await Promise.all(
      names.map((name, index) =>
        updatePage(clientAt(index % 2 === 0 ? '' : '/wiki'), id, (storage) => `${storage}<p>${name}</p>`),
      ),
    )
    const { storage, version } = await readPage(clientAt(''), id)
    assert.equal(version, 6)
    assert.deepEqual([...storage.matchAll(/<p>(\w)<\/p>/g)].map(([, name]) => name).sort(), names)
  })
})

type Uploaded = { results: { title: string; _links: { download: string } }[] }
