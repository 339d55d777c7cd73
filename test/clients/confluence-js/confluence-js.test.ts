/** The npm client confluence.js, which checks every answer against its own schemas, drives every root. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createV1Client, createV2Client, isApiError } from 'confluence.js'
import { createClient, type Client } from 'confluence.js/core'
import {
  ContentArraySchema,
  ContentSchema,
  SpaceSchema,
  type Content,
  type ContentArray,
} from 'confluence.js/v1'
import { makeSpace } from '../../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../../support/app.ts'
import { people } from '../../support/people.ts'

const auth = { type: 'basic', email: people.admin.email, apiToken: people.admin.password } as const
const storage = (value: string) => ({ storage: { value, representation: 'storage' } })

/**
 * The client writes `/wiki` into every address, as the Cloud has it; for the Data Center roots it is taken
 * out again, so that the client's own functions and schemas meet our answers there too.
 */
function clientAt(app: TestApp, root: string): Client {
  const client = createClient({ host: app.url, auth })
  return {
    sendRequest: (request) => client.sendRequest({ ...request, url: request.url.replace(/^\/wiki/, root) }),
  }
}

onEachDatabase((database) => {
  describe(`confluence.js, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
    })
    after(() => app.close())

    for (const root of ['', '/confluence', '/wiki']) {
      describe(`on the first API at ${root || '/'}`, () => {
        const key = `CJS${root.length}`
        const title = 'Käse & Brot'
        let client: Client
        let made: Content

        before(() => {
          client = clientAt(app, root)
        })

        it('creates a space and says who is asking', async () => {
          const v1 = createV1Client(client)
          const space = await v1.space.createSpace({ key, name: 'Client' })
          assert.equal(space.key, key)
          const read = await client.sendRequest({
            url: `/wiki/rest/api/space/${key}`,
            method: 'GET',
            schema: SpaceSchema,
          })
          assert.equal(read.name, 'Client')
          const user = await v1.users.getCurrentUser({})
          assert.equal(user.displayName, people.admin.displayName)
        })

        it('creates, reads and updates a page', async () => {
          const page = { type: 'page', title, space: { key }, body: storage('<p>one</p>') }
          // Opened by default is the container, a space: its id is a number here, and text in the client's schema.
          const opened = { expand: 'version,body.storage' }
          made = await client.sendRequest({
            url: '/wiki/rest/api/content',
            method: 'POST',
            searchParams: opened,
            body: page,
            schema: ContentSchema,
          })
          assert.equal(made.title, title)

          const url = `/wiki/rest/api/content/${made.id}`
          const searchParams = { expand: 'body.storage,version,space,ancestors,history,metadata.labels' }
          const read = await client.sendRequest({ url, method: 'GET', searchParams, schema: ContentSchema })
          assert.equal(read.body?.storage?.value, '<p>one</p>')
          assert.equal(read.version?.number, 1)

          const next = { ...page, id: made.id, version: { number: 2 }, body: storage('<p>two</p>') }
          const updated = await client.sendRequest({
            url,
            method: 'PUT',
            searchParams: opened,
            body: next,
            schema: ContentSchema,
          })
          assert.equal(updated.version?.number, 2)
          await assert.rejects(
            client.sendRequest({
              url,
              method: 'PUT',
              searchParams: opened,
              body: next,
              schema: ContentSchema,
            }),
            (error) => isApiError(error) && error.status === 409,
          )
        })

        it('finds the page by its title', async () => {
          const searchParams = { spaceKey: key, title, expand: 'version' }
          const found: ContentArray = await client.sendRequest({
            url: '/wiki/rest/api/content',
            method: 'GET',
            searchParams,
            schema: ContentArraySchema,
          })
          assert.deepEqual(
            found.results.map(({ id, version }) => [id, version?.number]),
            [[made.id, 2]],
          )
        })

        it('attaches a file, a new version of it, and downloads it', async () => {
          const { contentAttachments } = createV1Client(client)
          const first = { filename: 'notes ü.txt', content: 'one', mimeType: 'text/plain' }
          const [attached] = (
            await contentAttachments.createAttachment({ id: made.id ?? '', attachments: first })
          ).results
          assert.equal(attached?.title, 'notes ü.txt')
          const second = await contentAttachments.updateAttachmentData({
            id: made.id ?? '',
            attachmentId: attached?.id ?? '',
            attachment: { ...first, content: 'zwei' },
          })
          assert.equal(second.version?.number, 2)
          const bytes = await contentAttachments.downloadAttatchment({
            id: made.id ?? '',
            attachmentId: attached?.id ?? '',
          })
          assert.equal(new TextDecoder().decode(bytes), 'zwei')
        })
      })
    }

    it('drives the second API', async () => {
      await makeSpace(app, 'CJSTWO', 'Second')
      const v2 = createV2Client({ host: app.url, auth })
      const spaces = await v2.space.getSpaces({ keys: ['CJSTWO'] })
      const spaceId = spaces.results?.[0]?.id ?? ''
      assert.match(spaceId, /^\d+$/)

      const made = await v2.page.createPage({
        body: {
          spaceId,
          status: 'current',
          title: 'Second',
          body: { representation: 'storage', value: '<p>1</p>' },
        },
      })
      const id = Number(made.id)
      const read = await v2.page.getPageById({ id, bodyFormat: 'storage' })
      assert.equal(read.body?.storage?.value, '<p>1</p>')

      const update = {
        id: made.id ?? '',
        status: 'current',
        title: 'Second',
        spaceId,
        body: { representation: 'storage', value: '<p>2</p>' },
        version: { number: 2, message: 'by the client' },
      }
      const updated = await v2.page.updatePage({ id, body: update })
      assert.equal(updated.version?.number, 2)
      await assert.rejects(
        v2.page.updatePage({ id, body: update }),
        (error) => isApiError(error) && error.status === 409,
      )

      const found = await v2.page.getPages({
        spaceId: [Number(spaceId)],
        title: 'Second',
        bodyFormat: 'storage',
      })
      assert.deepEqual(
        found.results?.map((page) => [page.id, page.body?.storage?.value]),
        [[made.id, '<p>2</p>']],
      )
    })

    it('is refused in a way that it understands', async () => {
      const wrong = createV2Client({ host: app.url, auth: { ...auth, apiToken: 'not-it' } })
      await assert.rejects(
        wrong.page.getPages(),
        (error) => isApiError(error) && [401, 403].includes(error.status),
      )
      const right = createV2Client({ host: app.url, auth })
      await assert.rejects(
        right.page.getPageById({ id: 999_999_999 }),
        (error) => isApiError(error) && error.status === 404,
      )
    })
  })
})
