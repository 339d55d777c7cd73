/**
 * Rule 30: what may not be read looks absent, in the same words as what never was. Every operation of the route tables is
 * asked about something that is hidden from whoever asks, and about something that there is not; the two answers are the
 * same but for the names that the request itself gave.
 */
import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase } from '../support/app.ts'
import { type AskedFor, everyOperation, type Operation } from '../support/every-operation.ts'
import { type Answer, ask } from '../support/request.ts'
import {
  mayRead,
  openSecretWiki,
  type Role,
  type SecretWiki,
  seesSpace,
  states,
  type Target,
} from '../support/secret-wiki.ts'

/** Those with the most rights that do not reach what is hidden: on the space, on the site, and on all but its place. */
const ROLES = { sqlite: ['anonymous', 'keeper', 'manager', 'apartScoped'], postgres: ['keeper'] } as const
/** On PostgreSQL the same code answers: some of the requests have to do. */
const STATES = { sqlite: states, postgres: ['restricted', 'other'] } as const
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

onEachDatabase((database) => {
  describe(`what is hidden looks absent, ${database}`, () => {
    let wiki: SecretWiki
    before(async () => {
      wiki = await openSecretWiki(database)
    })
    after(async () => {
      agent.destroy()
      await wiki.app.close()
    })

    for (const role of ROLES[database]) {
      it(`to ${role}`, async () => {
        const problems = new Set<string>()
        let compared = 0
        for (const state of STATES[database].filter((one) => !mayRead(role, one))) {
          const hidden = wiki.targets[state]
          const absent = absentLike(hidden, seesSpace(role, state))
          for (const operation of everyOperation().filter((one) => one.about !== 'site' || !one.changes)) {
            const pairs = pairsOf(operation, hidden, absent)
            compared += pairs.length
            for (const [one, other] of pairs) {
              const there = plain(await answerTo(wiki, role, operation, one), hidden)
              const nowhere = plain(await answerTo(wiki, role, operation, other), absent)
              if (there !== nowhere)
                problems.add(
                  `${state} ${operation.name} ${one.path}\n  hidden: ${there}\n  absent: ${nowhere}`,
                )
            }
          }
        }
        assert.ok(compared > 100, String(compared))
        assert.equal([...problems].join('\n'), '')
      })
    }
  })
})

/** Something that there is not, of which the same is asked. */
function absentLike(target: Target, withSpace: boolean): Target {
  const words = Object.keys(target.secrets).map((place) => [place, `zqabsent${place}`])
  return {
    page: '999999101',
    comment: '999999102',
    attachment: '999999103',
    task: '999999104',
    property: '999999105',
    label: '999999106',
    remark: '999999108',
    custom: '999999109',
    spaceKey: withSpace ? target.spaceKey : 'NOWHERE',
    spaceId: withSpace ? target.spaceId : '999999107',
    secrets: Object.fromEntries(words) as Target['secrets'],
  }
}

/** The requests that name what is asked about, beside the same ones about what there is not. */
function pairsOf(operation: Operation, hidden: Target, absent: Target): [AskedFor, AskedFor][] {
  const others = operation.requests(absent)
  return operation.requests(hidden).flatMap((one, i): [AskedFor, AskedFor][] => {
    const other = others[i]
    const isSame = one.path === other?.path && JSON.stringify(one.body) === JSON.stringify(other.body)
    return other === undefined || isSame ? [] : [[one, other]]
  })
}

function answerTo(wiki: SecretWiki, role: Role, { method }: Operation, { path, body, headers }: AskedFor) {
  const all = { 'x-atlassian-token': 'no-check', ...wiki.headersOf(role), ...headers }
  return ask({ method, url: wiki.app.url + path, agent, headers: all, body })
}

/** An answer without what the request named, and without what differs from one request to the next. */
function plain({ status, headers, text }: Answer, target: Target): string {
  const { secrets, ...ids } = target
  const told = `${status} ${headers['content-type'] ?? ''} ${headers.location ?? ''} ${text}`
  // An address within an address is encoded twice.
  const written = decoded(decoded(told))
  return [...Object.entries(ids), ...Object.entries(secrets)]
    .toSorted(([, one], [, other]) => String(other).length - String(one).length)
    .reduce(
      (said, [place, name]) =>
        said.replaceAll(new RegExp(`(?<![\\w])${String(name)}(?![\\w])`, 'g'), `<${place}>`),
      written,
    )
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)/g, '<time>')
    .replaceAll(/"(searchDuration|elapsedTime|time)":\d+/g, '"$1":0')
    .replaceAll(/(nonce-|nonce="|name="atl_token" value=")[\w+/=-]+/g, '$1')
}

function decoded(text: string): string {
  return text.replaceAll(/%([2-7][0-9A-F])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
