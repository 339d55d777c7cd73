/** What is between the server and whoever is on the line: hosts, proxies, other sites, TLS, time, and the log. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { startApp } from '../../src/app.ts'
import { AppError } from '../../src/base/errors.ts'
import { createLog } from '../../src/base/log.ts'
import { limits } from '../../src/base/limits.ts'
import { readConfig } from '../../src/config.ts'
import { systemContext } from '../../src/domain/context.ts'
import { createLink } from '../../src/domain/credential/one-time-link.ts'
import { renewSecret } from '../../src/domain/site/secret.ts'
import { createUser, readUser } from '../../src/domain/user/user.ts'
import { toAppError } from '../../src/http/mount.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { startTestApp, type TestApp, type TestAppOptions } from '../support/app.ts'
import { browse } from '../support/browsing.ts'
import { credentials, people } from '../support/people.ts'
import { createDatabase } from '../support/postgres.ts'
import { ask, basic } from '../support/request.ts'

async function onSite(
  settings: TestAppOptions['settings'],
  work: (app: TestApp) => Promise<void>,
): Promise<void> {
  const app = await startTestApp({ database: 'sqlite', settings })
  try {
    await work(app)
  } finally {
    await app.close()
  }
}

describe('the wire', () => {
  it('says of JSON that it is JSON, without a charset, whoever asks and whatever comes of it', async () => {
    await onSite({}, async (app) => {
      const body = { key: 'TYPE', name: 'Type' }
      const typeOf = async (method: string, path: string, sent?: unknown) =>
        (await ask({ method, url: app.url + path, headers: credentials('admin'), body: sent })).headers[
          'content-type'
        ]
      for (const [method, path, sent] of [
        ['GET', '/rest/api/space'],
        ['GET', '/rest/api/space'],
        ['POST', '/rest/api/space', body],
        ['POST', '/rest/api/space', body],
        ['GET', '/rest/api/content/0'],
        ['GET', '/wiki/api/v2/pages/0'],
        ['GET', '/rest/api/nowhere'],
      ] as const) {
        assert.equal(await typeOf(method, path, sent), 'application/json', `${method} ${path}`)
      }
    })
  })

  it('answers for its own hosts only, once it is told which they are', async () => {
    const settings = { baseUrl: 'https://wiki.example.com', allowedHosts: 'intranet, wiki.old.example' }
    await onSite(settings, async (app) => {
      const status = async (host: string, path = '/rest/api/space') =>
        (await ask({ method: 'GET', url: app.url + path, headers: { ...credentials('admin'), host } })).status
      for (const host of [
        'wiki.example.com',
        'WIKI.example.com:443',
        'intranet:8090',
        'wiki.old.example',
        'localhost',
      ]) {
        assert.equal(await status(host), 200, host)
      }
      for (const host of ['evil.example', 'wiki.example.com.evil.example', 'example.com']) {
        assert.equal(await status(host), 421, host)
        assert.equal(await status(host, '/login.action'), 421, host)
        assert.equal(await status(host, '/nowhere'), 421, host)
      }
      assert.equal(await status('10.0.0.7', '/status'), 200)
    })
  })

  it('takes the word of a proxy only where it is named', async () => {
    const forwarded = {
      'x-forwarded-for': '198.51.100.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
    }
    const seen = async (app: TestApp) => {
      const browser = browse(app, 'proxied')
      const fields = { os_username: 'editor', os_password: people.editor.password }
      await browser.post('/dologin.action', fields, { ...forwarded, origin: 'https://evil.example' })
      const rows = await app.domain.database.read.selectFrom('session').selectAll().execute()
      return rows.find(({ agent }) => agent === 'proxied')?.address
    }
    await onSite({}, async (app) => {
      assert.equal(await seen(app), undefined, 'the origin is a foreign one')
      const { text } = await ask({
        method: 'GET',
        url: `${app.url}/rest/api/space/DEMO`,
        headers: { ...credentials('admin'), ...forwarded },
      })
      assert.doesNotMatch(text, /evil\.example/)
    })
    await onSite({ trustProxy: '127.0.0.1' }, async (app) => assert.equal(await seen(app), '198.51.100.7'))
  })

  it('takes forms at its own address behind a proxy that says nothing', async () => {
    await onSite({ baseUrl: 'https://wiki.example.com' }, async (app) => {
      const log = (origin: string) =>
        ask({
          method: 'POST',
          url: `${app.url}/dologin.action`,
          headers: { origin },
          body: new URLSearchParams({ os_username: 'editor', os_password: people.editor.password }),
        })
      assert.equal((await log('https://wiki.example.com')).status, 302)
      assert.equal((await log('https://evil.example')).status, 403)
    })
  })

  it('lets scripts of other sites in only where they are named, and never with a cookie', async () => {
    const url = (app: TestApp) => `${app.url}/rest/api/space`
    const preflight = { 'access-control-request-method': 'GET' }
    const from = (origin: string) => ({ ...credentials('admin'), origin })
    await onSite({}, async (app) => {
      const answer = await ask({ method: 'GET', url: url(app), headers: from('https://app.example.com') })
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
      const asked = { origin: 'https://app.example.com', ...preflight }
      const before = await ask({ method: 'OPTIONS', url: url(app), headers: asked })
      assert.equal(before.headers['access-control-allow-origin'], undefined)
    })
    await onSite({ corsOrigins: 'https://app.example.com' }, async (app) => {
      // Twice: the second could be an answer that was kept for a caller without an origin.
      await ask({ method: 'GET', url: url(app), headers: credentials('admin') })
      for (const _ of [1, 2]) {
        const answer = await ask({ method: 'GET', url: url(app), headers: from('https://app.example.com') })
        assert.equal(answer.status, 200)
        assert.equal(answer.headers['access-control-allow-origin'], 'https://app.example.com')
        assert.equal(answer.headers['access-control-allow-credentials'], undefined)
        assert.equal(answer.headers.vary, 'origin')
      }
      const other = await ask({ method: 'GET', url: url(app), headers: from('https://other.example.com') })
      assert.equal(other.headers['access-control-allow-origin'], undefined)
      const asked = { origin: 'https://app.example.com', ...preflight }
      const before = await ask({ method: 'OPTIONS', url: url(app), headers: asked })
      assert.equal(before.status, 204)
      assert.match(String(before.headers['access-control-allow-headers']), /authorization/)
    })
  })

  it('speaks https by itself when it is given a certificate', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-tls-'))
    const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    try {
      const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
      execFileSync('openssl', [...made, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
      await onSite({ tlsCertificate: certificate, tlsKey: key }, async (app) => {
        assert.match(app.url, /^https:/)
        const body = new URLSearchParams({
          os_username: 'editor',
          os_password: people.editor.password,
        }).toString()
        const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
          const type = { 'content-type': 'application/x-www-form-urlencoded' }
          const options = { method: 'POST', rejectUnauthorized: false, headers: type }
          const sent = httpsRequest(`${app.url}/dologin.action`, options, (answer) => {
            answer.resume()
            answer.on('end', () => resolve({ ...answer.headers, status: answer.statusCode }))
          })
          sent.on('error', reject)
          sent.end(body)
        })
        assert.equal(headers.status, 302)
        assert.match(String(headers['set-cookie']), /^__Host-JSESSIONID=.*; Secure$/)
        assert.equal(headers['strict-transport-security'], `max-age=${limits.httpsSeconds}`)
      })
      await assert.rejects(
        onSite({ tlsCertificate: join(folder, 'none.pem'), tlsKey: key }, async () => {}),
        /certificate cannot be read/,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('tells browsers to come by https as it is set up, and nobody who came without', async () => {
    const told = async (settings: Parameters<typeof onSite>[0]) => {
      let headers: (string | undefined)[] = []
      await onSite(settings, async (app) => {
        // Twice: the second answer is a kept one.
        for (const _ of [1, 2]) {
          const url = `${app.url}/rest/api/space/DEMO`
          const answer = await ask({ method: 'GET', url, headers: credentials('admin') })
          headers = [...headers, answer.headers['strict-transport-security']]
        }
      })
      return headers
    }
    const baseUrl = 'https://127.0.0.1'
    const year = `max-age=${limits.httpsSeconds}`
    assert.deepEqual(await told({ baseUrl }), [year, year])
    assert.deepEqual(await told({ baseUrl, hsts: 'off' }), [undefined, undefined])
    const [below] = await told({ baseUrl, hsts: 'subdomains' })
    assert.equal(below, `${year}; includeSubDomains`)
    const [listed] = await told({ baseUrl, hsts: 'preload' })
    assert.equal(listed, `${year}; includeSubDomains; preload`)
    assert.deepEqual(await told({ hsts: 'preload' }), [undefined, undefined])
    assert.throws(() => readConfig({ hsts: 'maybe' }, {}), /INVER_HSTS|--hsts/)
  })

  it('takes no half of a setting', () => {
    assert.throws(
      () => readConfig({ tlsCertificate: 'cert.pem' }, {}),
      /INVER_TLS_CERTIFICATE needs INVER_TLS_KEY/,
    )
    assert.throws(() => readConfig({ oidcIssuer: 'https://id.example' }, {}), /INVER_OIDC_CLIENT_ID/)
    assert.throws(
      () => readConfig({ oidcIssuer: 'http://id.example', oidcClientId: 'x' }, {}),
      /https address/,
    )
  })

  it('ends what takes too long', async () => {
    const database = await createDatabase()
    const { read, close } = openPostgres(database.url, 200)
    try {
      const slow = sql`select pg_sleep(5)`.execute(read)
      await assert.rejects(slow, (error) => error instanceof AppError && error.code === 'unavailable')
      assert.deepEqual((await sql`select 1 as one`.execute(read)).rows, [{ one: 1 }])
    } finally {
      await close()
      await database.drop()
    }
    const timeout = Object.assign(new Error('x'), { code: 'FST_ERR_HANDLER_TIMEOUT', statusCode: 503 })
    assert.equal(toAppError(timeout).code, 'unavailable')
  })

  it('guesses that come at once are counted before they are all tried', async () => {
    await onSite({}, async (app) => {
      const guesses = Array.from({ length: 60 }, (_, n) =>
        ask({ method: 'GET', url: `${app.url}/rest/api/space`, headers: basic('editor', `guess ${n}`) }),
      )
      const reasons = (await Promise.all(guesses)).map(({ headers }) => headers['x-seraph-loginreason'])
      const tried = reasons.filter((reason) => reason === 'AUTHENTICATED_FAILED').length
      assert.ok(
        tried >= limits.failedLogins && tried <= limits.failedLogins + limits.passwordHashes,
        String(tried),
      )
      // Under its other name it is the same account.
      const { headers } = await ask({
        method: 'GET',
        url: `${app.url}/rest/api/space`,
        headers: basic(people.editor.email, people.editor.password),
      })
      assert.equal(headers['x-seraph-loginreason'], 'AUTHENTICATION_DENIED')
    })
  })

  it('notes in the log who was refused what', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-log-'))
    const lines: string[] = []
    const settings = { port: 0, dataFolder: folder, adminPassword: people.admin.password }
    const app = await startApp(readConfig(settings, {}), {
      log: createLog('info', (line) => lines.push(line)),
    })
    try {
      const ctx = systemContext(app.domain)
      const { id } = await createUser(ctx, { ...people.editor, password: people.editor.password })
      const asked = async (method: string, path: string, headers: Record<string, string>) => {
        lines.length = 0
        await ask({ method, url: app.url + path, headers, body: {} })
        return lines
          .map((line) => JSON.parse(line) as Record<string, unknown>)
          .filter(({ message }) => message === 'a request was refused')
          .map(({ why, method, path, user }) => ({ why, method, path, user }))
      }
      const path = '/rest/api/admin/user'
      // Without what stands behind the question mark: it may be anything.
      assert.deepEqual(await asked('POST', `${path}?x=secret`, credentials('editor')), [
        { why: 'forbidden', method: 'POST', path, user: id },
      ])
      assert.deepEqual(await asked('POST', '/rest/api/content', credentials('editor')), [
        { why: 'bad-body', method: 'POST', path: '/rest/api/content', user: id },
      ])
      assert.deepEqual(await asked('GET', '/rest/api/content/1', credentials('editor')), [])
    } finally {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('signs with a new secret when it is told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-secret-'))
    const settings = { port: 0, dataFolder: folder, adminPassword: people.admin.password }
    const silent = { log: createLog('error', () => {}) }
    try {
      const before = await startApp(readConfig(settings, {}), silent)
      const { secret: old, siteId } = before.domain
      await renewSecret(systemContext(before.domain))
      await before.close()
      const after = await startApp(readConfig(settings, {}), silent)
      try {
        assert.notEqual(after.domain.secret, old)
        assert.equal(after.domain.secret.length, old.length)
        assert.equal(after.domain.siteId, siteId)
        const { status } = await ask({
          method: 'GET',
          url: `${after.url}/rest/api/space`,
          headers: credentials('admin'),
        })
        assert.equal(status, 200)
        const records = await after.domain.database.read
          .selectFrom('audit_record')
          .select('summary')
          .execute()
        assert.ok(records.some(({ summary }) => summary === 'Signing secret renewed'))
      } finally {
        await after.close()
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('writes no secret into the log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inver-log-'))
    const lines: string[] = []
    const password = 'the-password-of-the-admin'
    const settings = {
      port: 0,
      dataFolder: folder,
      adminPassword: password,
      oidcIssuer: 'http://127.0.0.1:9',
      oidcClientId: 'wiki',
    }
    const app = await startApp(readConfig(settings, {}), {
      log: createLog('debug', (line) => lines.push(line)),
    })
    const secrets = [password, app.domain.secret]
    try {
      const made = await ask({
        method: 'POST',
        url: `${app.url}/rest/pat/latest/tokens`,
        headers: basic('admin', password),
        body: { name: 'x' },
      })
      secrets.push((made.json as { rawToken: string }).rawToken)
      secrets.push(/JSESSIONID=([^;]+)/.exec(made.headers['set-cookie']?.[0] ?? '')?.[1] ?? 'no cookie')
      const ctx = systemContext(app.domain)
      const link = await createLink(ctx, (await readUser(ctx, { username: 'admin' }))?.id ?? 0, 'reset')
      secrets.push(link)
      await ask({ method: 'GET', url: `${app.url}/openid/login` })
      // Everything breaks: what is logged then has the address in it.
      for (const table of ['one_time_link', 'session', 'token']) {
        await app.domain.database.transact(async (db) => {
          await sql`alter table ${sql.table(table)} rename to ${sql.table(`gone_${table}`)}`.execute(db)
        })
      }
      await ask({ method: 'GET', url: `${app.url}/setpassword/${link}?x=${link}` })
      for (const secret of secrets) {
        for (const headers of [
          { authorization: `Bearer ${secret}` },
          basic('admin', secret),
          { cookie: `JSESSIONID=${secret}` },
        ]) {
          await ask({ method: 'GET', url: `${app.url}/rest/api/space`, headers })
        }
      }
    } finally {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
    assert.ok(
      lines.some((line) => line.includes('/setpassword/…')),
      lines.join('\n'),
    )
    for (const secret of secrets) {
      assert.ok(secret.length > 6)
      assert.deepEqual(
        lines.filter((line) => line.includes(secret)),
        [],
      )
    }
  })
})
