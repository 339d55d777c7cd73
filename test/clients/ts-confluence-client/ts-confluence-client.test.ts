/** The npm client ts-confluence-client (the Cloud's first API of 2019): every function of every part. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { makeSpace, readJson } from '../../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../../support/app.ts'
import { people } from '../../support/people.ts'

// oxlint-disable-next-line no-explicit-any -- the client's answers have no types, and this reads deep into them
type Answer = any
type Ask = (...given: readonly unknown[]) => Promise<Answer>
type Part = Readonly<Record<string, Ask>>

const { Confluence } = createRequire(import.meta.url)('ts-confluence-client')
const PARTS = ['space', 'content', 'groups', 'users', 'search'] as const

/** The client's parts; what is called is noted in `called` as `part.function`. */
function clientAt(host: string, called: Set<string>): Record<(typeof PARTS)[number], Part> {
  const client = new Confluence({ host, username: people.admin.email, apiToken: people.admin.password })
  const noting = (part: string) =>
    new Proxy(client[part], {
      get: (target, name: string) => {
        called.add(`${part}.${name}`)
        return target[name].bind(target)
      },
    })
  return Object.fromEntries(PARTS.map((part) => [part, noting(part)])) as ReturnType<typeof clientAt>
}

/** What the client's own classes offer beside the constructor and the addresses. */
function everyFunction(): string[] {
  const client = new Confluence({ host: 'http://localhost', username: 'x', apiToken: 'x' })
  return PARTS.flatMap((part) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(client[part]))
      .filter((name) => !['constructor', 'getRoot'].includes(name))
      .map((name) => `${part}.${name}`),
  )
}

onEachDatabase((database) => {
  describe(`ts-confluence-client, ${database}`, () => {
    let app: TestApp
    let folder: string
    before(async () => {
      app = await startTestApp({ database })
      folder = await mkdtemp(join(tmpdir(), 'inver-client-'))
    })
    after(async () => {
      await app.close()
      await rm(folder, { recursive: true })
    })

    it('does all it can at /wiki', async () => {
      const called = new Set<string>()
      const { content, groups, search, space, users } = clientAt(`${app.url}/wiki`, called)
      const key = 'TSC'
      const { homepage } = await makeSpace(app, key, 'Typed')

      assert.equal((await space['getSpaceByKey']!(key, 'homepage'))['homepage'].id, homepage)
      const all = await space['getAllSpaces']!({ keys: [key], type: 'global', status: 'current' })
      assert.deepEqual(each(all, 'key'), [key])

      const page = await content['createContent']!({ title: 'Page', space: key, body: '<p>one</p>' })
      const child = await content['createContent']!({
        title: 'Child',
        space: key,
        body: '<p>c</p>',
        parentId: page.id,
      })
      assert.equal(
        (await content['getContentById']!(page.id, ['body.storage'])).body.storage.value,
        '<p>one</p>',
      )
      const updated = await content['updateContent']!(page.id, { body: '<p>two</p>' })
      assert.equal(updated.version.number, 2)
      assert.deepEqual(each((await content['getChildPages']!(page.id, ['version'])).results, 'id'), [
        child.id,
      ])
      const children = await content['getContentChildren']!(page.id, ['page', 'attachment'])
      assert.deepEqual(each(children.page.results, 'id'), [child.id])
      const pages = await content['getContentChildrenByType']!(page.id, 'page', ['version'])
      assert.deepEqual(each(pages, 'id'), [child.id])
      assert.deepEqual(each(await content['getPagesInSpace']!(key), 'id'), [homepage, page.id, child.id])
      const collection = await content['getContentCollection']!({ spaceKey: key, title: 'Child' })
      assert.deepEqual(each(collection, 'id'), [child.id])

      const properties = content
      await properties['createContentProperty']!(page.id, 'first', { a: 1 })
      assert.deepEqual((await properties['getContentProperty']!(page.id, 'first')).value, { a: 1 })
      assert.equal((await properties['updateContentProperty']!(page.id, 'first', { a: 2 })).version.number, 2)
      assert.equal((await properties['upsertContentProperty']!(page.id, 'first', { a: 3 })).version.number, 3)
      assert.equal((await properties['upsertContentProperty']!(page.id, 'second', [1])).version.number, 1)

      // The client sends no X-Atlassian-Token, without which a form that uploads is refused everywhere.
      const file = join(folder, 'file.txt')
      await writeFile(file, 'bytes')
      await assert.rejects(content['addAttachment']!(page.id, { file, comment: '', minorEdit: 'true' }), {
        statusCode: 403,
      })
      await assert.rejects(content['updateAttachment']!(page.id, { file, comment: '', minorEdit: 'true' }), {
        statusCode: 403,
      })
      assert.deepEqual(await content['getAttachments']!(page.id, {}), [])

      const labels = await content['addContentLabel']!(page.id, 'typed')
      assert.deepEqual(each(labels, 'name'), ['typed'])
      assert.deepEqual(each(await content['getContentLabels']!(page.id), 'name'), ['typed'])
      // The client sends the label in a body, where no server has ever looked for it.
      await assert.rejects(content['removeContentLabel']!(page.id, 'typed'), { statusCode: 400 })

      const history = await content['getContentHistory']!(page.id, ['lastUpdated', 'contributors.publishers'])
      assert.equal(history.lastUpdated.number, 2)
      assert.deepEqual(each(await content['getContentVersions']!(page.id), 'number'), [2, 1])
      assert.equal((await content['getContentVersion']!(page.id, 1, ['content'])).number, 1)
      assert.equal((await content['restoreContentVersion']!(page.id, 1, 'back')).number, 3)
      assert.equal(
        (await content['getContentById']!(page.id, ['body.storage'])).body.storage.value,
        '<p>one</p>',
      )

      const found = await content['searchContent']!(`space = ${key} and label = typed`)
      assert.deepEqual(each(found, 'id'), [page.id])
      const hits = await search['search']!(`space = ${key} and title = "Child"`)
      assert.deepEqual(
        hits.map((hit: Answer) => hit['content'].id),
        [child.id],
      )

      const me = await users['getCurrentUser']!(['operations'])
      assert.equal(me.email, people.admin.email)
      assert.equal((await users['getUser']!(me.accountId)).accountId, me.accountId)
      const memberships = await users['getGroupsForUser']!(me.accountId)
      assert.ok(memberships.some((group: Answer) => group['name'] === 'confluence-administrators'))
      const members = await groups['getGroupMembers']!('confluence-administrators')
      assert.deepEqual(each(members, 'accountId'), [me.accountId])

      await users['addContentWatcherForUser']!(me.accountId, child.id)
      assert.equal(await users['getContentWatchStatusForUser']!(me.accountId, child.id), true)
      await users['removeContentWatcherForUser']!(me.accountId, child.id)
      assert.equal(await users['getContentWatchStatusForUser']!(me.accountId, child.id), false)
      await users['addLabelWatchStatusForUser']!(me.accountId, 'typed')
      await users['removeLabelWatcherForUser']!(me.accountId, 'typed')
      await users['addSpaceWatcherForUser']!(me.accountId, key)
      assert.equal(await users['getSpaceWatchStatusForUser']!(me.accountId, key), true)
      await users['removeSpaceWatcherForUser']!(me.accountId, key)
      assert.equal(await users['getSpaceWatchStatusForUser']!(me.accountId, key), false)

      assert.equal((await readJson(app, `/wiki/rest/api/content/${child.id}`))['status'], 'current')
      await content['remove']!({ id: child.id })
      // The client says `trashed` in the body of its DELETE, where the query has to say it.
      await assert.rejects(content['permanentlyDelete']!(child.id), { statusCode: 404 })
      await assert.rejects(content['getContentById']!(child.id), { statusCode: 404 })

      called.delete('content.remove')
      assert.deepEqual([...called].sort(), everyFunction().sort())
    })
  })
})

/** One field of every item of a list. */
function each(list: Answer, field: string): unknown[] {
  assert.ok(Array.isArray(list))
  return list.map((item: Answer) => item[field])
}
