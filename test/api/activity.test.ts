/** What people did: an extension under every root, for those who administer the site or a space. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { insertSpacePermissions } from '../../src/domain/access/rows.ts'
import { systemContext, transact } from '../../src/domain/context.ts'
import { findSpaceByKey } from '../../src/domain/space/rows.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials, people, type PersonName } from '../support/people.ts'
import { ask } from '../support/request.ts'

type Shown = {
  action: string
  date: string
  user: { username: string } | null
  content: { title: string; type: string }
  container?: { title: string }
  space: { key: string }
}
type List = { results: Shown[]; _links: { next?: string }; size?: number }

onEachDatabase((database) => {
  describe(`activity, ${database}`, () => {
    let app: TestApp
    let page: string
    before(async () => {
      app = await startTestApp({ database })
      for (const key of ['ACT', 'OTHER']) await send('admin', 'POST', '/rest/api/space', { key, name: key })
      const made = await send('admin', 'POST', '/rest/api/content', {
        type: 'page',
        title: 'Acted on',
        space: { key: 'ACT' },
      })
      page = (made as { id: string }).id
      await send('editor', 'PUT', `/rest/api/content/${page}`, {
        type: 'page',
        title: 'Acted on',
        version: { number: 2 },
        body: { storage: { value: '<p>2</p>', representation: 'storage' } },
      })
      await send('editor', 'POST', '/rest/api/content', {
        type: 'comment',
        container: { id: page, type: 'page' },
        body: { storage: { value: '<p>Well.</p>', representation: 'storage' } },
      })
      await send('admin', 'POST', '/rest/api/content', {
        type: 'page',
        title: 'A draft',
        status: 'draft',
        space: { key: 'ACT' },
      })
      await app.letRead('reader', 'ACT')
      await ask({
        method: 'GET',
        url: `${app.url}/pages/viewpage.action?pageId=${page}`,
        headers: credentials('reader'),
      })
    })
    after(() => app.close())

    async function send(who: PersonName, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
      const answer = await ask({ method, url: app.url + path, headers: credentials(who), body })
      assert.ok(answer.status < 300, answer.text)
      return answer.json
    }
    const get = (who: PersonName, path: string) =>
      ask({ method: 'GET', url: app.url + path, headers: credentials(who) })
    const list = async (path: string, who: PersonName = 'admin') => {
      const { status, json, text } = await get(who, path)
      assert.equal(status, 200, text)
      return json as List
    }
    const words = ({ results }: List) =>
      results.map(({ user, action, content, container }) =>
        [user?.username, action, content.type, (container ?? content).title].join(' '),
      )
    const all = [
      'reader viewed page Acted on',
      'editor commented comment Acted on',
      'editor updated page Acted on',
      'admin created page Acted on',
      'admin created page ACT Home',
    ]

    it('is listed under every root, the newest first, without drafts', async () => {
      for (const root of ['/rest/api', '/confluence/rest/api', '/wiki/rest/api', '/wiki/api/v2']) {
        assert.deepEqual(words(await list(`${root}/activity?spaceKey=ACT`)), all, root)
      }
      const everywhere = await list('/rest/api/activity')
      assert.ok(everywhere.results.some(({ space }) => space.key === 'OTHER'))
    })

    it('is filtered by who, what, where and when', async () => {
      const base = '/rest/api/activity?spaceKey=ACT'
      assert.deepEqual(words(await list(`${base}&username=editor`)), all.slice(1, 3))
      assert.deepEqual(words(await list(`${base}&action=viewed,created`)), [all[0], all[3], all[4]])
      assert.deepEqual(words(await list(`${base}&action=liked`)), [])
      assert.deepEqual(words(await list(`/rest/api/activity?contentId=${page}&action=updated`)), [all[2]])
      assert.deepEqual(words(await list(`${base}&toDate=2020-01-01`)), [])
      assert.deepEqual(words(await list(`${base}&fromDate=2020-01-01T00:00:00.000Z`)), all)
      const reader = await readUser(systemContext(app.domain), { username: people.reader.username })
      assert.deepEqual(words(await list(`${base}&accountId=${reader?.accountId}`)), [all[0]])
      assert.deepEqual(words(await list(`${base}&key=${reader?.userKey}`)), [all[0]])
    })

    it('is paged', async () => {
      const first = await list('/rest/api/activity?spaceKey=ACT&limit=2')
      assert.deepEqual(words(first), all.slice(0, 2))
      assert.deepEqual(words(await list(first._links.next ?? '')), all.slice(2, 4))
      const found: string[] = []
      let next: string | undefined = '/wiki/api/v2/activity?spaceKey=ACT&limit=2'
      while (next !== undefined) {
        const some = await list(next)
        found.push(...words(some))
        next = some._links.next
      }
      assert.deepEqual(found, all)
    })

    it('is refused to who administers neither the site nor the space', async () => {
      for (const root of ['/rest/api', '/wiki/rest/api', '/wiki/api/v2']) {
        const refused = root.endsWith('v2') ? 404 : 403
        assert.equal((await get('editor', `${root}/activity`)).status, refused)
        assert.equal((await get('editor', `${root}/activity?spaceKey=ACT`)).status, refused)
        assert.equal((await get('stranger', `${root}/activity?spaceKey=ACT`)).status, 404)
        assert.equal((await get('anonymous', `${root}/activity`)).status, 401)
        assert.equal((await get('admin', `${root}/activity?spaceKey=NONE`)).status, 404)
        assert.equal((await get('admin', `${root}/activity?username=nobody`)).status, 404)
        assert.equal((await get('admin', `${root}/activity?contentId=999999`)).status, 404)
        assert.equal((await get('admin', `${root}/activity?contentId=x`)).status, 400)
        assert.equal((await get('admin', `${root}/activity?action=slept`)).status, 400)
        assert.equal((await get('admin', `${root}/activity?fromDate=today`)).status, 400)
        assert.equal((await get('admin', `${root}/activity?limit=-1`)).status, 400)
      }
    })

    it('of a space is for who administers it, as far as they may read', async () => {
      const ctx = systemContext(app.domain)
      const [space, editor] = [
        await findSpaceByKey(ctx.db, 'ACT'),
        await readUser(ctx, { username: 'editor' }),
      ]
      assert.ok(space && editor)
      await transact(ctx, ({ db }) =>
        insertSpacePermissions(db, space.id, [
          { permission: 'SETSPACEPERMISSIONS', subject: { kind: 'user', id: editor.id } },
        ]),
      )
      assert.deepEqual(words(await list('/rest/api/activity?spaceKey=ACT', 'editor')), all)
      assert.equal((await get('editor', '/rest/api/activity?spaceKey=ACT,OTHER')).status, 403)
      await send('admin', 'PUT', `/rest/experimental/content/${page}/restriction`, [
        { operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
      ])
      assert.deepEqual(words(await list('/rest/api/activity?spaceKey=ACT', 'editor')), all.slice(4))
      await send('admin', 'DELETE', `/rest/api/content/${page}`)
      const deleted = await list('/rest/api/activity?spaceKey=ACT&action=deleted')
      assert.deepEqual(words(deleted), ['admin deleted page Acted on'])
    })
  })
})
