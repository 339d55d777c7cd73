/** The Python programs of the documents, run as they are (programs/*.py) against every root they are about. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { anyId, anyString, anyTime, anything, including, mismatches, valueAt } from '../support/match.ts'
import { people } from '../support/people.ts'
import { pythonHere, runProgram, type Libraries } from './python.ts'
import { makeContent, makeSpace, makeToken, page, readJson } from './site.ts'

const python = pythonHere()
const { username, email, password } = people.admin

function assertContains(actual: unknown, expected: unknown): void {
  assert.equal(mismatches(actual, expected).join('\n'), '')
}

onEachDatabase((database) => {
  describe(
    `the documents' Python programs, ${database}`,
    { skip: 'missing' in python && python.missing },
    () => {
      let app: TestApp
      let folder: string
      before(async () => {
        app = await startTestApp({ database })
        folder = mkdtempSync(join(tmpdir(), 'inver-documents-'))
      })
      after(async () => {
        rmSync(folder, { recursive: true, force: true })
        await app.close()
      })

      for (const libraries of 'missing' in python ? [] : python.libraries) {
        describe(`with ${libraries} libraries`, () => {
          treeBot(libraries)
          comment(libraries)
          harvest(libraries)
          changeLog(libraries)
        })
      }

      function treeBot(libraries: Libraries): void {
        for (const root of ['', '/confluence']) {
          for (const login of ['form', 'basic']) {
            it(`the bot walks a personal space at ${root || '/'} after a ${login} log-in`, async () => {
              const owner = `bot${libraries.slice(0, 2)}${root.length}${login}`
              const space = await makeSpace(app, `~${owner}`, 'Automation')
              const first = await makeContent(
                app,
                page(space.key, 'First & last', '<p>1</p>', space.homepage),
              )
              const second = await makeContent(
                app,
                page(space.key, 'Zweite Seite', '<p>2</p>', space.homepage),
              )
              const file = join(folder, `${owner}.txt`)
              writeFileSync(file, '<p>line one\\r\\nline two – ünï</p>')
              const base = app.url + root
              const printed = await runProgram('tree_bot', libraries, {
                BASE_URL: base,
                LOGIN: login,
                USERNAME: username,
                PASSWORD: password,
                HOME_PAGE: space.homepage,
                SPACE_KEY: space.key,
                FILE: file,
                TITLE: 'Posted by the bot',
              })
              assertContains(printed, {
                here: /^\/(display|pages)\//,
                branch: new RegExp(`^${base}/rest/api/content/${space.homepage}/child/page`),
                found: [
                  { id: first['id'], title: 'First & last', post: `${base}/rest/api/content/${first['id']}` },
                  {
                    id: second['id'],
                    title: 'Zweite Seite',
                    post: `${base}/rest/api/content/${second['id']}`,
                  },
                ],
                visited: [200, 200],
                reread: ['First & last', 'Zweite Seite'],
                posted: 200,
                answer: {
                  id: anyId,
                  type: 'page',
                  title: 'Posted by the bot',
                  body: {
                    storage: { value: '<p>line one<br/>line two – ünï</p>', representation: 'storage' },
                  },
                  space: { key: space.key },
                  version: { number: 1, by: { username } },
                  _links: { base, webui: anyString },
                },
              })
              assert.equal(typeof valueAt(printed, 'answer.space.id'), 'number')
            })
          }
        }
      }

      function comment(libraries: Libraries): void {
        for (const root of ['/wiki', '', '/confluence']) {
          it(`a page found by its title is commented on at ${root || '/'}`, async () => {
            const key = `COM${libraries.slice(0, 2)}${root.length}`
            await makeSpace(app, key, 'Comments')
            const title = `Page title to comment on ${key}`
            const made = await makeContent(app, page(key, title, '<p>Say something</p>'))
            const base = app.url + root
            const printed = await runProgram('comment', libraries, {
              BASE_URL: base,
              USERNAME: username,
              PASSWORD: password,
              TITLE: title,
            })
            assertContains(printed, {
              found: 200,
              page: { id: made['id'], title, _expandable: { container: anything, space: anyString } },
              made: 200,
              answer: {
                id: anyId,
                type: 'comment',
                body: { storage: { value: '<p>A new comment</p>' } },
                container: { id: made['id'], type: 'page', title },
              },
            })
            const comments = await readJson(
              app,
              `/rest/api/content/${made['id']}/child/comment?expand=body.storage`,
            )
            assertContains(comments, { size: 1, results: [{ id: valueAt(printed, 'answer.id') }] })
          })
        }
      }

      function harvest(libraries: Libraries): void {
        it('users and pages are harvested from the second API', async () => {
          const key = `ENG${libraries.slice(0, 2)}`
          const space = await makeSpace(app, key, 'Engineering')
          const made = await makeContent(app, page(key, 'Zeitplan', '<p>Ü</p>', space.homepage))
          const printed = await runProgram('harvest', libraries, {
            SITE: app.url,
            EMAIL: email,
            TOKEN: await makeToken(app),
            SPACE_KEY: key,
          })
          const user = { accountId: anyString, displayName: anyString }
          assertContains(printed, {
            users: { status: 200, answer: { results: including({ ...user, email }), _links: anything } },
            users_from_1: { status: 200, answer: { results: [user] } },
            one_user: {
              status: 200,
              answer: { results: [{ accountId: valueAt(printed, 'users.answer.results[0].accountId') }] },
            },
            pages: {
              status: 200,
              answer: {
                results: [
                  { id: space.homepage },
                  {
                    id: made['id'],
                    title: 'Zeitplan',
                    status: 'current',
                    parentId: space.homepage,
                    spaceId: anyId,
                    body: { storage: { representation: 'storage', value: '<p>Ü</p>' } },
                    version: { number: 1, createdAt: anyTime },
                    space: { key },
                    history: anything,
                  },
                ],
                _links: { base: `${app.url}/wiki` },
              },
            },
            pages_from_1: { status: 200, answer: { results: [{ id: made['id'] }] } },
            refused: 401,
          })
          const second = valueAt(printed, 'users.answer.results[1].accountId')
          assert.equal(valueAt(printed, 'users_from_1.answer.results[0].accountId'), second)
        })
      }

      function changeLog(libraries: Libraries): void {
        for (const root of ['', '/confluence']) {
          it(`the change log gets its row at ${root || '/'} and keeps the rest of the page`, async () => {
            const key = `LOG${libraries.slice(0, 2)}${root.length}`
            const space = await makeSpace(app, key, 'Configuration')
            const parent = await makeContent(app, page(key, 'Build agents', '<p>Above</p>', space.homepage))
            const made = await makeContent(app, page(key, 'Change log', LOG, parent['id'] as string))
            const base = app.url + root
            const columns = ['2026-11-20', 'Ægir', 'More memory & disk', 'builds < 5 minutes']
            const printed = await runProgram('change_log', libraries, {
              BASE_URL: base,
              USERNAME: username,
              PASSWORD: password,
              WEB_PATH: `/display/${key}/Change+log`,
              COLUMNS_JSON: JSON.stringify(columns),
            })
            assertContains(printed, {
              page_id: Number(made['id']),
              title: 'Change log',
              version: 2,
              parent: { id: parent['id'], type: 'page', title: 'Build agents' },
              answer: {
                id: made['id'],
                version: { number: 2 },
                ancestors: [{ id: space.homepage }, { id: parent['id'] }],
              },
            })
            const after = await readJson(app, `/rest/api/content/${made['id']}?expand=body.storage,ancestors`)
            const storage = valueAt(after, 'body.storage.value') as string
            assert.deepEqual(tables(storage), [
              [
                ['Column', 'Meaning'],
                ['When', 'The day of the change'],
              ],
              [
                ['When', 'Who', 'What', 'Why'],
                columns,
                ['2026-11-01', 'Admin', 'Agent 1 & 2 set up', 'Start'],
              ],
            ])
            for (const kept of KEPT) assert.match(storage, kept)
            const before = await readJson(
              app,
              `/rest/api/content/${made['id']}?status=historical&version=1&expand=body.storage`,
            )
            assert.equal(valueAt(before, 'body.storage.value'), LOG)
          })
        }
      }
    },
  )
})

const LOG =
  '<p>Look <ac:link><ri:page ri:content-title="Build agents" /><ac:plain-text-link-body><![CDATA[up]]></ac:plain-text-link-body></ac:link>' +
  ' or <a href="https://example.org/?a=1&amp;b=2">away</a>.&nbsp;Naïve – yes.</p>' +
  '<p><ac:structured-macro ac:name="cheese" /></p>' +
  '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">Mind</ac:parameter>' +
  '<ac:rich-text-body><p>Newest <strong>on top</strong></p></ac:rich-text-body></ac:structured-macro>' +
  '<table><tbody><tr><th>Column</th><th>Meaning</th></tr><tr><td>When</td><td>The day of the change</td></tr></tbody></table>' +
  '<h2>Log</h2>' +
  '<table><tbody><tr><th>When</th><th>Who</th><th>What</th><th>Why</th></tr>' +
  '<tr><td>2026-11-01</td><td>Admin</td><td>Agent 1 &amp; 2 set up</td><td>Start</td></tr></tbody></table>'

/** What the round trip through view must not lose. */
const KEPT = [
  /<ac:structured-macro [^>]*ac:name="cheese"/,
  /<ac:structured-macro [^>]*ac:name="info"[\s\S]*<ac:parameter ac:name="title">Mind<\/ac:parameter>[\s\S]*<strong>on top<\/strong>/,
  /<ac:link[^>]*>\s*<ri:page [^>]*ri:content-title="Build agents"[\s\S]*up/,
  /<a href="https:\/\/example\.org\/\?a=1&amp;b=2"[^>]*>away<\/a>/,
  /Na(ï|&iuml;|&#239;)ve/,
  /<h2[^>]*>Log<\/h2>/,
]

/** The texts of all tables in storage format: tables of rows of cells. */
function tables(storage: string): string[][][] {
  const inner = (text: string, tag: string) =>
    [...text.matchAll(new RegExp(`<(?:${tag})(?: [^>]*)?>([\\s\\S]*?)</(?:${tag})>`, 'g'))].map(
      ([, found = '']) => found,
    )
  const plain = (html: string) =>
    html
      .replace(/<[^>]*>/g, '')
      .replaceAll('&AElig;', 'Æ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .trim()
  return inner(storage, 'table').map((table) =>
    inner(table, 'tr').map((row) => inner(row, 'th|td').map(plain)),
  )
}
