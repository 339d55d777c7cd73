/** What is done to a page with all that is below it is asked of each page, whoever asks and whatever works it off. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type SpacePermission, type Subject } from '../../src/domain/access/permissions.ts'
import { insertGlobalPermission, insertSpacePermissions } from '../../src/domain/access/rows.ts'
import { anonymous } from '../../src/domain/access/actor.ts'
import { limits } from '../../src/base/limits.ts'
import { as, type Context, systemContext, transact } from '../../src/domain/context.ts'
import { startLongTask, taskMessage } from '../../src/domain/long-task/long-task.ts'
import { findSpaceByKey } from '../../src/domain/space/rows.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { taskIsOver } from '../support/long-task.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { ask } from '../support/request.ts'

const V1 = '/wiki/rest/api'

onEachDatabase((database) => {
  describe(`trees of pages, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
      await get('admin', 'POST', `${V1}/space/_private`, { key: 'OPEN', name: 'Open' })
    })
    after(() => app.close())

    const say = (name: PersonName, method: string, path: string, body?: unknown) =>
      ask({ method, url: app.url + path, headers: credentials(name), body })
    /** The answer, which has to be a success. */
    const get = async (name: PersonName, method: string, path: string, body?: unknown) => {
      const answer = await say(name, method, path, body)
      assert.ok(answer.status < 300, `${name} ${method} ${path}: ${answer.status} ${answer.text}`)
      return answer.json as { id: string }
    }
    const hold = async (subject: Subject, key: string, permissions: readonly SpacePermission[]) =>
      transact(systemContext(app.domain), async ({ db }) => {
        const space = await findSpaceByKey(db, key)
        assert.ok(space)
        await insertSpacePermissions(
          db,
          space.id,
          permissions.map((permission) => ({ permission, subject })),
        )
      })
    let pages = 0
    const page = async (name: PersonName, space: string, title: string, above?: string) =>
      (
        await get(name, 'POST', `${V1}/content`, {
          type: 'page',
          title: `${title} ${++pages}`,
          space: { key: space },
          ...(above === undefined ? {} : { ancestors: [{ id: above }] }),
          body: { storage: { value: `<p>${title}</p>`, representation: 'storage' } },
        })
      ).id
    const restrict = (id: string, operation: 'read' | 'update') =>
      get('admin', 'PUT', `${V1}/content/${id}/restriction`, [
        { operation, restrictions: { user: [{ type: 'known', username: 'admin' }] } },
      ])
    const stateOf = async (id: string) =>
      app.domain.database.read
        .selectFrom('content')
        .select(['status', 'space_id', 'parent_id'])
        .where('id', '=', Number(id))
        .executeTakeFirst()
    const titlesBelow = async (id: string) => {
      const answer = await say('admin', 'GET', `${V1}/content/${id}/descendant/page?limit=100`)
      return (answer.json as { results: { title: string }[] }).results.map(({ title }) => title)
    }

    it('nobody in particular starts no work that the program itself would do', async () => {
      const anybody = { kind: 'anonymous' } as const
      await transact(systemContext(app.domain), ({ db }) =>
        insertGlobalPermission(db, 'USECONFLUENCE', anybody),
      )
      await hold(anybody, 'OPEN', ['VIEWSPACE', 'EDITSPACE', 'REMOVEPAGE', 'SETPAGEPERMISSIONS'])
      const top = await page('admin', 'OPEN', 'top')
      const hidden = await page('admin', 'OPEN', 'hidden', top)
      const locked = await page('admin', 'OPEN', 'locked', top)
      const free = await page('admin', 'OPEN', 'free', top)
      await restrict(hidden, 'read')
      await restrict(locked, 'update')
      const target = await page('admin', 'OPEN', 'target')
      const copying = await get('anonymous', 'POST', `${V1}/content/${top}/pagehierarchy/copy`, {
        destinationPageId: target,
        titleOptions: { prefix: 'Copy of ' },
        copyPermissions: false,
      })
      await taskIsOver(app, Number(copying.id))
      const copies = await titlesBelow(target)
      assert.ok(
        copies.some((title) => title.startsWith('Copy of free')),
        `${copies}`,
      )
      assert.ok(!copies.some((title) => title.includes('hidden')), `${copies}`)
      const removing = await get('anonymous', 'DELETE', `${V1}/content/${top}/pageTree`)
      await taskIsOver(app, Number(removing.id))
      for (const [id, status] of [
        [hidden, 'current'],
        [locked, 'current'],
        [free, 'trashed'],
        [top, 'trashed'],
      ] as const)
        assert.equal((await stateOf(id))?.status, status, id)
    })

    it('nobody fills the queue that everybody’s long tasks stand in', async () => {
      const ctx = systemContext(app.domain)
      const start = async (ctx: Context) => {
        const name = taskMessage('hopeless', 'Hopeless')
        return (await startLongTask(ctx, { kind: 'hopeless', name, payload: {} })).id
      }
      const started: number[] = []
      const refused = transact(
        ctx,
        async (ctx) => {
          // In one transaction, so that none of them is done before the last one is asked for.
          for (let n = 0; n <= limits.longTasksWaiting; n++) started.push(await start(ctx))
        },
        4 * limits.longTasksWaiting,
      )
      await assert.rejects(refused, /not done yet/)
      assert.equal(started.length, limits.longTasksWaiting)
      const other = await transact(as(ctx, anonymous), start)
      await taskIsOver(app, other)
    })
  })
})
