/** Secrets that the database has to hold, and passwords that nobody may take. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { sealWith, unsealed } from '../../src/base/seal.ts'
import { totpCode, totpStep } from '../../src/base/totp.ts'
import { as, type Context, systemContext } from '../../src/domain/context.ts'
import {
  beginEnrolment,
  confirmEnrolment,
  proveSecondFactor,
  sealSecondFactors,
} from '../../src/domain/credential/second-factor.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials, people } from '../support/people.ts'
import { ask } from '../support/request.ts'

const KEY = 'a key of words that nobody would guess'

onEachDatabase((database) => {
  describe(`secrets in the database, ${database}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-keys-'))
    const clock = settableClock(Date.UTC(2026, 10, 20, 12))
    let app: TestApp
    before(async () => {
      const sealKeyFile = join(folder, 'key')
      writeFileSync(sealKeyFile, `${KEY}\n`)
      app = await startTestApp({ database, clock, settings: { sealKeyFile } })
    })
    after(async () => {
      await app.close()
      rmSync(folder, { recursive: true })
    })

    const asUser = async (name: 'editor' | 'reader', seal = app.domain.seal): Promise<Context> => {
      const ctx = systemContext({ ...app.domain, seal })
      const user = await readUser(ctx, { username: name })
      assert.ok(user)
      const standing = { username: name, groupIds: [], superuser: false, by: 'session' as const }
      return as(ctx, { kind: 'user', userId: user.id, ...standing })
    }
    const enrol = async (ctx: Context, name: 'editor' | 'reader') => {
      const { secret } = await beginEnrolment(ctx, 'Inver', people[name].password)
      const recovery = await confirmEnrolment(ctx, totpCode(secret, totpStep(clock.now())))
      return { secret, recovery }
    }
    const kept = async () =>
      (await app.domain.database.read.selectFrom('second_factor').select('secret').execute()).map(
        ({ secret }) => secret,
      )
    const prove = (ctx: Context, code: string) =>
      proveSecondFactor(ctx, ctx.actor.kind === 'user' ? ctx.actor.userId : 0, code)
    const nextCode = (secret: string) => {
      clock.advance(30_000)
      return totpCode(secret, totpStep(clock.now()))
    }

    it('a second factor cannot be read there, and goes on working', async () => {
      const ctx = await asUser('editor')
      const { secret } = await enrol(ctx, 'editor')
      const rows = await kept()
      assert.equal(rows.length, 1)
      assert.ok(rows.every((text) => text.startsWith('sealed:') && !text.includes(secret)))
      await prove(ctx, nextCode(secret))
    })

    it('one of the time before there was a key is sealed at the next start', async () => {
      const { secret } = await enrol(await asUser('reader', unsealed), 'reader')
      assert.ok((await kept()).includes(secret))
      await sealSecondFactors(systemContext(app.domain))
      assert.ok((await kept()).every((text) => text.startsWith('sealed:')))
      await prove(await asUser('reader'), nextCode(secret))
    })

    it('with another key its codes are refused, and recovery codes let in', async () => {
      const { secret, recovery } = await reenrol()
      for (const seal of [sealWith(`another key of ${KEY}`), unsealed]) {
        const ctx = await asUser('editor', seal)
        await sealSecondFactors(ctx)
        await assert.rejects(prove(ctx, nextCode(secret)), /This code is wrong/)
        await prove(ctx, recovery.pop() ?? '')
      }
      await prove(await asUser('editor'), nextCode(secret))
    })

    const reenrol = async () => {
      const ctx = await asUser('editor')
      await app.domain.database.transact((db) => db.deleteFrom('second_factor').execute())
      return enrol(ctx, 'editor')
    }
  })

  describe(`passwords that have leaked, ${database}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-leaked-'))
    const leaked = ['horse battery staple correct', 'tr0ub4dor and three more']
    let app: TestApp
    before(async () => {
      const leakedPasswords = join(folder, 'list')
      const lines = [...leaked, 'another'].map((one) => createHash('sha1').update(one).digest('hex'))
      writeFileSync(leakedPasswords, lines.toSorted().join(':3\r\n'))
      app = await startTestApp({ database, settings: { leakedPasswords } })
    })
    after(async () => {
      await app.close()
      rmSync(folder, { recursive: true })
    })

    const create = (userName: string, password: string) =>
      ask({
        method: 'POST',
        url: `${app.url}/rest/api/admin/user`,
        headers: credentials('admin'),
        body: { userName, fullName: userName, email: `${userName}@example.com`, password },
      })
    const change = (oldPassword: string, newPassword: string) =>
      ask({
        method: 'POST',
        url: `${app.url}/rest/api/user/current/password`,
        headers: credentials('editor'),
        body: { oldPassword, newPassword },
      })

    it('are refused for new accounts and new passwords', async () => {
      for (const password of leaked) {
        for (const answer of [
          await create('somebody', password),
          await change(people.editor.password, password),
        ]) {
          assert.equal(answer.status, 400)
          assert.match(answer.text, /has leaked/)
        }
      }
    })

    it('and no others', async () => {
      assert.ok((await create('somebody', 'horse battery staple incorrect')).status < 300)
      assert.ok((await change(people.editor.password, 'tr0ub4dor and four more')).status < 300)
    })
  })
})
