import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { totpCode, totpStep } from '../../src/base/totp.ts'
import { systemContext } from '../../src/domain/context.ts'
import { joinGroup } from '../../src/domain/group/members.ts'
import { findGroupsByName } from '../../src/domain/group/rows.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { browse } from '../support/browsing.ts'
import { credentials, people } from '../support/people.ts'
import { type Answer, ask } from '../support/request.ts'

onEachDatabase((database) => {
  describe(`a second factor that is demanded, ${database}`, () => {
    const clock = settableClock(Date.UTC(2026, 4, 1, 9))
    const onSite = async (secondFactor: string, work: (app: TestApp) => Promise<void>) => {
      const app = await startTestApp({ database, clock, settings: { secondFactor } })
      try {
        await work(app)
      } finally {
        await app.close()
      }
    }
    const current = (app: TestApp, headers: Record<string, string>) =>
      ask({ method: 'GET', url: `${app.url}/rest/api/user/current`, headers })
    const found = ({ text }: Answer, pattern: RegExp) => pattern.exec(text)?.[1] ?? ''
    const keyIn = (answer: Answer) => found(answer, /id="totp-secret">([A-Z2-7 ]+)</).replaceAll(' ', '')
    const stepIn = (answer: Answer) => found(answer, /name="step" value="([^"]+)"/)
    const codeOf = (secret: string) => totpCode(secret, totpStep(clock.now()))

    it('is set up at the log-in, before anything is opened', async () => {
      await onSite('everybody', async (app) => {
        const browser = browse(app)
        const asked = await browser.logIn('editor', { os_destination: '/display/DEMO' })
        assert.equal(asked.status, 200)
        assert.equal(asked.headers['set-cookie'], undefined)
        assert.match(asked.text, /Set up a second factor/)
        assert.equal((await current(app, credentials('editor'))).status, 401)
        const step = { step: stepIn(asked), os_destination: '/display/DEMO' }
        const wrong = await browser.post('/dosecondstep.action', { ...step, code: '000000' })
        assert.equal(wrong.status, 401)
        assert.equal(keyIn(wrong), keyIn(asked), 'the key stays the one that the app has')
        assert.equal(await browser.reader(), undefined)
        const code = codeOf(keyIn(asked))
        const done = await browser.post('/dosecondstep.action', { ...step, code })
        assert.equal(done.status, 200)
        assert.match(done.text, /<a class="button primary" href="\/display\/DEMO">Go on<\/a>/)
        assert.equal(done.text.match(/[A-Z2-7]{4}(-[A-Z2-7]{4}){5}/g)?.length, limits.recoveryCodes)
        assert.equal(await browser.reader(), people.editor.displayName)
        // Neither the link nor the code works twice.
        clock.advance(30_000)
        const again = await browse(app).post('/dosecondstep.action', { ...step, code })
        assert.match(again.text, /That took too long/)
        const off = await browser.post('/users/dosecondfactor.action', {
          do: 'remove',
          code: codeOf(keyIn(asked)),
        })
        assert.equal(off.status, 403)
        assert.match(off.text, /demands a second factor of you/)
        const next = await browse(app).logIn('editor')
        assert.match(next.text, /Type the code that your authenticator app shows/)
      })
    })

    it('of administrators leaves others alone until they are some, and their sessions with them', async () => {
      await onSite('administrators', async (app) => {
        assert.match((await browse(app).logIn('admin')).text, /Set up a second factor/)
        const browser = browse(app)
        assert.equal((await browser.logIn('reader')).status, 302)
        assert.equal((await current(app, credentials('reader'))).status, 200)
        assert.equal(await browser.reader(), people.reader.displayName)
        const ctx = systemContext(app.domain)
        const reader = await readUser(ctx, { username: 'reader' })
        const [group] = await findGroupsByName(ctx.db, ['confluence-administrators'])
        assert.ok(reader && group)
        await joinGroup(ctx, group, reader)
        assert.equal(await browser.reader(), undefined, 'a session from before')
        assert.equal((await current(app, credentials('reader'))).status, 401)
        assert.match((await browser.logIn('reader')).text, /Set up a second factor/)
      })
    })

    it('is begun anew at every log-in, so that nobody else knows the key', async () => {
      await onSite('everybody', async (app) => {
        const [first, second] = [await browse(app).logIn('editor'), await browse(app).logIn('editor')]
        assert.notEqual(keyIn(first), keyIn(second))
        const stale = { step: stepIn(second), code: codeOf(keyIn(first)) }
        assert.equal((await browse(app).post('/dosecondstep.action', stale)).status, 401)
      })
    })
  })
})
