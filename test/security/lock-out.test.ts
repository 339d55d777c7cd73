/** Guessing is not worth the while, whoever is guessed at and from where, and harms nobody who does not guess. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { settableClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { actorOf } from '../../src/domain/access/standing.ts'
import { as, systemContext, transact } from '../../src/domain/context.ts'
import { countFailure, passwordAttempt } from '../../src/domain/credential/attempts.ts'
import { Authenticator, type Credentials } from '../../src/domain/credential/authenticate.ts'
import { proveSecondFactor } from '../../src/domain/credential/second-factor.ts'
import { proveOneself } from '../../src/domain/user/own.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { purgeCredentials } from '../../src/jobs/handlers/purge-credentials.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { countStatements } from '../support/count-statements.ts'
import { people } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'

const FAILED = 'AUTHENTICATED_FAILED'
const DENIED = 'AUTHENTICATION_DENIED'
const HERE = '192.0.2.1'
const THERE = '192.0.2.2'

onEachDatabase((database) => {
  describe(`failed log-ins, ${database}`, () => {
    const clock = settableClock(Date.UTC(2026, 4, 1, 9))
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database, clock, settings: { trustProxy: '127.0.0.1' } })
    })
    after(() => app.close())

    /** What the server says to these credentials: `OK`, or why not. */
    const say = async (headers: Record<string, string>, from = HERE) => {
      const url = `${app.url}/rest/api/user/current`
      const answer = await ask({ method: 'GET', url, headers: { ...headers, 'x-forwarded-for': from } })
      return answer.status === 200 ? 'OK' : `${answer.headers['x-seraph-loginreason']}`
    }
    const tokenOf = async (name: keyof typeof people, from = HERE) => {
      const answer = await ask({
        method: 'POST',
        url: `${app.url}/rest/pat/latest/tokens`,
        headers: { ...basic(name, people[name].password), 'x-forwarded-for': from },
        body: { name: 'lock-out', expirationDuration: 1 },
      })
      return (answer.json as { rawToken: string }).rawToken
    }
    const right = (name: keyof typeof people) => basic(name, people[name].password)
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

    it('of one program with an old token shut out none of its neighbours', async () => {
      const good = await tokenOf('editor')
      const old = 'x'.repeat(43)
      const told = new Set<string>()
      for (let n = 0; n <= limits.failedLoginAddresses; n++) told.add(await say(bearer(old)))
      assert.deepEqual([...told], [FAILED, DENIED])
      assert.equal(await say(bearer(good)), 'OK')
      assert.equal(await say(basic('editor', good)), 'OK')
      assert.equal(await say(right('reader')), 'OK')
      const records = await app.domain.database.read
        .selectFrom('event')
        .select('id')
        .where('type', '=', 'user.log-in-failed')
        .execute()
      assert.equal(records.length, limits.failedLoginAddresses, 'no more is recorded than is counted')
    })

    it('with an old token in place of the password leave the password alone', async () => {
      const old = basic('stranger', 'y'.repeat(43))
      for (let n = 0; n < limits.failedLogins; n++) assert.equal(await say(old, THERE), FAILED)
      assert.equal(await say(old, THERE), DENIED)
      assert.equal(await say(right('stranger'), THERE), 'OK')
      clock.advance(limits.rememberedCredentialMs)
    })

    it('close an account to one address, and let through one try whenever a while has passed', async () => {
      const guess = () => say(basic('reader', 'wrong'))
      for (let n = 0; n < limits.failedLogins; n++) assert.equal(await guess(), FAILED)
      assert.equal(await guess(), DENIED)
      assert.equal(await say(right('reader')), DENIED)
      assert.equal(await say(right('reader'), THERE), 'OK')
      assert.equal(await say(right('editor')), 'OK')
      clock.advance(limits.failedLoginMs)
      assert.equal(await guess(), FAILED)
      assert.equal(await guess(), DENIED)
      clock.advance(limits.failedLoginMs)
      assert.equal(await say(right('reader')), 'OK')
      assert.equal(await guess(), FAILED, 'the right password forgave the wrong ones')
    })

    it('are answered alike where there is no such account', async () => {
      const tell = async (name: string) => {
        const told: string[] = []
        for (let n = 0; n < limits.failedLogins + 2; n++) {
          const url = `${app.url}/rest/api/user/current`
          const headers = { ...basic(name, 'wrong'), 'x-forwarded-for': '192.0.2.3' }
          const { status, text, headers: given } = await ask({ method: 'GET', url, headers })
          told.push(`${status} ${given['x-seraph-loginreason']} ${text}`)
        }
        return told
      }
      assert.deepEqual(await tell('nobody'), await tell('editor'))
    })

    it('are told nothing by a password that is remembered', async () => {
      const from = '192.0.2.4'
      assert.equal(await say(right('editor'), from), 'OK')
      for (let n = 0; n < limits.failedLogins; n++) await say(basic('editor', `guess ${n}`), from)
      assert.equal(await say(basic('editor', 'one more'), from), DENIED)
      assert.equal(await say(right('editor'), from), DENIED)
      assert.equal(await say(right('editor'), HERE), 'OK')
    })

    it('are told nothing by an answer that is kept', async () => {
      const from = '192.0.2.8'
      // What depends on one content alone is kept while other things are written, failed log-ins among them.
      const { id } = await app.domain.database.read
        .selectFrom('content')
        .select('id')
        .where('kind', '=', 'page')
        .limit(1)
        .executeTakeFirstOrThrow()
      const read = (secret: string) =>
        ask({
          method: 'GET',
          url: `${app.url}/rest/api/content/${id}?expand=version`,
          headers: { ...basic('admin', secret), 'x-forwarded-for': from },
        })
      for (let n = 0; n < 3; n++) assert.equal((await read(people.admin.password)).status, 200)
      for (let n = 0; n <= limits.failedLogins; n++) await read(`guess ${n}`)
      assert.equal((await read(people.admin.password)).headers['x-seraph-loginreason'], DENIED)
      assert.equal(await say(right('admin'), HERE), 'OK')
      clock.advance(limits.failedLoginMs)
    })

    it('from everywhere close an account, but not to where its user is known', async () => {
      assert.equal(await say(right('stranger')), 'OK')
      const stranger = await readUser(systemContext(app.domain), { username: 'stranger' })
      const account = { userId: stranger?.id ?? 0, name: 'stranger' }
      const { anywhere } = passwordAttempt(account, '')
      assert.ok(anywhere)
      await transact(systemContext(app.domain), async (ctx) => {
        for (let n = 0; n < limits.failedLoginsAnywhere; n++) await countFailure(ctx, [anywhere])
      })
      assert.equal(await say(basic('stranger', 'wrong'), '192.0.2.5'), DENIED)
      assert.equal(await say(right('stranger'), '192.0.2.5'), DENIED)
      clock.advance(limits.rememberedCredentialMs)
      assert.equal(await say(right('stranger'), HERE), 'OK')
    })

    it('are counted together over the addresses that one sender has', async () => {
      const from = (n: number) => `2001:db8:0:7:${n}::${n}`
      for (let n = 1; n <= limits.failedLogins; n++) await say(basic('admin', 'wrong'), from(n))
      assert.equal(await say(basic('admin', 'wrong'), from(99)), DENIED)
      assert.equal(await say(right('admin'), '2001:db8:0:8::1'), 'OK')
    })

    it('are known to another process and after a restart', async () => {
      const from = '192.0.2.6'
      const guess: Credentials = { kind: 'basic', name: 'editor', secret: 'wrong' }
      const reasonOf = (one: Authenticator) =>
        one.authenticate(guess, from).catch((error: { details: { reason: string } }) => error.details.reason)
      for (let n = 0; n < limits.failedLogins; n++) {
        assert.equal(await reasonOf(new Authenticator(app.domain)), FAILED)
      }
      assert.equal(await reasonOf(new Authenticator(app.domain)), DENIED)
      const good: Credentials = { kind: 'basic', name: 'editor', secret: people.editor.password }
      await assert.rejects(new Authenticator(app.domain).authenticate(good, from))
    })

    it('cost those who succeed no statement', async () => {
      const token = await tokenOf('editor', '192.0.2.7')
      const one = new Authenticator(app.domain)
      const credentials: Credentials[] = [
        { kind: 'bearer', secret: token },
        { kind: 'basic', name: 'editor', secret: token },
        { kind: 'basic', name: 'editor', secret: people.editor.password },
      ]
      const counted = async () => {
        const counts: number[] = []
        for (const credential of credentials) {
          await one.authenticate(credential, HERE)
          const work = () => one.authenticate(credential, HERE)
          counts.push(await countStatements(app.domain.database.read, work))
        }
        return counts
      }
      // The first use of a token is recorded.
      await counted()
      const before = await counted()
      // Of SQLite everything is remembered; PostgreSQL is asked for the token or user, and for what they are.
      if (database === 'sqlite') assert.deepEqual(before, [0, 0, 0])
      await transact(systemContext(app.domain), (ctx) =>
        countFailure(ctx, [passwordAttempt({ userId: 0, name: 'x' }, HERE).place]),
      )
      assert.deepEqual(await counted(), before)
    })

    it('are forgotten when they are over', async () => {
      const rows = () => app.domain.database.read.selectFrom('failed_attempt').selectAll().execute()
      assert.ok((await rows()).length > 0)
      clock.advance(2 * limits.failedLogins * limits.failedLoginMs)

      await purgeCredentials(systemContext(app.domain))
      assert.deepEqual(await rows(), [])
    })
  })
})

onEachDatabase((database) => {
  describe(`tries of somebody who is logged in, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
    })
    after(() => app.close())

    it('come in no greater number at once than one after the other', async () => {
      const system = systemContext(app.domain)
      const user = await readUser(system, { username: 'editor' })
      assert.ok(user)
      const actor = await actorOf(system.db, user.id, { by: 'session' })
      assert.ok(actor)
      const codes = (n: number) => proveSecondFactor(system, user.id, String(100_000 + n))
      const passwords = (n: number) => proveOneself(as(system, actor), `guess ${n}`)
      for (const guess of [codes, passwords]) {
        const said = await Promise.all(
          Array.from({ length: 60 }, (_, n) => guess(n).catch((error: Error) => error.message)),
        )
        const refused = said.filter((text) => typeof text === 'string' && text.startsWith('Too many'))
        assert.equal(said.length - refused.length, limits.failedLogins)
      }
    })
  })
})

describe('requests whose credentials are refused', () => {
  it('use up an allowance of their own', async () => {
    const app = await startTestApp({ database: 'sqlite', settings: { rateLimit: 20 } })
    try {
      const url = `${app.url}/rest/api/space`
      const headers = { authorization: 'Bearer wrong' }
      const statuses: number[] = []
      for (let n = 0; n < 21; n++) statuses.push((await ask({ method: 'GET', url, headers })).status)
      assert.deepEqual([...new Set(statuses)], [401, 429])
      const good = await ask({ method: 'GET', url, headers: basic('editor', people.editor.password) })
      assert.equal(good.status, 200)
    } finally {
      await app.close()
    }
  })
})
