import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { browse } from '../support/browsing.ts'
import { basic } from '../support/request.ts'
import { people } from '../support/people.ts'

const SESSIONS = '/users/sessions.action'
const TOKENS = '/plugins/personalaccesstokens/usertokens.action'

onEachDatabase((database) => {
  describe(`sessions on screen, ${database}`, () => {
    const clock = settableClock(Date.UTC(2026, 4, 1, 9))
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database, clock })
    })
    after(() => app.close())

    const rows = (text: string) =>
      [...text.matchAll(/<tr>\s*<td>([\s\S]*?)<\/tr>/g)].map(([, one = '']) => ({
        text: one.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
        id: /name="id" value="(\d+)"/.exec(one)?.[1] ?? '',
      }))

    it('lists where one is logged in, and ends what one chooses', async () => {
      const [here, there] = [browse(app, 'Firefox at home'), browse(app, 'Lynx at work')]
      await here.logIn('editor')
      clock.advance(60_000)
      await there.logIn('editor')
      const listed = rows((await here.get(SESSIONS)).text)
      assert.equal(listed.length, 2)
      assert.match(listed[0]?.text ?? '', /Lynx at work .*127\.0\.0\.1/)
      assert.match(listed[1]?.text ?? '', /Firefox at home this one/)
      const fields = { id: listed[0]?.id ?? '' }
      for (const password of ['', 'wrong']) {
        const refused = await here.post('/users/doendsession.action', { ...fields, password })
        assert.equal(refused.status, 403)
        assert.match(refused.text, /role="alert">The current password is wrong/)
      }
      assert.equal(await there.reader(), people.editor.displayName)
      const { password } = people.editor
      const ended = await here.post('/users/doendsession.action', { ...fields, password })
      assert.equal(ended.status, 200)
      assert.equal(rows(ended.text).length, 1)
      assert.equal(await there.reader(), undefined)
      assert.equal(await here.reader(), people.editor.displayName)
    })

    it('ends all others at once', async () => {
      const [here, ...others] = [browse(app), browse(app), browse(app)]
      for (const one of [here, ...others]) await one.logIn('reader')
      const unproven = await here.post('/users/doendsession.action', { id: 'others' })
      assert.equal(unproven.status, 403)
      for (const one of others) assert.equal(await one.reader(), people.reader.displayName)
      await here.post('/users/doendsession.action', { id: 'others', password: people.reader.password })
      assert.equal(await here.reader(), people.reader.displayName)
      for (const one of others) assert.equal(await one.reader(), undefined)
    })

    it('ends the one that asks without more', async () => {
      const browser = browse(app)
      await browser.logIn('reader')
      const here = rows((await browser.get(SESSIONS)).text).find(({ text }) => /this one/.test(text))
      await browser.post('/users/doendsession.action', { id: here?.id ?? '' })
      assert.equal(await browser.reader(), undefined)
    })

    it('shows and ends those of others to administrators only', async () => {
      const [editor, admin, stranger] = [browse(app), browse(app), browse(app)]
      await editor.logIn('editor')
      await admin.logIn('admin')
      await stranger.logIn('stranger')
      const path = `${SESSIONS}?username=editor`
      assert.equal((await stranger.get(path)).status, 403)
      const [session] = rows((await admin.get(path)).text)
      const fields = { username: 'editor', id: session?.id ?? '' }
      assert.equal((await stranger.post('/users/doendsession.action', fields)).status, 403)
      // By an id of somebody else's, as of one's own.
      const own = { id: fields.id, password: people.stranger.password }
      assert.equal((await stranger.post('/users/doendsession.action', own)).status, 404)
      assert.equal(await editor.reader(), people.editor.displayName)
      assert.equal((await admin.post('/users/doendsession.action', fields)).status, 200)
      assert.equal(await editor.reader(), undefined)
      assert.equal((await admin.get(`${SESSIONS}?username=nobody`)).status, 404)
      assert.equal((await browse(app).get(SESSIONS)).status, 401)
    })

    it('takes no form without the token of the session', async () => {
      const browser = browse(app)
      await browser.logIn('editor')
      const fields = { id: 'others', atl_token: 'made up' }
      assert.equal((await browser.post('/users/doendsession.action', fields)).status, 403)
    })

    it('ends after a time without use, and after its longest life in any case', async () => {
      const [idle, busy] = [browse(app), browse(app)]
      await idle.logIn('editor')
      await busy.logIn('editor')
      const begun = clock.now()
      const step = limits.sessionIdleMs - 60_000
      for (let passed = step; passed < limits.sessionMs; passed += step) {
        clock.advance(step)
        assert.equal(await busy.reader(), people.editor.displayName, `after ${passed} ms`)
        // The use is recorded beside the request.
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      assert.equal(await idle.reader(), undefined)
      clock.advance(begun + limits.sessionMs - clock.now())
      assert.equal(await busy.reader(), undefined)
    })

    it('makes tokens with a scope, shows each once, and revokes them', async () => {
      const browser = browse(app)
      await browser.logIn('editor')
      const made = await browser.post('/plugins/personalaccesstokens/docreatetoken.action', {
        name: 'nightly <export>',
        days: '30',
        level: 'read',
        spaceKey: '',
        pageId: '',
      })
      const secret = /id="new-token">([\w-]+)</.exec(made.text)?.[1] ?? ''
      assert.ok(secret.length > 40)
      const current = () => browse(app).get('/rest/api/user/current', basic('editor', secret))
      assert.equal((await current()).status, 200)
      const list = (await browser.get(TOKENS)).text
      assert.doesNotMatch(list, new RegExp(secret))
      const [row] = rows(list)
      assert.match(row?.text ?? '', /nightly &lt;export&gt; read, whole site \d+ Jun 2026/)
      const bad = await browser.post('/plugins/personalaccesstokens/docreatetoken.action', { name: '' })
      assert.equal(bad.status, 400)
      assert.match(bad.text, /A token name has/)
      const nowhere = { name: 'x', spaceKey: 'NOWHERE' }
      assert.equal(
        (await browser.post('/plugins/personalaccesstokens/docreatetoken.action', nowhere)).status,
        400,
      )
      const revoke = '/plugins/personalaccesstokens/dorevoketoken.action'
      const stranger = browse(app)
      await stranger.logIn('stranger')
      assert.equal((await stranger.post(revoke, { id: row?.id ?? '' })).status, 404)
      assert.equal((await stranger.get(`${TOKENS}?username=editor`)).status, 403)
      assert.equal((await browser.post(revoke, { id: row?.id ?? '' })).status, 200)
      assert.equal((await current()).status, 401)
    })
  })

  describe(`session cookies by https, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database, settings: { baseUrl: 'https://wiki.example' } })
    })
    after(() => app.close())

    it('are bound to the host, and the plain name opens nothing', async () => {
      const browser = browse(app)
      const answer = await browser.post(
        '/wiki/dologin.action',
        { os_username: 'editor', os_password: people.editor.password },
        { origin: app.url },
      )
      const [line = ''] = answer.headers['set-cookie'] ?? []
      assert.match(line, /^__Host-JSESSIONID=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
      const secret = /=([^;]+)/.exec(line)?.[1] ?? ''
      const current = (cookie: string) => browse(app).get('/rest/api/user/current', { cookie })
      assert.equal((await current(`__Host-JSESSIONID=${secret}`)).status, 200)
      assert.equal((await current(`JSESSIONID=${secret}`)).status, 403)
      const called = await browse(app).get(
        '/wiki/rest/api/user/current',
        basic('editor', people.editor.password),
      )
      assert.match(called.headers['set-cookie']?.[0] ?? '', /^__Host-JSESSIONID=[^;]+; Path=\/; .*Secure$/)
      const out = await browse(app).get('/wiki/logout.action', { cookie: `__Host-JSESSIONID=${secret}` })
      assert.deepEqual(out.headers['set-cookie'], [
        '__Host-JSESSIONID=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
      ])
      assert.equal((await current(`__Host-JSESSIONID=${secret}`)).status, 403)
    })
  })
})
