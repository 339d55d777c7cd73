/** The server keeps answers while nothing is written: nobody may ever see an old one, or another's. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { makeContent, makeSpace, page } from '../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { valueAt } from '../support/match.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { ask, basic, type Answer } from '../support/request.ts'

onEachDatabase((database) => {
  describe(`answers that are kept, ${database}`, () => {
    let app: TestApp
    let path: string
    const clock = settableClock(Date.UTC(2026, 10, 20, 12))
    const read = (headers: Record<string, string>, from = path): Promise<Answer> =>
      ask({ method: 'GET', url: app.url + from, headers })
    /** Asks twice, so that the second answer may be a kept one. */
    const readTwice = async (headers: Record<string, string>, from = path) => {
      await read(headers, from)
      return read(headers, from)
    }
    const as = (name: PersonName) => credentials(name)

    before(async () => {
      app = await startTestApp({ database, clock })
      await makeSpace(app, 'KEPT', 'Kept')
      const made = await makeContent(app, page('KEPT', 'Kept', '<p>1</p>'))
      path = `/rest/api/content/${made['id']}?expand=body.storage,version,space`
    })
    after(() => app.close())

    it('are the same, byte for byte', async () => {
      const first = await read(as('admin'))
      const second = await read(as('admin'))
      assert.equal(first.status, 200)
      assert.equal(second.text, first.text)
      assert.equal(second.headers['content-type'], first.headers['content-type'])
    })

    it('are each caller’s own', async () => {
      await readTwice(as('admin'))
      assert.equal((await readTwice(as('editor'))).status, 200)
      assert.equal((await readTwice(as('stranger'))).status, 404)
      assert.equal((await readTwice({})).status, 403)
      assert.equal((await readTwice(basic('admin', 'not-the-password'))).status, 401)
    })

    it('name the host that was asked', async () => {
      await readTwice(as('admin'))
      const other = await readTwice({ ...as('admin'), host: 'wiki.example:8090' })
      assert.equal(valueAt(other.json, '_links.base'), 'http://wiki.example:8090')
    })

    it('are forgotten at once when the page changes, twenty times over', async () => {
      for (let number = 2; number <= 21; number++) {
        await readTwice(as('editor'))
        const change = await ask({
          method: 'PUT',
          url: app.url + path.slice(0, path.indexOf('?')),
          headers: as('admin'),
          body: { ...page('KEPT', 'Kept', `<p>${number}</p>`), version: { number } },
        })
        assert.equal(change.status, 200)
        const now = await Promise.all([read(as('editor')), read(as('admin')), read(as('editor'))])
        assert.deepEqual(
          now.map(({ json }) => valueAt(json, 'version.number')),
          [number, number, number],
        )
      }
    })

    it('of the second API are forgotten when anything that they include changes', async () => {
      const id = path.split('?')[0]?.split('/').pop()
      const included = `/wiki/api/v2/pages/${id}?include-labels=true&include-likes=true`
      const before = await readTwice(as('editor'), included)
      assert.deepEqual(valueAt(before.json, 'labels.results'), [])
      const write = async (address: string, body?: unknown) => {
        const headers = { ...as('admin'), 'x-atlassian-token': 'no-check' }
        const { status, text } = await ask({ method: 'POST', url: app.url + address, headers, body })
        assert.equal(status, 200, text)
      }
      await write(`/rest/api/content/${id}/label`, [{ name: 'new' }])
      const labelled = await readTwice(as('editor'), included)
      assert.equal(valueAt(labelled.json, 'labels.results.0.name'), 'new')
      await write(`/rest/likes/1.0/content/${id}/likes`)
      const liked = await read(as('editor'), included)
      assert.equal((valueAt(liked.json, 'likes.results') as unknown[]).length, 1)
    })

    it('are kept with the headers that say where a list goes on', async () => {
      const list = '/wiki/api/v2/spaces?limit=1'
      const first = await read(as('admin'), list)
      const second = await read(as('admin'), list)
      assert.match(String(first.headers.link), /rel="next"/)
      assert.equal(second.headers.link, first.headers.link)
      assert.equal(second.text, first.text)
      assert.equal(second.headers['content-type'], 'application/json')
      await makeSpace(app, 'AAAA', 'Another')
      const byKey = '/wiki/api/v2/spaces?sort=key&limit=1'
      assert.equal(valueAt((await readTwice(as('admin'), byKey)).json, 'results.0.key'), 'AAAA')
    })

    it('are forgotten when a permission is given', async () => {
      assert.equal((await readTwice(as('reader'))).status, 404)
      await app.letRead('reader', 'KEPT')
      assert.equal((await read(as('reader'))).status, 200)
    })

    it('end with the token that they were given for', async () => {
      const made = await ask({
        method: 'POST',
        url: `${app.url}/rest/pat/latest/tokens`,
        headers: as('admin'),
        body: { name: 'short', expirationDuration: 1 },
      })
      const { id, rawToken } = made.json as { id: number; rawToken: string }
      const bearer = { authorization: `Bearer ${rawToken}` }
      assert.equal((await readTwice(bearer)).status, 200)
      const revoked = await ask({
        method: 'DELETE',
        url: `${app.url}/rest/pat/latest/tokens/${id}`,
        headers: as('admin'),
      })
      assert.equal(revoked.status, 204)
      assert.equal((await read(bearer)).status, 401)
    })

    it('end when the token expires, though nothing is written', async () => {
      const made = await ask({
        method: 'POST',
        url: `${app.url}/rest/pat/latest/tokens`,
        headers: as('admin'),
        body: { name: 'day', expirationDuration: 1 },
      })
      const bearer = { authorization: `Bearer ${(made.json as { rawToken: string }).rawToken}` }
      assert.equal((await readTwice(bearer)).status, 200)
      clock.advance(25 * 3600 * 1000)
      assert.equal((await read(bearer)).status, 401)
    })
  })

  describe(`the rate limit and kept answers, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({
        database,
        clock: settableClock(Date.UTC(2026, 10, 20)),
        settings: { rateLimit: 5 },
      })
    })
    after(() => app.close())

    it('counts every request, kept or not', async () => {
      const statuses: number[] = []
      for (let n = 0; n < 7; n++) {
        statuses.push(
          (
            await ask({
              method: 'GET',
              url: `${app.url}/rest/api/user/current`,
              headers: credentials('editor'),
            })
          ).status,
        )
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429])
    })
  })
})
