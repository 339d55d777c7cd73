/** Two servers on one database: what one has acknowledged, the other knows, whatever it had remembered. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeContent, makeSpace, makeToken, page } from '../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { valueAt } from '../support/match.ts'
import { credentials } from '../support/people.ts'
import { ask, type Answer } from '../support/request.ts'

const TIMES = 12

onEachDatabase((database) => {
  describe(`two servers on one database, ${database}`, () => {
    let app: TestApp
    let id: string
    let path: string

    before(async () => {
      app = await startTestApp({ database })
      await makeSpace(app, 'BOTH', 'Both')
      id = String((await makeContent(app, page('BOTH', 'Both', '<p>1</p>')))['id'])
      path = `/rest/api/content/${id}?expand=body.storage,version`
    })
    after(() => app.close())

    const read = (headers: Record<string, string>): Promise<Answer> =>
      ask({ method: 'GET', url: app.url + path, headers })
    /** As somebody in a hurry does: what is under way when the other server writes must leave nothing old behind. */
    const readOften = async (headers: Record<string, string>, until: Promise<unknown>) => {
      const end = new AbortController()
      const over = until.finally(() => end.abort())
      const hurry = async () => {
        while (!end.signal.aborted) await read(headers)
      }
      await Promise.all([over, hurry(), hurry(), hurry()])
    }

    it('a page that the other changes is the new one at once', async () => {
      await app.beside(async (other) => {
        for (let number = 2; number <= TIMES; number++) {
          await read(credentials('editor'))
          const change = ask({
            method: 'PUT',
            url: `${other.url}/rest/api/content/${id}`,
            headers: credentials('admin'),
            body: { ...page('BOTH', 'Both', `<p>${number}</p>`), version: { number } },
          })
          await readOften(credentials('editor'), change)
          assert.equal((await change).status, 200)
          const now = await Promise.all([read(credentials('editor')), read(credentials('admin'))])
          assert.deepEqual(
            now.map(({ json }) => valueAt(json, 'version.number')),
            [number, number],
          )
        }
      })
    })

    it('a page that the other restricts is gone at once, and back when it is freed', async () => {
      await app.beside(async (other) => {
        for (let n = 0; n < TIMES; n++) {
          for (const [method, status] of [
            ['PUT', 404],
            ['DELETE', 200],
          ] as const) {
            await read(credentials('editor'))
            const change = ask({
              method,
              url: `${other.url}/rest/api/content/${id}/restriction/byOperation/read/user?userName=admin`,
              headers: credentials('admin'),
            })
            await readOften(credentials('editor'), change)
            assert.ok((await change).status < 300, (await change).text)
            const now = await Promise.all([read(credentials('editor')), read(credentials('editor'))])
            assert.deepEqual(
              now.map((answer) => answer.status),
              [status, status],
            )
          }
        }
      })
    })

    it('a token that the other revokes is refused at once', async () => {
      await app.beside(async (other) => {
        for (let n = 0; n < TIMES; n++) {
          const made = await ask({
            method: 'POST',
            url: `${other.url}/rest/pat/latest/tokens`,
            headers: credentials('editor'),
            body: { name: `both ${n}`, expirationDuration: 1 },
          })
          const token = made.json as { id: number; rawToken: string }
          const headers = { authorization: `Bearer ${token.rawToken}` }
          assert.equal((await read(headers)).status, 200)
          const revoked = ask({
            method: 'DELETE',
            url: `${other.url}/rest/pat/latest/tokens/${token.id}`,
            headers: credentials('editor'),
          })
          await readOften(headers, revoked)
          assert.equal((await revoked).status, 204)
          assert.equal((await read(headers)).status, 401)
        }
      })
    })

    it('somebody whom the other takes out of the group sees nothing any more', async () => {
      const headers = { authorization: `Bearer ${await makeToken(app)}` }
      await app.beside(async (other) => {
        const group = `${other.url}/rest/api/user/editor/group/confluence-users`
        for (let n = 0; n < TIMES; n++) {
          assert.equal((await read(credentials('editor'))).status, 200)
          const left = ask({ method: 'DELETE', url: group, headers: credentials('admin') })
          await readOften(credentials('editor'), left)
          assert.ok((await left).status < 300, (await left).text)
          assert.notEqual((await read(credentials('editor'))).status, 200)
          assert.equal((await read(headers)).status, 200, 'nobody else is concerned')
          const joined = await ask({ method: 'PUT', url: group, headers: credentials('admin'), body: {} })
          assert.ok(joined.status < 300, joined.text)
        }
      })
    })
  })
})
