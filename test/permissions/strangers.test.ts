/** Made from the route tables: whoever sends no credentials is refused everywhere, unless the route says `anyone`. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { flavours } from '../../src/api/flavour.ts'
import { apiParts } from '../../src/api/mount.ts'
import { webRoutes } from '../../src/web/routes.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { ask } from '../support/request.ts'

const doors = [
  ...apiParts.map(({ base, routes }) => ({ base, routes })),
  ...flavours.map(({ contextPath }) => ({ base: contextPath, routes: webRoutes })),
]
const operations = doors.flatMap(({ base, routes }) =>
  routes.map(({ method, path, access }) => ({
    method,
    access,
    path: base + path.replace(/\{\w+\*?\}/g, '1'),
  })),
)

onEachDatabase((database) => {
  describe(`strangers, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
    })
    after(() => app.close())

    it('are refused by every operation that is not for anyone', async () => {
      const closed = operations.filter(({ access }) => access !== 'anyone')
      assert.ok(closed.length > 100)
      const letIn: string[] = []
      for (const { method, path } of closed) {
        const { status, headers } = await ask({ method, url: app.url + (path || '/') })
        const isSentToLogIn = status === 302 && /\/login\.action/.test(headers.location ?? '')
        if (status !== 401 && status !== 403 && !isSentToLogIn) letIn.push(`${status} ${method} ${path}`)
      }
      assert.deepEqual(letIn, [])
      assert.deepEqual(
        await app.eventTypes().then((types) => types.filter((type) => /trashed|removed/.test(type))),
        [],
      )
    })
  })
})
