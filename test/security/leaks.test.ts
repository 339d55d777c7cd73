/**
 * Content that is hidden from somebody is not told to them by another page’s macros and links, by the number of what a
 * search finds, nor by the older doors (rules 7, 8, 10 and 30 of docs/reference/permissions.md).
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase } from '../support/app.ts'
import { macrosAbout } from '../support/list-macros.ts'
import { type Answer, ask } from '../support/request.ts'
import {
  COMMON,
  mayRead,
  openSecretWiki,
  type Role,
  roles,
  type SecretWiki,
  type State,
  states,
} from '../support/secret-wiki.ts'

/** Who reads the page with the macros. Those who see everything do so first: what was made for them must not be kept for others. */
const READERS = ['admin', 'keeper', 'reader', 'stranger', 'anonymous'] as const
const BODIES = ['view', 'export_view', 'editor']

onEachDatabase((database) => {
  describe(`what is hidden stays so, ${database}`, () => {
    let wiki: SecretWiki
    let lobby: Record<State, string>
    before(async () => {
      wiki = await openSecretWiki(database)
      lobby = await openLobby(wiki)
    })
    after(() => wiki.app.close())

    // The pages are slow on purpose; what the other engine could change is seen with two readers.
    for (const role of database === 'sqlite' ? READERS : READERS.slice(-2)) {
      it(`macros and links of a page that ${role} reads tell nothing of what is hidden`, async () => {
        const expand = BODIES.map((name) => `body.${name}`).join()
        // Titles, names of files and labels stand on these pages, since their author wrote them there.
        const named = states.map((state) => macrosAbout(wiki, state)).join('')
        let shown = 0
        for (const state of states) {
          const id = lobby[state]
          const paths = [
            `/rest/api/content/${id}?expand=${expand}`,
            `/pages/viewpage.action?pageId=${id}`,
            `/exportword?pageId=${id}`,
            `/rest/masterdetail/1.0/detailssummary/lines?cql=space%3D${wiki.targets[state].spaceKey}&spaceKey=${wiki.targets[state].spaceKey}&contentId=${id}`,
          ]
          for (const path of paths) {
            const answer = await get(wiki, role, path)
            if (path.includes('expand=')) assert.equal(answer.status, 200, answer.text)
            tellsNothing(wiki, role, answer, named)
            if (answer.text.includes(wiki.targets.current.secrets.body)) shown += 1
          }
        }
        // The macros do work, so that silence means something.
        assert.equal(shown > 0, mayRead(role, 'current'), String(shown))
      })
    }

    for (const role of roles.filter((one) => one !== 'expired' && one !== 'admin' && one !== 'readScoped')) {
      it(`searches of ${role} neither find nor count what is hidden`, async () => {
        for (const state of states) {
          const { secrets, page, spaceKey } = wiki.targets[state]
          const mayFind = mayRead(role, state) && state !== 'trashed'
          const words = ['body', 'comment', 'bytes', 'task', 'label'] as const
          const queries = words.map((word) =>
            word === 'label' ? `label = "${secrets.label}"` : `text ~ "${secrets[word]}"`,
          )
          queries.push(
            `id = ${page}`,
            `title ~ "${secrets.title}"`,
            `ancestor = ${page}`,
            `container = ${page}`,
            `macro = excerpt and space = "${spaceKey}" and text ~ "${secrets.body}"`,
          )
          for (const cql of queries) {
            for (const door of ['/rest/api/content/search', '/rest/api/search', '/wiki/rest/api/search']) {
              const answer = await get(wiki, role, `${door}?cql=${encodeURIComponent(cql)}&expand=body.view`)
              if (answer.status >= 400) continue
              const { totalSize, size, results } = answer.json as {
                totalSize?: number
                size: number
                results: unknown[]
              }
              if (mayFind) continue
              assert.deepEqual(
                [totalSize ?? 0, size, results.length],
                [0, 0, 0],
                `${role} ${state} ${door} ${cql}`,
              )
            }
          }
        }
        const all = await get(
          wiki,
          role,
          `/rest/api/search?cql=${encodeURIComponent(`text ~ "${COMMON}"`)}&limit=100`,
        )
        tellsNothing(wiki, role, all, states.map((state) => macrosAbout(wiki, state)).join(''))
        const found = all.json as { totalSize: number; results: unknown[] } | undefined
        if (all.status === 200) assert.equal(found?.totalSize, found?.results.length)
      })
    }

    it('the XML-RPC door hides the same', async () => {
      const calls = [
        'getPage',
        'getPageSummary',
        'getChildren',
        'getAncestors',
        'getPageHistory',
        'getComments',
        'getAttachments',
        'getLabelsById',
        'getContentPermissionSets',
      ]
      for (const role of ['stranger', 'reader', 'keeper', 'apartScoped'] as const) {
        for (const state of states) {
          for (const name of calls) {
            const body = `<methodCall><methodName>confluence2.${name}</methodName><params><param><value></value></param><param><value>${wiki.targets[state].page}</value></param></params></methodCall>`
            const headers = { ...wiki.headersOf(role), 'content-type': 'text/xml' }
            const answer = await ask({ method: 'POST', url: `${wiki.app.url}/rpc/xmlrpc`, headers, body })
            if (!mayRead(role, state)) assert.match(answer.text, /<fault>/, `${role} ${state} ${name}`)
            tellsNothing(wiki, role, answer, body)
          }
        }
      }
    })
  })
})

/** A space that everybody reads, with a page of macros about each of the targets. */
async function openLobby(wiki: SecretWiki): Promise<Record<State, string>> {
  await wiki.send('admin', 'POST', '/rest/api/space', { key: 'LOBBY', name: 'Lobby' })
  await wiki.send('admin', 'PUT', '/rest/api/space/LOBBY/permissions/anonymous/grant', [
    { targetType: 'space', operationKey: 'read' },
  ])
  for (const name of ['reader', 'stranger', 'keeper'] as const) await letSee(wiki, name)
  const ids: Partial<Record<State, string>> = {}
  for (const state of states) {
    const { json } = await wiki.send('admin', 'POST', '/rest/api/content', {
      type: 'page',
      title: `Lobby ${state}`,
      space: { key: 'LOBBY' },
      body: { storage: { value: macrosAbout(wiki, state), representation: 'storage' } },
    })
    ids[state] = (json as { id: string }).id
  }
  return ids as Record<State, string>
}

/** Whoever may use the site without a log-in sees it; a user needs a permission of their own only where that one does not count. */
async function letSee(wiki: SecretWiki, name: 'reader' | 'stranger' | 'keeper'): Promise<void> {
  const { json } = await wiki.send('admin', 'GET', `/rest/api/user?username=${name}`)
  const { userKey } = json as { userKey: string }
  await wiki.send('admin', 'PUT', `/rest/api/space/LOBBY/permissions/user/${userKey}/grant`, [
    { targetType: 'space', operationKey: 'read' },
  ])
}

function get(wiki: SecretWiki, role: Role, path: string): Promise<Answer> {
  return ask({ method: 'GET', url: wiki.app.url + path, headers: wiki.headersOf(role) })
}

/** No word of what this role may not read, apart from those that are in what was asked. */
function tellsNothing(wiki: SecretWiki, role: Role, { text }: Answer, named: string): void {
  for (const state of states.filter((one) => !mayRead(role, one))) {
    for (const word of Object.values(wiki.targets[state].secrets)) {
      if (!text.includes(word) || named.includes(word)) continue
      const at = text.indexOf(word)
      assert.fail(`${role} is told ${word}: ${text.slice(Math.max(0, at - 300), at + 100)}`)
    }
  }
}
