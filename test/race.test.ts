import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { grantGlobally, revokeGlobally } from '../src/domain/access/global-grants.ts'
import { grantInSpace, revokeInSpace } from '../src/domain/access/grants.ts'
import type { Subject } from '../src/domain/access/permissions.ts'
import { systemContext } from '../src/domain/context.ts'
import { readGroup } from '../src/domain/group/read.ts'
import { findSpaceByKey } from '../src/domain/space/rows.ts'
import { readUser } from '../src/domain/user/user.ts'
import { makeContent, makeSpace, page, readJson } from './documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from './support/app.ts'
import { valueAt } from './support/match.ts'
import { credentials } from './support/people.ts'
import { ask } from './support/request.ts'

const WRITERS = 8
const RACES = 20

onEachDatabase((database) => {
  describe(`writers racing for one version, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
      await makeSpace(app, 'RACE', 'Race')
    })
    after(() => app.close())

    it(`one of ${WRITERS} wins, ${RACES} times over`, async () => {
      const made = await makeContent(app, page('RACE', 'Contested', '<p>0</p>'))
      for (let number = 2; number <= RACES + 1; number++) {
        const answers = await Promise.all(
          Array.from({ length: WRITERS }, (_, writer) =>
            ask({
              method: 'PUT',
              url: `${app.url}/rest/api/content/${made['id']}`,
              headers: credentials('admin'),
              body: { ...page('RACE', 'Contested', `<p>${number} by ${writer}</p>`), version: { number } },
            }),
          ),
        )
        const winners = answers.flatMap(({ status }, writer) => (status === 200 ? [writer] : []))
        const refusals = answers.filter(({ status }) => status === 409)
        const statuses = answers.map(({ status }) => status)
        assert.equal(
          winners.length,
          1,
          `version ${number}: ${statuses} ${answers.find(({ status }) => status > 409)?.text}`,
        )
        assert.equal(refusals.length, WRITERS - 1, `version ${number}: ${statuses}`)
        for (const { text } of refusals)
          assert.match(text, /Version must be incremented on update\. Current version is: \d+/)
        const now = await readJson(app, `/rest/api/content/${made['id']}?expand=body.storage,version`)
        assert.equal(valueAt(now, 'version.number'), number)
        assert.equal(valueAt(now, 'body.storage.value'), `<p>${number} by ${winners[0]}</p>`)
      }
    })

    it('one of two pages of the same title is made, whoever asks first', async () => {
      for (let turn = 0; turn < RACES; turn++) {
        const answers = await Promise.all(
          Array.from({ length: 4 }, () =>
            ask({
              method: 'POST',
              url: `${app.url}/rest/api/content`,
              headers: credentials('admin'),
              body: page('RACE', `Same title ${turn}`, '<p>x</p>'),
            }),
          ),
        )
        assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400])
      }
    })

    it('a draft that is published is not purged, however fast both are asked for', async () => {
      for (let turn = 0; turn < RACES; turn++) {
        const draft = { ...page('RACE', `Draft ${turn}`, '<p>x</p>'), status: 'draft' }
        const { id } = await makeContent(app, draft)
        const url = `${app.url}/rest/api/content/${id}`
        const headers = credentials('admin')
        const publishing = { ...draft, status: 'current', version: { number: 1 } }
        const [published, purged] = await Promise.all([
          ask({ method: 'PUT', url: `${url}?status=current`, headers, body: publishing }),
          ask({ method: 'DELETE', url: `${url}?status=draft`, headers }),
        ])
        assert.notEqual(
          published.status === 200,
          purged.status === 204,
          `${published.status} ${purged.status}`,
        )
        assert.equal(
          (await ask({ method: 'GET', url, headers })).status,
          published.status === 200 ? 200 : 404,
        )
      }
    })

    it('of the last two who administer the site, or a space, one stays, however fast both are taken it', async () => {
      const system = systemContext(app.domain)
      const space = await findSpaceByKey(system.db, 'RACE')
      assert.ok(space)
      const subjectOf = async (username: string): Promise<Subject> => {
        const id = (await readUser(system, { username }))?.id ?? 0
        return { kind: 'user', id }
      }
      const both = [await subjectOf('editor'), await subjectOf('reader')]
      const first = await subjectOf('admin')
      const group = await readGroup(system, { name: 'confluence-administrators' })
      const admins: Subject = { kind: 'group', id: group.id }
      const root = (subject: Subject) => ({ subject, permissions: ['SYSTEMADMINISTRATOR'] as const })
      const lead = ['SETSPACEPERMISSIONS'] as const
      const give = async () => {
        for (const subject of both) {
          await grantGlobally(system, root(subject))
          await grantInSpace(system, space, subject, lead)
        }
      }
      const refusals = async (take: (subject: Subject) => Promise<void>) => {
        const outcomes = await Promise.allSettled(both.map(take))
        return outcomes.filter(({ status }) => status === 'rejected').length
      }
      await give()
      await revokeGlobally(system, root(admins))
      await revokeInSpace(system, space, first, lead)
      for (let turn = 0; turn < RACES; turn++) {
        assert.equal(await refusals((subject) => revokeGlobally(system, root(subject))), 1)
        assert.equal(await refusals((subject) => revokeInSpace(system, space, subject, lead)), 1)
        await give()
      }
      await grantGlobally(system, root(admins))
    })
  })
})
