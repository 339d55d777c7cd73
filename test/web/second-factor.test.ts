import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { totpCode, totpStep } from '../../src/base/totp.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { type Browsing, browse } from '../support/browsing.ts'
import { credentials, people } from '../support/people.ts'
import { type Answer, ask, basic } from '../support/request.ts'

const DO = '/users/dosecondfactor.action'
const STEP = 30_000

onEachDatabase((database) => {
  describe(`the second factor, ${database}`, () => {
    const clock = settableClock(Date.UTC(2026, 4, 1, 9))
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database, clock })
    })
    after(() => app.close())

    const codeOf = (secret: string, drift = 0) => totpCode(secret, totpStep(clock.now()) + drift)
    const recoveryIn = ({ text }: Answer) =>
      [...text.matchAll(/<code>([A-Z2-7]{4}(?:-[A-Z2-7]{4}){5})<\/code>/g)].map(([, code = '']) => code)

    /** Set one up; returns the secret and the recovery codes. */
    async function enrol(browser: Browsing, name: keyof typeof people) {
      const begun = await browser.post(DO, { do: 'begin', password: people[name].password })
      assert.equal(begun.status, 200)
      const secret = (/id="totp-secret">([A-Z2-7 ]+)</.exec(begun.text)?.[1] ?? '').replaceAll(' ', '')
      assert.equal(secret.length, 32)
      assert.match(begun.text, new RegExp(`otpauth://totp/Inver:${name}\\?secret=${secret}&amp;issuer=Inver`))
      const confirmed = await browser.post(DO, { do: 'confirm', code: codeOf(secret) })
      assert.equal(confirmed.status, 200)
      const codes = recoveryIn(confirmed)
      assert.equal(new Set(codes).size, limits.recoveryCodes)
      return { secret, codes }
    }
    const stepIn = ({ text }: Answer) => /name="step" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const finish = (browser: Browsing, first: Answer, code: string) =>
      browser.post('/dosecondstep.action', { step: stepIn(first), code, os_destination: '/display/DEMO' })

    it('is set up with the password and a first code, and ends other sessions', async () => {
      const [browser, other] = [browse(app), browse(app)]
      await browser.logIn('editor')
      await other.logIn('editor')
      const wrong = await browser.post(DO, { do: 'begin', password: 'wrong' })
      assert.equal(wrong.status, 403)
      assert.match(wrong.text, /The current password is wrong/)
      await browser.post(DO, { do: 'begin', password: people.editor.password })
      const missed = await browser.post(DO, { do: 'confirm', code: '000000' })
      assert.equal(missed.status, 403)
      assert.match(missed.text, /This code is wrong.*totp-secret/s)
      // Until it is confirmed the password alone is enough.
      assert.equal((await browse(app).logIn('editor')).status, 302)
      await enrol(browser, 'editor')
      assert.equal(await browser.reader(), people.editor.displayName)
      assert.equal(await other.reader(), undefined)
      assert.equal((await browser.post(DO, { do: 'begin', password: people.editor.password })).status, 409)
    })

    it('is asked for after the password, which opens nothing by itself', async () => {
      const browser = browse(app)
      await browser.logIn('reader')
      const { secret } = await enrol(browser, 'reader')
      clock.advance(STEP)
      const next = browse(app)
      const first = await next.logIn('reader')
      assert.equal(first.status, 200)
      assert.equal(first.headers['set-cookie'], undefined)
      assert.match(first.text, /autocomplete="one-time-code"/)
      assert.equal(await next.reader(), undefined)
      const wrong = await finish(next, first, '123')
      assert.equal(wrong.status, 401)
      assert.match(wrong.text, /role="alert"/)
      const code = codeOf(secret)
      const done = await finish(next, first, `${code.slice(0, 3)} ${code.slice(3)}`)
      assert.equal(done.headers.location, '/display/DEMO')
      assert.equal(await next.reader(), people.reader.displayName)
      // Neither the form nor the code works a second time.
      assert.match((await finish(browse(app), first, code)).text, /That took too long/)
      const third = browse(app)
      assert.equal((await finish(third, await third.logIn('reader'), code)).status, 401)
      assert.equal((await finish(third, await third.logIn('reader'), codeOf(secret, -1))).status, 401)
    })

    it('leaves Basic to tokens', async () => {
      const current = (headers: Record<string, string>) =>
        ask({ method: 'GET', url: `${app.url}/rest/api/user/current`, headers })
      const refused = await current(credentials('reader'))
      assert.equal(refused.status, 401)
      assert.equal(refused.text, (await current(basic('reader', 'wrong'))).text)
      clock.advance(limits.failedLoginMs)
      const browser = browse(app)
      await browser.logIn('stranger')
      const made = await browser.post('/plugins/personalaccesstokens/docreatetoken.action', { name: 'x' })
      const token = /id="new-token">([\w-]+)</.exec(made.text)?.[1] ?? ''
      assert.equal((await current(credentials('stranger'))).status, 200)
      await enrol(browser, 'stranger')
      assert.equal((await current(credentials('stranger'))).status, 401)
      assert.equal((await current(basic('stranger', token))).status, 200)
      assert.equal((await current({ authorization: `Bearer ${token}` })).status, 200)
    })

    it('opens with a recovery code once, and is renewed and given up with a code', async () => {
      const browser = browse(app)
      clock.advance(STEP)
      // As the administrator, whose second factor is removed at the end.
      await browser.logIn('admin')
      const { secret, codes } = await enrol(browser, 'admin')
      const next = browse(app)
      const code = codes[3] ?? ''
      const done = await finish(next, await next.logIn('admin'), code.toLowerCase().replaceAll('-', ' '))
      assert.equal(done.status, 302)
      const again = browse(app)
      assert.equal((await finish(again, await again.logIn('admin'), code)).status, 401)
      assert.match((await next.get('/users/secondfactor.action')).text, /and 9 recovery codes left/)
      clock.advance(STEP)
      const renewed = recoveryIn(await next.post(DO, { do: 'renew', code: codeOf(secret) }))
      assert.equal(renewed.length, limits.recoveryCodes)
      assert.equal((await finish(again, await again.logIn('admin'), codes[4] ?? '')).status, 401)
      assert.equal((await next.post(DO, { do: 'remove', code: '000000' })).status, 403)
      assert.equal((await next.post(DO, { do: 'remove', code: renewed[0] ?? '' })).status, 200)
      assert.equal((await browse(app).logIn('admin')).status, 302)
    })

    it('is taken off by administrators, and by nobody else', async () => {
      const [admin, other] = [browse(app), browse(app)]
      await admin.logIn('admin')
      await app.letRead('editor', 'DEMO')
      assert.equal((await admin.get('/users/secondfactor.action?username=reader')).status, 200)
      await other.logIn('admin')
      assert.equal((await other.post(DO, { username: 'reader', do: 'reset' })).status, 200)
      assert.equal((await other.post(DO, { username: 'reader', do: 'reset' })).status, 404)
      const reader = browse(app)
      assert.equal((await reader.logIn('reader')).status, 302)
      assert.equal((await reader.post(DO, { username: 'stranger', do: 'reset' })).status, 403)
      assert.equal((await reader.get('/users/secondfactor.action?username=stranger')).status, 403)
      assert.equal((await browse(app).logIn('stranger')).status, 200)
      assert.ok((await app.eventTypes()).includes('second-factor.removed'))
    })

    it('is not found out by trying', async () => {
      const browser = browse(app)
      const first = await browser.logIn('stranger')
      for (let n = 0; n < limits.failedLogins; n++) await finish(browser, first, '000000')
      const refused = await finish(browser, first, '000000')
      assert.equal(refused.status, 401)
      assert.match(refused.text, /Too many wrong codes/)
    })
  })
})
