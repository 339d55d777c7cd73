/** The npm client confluence-api (callbacks, the first REST API of the Server): every function that it has. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { makeSpace } from '../../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../../support/app.ts'
import { people } from '../../support/people.ts'

// oxlint-disable-next-line no-explicit-any -- the client's answers have no types, and this reads deep into them
type Answer = any
type Ask = (...given: readonly unknown[]) => Promise<Answer>

const ConfluenceApi = createRequire(import.meta.url)('confluence-api')

/** The client with promises in place of callbacks; which of its functions were called is noted in `called`. */
function clientAt(baseUrl: string, called: Set<string>, version?: number): Record<string, Ask> {
  const config = { username: people.admin.username, password: people.admin.password, baseUrl, version }
  const client = new ConfluenceApi(config)
  return new Proxy(
    {},
    {
      get: (_, name: string): Ask => {
        called.add(name)
        return (...given) => new Promise((resolve, reject) => call(name, given, resolve, reject))
      },
    },
  )

  function call(
    name: string,
    given: readonly unknown[],
    resolve: (answer: Answer) => void,
    reject: (why: unknown) => void,
  ) {
    const position = CALLBACK_POSITION[name] ?? given.length
    const done = (error: unknown, answer: Answer) => (error ? reject(error) : resolve(answer))
    client[name](...given.slice(0, position), done, ...given.slice(position))
  }
}

/** Where the callback stands, for the functions that take something after it. */
const CALLBACK_POSITION: Readonly<Record<string, number>> = { postContent: 4, putContent: 5 }

onEachDatabase((database) => {
  describe(`confluence-api, ${database}`, () => {
    let app: TestApp
    let folder: string
    let file: string
    before(async () => {
      app = await startTestApp({ database })
      folder = await mkdtemp(join(tmpdir(), 'inver-client-'))
      file = join(folder, 'notes.txt')
    })
    after(async () => {
      await app.close()
      await rm(folder, { recursive: true })
    })

    for (const root of ['', '/confluence', '/wiki']) {
      it(`does all it can at ${root || '/'}`, async () => {
        const called = new Set<string>()
        const client = clientAt(app.url + root, called)
        const key = `CAPI${root.length}`
        const { homepage } = await makeSpace(app, key, 'Callbacks')

        const spaces = await client['getSpace']!(key)
        assert.deepEqual(each(spaces['results'], 'key'), [key])
        const home = await client['getSpaceHomePage']!(key)
        assert.equal(home['id'], homepage)

        const made = await client['postContent']!(key, 'Made', '<p>one</p>', undefined)
        const below = await client['postContent']!(key, 'Below', 'h1. Wiki', made['id'], 'wiki')
        assert.equal(below['title'], 'Below')
        const read = await client['getContentById']!(below['id'])
        assert.equal(read['body'].storage.value, '<h1>Wiki</h1>')
        const opened = await client['getCustomContentById']!({ id: below['id'], expanders: ['ancestors'] })
        assert.deepEqual(
          opened['ancestors'].map((page: Answer) => page['id']),
          [homepage, made['id']],
        )
        const found = await client['getContentByPageTitle']!(key, 'Made')
        assert.equal(found['results'][0].version.number, 1)

        const put = await client['putContent']!(key, made['id'], 2, 'Made', '<p>two</p>', true)
        assert.equal(put['version'].minorEdit, true)
        await assert.rejects(client['putContent']!(key, made['id'], 2, 'Made', '<p>three</p>'), {
          status: 409,
        })

        await writeFile(file, 'one')
        const attached = await client['createAttachment']!(key, made['id'], file)
        await writeFile(file, 'zwei')
        const attachment = attached['results'][0].id
        await client['updateAttachmentData']!(key, made['id'], attachment, file)
        const list = await client['getAttachments']!(key, made['id'])
        assert.deepEqual(
          list['results'].map((one: Answer) => [one['title'], one['version'].number, one['container'].id]),
          [['notes.txt', 2, made['id']]],
        )

        await client['postLabels']!(made['id'], [
          { prefix: 'global', name: 'one' },
          { prefix: 'global', name: 'two' },
        ])
        await client['deleteLabel']!(made['id'], 'one')
        const labels = await client['getLabels']!(made['id'])
        assert.deepEqual(each(labels['results'], 'name'), ['two'])

        const hits = await client['search']!(`cql=space=${key}+and+label=two`)
        assert.deepEqual(each(hits['results'], 'title'), ['Made'])

        await client['deleteContent']!(below['id'])
        await assert.rejects(client['getContentById']!(below['id']), { status: 404 })
        assert.deepEqual([...called].sort(), Object.keys(ConfluenceApi.prototype).sort())
      })
    }
  })
})

/** One field of every item of a list. */
function each(list: Answer, field: string): unknown[] {
  assert.ok(Array.isArray(list))
  return list.map((item: Answer) => item[field])
}
