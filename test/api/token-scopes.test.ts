/** The rules of token scopes on the wire: rules 42 to 46 of docs/reference/permissions.md, as programs meet them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { type Answer, ask, basic } from '../support/request.ts'

type Made = { id: number; rawToken: string; scope: Record<string, unknown> }

onEachDatabase((database) => {
  describe(`token scopes, ${database}`, () => {
    const clock = settableClock(Date.UTC(2026, 10, 20))
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database, clock })
      for (const key of ['INN', 'OUT']) {
        const made = await send('POST', '/rest/api/space', credentials('editor'), { key, name: key })
        assert.equal(made.status, 200)
      }
    })
    after(() => app.close())

    const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
      ask({ method, url: app.url + path, headers, body })
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
    async function token(as: PersonName, scope?: unknown): Promise<Made> {
      const body = { name: 'scoped', ...(scope === undefined ? {} : { scope }) }
      const made = await send('POST', '/rest/pat/latest/tokens', credentials(as), body)
      assert.equal(made.status, 201, made.text)
      return made.json as Made
    }
    async function page(spaceKey: string, title: string, parent?: string): Promise<string> {
      const body = {
        type: 'page',
        title,
        space: { key: spaceKey },
        ...(parent === undefined ? {} : { ancestors: [{ id: parent }] }),
      }
      const made = await send('POST', '/rest/api/content', credentials('editor'), body)
      assert.equal(made.status, 200, made.text)
      return (made.json as { id: string }).id
    }
    const write = (headers: Record<string, string>, spaceKey: string, title: string) =>
      send('POST', '/rest/api/content', headers, { type: 'page', title, space: { key: spaceKey } })
    const idsIn = ({ json }: Answer) => (json as { results: { id: string }[] }).results.map(({ id }) => id)

    it('42: without a scope a token goes as far as its user, and says so', async () => {
      const { rawToken, scope } = await token('editor')
      assert.deepEqual(scope, { level: 'admin' })
      assert.equal((await write(bearer(rawToken), 'INN', 'By a plain token')).status, 200)
      assert.equal((await send('GET', '/rest/pat/latest/tokens', bearer(rawToken))).status, 200)
    })

    it('43: read reads and converts, on every root, as Bearer and as Basic, and changes nothing', async () => {
      const { rawToken } = await token('editor', { level: 'read' })
      for (const headers of [
        bearer(rawToken),
        basic('editor', rawToken),
        basic('editor@example.com', rawToken),
      ]) {
        for (const root of ['', '/confluence', '/wiki']) {
          assert.equal((await send('GET', `${root}/rest/api/content`, headers)).status, 200)
          const refused = await send('POST', `${root}/rest/api/space`, headers, { key: 'NONE', name: 'None' })
          assert.equal(refused.status, 403)
        }
        assert.equal((await send('GET', '/wiki/api/v2/pages', headers)).status, 200)
        const refused = await write(headers, 'INN', 'Not written')
        assert.equal(refused.status, 403)
        assert.match(refused.text, /scope of this token/)
        const converted = await send('POST', '/rest/api/contentbody/convert/view', headers, {
          value: '<p>x</p>',
          representation: 'storage',
        })
        assert.equal(converted.status, 200)
      }
      const plain = await send('GET', '/rest/api/content?title=Not+written', credentials('editor'))
      assert.deepEqual(idsIn(plain), [])
    })

    it('42: a session that a narrow token opened is as narrow, and ends with it', async () => {
      const { rawToken, id } = await token('editor', { level: 'read' })
      const opened = await send('GET', '/rest/api/user/current', basic('editor', rawToken))
      const cookie = (opened.headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? ''
      assert.match(cookie, /^JSESSIONID=/)
      assert.equal((await send('GET', '/rest/api/content', { cookie })).status, 200)
      assert.equal((await write({ cookie }, 'INN', 'Not by cookie')).status, 403)
      const form = await send(
        'POST',
        '/dologin.action',
        {},
        new URLSearchParams({ os_username: 'editor', os_password: rawToken }),
      )
      const second = (form.headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? ''
      assert.equal((await write({ cookie: second }, 'INN', 'Not by cookie')).status, 403)
      assert.equal((await send('DELETE', `/rest/pat/latest/tokens/${id}`, credentials('editor'))).status, 204)
      for (const over of [cookie, second]) {
        assert.equal((await send('GET', '/rest/api/content', { cookie: over })).status, 403)
      }
    })

    it('44: a token for a space finds nothing outside of it', async () => {
      const [inside, outside] = [await page('INN', 'Inside of it'), await page('OUT', 'Outside of it')]
      for (const as of ['editor', 'admin'] as const) {
        const { rawToken, scope } = await token(as, { level: 'write', spaceKey: 'INN' })
        assert.deepEqual(scope, { level: 'write', spaceKey: 'INN' })
        const headers = bearer(rawToken)
        assert.equal((await send('GET', `/rest/api/content/${inside}`, headers)).status, 200)
        assert.equal((await send('GET', `/rest/api/content/${outside}`, headers)).status, 404)
        assert.equal((await send('GET', '/rest/api/space/OUT', headers)).status, 404)
        const hits = await send('GET', '/rest/api/content/search?cql=title~%22of%20it%22', headers)
        assert.deepEqual(idsIn(hits), [inside])
        const pages = await send('GET', '/wiki/api/v2/pages?limit=250', headers)
        assert.ok(idsIn(pages).includes(inside) && !idsIn(pages).includes(outside))
        assert.equal((await write(headers, 'OUT', `Out of reach of ${as}`)).status, 404)
        assert.equal((await write(headers, 'INN', `In reach of ${as}`)).status, 200)
        assert.equal((await send('GET', '/rest/api/user/current', headers)).status, 200)
      }
      const hidden = await send('POST', '/rest/pat/latest/tokens', credentials('stranger'), {
        name: 'x',
        scope: { spaceKey: 'INN' },
      })
      assert.equal(hidden.status, 404)
    })

    it('45: a token for a page tree makes pages below its page only', async () => {
      const top = await page('INN', 'Top of the tree')
      const below = await page('INN', 'Below the top', top)
      const beside = await page('INN', 'Beside the top')
      const { rawToken, scope } = await token('editor', { level: 'write', pageId: top })
      assert.deepEqual(scope, { level: 'write', pageId: top })
      const headers = bearer(rawToken)
      for (const [id, status] of [
        [top, 200],
        [below, 200],
        [beside, 404],
      ] as const) {
        assert.equal((await send('GET', `/rest/api/content/${id}`, headers)).status, status)
        assert.equal((await send('GET', `/wiki/api/v2/pages/${id}`, headers)).status, status)
      }
      assert.equal((await write(headers, 'INN', 'At the top of the space')).status, 403)
      const made = await send('POST', '/rest/api/content', headers, {
        type: 'page',
        title: 'Made in the tree',
        space: { key: 'INN' },
        ancestors: [{ id: below }],
      })
      assert.equal(made.status, 200)
      const upload = new FormData()
      upload.append('file', new Blob(['x']), 'x.txt')
      for (const [id, status] of [
        [below, 200],
        [beside, 404],
      ] as const) {
        const attached = await ask({
          method: 'POST',
          url: `${app.url}/rest/api/content/${id}/child/attachment`,
          headers: { ...headers, 'x-atlassian-token': 'no-check' },
          body: upload,
        })
        assert.equal(attached.status, status)
      }
    })

    it('46: no narrow token makes, lists or ends tokens', async () => {
      for (const scope of [{ level: 'read' }, { level: 'write' }, { spaceKey: 'INN' }]) {
        const { rawToken, id } = await token('editor', scope)
        const headers = bearer(rawToken)
        assert.equal((await send('GET', '/rest/pat/latest/tokens', headers)).status, 403)
        assert.equal((await send('POST', '/rest/pat/latest/tokens', headers, { name: 'x' })).status, 403)
        assert.equal((await send('DELETE', `/rest/pat/latest/tokens/${id}`, headers)).status, 403)
      }
    })

    it('is one of three levels, for one space or one page', async () => {
      for (const scope of [
        { level: 'everything' },
        { spaceKey: 'INN', pageId: await page('INN', 'Either') },
        { pageId: 'x' },
      ]) {
        const body = { name: 'x', scope }
        const refused = await send('POST', '/rest/pat/latest/tokens', credentials('editor'), body)
        assert.equal(refused.status, 400, JSON.stringify(scope))
      }
    })

    it('a token that is over opens nothing, and the list says when each was last used', async () => {
      const body = { name: 'for a day', expirationDuration: 1 }
      const made = await send('POST', '/rest/pat/latest/tokens', credentials('editor'), body)
      const { rawToken, id } = made.json as Made
      assert.equal((await send('GET', '/rest/api/space', bearer(rawToken))).status, 200)
      const lastUsed = async () => {
        const list = (await send('GET', '/rest/pat/latest/tokens', credentials('editor'))).json
        return (list as { id: number; lastAccessed?: string }[]).find((one) => one.id === id)?.lastAccessed
      }
      let used = await lastUsed()
      for (let tries = 0; used === undefined && tries < 50; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        used = await lastUsed()
      }
      assert.equal(Date.parse(used ?? ''), clock.now())
      clock.advance(25 * 60 * 60 * 1000)
      assert.equal((await send('GET', '/rest/api/space', bearer(rawToken))).status, 401)
      assert.equal((await send('GET', '/rest/api/space', basic('editor', rawToken))).status, 401)
    })
  })
})
