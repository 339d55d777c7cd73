import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { totpCode, totpStep } from '../../src/base/totp.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { type Browsing, browse } from '../support/browsing.ts'
import { type Issuer, signInThere, startIssuer } from '../support/openid-issuer.ts'
import { credentials, people } from '../support/people.ts'
import { ask } from '../support/request.ts'

const LOGIN = '/openid/login?os_destination=%2Fdisplay%2FDEMO'

onEachDatabase((database) => {
  describe(`sign-in by OpenID Connect, ${database}`, () => {
    let issuer: Issuer
    let app: TestApp
    before(async () => {
      issuer = await startIssuer()
      app = await startTestApp({ database, settings: settingsFor(issuer) })
      issuer.allow(app.url)
    })
    after(async () => {
      await app.close()
      await issuer.close()
    })

    /** From the log-in screen to the issuer; the address there. */
    async function leave(browser: Browsing): Promise<string> {
      const answer = await browser.get(LOGIN)
      assert.equal(answer.status, 302, answer.text)
      return answer.headers.location ?? ''
    }
    async function signIn(subject: string, browser = browse(app)) {
      const back = await signInThere(await leave(browser), subject)
      return { browser, back, answer: await browser.get(back) }
    }

    it('is offered on the log-in screen, and sends everything that protects it', async () => {
      const form = await browse(app).get('/login.action?os_destination=%2Fdisplay%2FDEMO')
      assert.match(
        form.text,
        /href="\/openid\/login\?os_destination=%2Fdisplay%2FDEMO"[^>]*>\s*Log in with Harbour/,
      )
      const query = new URL(await leave(browse(app))).searchParams
      assert.equal(query.get('response_type'), 'code')
      assert.equal(query.get('code_challenge_method'), 'S256')
      for (const name of ['code_challenge', 'state', 'nonce'])
        assert.ok((query.get(name) ?? '').length >= 43, name)
      assert.equal(query.get('redirect_uri'), `${app.url}/openid/callback`)
    })

    it('gives a new person an account, the same at every time, whatever their address is by then', async () => {
      issuer.people.set('sub-nora', {
        email: 'nora@example.com',
        email_verified: true,
        name: 'Nora New',
        preferred_username: 'nora new',
      })
      const first = await signIn('sub-nora')
      assert.equal(first.answer.status, 302, first.answer.text)
      assert.equal(first.answer.headers.location, '/display/DEMO')
      assert.equal(await first.browser.reader(), 'Nora New')
      const current = await first.browser.get('/rest/api/user/current')
      assert.equal((current.json as { username: string }).username, 'nora-new')
      issuer.people.set('sub-nora', { email: 'editor@example.com', email_verified: true, name: 'Other' })
      assert.equal(await (await signIn('sub-nora')).browser.reader(), 'Nora New')
    })

    it('calls nobody by the address of another, or as a group', async () => {
      for (const [subject, name] of [
        ['sub-odd', people.reader.email],
        ['sub-group', 'Readers'],
      ] as const) {
        const email = `${subject}@example.com`
        issuer.people.set(subject, { email, email_verified: true, preferred_username: name })
        const { browser } = await signIn(subject)
        const current = await browser.get('/rest/api/user/current')
        assert.equal((current.json as { username: string }).username, `${name}-2`)
      }
    })

    it('gives the account with the same address only if the issuer has verified it', async () => {
      issuer.people.set('sub-fake', { email: people.editor.email, email_verified: false })
      const refused = await signIn('sub-fake')
      assert.equal(refused.answer.status, 401)
      assert.match(refused.answer.text, /have no account in this wiki/)
      assert.equal(await refused.browser.reader(), undefined)
      issuer.people.set('sub-edith', { email: people.editor.email.toUpperCase(), email_verified: true })
      assert.equal(await (await signIn('sub-edith')).browser.reader(), people.editor.displayName)
    })

    it('lets nobody take an address by which somebody else would get their account', async () => {
      const change = (name: 'reader' | 'admin', path: string, body: unknown) =>
        ask({ method: 'PUT', url: app.url + path, headers: credentials(name), body })
      const details = { fullName: 'R', email: 'boss@example.com', currentPassword: people.reader.password }
      const own = await change('reader', '/rest/api/user/current', details)
      assert.equal(own.status, 403, own.text)
      assert.match(own.text, /administrators change addresses/)
      const same = { ...details, email: people.reader.email.toUpperCase() }
      assert.equal((await change('reader', '/rest/api/user/current', same)).status, 204)
      issuer.people.set('sub-boss', {
        email: details.email,
        email_verified: true,
        preferred_username: 'boss',
      })
      const { browser } = await signIn('sub-boss')
      const current = await browser.get('/rest/api/user/current')
      assert.equal((current.json as { username: string }).username, 'boss')
      const moved = { fullName: 'B', email: 'boss@new.example.com' }
      assert.equal((await change('admin', '/rest/api/admin/user/boss', moved)).status, 204)
    })

    it('lets membership of mapped groups follow the issuer, and leaves the others alone', async () => {
      const groupsOf = async (username: string) => {
        const url = `${app.url}/rest/api/user/memberof?username=${username}`
        const { json } = await ask({ method: 'GET', url, headers: credentials('admin') })
        return (json as { results: { name: string }[] }).results.map(({ name }) => name).sort()
      }
      const gus = { email: 'gus@example.com', email_verified: true, preferred_username: 'gus' }
      issuer.people.set('sub-gus', { ...gus, groups: ['library', 'not mapped'] })
      await signIn('sub-gus')
      assert.deepEqual(await groupsOf('gus'), ['confluence-users', 'readers'])
      issuer.people.set('sub-gus', { ...gus, groups: ['odd'] })
      await signIn('sub-gus')
      assert.deepEqual(await groupsOf('gus'), ['confluence-users', 'strangers'])
      issuer.people.set('sub-gus', gus)
      await signIn('sub-gus')
      assert.deepEqual(await groupsOf('gus'), ['confluence-users', 'strangers'])
    })

    it('refuses what comes back to another browser, twice or changed', async () => {
      const mine = browse(app)
      const back = await signInThere(await leave(mine), 'sub-nora')
      const stranger = await browse(app).get(back)
      assert.equal(stranger.status, 401)
      assert.match(stranger.text, /began in another browser/)
      const wrongState = back.replace(/state=[^&]+/, 'state=made-up')
      assert.equal((await mine.get(wrongState)).status, 401)
      assert.equal(await mine.reader(), undefined)
      const again = await signIn('sub-nora')
      const replayed = await again.browser.get(again.back)
      assert.equal(replayed.status, 401)
      const forged = browse(app)
      await leave(forged)
      const [name, value] = [...forged.cookies][0] ?? ['', '']
      forged.cookies.set(
        name,
        value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
      )
      assert.equal((await forged.get(back)).status, 401)
      assert.equal((await browse(app).get('/openid/callback?error=access_denied')).status, 401)
    })

    it('asks for the second factor of whoever has one here', async () => {
      const edith = browse(app)
      await edith.logIn('editor')
      const begun = await edith.post('/users/dosecondfactor.action', {
        do: 'begin',
        password: people.editor.password,
      })
      const secret = (/id="totp-secret">([A-Z2-7 ]+)</.exec(begun.text)?.[1] ?? '').replaceAll(' ', '')
      const code = totpCode(secret, totpStep(app.domain.clock.now()))
      await edith.post('/users/dosecondfactor.action', { do: 'confirm', code })
      const { browser, answer } = await signIn('sub-edith')
      assert.equal(answer.status, 200)
      assert.match(answer.text, /one-time-code/)
      assert.equal(await browser.reader(), undefined)
    })

    it('refuses who is shut out here', async () => {
      const url = `${app.url}/rest/api/admin/user/nora-new/disable`
      assert.equal((await ask({ method: 'PUT', url, headers: credentials('admin') })).status, 204)
      const { browser, answer } = await signIn('sub-nora')
      assert.equal(answer.status, 401)
      assert.equal(await browser.reader(), undefined)
    })

    it('logs out there, too, when asked', async () => {
      const { text } = await browse(app).get('/login.action?logout=true')
      assert.match(text, /href="\/openid\/logout">Log out of Harbour, too/)
      const answer = await browse(app).get('/openid/logout')
      const address = new URL(answer.headers.location ?? '')
      assert.equal(address.origin, issuer.url)
      assert.equal(
        address.searchParams.get('post_logout_redirect_uri'),
        `${app.url}/login.action?logout=true`,
      )
    })
  })

  describe(`sign-in by OpenID Connect that is not set up for all, ${database}`, () => {
    it('knows nobody by address unless an administrator allows it', async () => {
      const issuer = await startIssuer()
      const strict = { oidcMatchEmail: 'off', oidcCreateUsers: 'off' }
      const app = await startTestApp({ database, settings: { ...settingsFor(issuer), ...strict } })
      try {
        issuer.allow(app.url)
        issuer.people.set('sub-edith', { email: people.editor.email, email_verified: true })
        issuer.people.set('sub-new', { email: 'new@example.com', email_verified: true })
        for (const subject of ['sub-edith', 'sub-new']) {
          const browser = browse(app)
          const { location = '' } = (await browser.get(LOGIN)).headers
          assert.equal((await browser.get(await signInThere(location, subject))).status, 401)
          assert.equal(await browser.reader(), undefined)
        }
      } finally {
        await app.close()
        await issuer.close()
      }
    })

    it('is not there without settings, and says so when the issuer cannot be reached', async () => {
      const without = await startTestApp({ database })
      assert.equal((await browse(without).get(LOGIN)).status, 404)
      assert.equal((await browse(without).get('/openid/callback')).status, 404)
      assert.equal((await browse(without).get('/openid/logout')).status, 404)
      assert.doesNotMatch((await browse(without).get('/login.action')).text, /openid/)
      await without.close()
      const issuer = await startIssuer()
      const app = await startTestApp({ database, settings: settingsFor(issuer) })
      await issuer.close()
      assert.equal((await browse(app).get(LOGIN)).status, 503)
      assert.equal((await browse(app).get('/login.action')).status, 200)
      await app.close()
    })
  })
})

function settingsFor(issuer: Issuer) {
  return {
    oidcIssuer: issuer.url,
    oidcClientId: issuer.clientId,
    oidcClientSecret: issuer.clientSecret,
    oidcName: 'Harbour',
    oidcMatchEmail: 'on',
    oidcCreateUsers: 'on',
    oidcGroupsClaim: 'groups',
    oidcGroups: 'library=readers, odd=strangers',
  }
}
