/** E-mail to watchers and mentioned people, taken by a real mail server. */
import assert from 'node:assert/strict'
import type { Email } from 'postal-mime'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../src/base/clock.ts'
import { readConfig } from '../../src/config.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { browse } from '../support/browsing.ts'
import { Post } from '../support/post.ts'
import { credentials, people, type PersonName } from '../support/people.ts'
import { ask } from '../support/request.ts'

it('letters need an address of the site for their links', () => {
  assert.throws(() => readConfig({ smtpUrl: 'smtp://127.0.0.1' }, {}), /INVER_BASE_URL/)
})

onEachDatabase((database) => {
  describe(`letters, ${database}`, () => {
    const post = new Post()
    let app: TestApp
    let time = 0
    let page: string
    let version = 1
    before(async () => {
      await post.open()
      app = await startTestApp({
        database,
        clock: { ...systemClock, now: () => systemClock.now() + time },
        settings: {
          baseUrl: 'https://wiki.example.com',
          smtpUrl: `smtp://127.0.0.1:${post.port}`,
          mailFrom: 'The wiki <wiki@example.com>',
        },
      })
      await send('admin', 'POST', '/rest/api/space', { key: 'POST', name: 'Post' })
      page = await create('admin', { title: 'Watched', body: storage('<p>First</p><p>Second</p>') })
      await app.letRead('reader', 'POST')
      await send('reader', 'POST', `/rest/api/user/watch/content/${page}`)
      await send('editor', 'POST', `/rest/api/user/watch/space/POST`)
      await settled()
      post.letters.length = 0
    })
    after(async () => {
      await app.close()
      await post.close()
    })

    const storage = (value: string) => ({ storage: { value, representation: 'storage' } })

    async function send(who: PersonName, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
      const headers = { ...credentials(who), 'x-atlassian-token': 'no-check' }
      const answer = await ask({ method, url: app.url + path, headers, body })
      assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
      return answer.json as { id: string }
    }

    const create = async (who: PersonName, more: object) =>
      (await send(who, 'POST', '/rest/api/content', { type: 'page', space: { key: 'POST' }, ...more })).id

    const edit = (who: PersonName, value: string, more: object = {}) =>
      send(who, 'PUT', `/rest/api/content/${page}`, {
        type: 'page',
        title: 'Watched',
        version: { number: ++version, ...more },
        body: storage(value),
      })

    /** Waits until everything is sent; while the mail server takes nothing, until everything was tried. */
    async function settled(isTaking = true): Promise<void> {
      let left: unknown[] = []
      for (let i = 0; i < 400; i++) {
        for (const wake of app.domain.queueListeners) wake()
        const jobs = await app.domain.database.read
          .selectFrom('job')
          .selectAll()
          .where('kind', 'in', ['tell-event', 'send-letter', 'send-access-letter'])
          .execute()
        left = isTaking ? jobs : jobs.filter(({ run_at }) => run_at <= app.domain.clock.now())
        if (left.length === 0) return
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      assert.fail(`jobs are left: ${JSON.stringify(left)}`)
    }

    async function letters(): Promise<Record<string, Email>> {
      await settled()
      const taken = post.letters.splice(0)
      const byReader = Object.fromEntries(taken.map(({ to, mail }) => [to, mail]))
      assert.equal(Object.keys(byReader).length, taken.length, 'nobody gets two')
      return byReader
    }

    it('say who changed what and why, to those who watch', async () => {
      await edit('admin', '<p>First</p><p>Changed &amp; <b>bold</b></p>', { message: 'Because' })
      const taken = await letters()
      assert.deepEqual(Object.keys(taken).toSorted(), [people.editor.email, people.reader.email])
      const mail = taken[people.reader.email] ?? assert.fail()
      assert.equal(mail.subject, '[Post] Watched')
      assert.deepEqual(mail.from, { name: 'The wiki', address: 'wiki@example.com' })
      assert.equal(mail.to?.[0]?.name, people.reader.displayName)
      const text = (mail.text ?? '').replaceAll('\r\n', '\n').trim()
      const [link = ''] = /https:\/\/wiki\.example\.com\/unwatch\/\S+/.exec(text) ?? []
      assert.equal(
        text,
        [
          'Administrator edited the page "Watched" in the space "Post".',
          'Comment: Because',
          '- Second\n+ Changed & bold',
          'https://wiki.example.com/display/POST/Watched',
          `--\nYou get this because you watch the page.\nStop watching: ${link}`,
        ].join('\n\n'),
      )
      assert.match(mail.html ?? '', /<p style="background:#e3fcef">Changed &amp; bold<\/p>/)
      const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
      assert.equal(header('list-unsubscribe'), `<${link}>`)
      assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
      assert.equal(header('auto-submitted'), 'auto-generated')
      assert.match(header('references') ?? '', /content-\d+@wiki\.example\.com/)
      assert.match(taken[people.editor.email]?.text ?? '', /because you watch the space/)
    })

    it('are not sent for minor edits, drafts, or to whoever made the change', async () => {
      await edit('admin', '<p>Minor</p>', { minorEdit: true })
      await create('admin', { title: 'A draft', status: 'draft' })
      assert.deepEqual(await letters(), {})
      await edit('editor', '<p>By a watcher</p>')
      // The administrator made the page, and watches it since.
      assert.deepEqual(Object.keys(await letters()).toSorted(), [people.admin.email, people.reader.email])
    })

    it('tell of new pages, comments and files', async () => {
      const fresh = await create('admin', { title: 'Fresh', body: storage('<p>Hello</p>') })
      const created = (await letters())[people.editor.email]
      assert.match(created?.text ?? '', /created the page "Fresh"[^]*\n\nHello\n/)
      await send('admin', 'POST', '/rest/api/content', {
        type: 'comment',
        container: { id: page, type: 'page' },
        body: storage('<p>A remark &lt;script&gt;</p>'),
      })
      const mail = (await letters())[people.reader.email]
      assert.match(mail?.text ?? '', /commented on "Watched"[^]*A remark <script>[^]*focusedCommentId=/)
      assert.match(mail?.html ?? '', /A remark &lt;script&gt;/)
      await send('admin', 'DELETE', `/rest/api/content/${fresh}`)
      const form = new FormData()
      form.append('file', new Blob(['x']), 'notes.txt')
      await send('admin', 'POST', `/rest/api/content/${page}/child/attachment`, form)
      assert.match((await letters())[people.reader.email]?.text ?? '', /attached a file[^]*File: notes\.txt/)
    })

    it('tell those who are mentioned, once', async () => {
      await send('reader', 'DELETE', `/rest/api/user/watch/content/${page}`)
      const mention = '<p><ac:link><ri:user ri:username="reader" /></ac:link> look</p>'
      await edit('admin', mention)
      assert.match((await letters())[people.reader.email]?.text ?? '', /because you are mentioned/)
      await edit('admin', `${mention}<p>more</p>`)
      assert.deepEqual(Object.keys(await letters()), [people.editor.email])
      await send('reader', 'POST', `/rest/api/user/watch/content/${page}`)
    })

    it('tell nobody what they may not read', async () => {
      post.refuse = 451
      await edit('admin', '<p>Secret plans</p>')
      await settled(false)
      await send('admin', 'PUT', `/rest/experimental/content/${page}/restriction`, [
        { operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
      ])
      post.refuse = undefined
      time += 60_000
      assert.deepEqual(await letters(), {})
      await send('admin', 'DELETE', `/rest/experimental/content/${page}/restriction`)
      await letters()
    })

    it('wait for a mail server that is down, and are sent once', async () => {
      await post.close()
      await edit('admin', '<p>While nobody listens</p>')
      await settled(false)
      time += 3000
      await settled(false)
      assert.deepEqual(post.letters, [])
      await post.open()
      time += 60_000
      const taken = await letters()
      assert.deepEqual(Object.keys(taken).toSorted(), [people.editor.email, people.reader.email])
      time += 3_600_000
      assert.deepEqual(await letters(), {})
    })

    it('come together, once a day or a week, or not at all, as somebody prefers', async () => {
      const prefer = async (rhythm: string) => {
        // Days go by, and sessions end.
        const reader = browse(app)
        await reader.logIn('reader')
        const answer = await reader.post('/users/doeditemailpreferences.action', { letters: rhythm })
        assert.match(answer.text, new RegExp(`value="${rhythm}"\\s+checked`))
      }
      const morning = async (days: number) => {
        time += days * 24 * 60 * 60 * 1000
        for (let i = 0; i < 400 && (await digestsDue()) > 0; i++) {
          for (const wake of app.domain.queueListeners) wake()
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
        return post.letters.splice(0).filter(({ to }) => to === people.reader.email)
      }
      const digestsDue = async () =>
        (
          await app.domain.database.read
            .selectFrom('job')
            .select('id')
            .where('kind', '=', 'send-digest')
            .where('run_at', '<=', app.domain.clock.now())
            .execute()
        ).length
      await prefer('daily')
      await edit('admin', '<p>Digested one</p>', { message: 'First' })
      assert.deepEqual(Object.keys(await letters()), [people.editor.email])
      await edit('admin', '<p>Digested two</p>', { message: 'Second' })
      assert.deepEqual(Object.keys(await letters()), [people.editor.email])
      post.refuse = 451
      assert.deepEqual(await morning(1), [])
      post.refuse = undefined
      const [digest, ...more] = await morning(1)
      assert.equal(more.length, 0)
      assert.equal(digest?.mail.subject, '2 changes on wiki.example.com')
      assert.match(
        digest?.mail.text ?? '',
        /Comment: First[^]*Digested one[^]*====[^]*Comment: Second[^]*Digested two[^]*Stop watching: https[^]*When letters come: https/,
      )
      assert.match(digest?.mail.html ?? '', /Digested one[^]*Digested two/)
      assert.deepEqual(await morning(1), [])
      await prefer('weekly')
      await edit('admin', '<p>Hidden by then</p>')
      await edit('admin', '<p>Weekly</p>')
      await settled()
      await send('admin', 'PUT', `/rest/experimental/content/${page}/restriction`, [
        { operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
      ])
      assert.deepEqual(await morning(7), [])
      await send('admin', 'DELETE', `/rest/experimental/content/${page}/restriction`)
      await prefer('never')
      await edit('admin', '<p>Never</p>')
      await settled()
      assert.deepEqual(await morning(7), [])
      await prefer('at-once')
    })

    it('have a screen that says when they come, of others for administrators alone', async () => {
      const [reader, admin] = [browse(app), browse(app)]
      await reader.logIn('reader')
      await admin.logIn('admin')
      const screen = '/users/editemailpreferences.action'
      assert.match((await reader.get(screen)).text, /value="at-once"\s+checked/)
      assert.match((await admin.get(`${screen}?username=reader`)).text, /value="at-once"\s+checked/)
      assert.equal((await reader.get(`${screen}?username=admin`)).status, 403)
      assert.equal((await browse(app).get(screen)).status, 401)
      const change = { username: 'admin', letters: 'never' }
      assert.equal((await reader.post('/users/doeditemailpreferences.action', change)).status, 403)
    })

    it('are given up when the mail server refuses them for good', async () => {
      post.refuse = 550
      post.attempts = 0
      await edit('admin', '<p>To nobody</p>')
      await settled(false)
      time += 3_600_000
      await settled(false)
      assert.equal(post.attempts, 2)
      post.refuse = undefined
    })

    it('let a new user set a password', async () => {
      const made = { userName: 'invited', fullName: 'In Vited', email: 'invited@example.com' }
      const refused = await ask({
        method: 'POST',
        url: `${app.url}/rest/api/admin/user`,
        headers: credentials('admin'),
        body: { ...made, notifyViaEmail: true, password: 'of-somebody-else' },
      })
      assert.equal(refused.status, 400)
      await send('admin', 'POST', '/rest/api/admin/user', { ...made, notifyViaEmail: true })
      const { text = '' } = (await letters())['invited@example.com'] ?? assert.fail()
      assert.match(text, /Your user name is invited\./)
      const [, path = ''] = /https:\/\/wiki\.example\.com(\/setpassword\/\S+)/.exec(text) ?? []
      const set = await ask({
        method: 'POST',
        url: app.url + path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'password=my-own-password&confirmation=my-own-password',
      })
      assert.equal(set.status, 302)
      const authorization = `Basic ${Buffer.from('invited:my-own-password').toString('base64')}`
      const me = await ask({
        method: 'GET',
        url: `${app.url}/rest/api/user/current`,
        headers: { authorization },
      })
      assert.equal(me.status, 200)
    })

    it('invite by address alone, each once and nobody who is here already', async () => {
      const emails = ['first+tag@example.org', 'FIRST+tag@example.org', 'no address', people.reader.email]
      await send('admin', 'POST', '/wiki/api/v2/user/access/invite-by-email', { emails })
      const sent = await letters()
      assert.deepEqual(Object.keys(sent), ['FIRST+tag@example.org'])
      assert.match(sent['FIRST+tag@example.org']?.text ?? '', /Your user name is FIRST-tag@example\.org\./)
      await send('admin', 'POST', '/wiki/api/v2/user/access/invite-by-email', { emails })
      assert.deepEqual(await letters(), {})
    })

    it('end with one click', async () => {
      await edit('admin', '<p>The last one</p>')
      const text = (await letters())[people.reader.email]?.text ?? ''
      const [, path = ''] = /https:\/\/wiki\.example\.com(\/unwatch\/\S+)/.exec(text) ?? []
      const asked = await ask({ method: 'GET', url: app.url + path })
      assert.equal(asked.status, 200)
      assert.match(asked.text, /<form[^]*Stop watching/)
      const forged = path.replace(/\/unwatch\/\d+/, '/unwatch/1')
      for (const method of ['GET', 'POST'] as const) {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' }
        assert.equal((await ask({ method, url: app.url + forged, headers })).status, 404)
      }
      const done = await ask({
        method: 'POST',
        url: app.url + path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      })
      assert.equal(done.status, 200)
      await edit('admin', '<p>Unheard</p>')
      assert.deepEqual(Object.keys(await letters()), [people.editor.email])
    })
  })
})
