import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { systemContext } from '../../src/domain/context.ts'
import { createLink } from '../../src/domain/credential/one-time-link.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { ask, basic, type Answer } from '../support/request.ts'

onEachDatabase((database) => {
  describe(`logging in and out by form, ${database}`, () => {
    const clock = settableClock(Date.UTC(2026, 4, 1, 9))
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database, clock })
    })
    after(() => app.close())

    const get = (path: string, headers: Record<string, string> = {}) =>
      ask({ method: 'GET', url: app.url + path, headers })
    const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      ask({ method: 'POST', url: app.url + path, headers, body: new URLSearchParams(fields) })
    const logIn = (fields: Record<string, string> = {}, root = '', headers: Record<string, string> = {}) =>
      post(
        `${root}/dologin.action`,
        { os_username: 'editor', os_password: people.editor.password, ...fields },
        headers,
      )
    const isLoggedIn = async (cookie: string, root = '') =>
      (await get(`${root}/dashboard.action`, { cookie })).text.includes('Welcome, Edith Editor')

    it('shows a form that a password store can fill', async () => {
      const { status, text } = await get('/login.action?os_destination=%2Fdisplay%2FDEMO')
      assert.equal(status, 200)
      assert.match(text, /<form[^>]+method="post"[^>]+action="\/dologin\.action"/)
      assert.match(text, /name="os_username"[^>]+autocomplete="username"/)
      assert.match(text, /name="os_password"[^>]+type="password"[^>]+autocomplete="current-password"/)
      assert.match(text, /name="os_destination" value="\/display\/DEMO"/)
    })

    it('opens a session, new at every log-in, and ends the one before', async () => {
      const first = await logIn()
      assert.equal(first.status, 302)
      assert.equal(first.headers.location, '/')
      assert.equal(first.headers['x-seraph-loginreason'], 'OK')
      assert.match(setCookie(first), /^JSESSIONID=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Lax$/)
      const cookie = cookieOf(first)
      assert.ok(await isLoggedIn(cookie))
      const second = await logIn({ os_cookie: 'true' }, '', { cookie })
      assert.match(setCookie(second), /; Max-Age=\d+; HttpOnly/)
      assert.notEqual(cookieOf(second), cookie)
      assert.ok(await isLoggedIn(cookieOf(second)))
      assert.ok(!(await isLoggedIn(cookie)))
    })

    it('takes the e-mail address for the user name', async () => {
      assert.equal((await logIn({ os_username: people.editor.email })).status, 302)
    })

    it('keeps sessions of a root below it', async () => {
      const answer = await logIn({}, '/wiki')
      assert.match(setCookie(answer), /; Path=\/wiki; /)
      assert.equal(answer.headers.location, '/wiki/')
    })

    it('marks cookies secure where the caller came by https', async () => {
      const behind = await startTestApp({ database, settings: { baseUrl: 'https://wiki.example' } })
      try {
        const answer = await ask({
          method: 'POST',
          url: `${behind.url}/dologin.action`,
          body: new URLSearchParams({ os_username: 'admin', os_password: people.admin.password }),
        })
        assert.match(setCookie(answer), /; Secure$/)
      } finally {
        await behind.close()
      }
    })

    it('goes where the form says, as long as that is here', async () => {
      for (const [destination, location] of [
        ['/display/DEMO/Change+log?focus=1#here', '/display/DEMO/Change+log?focus=1#here'],
        ['https://evil.example/', '/'],
        ['//evil.example/', '/'],
        ['/\\evil.example/', '/'],
        ['/.//evil.example/', '/'],
        ['/\t/evil.example/', '/'],
        ['javascript:alert(1)', '/'],
        ['/logout.action', '/'],
        ['', '/'],
      ] as const) {
        const answer = await logIn({ os_destination: destination })
        assert.equal(answer.headers.location, location, destination)
      }
      const below = await logIn({ os_destination: '/spaces/DEMO' }, '/wiki')
      assert.equal(below.headers.location, '/wiki/spaces/DEMO')
    })

    it('shows the form again for wrong credentials, without saying which part is wrong', async () => {
      const texts = []
      const wrong: Record<string, string>[] = [
        { os_password: 'wrong' },
        { os_username: 'nobody' },
        { os_password: '' },
      ]
      for (const fields of wrong) {
        const answer = await logIn({ ...fields, os_destination: '/display/DEMO' })
        assert.equal(answer.status, 401)
        assert.equal(answer.headers['x-seraph-loginreason'], 'AUTHENTICATED_FAILED')
        assert.equal(answer.headers['set-cookie'], undefined)
        assert.match(answer.text, /role="alert">\s*User name or password is wrong/)
        assert.match(answer.text, /name="os_destination" value="\/display\/DEMO"/)
        texts.push(answer.text.replace(/value="(editor|nobody)"/, '').replace(/nonce="[^"]+"/, ''))
      }
      assert.equal(new Set(texts).size, 1)
      const hostile = await logIn({ os_username: '"><script>alert(1)</script>' })
      assert.doesNotMatch(hostile.text, /<script>/)
    })

    it('refuses guessers for a while', async () => {
      const guess = () => logIn({ os_username: 'reader', os_password: 'wrong' })
      for (let i = 0; i < limits.failedLogins; i++) assert.equal((await guess()).status, 401)
      const answer = await logIn({ os_username: 'reader', os_password: people.reader.password })
      assert.equal(answer.status, 401)
      assert.equal(answer.headers['x-seraph-loginreason'], 'AUTHENTICATION_DENIED')
      assert.match(answer.text, /Too many failed log-ins/)
      clock.advance(limits.failedLoginMs)
      const later = await logIn({ os_username: 'reader', os_password: people.reader.password })
      assert.equal(later.status, 302)
    })

    it('takes no form from another site', async () => {
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ] as Record<string, string>[]) {
        const answer = await logIn({}, '', headers)
        assert.equal(answer.status, 403)
        assert.equal(answer.headers['set-cookie'], undefined)
        assert.match(answer.text, /This form was not accepted/)
      }
      const own = await logIn({}, '', { origin: app.url, 'sec-fetch-site': 'same-origin' })
      assert.equal(own.status, 302)
    })

    it('logs out by the form, and the session is over', async () => {
      const cookie = cookieOf(await logIn())
      const page = await get('/dashboard.action', { cookie })
      const token = /name="atl_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
      assert.match(token, /^[\w-]{20,}$/)
      const foreign = await post('/logout.action', {}, { cookie, origin: 'https://evil.example' })
      assert.equal(foreign.status, 403)
      assert.ok(await isLoggedIn(cookie))
      const answer = await post('/logout.action', { atl_token: token }, { cookie, origin: app.url })
      assert.equal(answer.status, 302)
      assert.equal(answer.headers.location, '/login.action?logout=true')
      assert.match(setCookie(answer), /^JSESSIONID=; Path=\/; Max-Age=0; /)
      assert.ok(!(await isLoggedIn(cookie)))
      assert.match((await get('/login.action?logout=true')).text, /You are logged out/)
    })

    it('logs out clients that ask by GET, and asks browsers that come from elsewhere', async () => {
      const cookie = cookieOf(await logIn())
      const elsewhere = { cookie, 'sec-fetch-site': 'cross-site' }
      assert.match((await get('/logout.action', elsewhere)).text, /<h1>Log out\?<\/h1>/)
      assert.ok(await isLoggedIn(cookie))
      assert.equal((await get('/logout.action', { cookie })).status, 302)
      assert.ok(!(await isLoggedIn(cookie)))
      const nobody = await get('/logout.action', { 'sec-fetch-site': 'cross-site' })
      assert.equal(nobody.headers.location, '/login.action')
    })

    it('ends every session that a browser sends', async () => {
      const [above, below] = [cookieOf(await logIn()), cookieOf(await logIn({}, '/wiki'))]
      const answer = await get('/wiki/logout.action', { cookie: `${below}; ${above}` })
      assert.equal(answer.headers['set-cookie']?.length, 2)
      assert.ok(!(await isLoggedIn(above)) && !(await isLoggedIn(below, '/wiki')))
    })

    it('offers the form where a stranger may not go, and comes back from there', async () => {
      for (const cookie of ['', 'JSESSIONID=over']) {
        const answer = await get('/display/DEMO/Change+log?x=1', cookie === '' ? {} : { cookie })
        assert.equal(answer.status, 403)
        assert.match(answer.text, /action="\/dologin\.action"/)
        assert.match(answer.text, /name="os_destination" value="\/display\/DEMO\/Change\+log\?x=1"/)
      }
      const wrong = await get('/display/DEMO', basic('editor', 'wrong'))
      assert.equal(wrong.status, 401)
    })

    it('sets a password by a link that works once', async () => {
      const ctx = systemContext(app.domain)
      const stranger = await readUser(ctx, { username: 'stranger' })
      const path = `/setpassword/${await createLink(ctx, stranger?.id ?? 0, 'password')}`
      assert.match((await get(path)).text, /name="password"[^>]+autocomplete="new-password"/)
      const differing = await post(path, { password: 'a new password', confirmation: 'another one' })
      assert.equal(differing.status, 400)
      assert.match(differing.text, /The two passwords differ/)
      const short = await post(path, { password: 'short', confirmation: 'short' })
      assert.equal(short.status, 400)
      assert.match(short.text, /at least|between 8/i)
      const common = await post(path, { password: 'Stranger2026', confirmation: 'Stranger2026' })
      assert.equal(common.status, 400)
      assert.match(common.text, /one of the first that somebody would try/)
      const fields = { password: 'a new password', confirmation: 'a new password' }
      assert.equal((await post(path, fields, { origin: 'https://evil.example' })).status, 403)
      const answer = await post(path, fields)
      assert.equal(answer.status, 302)
      const cookie = cookieOf(answer)
      assert.match((await get('/dashboard.action', { cookie })).text, /Welcome, Stranger/)
      assert.equal((await post(path, fields)).status, 404)
      const used = await get(path)
      assert.equal(used.status, 404)
      assert.match(used.text, /This link is over/)
      const again = await logIn({ os_username: 'stranger', os_password: 'a new password' })
      assert.equal(again.status, 302)
    })
  })
})

function setCookie(answer: Answer): string {
  return answer.headers['set-cookie']?.[0] ?? ''
}

function cookieOf(answer: Answer): string {
  return setCookie(answer).split(';', 1)[0] ?? ''
}
