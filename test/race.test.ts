import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
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
  })
})
