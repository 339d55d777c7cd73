/**
 * What is hidden has no influence on what is shown (rule 10). Every operation that reads is asked, then much is made that
 * whoever asks may not read, with words, labels and names that fit into every list of what they may, and every operation
 * is asked again: nothing has become more, moved to another place or changed its number.
 */
import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase } from '../support/app.ts'
import { type AskedFor, everyOperation, type Operation } from '../support/every-operation.ts'
import { macrosAbout } from '../support/list-macros.ts'
import { ask } from '../support/request.ts'
import { COMMON, openSecretWiki, type Role, type SecretWiki } from '../support/secret-wiki.ts'

const ROLES = { sqlite: ['anonymous', 'reader', 'keeper', 'manager'], postgres: ['keeper'] } as const
/** Who looked and how often, which asking itself changes; and for administrators how much there is. */
const COUNTING = /analytics|activity|recentlyviewed|metrics/i
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

onEachDatabase((database) => {
  describe(`what is hidden changes no answer, ${database}`, () => {
    let wiki: SecretWiki
    before(async () => {
      wiki = await openSecretWiki(database)
      await wiki.send('admin', 'PUT', '/rest/api/space/OPEN/permissions/anonymous/grant', [
        { targetType: 'space', operationKey: 'read' },
      ])
    })
    after(async () => {
      agent.destroy()
      await wiki.app.close()
    })

    it('to any operation that reads', async () => {
      const questions = [...questionsAbout(wiki), ...(await macrosInto(wiki))]
      assert.ok(questions.length > 300, String(questions.length))
      const answersTo = async (role: Role) => {
        const answers: string[] = []
        for (const [operation, asked] of questions) answers.push(await answerTo(wiki, role, operation, asked))
        return answers
      }
      const first = new Map<Role, string[]>()
      for (const role of ROLES[database]) {
        await answersTo(role)
        first.set(role, await answersTo(role))
        assert.match(first.get(role)?.at(-1) ?? '', /^200 .*zqcurrenttitle/s, 'the macros show something')
      }
      await hideMuch(wiki)
      const problems = new Set<string>()
      for (const role of ROLES[database]) {
        for (const [i, said] of (await answersTo(role)).entries()) {
          const [operation, { path }] = questions[i] ?? assert.fail()
          const before = first.get(role)?.[i] ?? ''
          if (said !== before) problems.add(`${role} ${operation.name} ${path}: ${differing(before, said)}`)
        }
      }
      assert.equal([...problems].join('\n'), '')
    })
  })
})

/** What reads, about a page that everybody may read and the space that it stands in. */
function questionsAbout(wiki: SecretWiki): [Operation, AskedFor][] {
  return everyOperation()
    .filter(({ changes, name }) => !changes && !COUNTING.test(name))
    .flatMap((operation) =>
      operation.requests(wiki.targets.current).map((asked): [Operation, AskedFor] => [operation, asked]),
    )
}

/** The same of a page full of macros that show other content. */
async function macrosInto(wiki: SecretWiki): Promise<[Operation, AskedFor][]> {
  const storage = { value: macrosAbout(wiki, 'current'), representation: 'storage' }
  const page = { type: 'page', title: 'Lobby', space: { key: 'OPEN' }, body: { storage } }
  const { id } = (await wiki.send('admin', 'POST', '/rest/api/content', page)).json as Made
  const read = everyOperation().find(({ name }) => name.endsWith(' GET /content/{id}')) ?? assert.fail()
  return ['body.view', 'body.export_view', 'body.styled_view'].map((shown): [Operation, AskedFor] => [
    read,
    { path: `/rest/api/content/${id}?expand=${shown}` },
  ])
}

async function answerTo(
  wiki: SecretWiki,
  role: Role,
  { method }: Operation,
  { path, body, headers }: AskedFor,
): Promise<string> {
  const all = { 'x-atlassian-token': 'no-check', ...wiki.headersOf(role), ...headers }
  const answer = await ask({ method, url: wiki.app.url + path, agent, headers: all, body })
  return `${answer.status} ${answer.headers.location ?? ''} ${answer.text}`
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)/g, '<time>')
    .replaceAll(/"(searchDuration|elapsedTime|time|lastSeen|currentTime)":\d+/g, '"$1":0')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g, '<uuid>')
    .replaceAll(/(nonce-|nonce="|name="atl_token" value="|content="csrf-)[\w+/=-]+/g, '$1')
}

function differing(before: string, after: string): string {
  let at = 0
  while (before[at] === after[at]) at += 1
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 120).replaceAll(/\s+/g, ' ')
  return `\n  before: ${around(before)}\n  after: ${around(after)}`
}

type Made = { id: string }

/** Below the page and beside it, in its space and in another one: with the words, labels and files of what is open. */
async function hideMuch(wiki: SecretWiki): Promise<void> {
  const { page, secrets, spaceKey } = wiki.targets.current
  const send = async (method: string, path: string, body?: unknown) =>
    (await wiki.send('admin', method, path, body)).json as Made
  const words = Object.values(secrets).join(' ')
  const task =
    `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>` +
    `<ac:task-body>${words} <ac:link><ri:user ri:username="reader" /></ac:link></ac:task-body></ac:task></ac:task-list>`
  const storage = { value: `<p>${COMMON} ${COMMON} ${words}</p>${task}`, representation: 'storage' }
  const make = async (title: string, more: object) => {
    const made = await send('POST', '/rest/api/content', { type: 'page', title, body: { storage }, ...more })
    return made.id
  }
  const fill = async (id: string) => {
    await send('POST', `/rest/api/content/${id}/label`, [
      { prefix: 'global', name: secrets.label },
      { prefix: 'global', name: 'hidden-label' },
    ])
    await send('POST', `/rest/api/content/${id}/property`, { key: 'secret', value: words })
    const form = new FormData()
    form.set('file', new Blob([`${COMMON} ${words}`], { type: 'text/plain' }), `${secrets.file}.txt`)
    await send('POST', `/rest/api/content/${id}/child/attachment`, form)
    await send('POST', '/rest/api/content', {
      type: 'comment',
      container: { id, type: 'page' },
      body: { storage },
    })
    await send('POST', `/rest/likes/1.0/content/${id}/likes`)
  }
  await send('POST', '/rest/api/space/_private', { key: 'AHIDDEN', name: 'A hidden space' })
  await fill(await make('Aardvark apart', { space: { key: 'AHIDDEN' } }))
  await make('Aardvark draft', { space: { key: spaceKey }, status: 'draft' })
  for (const [i, place] of [{ ancestors: [{ id: page }] }, {}, {}].entries()) {
    const id = await make(`Aardvark ${i}`, { space: { key: spaceKey }, ...place })
    await send('PUT', `/rest/experimental/content/${id}/restriction`, [
      { operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
    ])
    await fill(id)
    // Pages below one that is removed would stay, and open to all (rule 17).
    if (i === 2) await send('DELETE', `/rest/api/content/${id}`)
    else await fill(await make(`Aardvark below ${i}`, { space: { key: spaceKey }, ancestors: [{ id }] }))
  }
}
