/** Three programs, each as its time wrote it, do their evening's work on one page, one after the other and unchanged. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { as, systemContext } from '../../src/domain/context.ts'
import { createToken } from '../../src/domain/credential/token.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { pythonHere } from '../documents/python.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { mismatches } from '../support/match.ts'
import { credentials, people } from '../support/people.ts'
import { ask } from '../support/request.ts'
import { runScript } from './python.ts'

const python = pythonHere()

async function apiToken(app: TestApp): Promise<string> {
  const ctx = systemContext(app.domain)
  const user = await readUser(ctx, { username: people.editor.username })
  assert.ok(user)
  return (await createToken(as(ctx, ctx.actor), { userId: user.id, name: 'script' })).secret
}

onEachDatabase((database) => {
  describe(`a script of each generation, ${database}`, () => {
    it('does its work without a change', { skip: 'missing' in python && python.missing }, async () => {
      const app = await startTestApp({ database })
      try {
        const login = {
          SITE: app.url,
          WIKI_USER: people.editor.username,
          WIKI_PASSWORD: people.editor.password,
        }
        const of2010 = await runScript('script_2010', login)
        const of2014 = await runScript('script_2014', login)
        const of2024 = await runScript('script_2024', {
          SITE: app.url,
          WIKI_EMAIL: people.editor.email,
          WIKI_TOKEN: await apiToken(app),
        })
        const problems = [
          ...mismatches(of2010, {
            id: /^\d+$/,
            version: '2',
            current: 'true',
            labels: ['nightly'],
            markup: /^h1\. Nightly builds\n\n\|\|Build\|\|Result\|\|Log\|\|\n(\|[^\n]*\|\n){2}$/,
            storage: /^<h1>Nightly builds<\/h1><table.*(<tr>.*){3}<\/table>\n$/s,
            found: ['Nightly builds'],
            modified: /^\d{8}T\d{2}:\d{2}:\d{2}$/,
            url: `${app.url}/display/DEMO/Nightly+builds`,
          }),
          ...mismatches(of2014, {
            id: of2010.id,
            user: 'editor',
            key: /^[0-9a-f]{32}$/,
            version: 3,
            value: /(<tr>.*){4}/s,
            stale: { status: 409, message: /^Version must be incremented on update. Current version is: 3$/ },
            attached: 'log3.txt',
            parent: of2010.id,
            children: ['Build 3'],
            view: /<td/,
            found: ['Nightly builds'],
            link: `${app.url}/display/DEMO/Nightly+builds`,
          }),
          ...mismatches(of2024, {
            account: /./,
            version: 4,
            message: 'build 4',
            by: of2024.account,
            attached: /^att\d+$/,
            labels: ['cloud', 'nightly', 'rest'],
            property: { number: 4 },
            editors: [of2024.account],
            files: ['log2.txt', 'log3.txt', 'log4.txt'],
            spaces: ['DEMO'],
          }),
        ]
        assert.equal(problems.join('\n'), '')
        const shown = await ask({
          method: 'GET',
          url: `${app.url}/display/DEMO/Nightly+builds`,
          headers: credentials('editor'),
        })
        for (const part of ['Nightly builds', people.editor.displayName, 'log4.txt', 'failed', 'Seen.']) {
          assert.ok(shown.text.includes(part), `the page shows ${part}`)
        }
      } finally {
        await app.close()
      }
    })
  })
})
