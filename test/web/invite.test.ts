import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { type Browsing, browse } from '../support/browsing.ts'
import { credentials, people } from '../support/people.ts'
import { Post } from '../support/post.ts'
import { ask, basic } from '../support/request.ts'

const INVITE = '/admin/users/doinviteuser.action'
const ivy = { username: 'ivy', displayName: 'Ivy Invited', email: 'ivy@example.com' }

onEachDatabase((database) => {
  describe(`invitations, ${database}`, () => {
    const post = new Post()
    let app: TestApp
    let admin: Browsing
    let time = 0
    before(async () => {
      await post.open()
      app = await startTestApp({
        database,
        clock: { ...systemClock, now: () => systemClock.now() + time },
        settings: {
          baseUrl: 'https://wiki.example.com',
          smtpUrl: `smtp://127.0.0.1:${post.port}`,
          mailFrom: 'wiki@example.com',
        },
      })
      admin = browse(app)
      const fields = { os_username: 'admin', os_password: people.admin.password }
      assert.equal((await admin.post('/dologin.action', fields)).status, 302)
    })
    after(async () => {
      await app.close()
      await post.close()
    })

    async function nextLink(count: number): Promise<string> {
      for (let tries = 0; post.letters.length < count; tries++) {
        assert.ok(tries < 200, 'no letter came')
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      return (
        /https:\/\/wiki\.example\.com(\/setpassword\/[\w-]+)/.exec(
          post.letters[count - 1]?.mail.text ?? '',
        )?.[1] ?? ''
      )
    }

    it('are sent by administrators, and open an account whose password only its owner knows', async () => {
      const sent = await admin.post(INVITE, ivy)
      assert.equal(sent.status, 200, sent.text)
      assert.match(sent.text, /A link is on its way to ivy@example\.com/)
      const first = await nextLink(1)
      assert.equal(post.letters[0]?.to, ivy.email)
      assert.doesNotMatch(sent.text, /setpassword/)
      const again = await admin.post(INVITE, { username: 'ivy', again: 'true' })
      assert.equal(again.status, 200)
      const link = await nextLink(2)
      assert.equal((await browse(app).get(first)).status, 404)
      const guest = browse(app)
      const password = 'the password of ivy'
      assert.equal((await guest.post(link, { password, confirmation: password })).status, 302)
      assert.equal(await guest.reader(), 'Ivy Invited')
      const current = await browse(app).get('/rest/api/user/current', basic('ivy', password))
      assert.equal(current.status, 200)
      assert.equal((await admin.post(INVITE, { username: 'ivy', again: 'true' })).status, 400)
      const types = await app.eventTypes()
      assert.equal(types.filter((type) => type === 'user.invited').length, 2)
    })

    it('say what is wrong with a name or an address', async () => {
      const taken = await admin.post(INVITE, ivy)
      assert.equal(taken.status, 400)
      assert.match(taken.text, /exists already.*value="ivy@example\.com"/s)
      assert.equal((await admin.post(INVITE, { ...ivy, username: 'x y', email: 'x@y' })).status, 400)
      assert.equal((await admin.post(INVITE, { username: 'nobody', again: 'true' })).status, 400)
    })

    it('are made by administrators only', async () => {
      const editor = browse(app)
      const fields = { os_username: 'editor', os_password: people.editor.password }
      await editor.post('/dologin.action', fields)
      assert.equal((await editor.get('/admin/users/inviteuser.action')).status, 403)
      assert.equal((await editor.post(INVITE, { ...ivy, username: 'other' })).status, 403)
      assert.equal((await admin.get('/admin/users/inviteuser.action')).status, 200)
      assert.equal((await browse(app).get('/admin/users/inviteuser.action')).status, 401)
      assert.equal((await admin.post(INVITE, { ...ivy, atl_token: 'wrong' })).status, 403)
    })

    it('are over after a week', async () => {
      const count = post.letters.length
      await admin.post(INVITE, { username: 'late', displayName: 'Late', email: 'late@example.com' })
      const link = await nextLink(count + 1)
      assert.equal((await browse(app).get(link)).status, 200)
      time += limits.invitationMs
      assert.equal((await browse(app).get(link)).status, 404)
    })

    it('follow an account that a program made, if it asks for it', async () => {
      const count = post.letters.length
      const body = { userName: 'pam', fullName: 'Pam', email: 'pam@example.com', notifyViaEmail: true }
      const made = await ask({
        method: 'POST',
        url: `${app.url}/rest/api/admin/user`,
        headers: credentials('admin'),
        body,
      })
      assert.equal(made.status, 201)
      assert.match(await nextLink(count + 1), /^\/setpassword\//)
      assert.equal(post.letters.at(-1)?.to, 'pam@example.com')
    })
  })

  describe(`invitations without e-mail, ${database}`, () => {
    it('show the administrator a link to hand over', async () => {
      const app = await startTestApp({ database })
      try {
        const admin = browse(app)
        await admin.logIn('admin')
        const { text } = await admin.post(INVITE, ivy)
        const link = /id="invitation">([^<]+)</.exec(text)?.[1] ?? ''
        const guest = browse(app)
        const password = 'the password of ivy'
        assert.equal(
          (await guest.post(new URL(link).pathname, { password, confirmation: password })).status,
          302,
        )
        assert.equal(await guest.reader(), 'Ivy Invited')
      } finally {
        await app.close()
      }
    })
  })
})
