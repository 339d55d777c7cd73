/**
 * Every operation of the route tables, asked by every role about content in every state. What must be told is worked out
 * here from the rules of docs/reference/permissions.md by role and state, not from the code that decides: nobody is shown
 * a word of what they may not read (10, 30), such content looks absent, and what is refused changes nothing.
 */
import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase } from '../support/app.ts'
import { databaseDigest, watchWrites } from '../support/database-digest.ts'
import { type AskedFor, everyOperation, type Operation } from '../support/every-operation.ts'
import { type Answer, ask } from '../support/request.ts'
import {
  mayRead,
  openSecretWiki,
  type Role,
  roles,
  type SecretWiki,
  seesSpace,
  type State,
  states,
} from '../support/secret-wiki.ts'

const OPERATIONS = everyOperation()
const ACCESSES = new Set(['anyone', 'site', 'user', 'administrator'])
/** On PostgreSQL a fifth has to do, chosen by the seed: nothing differs there but the engine. */
const PART = { sqlite: 1, postgres: 5 } as const
const SEED = 20_261_120
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** One request of somebody about something. */
interface Case extends AskedFor {
  readonly operation: Operation
  readonly role: Role
  readonly state: State
}

it('every route declares whom it is for', () => {
  assert.ok(OPERATIONS.length > 400, String(OPERATIONS.length))
  const undeclared = OPERATIONS.filter(({ access }) => !ACCESSES.has(access))
  assert.deepEqual(
    undeclared.map(({ name }) => name),
    [],
  )
})

onEachDatabase((database) => {
  describe(`every operation, role and state, ${database}`, () => {
    let wiki: SecretWiki
    before(async () => {
      wiki = await openSecretWiki(database)
    })
    after(async () => {
      agent.destroy()
      await wiki.app.close()
    })

    it('the administrator is shown the words, so that their absence says something', async () => {
      const found = new Set<string>()
      const asked = casesOf(wiki, 'admin', (operation) => !operation.changes && operation.access !== 'anyone')
      for (const one of chosen(asked, PART[database])) {
        const { text } = await answerTo(wiki, one)
        for (const state of states) {
          for (const [place, word] of Object.entries(wiki.targets[state].secrets)) {
            if (text.includes(word) && !wordsOf(one).includes(word)) found.add(place)
          }
        }
      }
      const places = Object.keys(wiki.targets.current.secrets).filter((place) => !found.has(place))
      assert.ok(places.length <= (PART[database] === 1 ? 0 : 3), `never shown: ${places.join()}`)
    })

    for (const role of roles.filter((one) => one !== 'admin')) {
      it(`${role} is told what the rules say and changes nothing that they refuse`, async () => {
        const asked = chosen(
          casesOf(wiki, role, ({ changes }) => !changes),
          PART[database],
        )
        const refused = chosen(
          casesOf(wiki, role, (operation) => operation.changes),
          PART[database],
        ).filter((one) => isRefusedChange(one))
        const problems: string[] = []
        for (const one of asked) problems.push(...problemsOf(wiki, one, await answerTo(wiki, one)))
        problems.push(...(await refusedChanges(wiki, refused)))
        assert.equal([...new Set(problems)].join('\n'), '')
      })
    }
  })
})

/** The requests of a role: about every state what is about content, about both spaces what is about spaces. */
function casesOf(wiki: SecretWiki, role: Role, isWanted: (operation: Operation) => boolean): Case[] {
  const seen = new Set<string>()
  return OPERATIONS.filter(isWanted).flatMap((operation) => {
    const wanted: readonly State[] = operation.about === 'space' ? ['current', 'other'] : states
    return wanted.flatMap((state) =>
      operation.requests(wiki.targets[state]).flatMap((request) => {
        const name = `${operation.name} ${request.path} ${JSON.stringify(request.body)}`
        if (seen.has(name)) return []
        seen.add(name)
        return [{ ...request, operation, role, state }]
      }),
    )
  })
}

/** One of `part`, the same ones at every run. */
function chosen(cases: Case[], part: number): Case[] {
  let random = SEED
  return cases.filter(() => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
    return (random >>> 8) % part === 0
  })
}

function answerTo(wiki: SecretWiki, { operation, role, path, body, headers }: Case): Promise<Answer> {
  return ask({
    method: operation.method,
    url: wiki.app.url + path,
    agent,
    headers: { 'x-atlassian-token': 'no-check', ...wiki.headersOf(role), ...headers },
    body,
  })
}

/** Whether a change is one that the rules refuse to this role whatever its body says. */
function isRefusedChange({ operation, role, state }: Case): boolean {
  if (operation.access === 'anyone') return false
  if (role === 'expired') return true
  if (role === 'anonymous' && operation.access !== 'site') return true
  if (operation.access === 'administrator') return role !== 'manager'
  if (role === 'readScoped') return operation.about !== 'site'
  if (operation.about === 'content') {
    if (!mayRead(role, state)) return true
    // Rule 9: what is archived is brought back or removed, and nothing else.
    if (
      state === 'archived' &&
      !/watch|notification|like|relation|DELETE|remove|archive|restore/i.test(operation.name)
    )
      return true
    return (
      role === 'reader' && state === 'current' && !/watch|notification|like|relation/i.test(operation.name)
    )
  }
  // Rule 45: the space is seen, and neither changed nor administered; pages are made in it.
  if (operation.about === 'space' && role === 'treeScoped') return !/watch|page/i.test(operation.name)
  if (operation.about === 'space')
    return !seesSpace(role, state) || (role === 'reader' && !/watch/i.test(operation.name))
  return false
}

function problemsOf(wiki: SecretWiki, one: Case, answer: Answer): string[] {
  const { operation, role, state } = one
  const said = `${role}, ${state}: ${operation.name} ${one.path} answered ${answer.status}`
  const problems = leaks(wiki, one, answer).map((word) => `${said} and told ${word}`)
  if (!isGuarded(answer)) problems.push(`${said} without the headers that every answer carries`)
  if (answer.status >= 500 && answer.status !== 501) problems.push(`${said}: ${answer.text.slice(0, 200)}`)
  const isHidden =
    operation.about === 'content'
      ? !mayRead(role, state)
      : operation.about === 'space' && !seesSpace(role, state)
  if (role === 'expired' && operation.access !== 'anyone' && !isRefused(answer))
    problems.push(`${said}: not refused`)
  else if (isHidden && operation.access !== 'anyone' && answer.status < 300 && !isEmptyList(answer)) {
    problems.push(`${said}: not refused: ${answer.text.slice(0, 160).replace(/\s+/g, ' ')}`)
  } else if (isOpen(one) && [401, 403].includes(answer.status))
    problems.push(`${said}, though the rules allow it`)
  return problems
}

/** Whatever the answer is, a browser takes it for nothing else, frames it nowhere else and tells nobody of its address. */
function isGuarded({ headers }: Answer): boolean {
  const policy = String(headers['content-security-policy'])
  const isConfined = /default-src 'none'/.test(policy) && /frame-ancestors '(none|self)'/.test(policy)
  return (
    headers['x-content-type-options'] === 'nosniff' &&
    headers['referrer-policy'] === 'same-origin' &&
    /\b(no-store|no-cache|immutable)\b/.test(String(headers['cache-control'])) &&
    isConfined
  )
}

/** What is for some of the readers only: the rights of others, and the trash (rules 20 and 29). */
const RESERVED = /permission|restriction\/byOperation|trash/i

/** Whether the rules let this role read what is asked for. */
function isOpen({ operation, role, state }: Case): boolean {
  if (role === 'expired' || operation.access !== 'site' || RESERVED.test(operation.name)) return false
  if (operation.about === 'content') return mayRead(role, state)
  return operation.about === 'space' && seesSpace(role, state)
}

/** The secret words in an answer that this role may not read, apart from those that the request named itself. */
function leaks(wiki: SecretWiki, one: Case, answer: Answer): string[] {
  const named = wordsOf(one)
  const told = `${answer.text} ${String(answer.headers.location ?? '')} ${String(answer.headers['content-disposition'] ?? '')}`
  // Rule 8: what is in the trash is shown to those who ask for that status, and in the list of the trash.
  const asksForTrash = /status=|trash/i.test(`${one.path} ${one.operation.name}`)
  return states
    .filter(
      (state) =>
        !mayRead(one.role, state) || (state === 'trashed' && !asksForTrash && one.state !== 'trashed'),
    )
    .flatMap((state) => Object.values(wiki.targets[state].secrets))
    .filter((word) => told.includes(word) && !named.includes(word))
}

function wordsOf({ path, body }: AskedFor): string {
  return `${path} ${body instanceof URLSearchParams || typeof body === 'string' ? String(body) : JSON.stringify(body)}`
}

function isRefused({ status, headers }: Answer): boolean {
  const isSentToLogIn = status === 302 && /\/login\.action/.test(headers.location ?? '')
  return [401, 403, 404].includes(status) || isSentToLogIn
}

/** Lists hold nothing of what may not be read, and that is no refusal (rule 10). */
function isEmptyList({ json, text }: Answer): boolean {
  if (json === null || typeof json !== 'object') return text === '' || text === 'false'
  if (Array.isArray(json)) return json.length === 0
  const lists = Object.values(json).filter((value) => Array.isArray(value))
  return lists.length > 0 && lists.every((list) => list.length === 0)
}

/** Try them all; none may succeed, and the database stays as it is. */
async function refusedChanges(wiki: SecretWiki, cases: readonly Case[]): Promise<string[]> {
  const problems: string[] = []
  const writes = wiki.app.domain.database.engine === 'sqlite' ? watchWrites(wiki.app) : undefined
  let digest = await databaseDigest(wiki.app)
  for (const one of cases) {
    const answer = await answerTo(wiki, one)
    const said = `${one.role}, ${one.state}: ${one.operation.name} ${one.path} answered ${answer.status}`
    problems.push(...leaks(wiki, one, answer).map((word) => `${said} and told ${word}`))
    if (answer.status < 300) problems.push(`${said}: not refused: ${answer.text.slice(0, 160)}`)
    if (!writes?.wasWritten()) continue
    const now = await databaseDigest(wiki.app)
    if (now !== digest) problems.push(`${said} and changed something`)
    digest = now
  }
  writes?.close()
  if (!writes && (await databaseDigest(wiki.app)) !== digest) problems.push('something was changed')
  return problems
}
