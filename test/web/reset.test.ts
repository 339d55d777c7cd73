import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { systemContext, transact } from '../../src/domain/context.ts'
import { insertExternalIdentity } from '../../src/domain/credential/rows.ts'
import { updateUser } from '../../src/domain/user/rows.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { browse } from '../support/browsing.ts'
import { people } from '../support/people.ts'
import { Post } from '../support/post.ts'
import { type Answer, ask, basic } from '../support/request.ts'

const FORGOT = '/forgotuserpassword.action'
const HOME = 'https://wiki.example.com'

onEachDatabase((database) => {
  describe(`forgotten passwords, ${database}`, () => {
    const post = new Post()
    let app: TestApp
    let time = 0
    before(async () => {
      await post.open()
      app = await startTestApp({
        database,
        clock: { ...systemClock, now: () => systemClock.now() + time },
        settings: { baseUrl: HOME, smtpUrl: `smtp://127.0.0.1:${post.port}`, mailFrom: 'wiki@example.com' },
      })
    })
    after(async () => {
      await app.close()
      await post.close()
    })

    const forget = (email: string, headers: Record<string, string> = {}) =>
      browse(app).post(FORGOT, { email }, { origin: app.url, ...headers })
    const jobs = async () =>
      (await app.domain.database.read.selectFrom('job').selectAll().execute()).filter(
        ({ kind }) => kind === 'send-access-letter',
      )
    /** Wait until every letter that was asked for is sent or dropped. */
    async function settled(): Promise<void> {
      for (let tries = 0; (await jobs()).length > 0; tries++) {
        assert.ok(tries < 200, 'letters are still waiting')
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    }
    async function linkFor(email: string): Promise<string> {
      time += limits.resetPauseMs + 1000
      await forget(email)
      await settled()
      const text = post.letters.filter(({ to }) => to === email).at(-1)?.mail.text ?? ''
      const link = new RegExp(`${HOME}(/setpassword/[\\w-]+)`).exec(text)?.[1] ?? ''
      assert.notEqual(link, '', text)
      return link
    }
    const set = (path: string, password: string) =>
      browse(app).post(path, { password, confirmation: password }, { origin: app.url })

    it('are replaced by a link that is sent, works once, and ends every session', async () => {
      const before = browse(app)
      await before.post(
        '/dologin.action',
        { os_username: 'editor', os_password: people.editor.password },
        { origin: app.url },
      )
      assert.equal(await before.reader(), people.editor.displayName)
      const form = await browse(app).get('/login.action')
      assert.match(form.text, /href="\/forgotuserpassword\.action"/)
      const [older, newer] = [await linkFor(people.editor.email), await linkFor(people.editor.email)]
      const letter = post.letters.at(-1)
      assert.match(letter?.mail.text ?? '', /user name is editor/)
      assert.equal((await set(older, 'a brand new password')).status, 404, 'only the newest link works')
      assert.equal((await browse(app).get(newer)).headers['referrer-policy'], 'no-referrer')
      const done = await set(newer, 'a brand new password')
      assert.equal(done.status, 302, done.text)
      assert.equal(await before.reader(), undefined)
      assert.equal((await set(newer, 'yet another password')).status, 404)
      const current = (password: string) =>
        browse(app).get('/rest/api/user/current', basic('editor', password))
      assert.equal((await current('a brand new password')).status, 200)
      assert.equal((await current(people.editor.password)).status, 401)
    })

    it('cannot be set by two who come at once with one link', async () => {
      const link = await linkFor(people.reader.email)
      const passwords = ['password of the first', 'password of the second', 'password of the third']
      const answers = await Promise.all(passwords.map((password) => set(link, password)))
      assert.deepEqual(answers.map(({ status }) => status).sort(), [302, 404, 404])
      const winner = passwords[answers.findIndex(({ status }) => status === 302)] ?? ''
      for (const password of passwords) {
        const { status } = await browse(app).get('/rest/api/user/current', basic('reader', password))
        assert.equal(status, password === winner ? 200 : 401)
      }
    })

    it('get the same answer for addresses that nobody has, and the same work', async () => {
      time += limits.failedLoginMs
      const sent = post.letters.length
      const [known, unknown] = [await forget(people.stranger.email), await forget('nobody@example.com')]
      assert.equal(known.status, 200)
      const withoutNonce = ({ text }: Answer) => text.replace(/nonce="[^"]+"/, '')
      assert.equal(withoutNonce(known), withoutNonce(unknown))
      await settled()
      assert.deepEqual(
        post.letters.slice(sent).map(({ to }) => to),
        [people.stranger.email],
      )
    })

    it('fill no mailbox', async () => {
      time += limits.failedLoginMs
      const sent = post.letters.length
      for (let n = 0; n < 5; n++) {
        await forget(people.stranger.email)
        await settled()
      }
      assert.equal(post.letters.length, sent + 1)
    })

    it('lead to the site as it is set up, whatever host the request names', async () => {
      time += limits.failedLoginMs
      const sent = post.letters.length
      const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', origin: 'http://evil.example' }
      await forget(people.stranger.email, evil)
      await settled()
      for (const { mail } of post.letters.slice(sent)) assert.doesNotMatch(mail.text ?? '', /evil/)
      await forget(people.stranger.email)
    })

    it('are over after an hour', async () => {
      const link = await linkFor(people.admin.email)
      assert.equal((await browse(app).get(link)).status, 200)
      time += limits.resetLinkMs
      assert.equal((await browse(app).get(link)).status, 404)
      assert.equal((await set(link, 'much too late a password')).status, 404)
    })

    it('are none of who had the address before it was another', async () => {
      const link = await linkFor(people.admin.email)
      const change = async (email: string) => {
        const body = { fullName: 'A', email, currentPassword: people.admin.password }
        const url = `${app.url}/rest/api/user/current`
        const headers = basic('admin', people.admin.password)
        assert.equal((await ask({ method: 'PUT', url, headers, body })).status, 204)
      }
      await change(people.admin.email.toUpperCase())
      assert.equal((await browse(app).get(link)).status, 200)
      await change('other@example.com')
      assert.equal((await browse(app).get(link)).status, 404)
      assert.equal((await set(link, 'the password of a thief')).status, 404)
      await change(people.admin.email)
    })

    it('are not for those who sign in elsewhere and have none, nor for those who are shut out', async () => {
      const ctx = systemContext(app.domain)
      const stranger = await readUser(ctx, { username: 'stranger' })
      const reader = await readUser(ctx, { username: 'reader' })
      assert.ok(stranger && reader)
      await transact(ctx, async ({ db }) => {
        await updateUser(db, stranger.id, { password_hash: '' })
        const identity = { issuer: 'https://id.example', subject: 's', user_id: stranger.id, created_at: 0 }
        await insertExternalIdentity(db, identity)
        await updateUser(db, reader.id, { active: 0 })
      })
      time += limits.failedLoginMs
      await settled()
      const sent = post.letters.length
      await forget(people.stranger.email)
      await forget(people.reader.email)
      await settled()
      assert.equal(post.letters.length, sent)
    })

    it('take no form from another site', async () => {
      assert.equal((await forget(people.editor.email, { origin: 'https://evil.example' })).status, 403)
    })
  })

  describe(`forgotten passwords without e-mail, ${database}`, () => {
    it('are for administrators', async () => {
      const app = await startTestApp({ database })
      try {
        assert.match((await browse(app).get(FORGOT)).text, /Ask an administrator/)
        assert.doesNotMatch((await browse(app).get('/login.action')).text, /forgotuserpassword/)
        assert.equal((await browse(app).post(FORGOT, { email: people.editor.email })).status, 503)
      } finally {
        await app.close()
      }
    })
  })
})
