/** Views of pages, counted as people look at them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../src/base/clock.ts'
import { limits } from '../../src/base/limits.ts'
import { systemContext } from '../../src/domain/context.ts'
import { purgeEvents } from '../../src/jobs/handlers/purge-events.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { ask } from '../support/request.ts'

onEachDatabase((database) => {
  describe(`views of pages, ${database}`, () => {
    let app: TestApp
    let page: string
    let time = 0
    before(async () => {
      app = await startTestApp({
        database,
        clock: { ...systemClock, now: () => systemClock.now() + time },
      })
      await get('admin', '/')
      const made = (path: string, body: unknown) =>
        ask({ method: 'POST', url: app.url + path, headers: credentials('admin'), body })
      await made('/rest/api/space', { key: 'SEEN', name: 'Seen' })
      const answer = await made('/rest/api/content', {
        type: 'page',
        title: 'Much seen',
        space: { key: 'SEEN' },
      })
      page = (answer.json as { id: string }).id
      await app.letRead('reader', 'SEEN')
    })
    after(() => app.close())

    const get = (who: PersonName, path: string) =>
      ask({ method: 'GET', url: app.url + path, headers: credentials(who) })
    const look = async (who: PersonName) => {
      const { status } = await get(who, `/pages/viewpage.action?pageId=${page}`)
      assert.equal(status, 200)
    }
    const counts = async (query = '') => {
      const answers = await Promise.all(
        ['views', 'viewers'].map((what) =>
          get('reader', `/wiki/rest/api/analytics/content/${page}/${what}${query}`),
        ),
      )
      return answers.map(({ status, json }) => {
        assert.equal(status, 200)
        const { id, count } = json as { id: number; count: number }
        assert.equal(id, Number(page))
        return count
      })
    }

    it('are none at first', async () => {
      assert.deepEqual(await counts(), [0, 0])
    })

    it('are those of the screen, not those of programs', async () => {
      await look('admin')
      await look('admin')
      await look('reader')
      await get('admin', `/rest/api/content/${page}`)
      assert.deepEqual(await counts(), [3, 2])
    })

    it('are counted since a time', async () => {
      time += 48 * 3_600_000
      await look('reader')
      const yesterday = new Date(systemClock.now() + time - 24 * 3_600_000).toISOString()
      const tomorrow = new Date(systemClock.now() + time + 24 * 3_600_000).toISOString()
      assert.deepEqual(await counts(), [4, 2])
      assert.deepEqual(await counts(`?fromDate=${yesterday}`), [1, 1])
      assert.deepEqual(await counts(`?fromDate=${yesterday.slice(0, 10)}`), [1, 1])
      assert.deepEqual(await counts(`?fromDate=${tomorrow}`), [0, 0])
    })

    it('are what CQL says somebody looked at last', async () => {
      const cql = encodeURIComponent('id in recentlyViewedContent(5)')
      const found = await get('reader', `/rest/api/content/search?cql=${cql}`)
      assert.deepEqual(
        (found.json as { results: { id: string }[] }).results.map(({ id }) => id),
        [page],
      )
    })

    it('are written without being asked for, and survive what is gone', async () => {
      const ctx = systemContext(app.domain)
      ctx.app.views.add(999_999, null, 1000)
      ctx.app.views.add(Number(page), 999_999, ctx.app.clock.now())
      await ctx.app.views.write()
      assert.deepEqual(await counts(), [5, 3])
    })

    it('are for those who may read the page, and of pages that are', async () => {
      for (const what of ['views', 'viewers']) {
        const base = '/wiki/rest/api/analytics/content'
        assert.equal((await get('stranger', `${base}/${page}/${what}`)).status, 404)
        assert.equal((await get('anonymous', `${base}/${page}/${what}`)).status, 403)
        assert.equal((await get('admin', `${base}/999999/${what}`)).status, 404)
        assert.equal((await get('admin', `${base}/none/${what}`)).status, 400)
        assert.equal((await get('admin', `${base}/${page}/${what}?fromDate=soon`)).status, 400)
      }
    })

    it('are forgotten when they are old', async () => {
      time += limits.eventMs
      await purgeEvents(systemContext(app.domain))
      time -= limits.eventMs
      assert.deepEqual(await counts(), [0, 0])
    })
  })
})
