/** An upload that takes long is judged by what holds when its bytes are there, and lands where its page is by then. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeContent, makeSpace, page } from '../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

const HEAD = '--e\r\nContent-Disposition: form-data; name="file"; filename="late.txt"\r\n\r\n'

onEachDatabase((database) => {
  describe(`slow uploads, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
      await makeSpace(app, 'SLOW', 'Slow')
      await makeSpace(app, 'ELSE', 'Else')
    })
    after(() => app.close())

    const admin = async (method: string, path: string, body: unknown) => {
      const answer = await ask({ method, url: `${app.url}${path}`, headers: credentials('admin'), body })
      assert.ok(answer.status < 300, `${path}: ${answer.text}`)
    }
    /** Begin to attach a file as the editor, do something else, and then send the rest. Says the status. */
    async function attach(pageId: string, meanwhile: () => Promise<void>): Promise<number> {
      const upload = request(`${app.url}/rest/api/content/${pageId}/child/attachment`, {
        method: 'POST',
        headers: {
          ...credentials('editor'),
          'x-atlassian-token': 'no-check',
          'content-type': 'multipart/form-data; boundary=e',
        },
      })
      const status = new Promise<number>((resolve, reject) => {
        upload.on('response', (answer) => resolve(answer.resume().statusCode ?? 0)).on('error', reject)
      })
      // A first part that is not held back to see whether the boundary follows.
      upload.write(HEAD + 'x'.repeat(100_000))
      await isArriving()
      await meanwhile()
      upload.end('bytes\r\n--e--\r\n')
      return status
    }
    /** The server has let the upload in once it has a file for it. */
    async function isArriving(): Promise<void> {
      for (let tries = 0; readdirSync(`${app.dataFolder}/blobs/incoming`).length === 0; tries++) {
        assert.ok(tries < 500, 'no file arrives')
        await sleep(10)
      }
    }
    const make = async (title: string) =>
      String((await makeContent(app, page('SLOW', title, '<p>x</p>')))['id'])
    /** The keys of the spaces that the files of a page are in. */
    const filesOf = async (id: string) => {
      const rows = await app.domain.database.read
        .selectFrom('content')
        .innerJoin('space', 'space.id', 'content.space_id')
        .select('space.key')
        .where('content.container_id', '=', Number(id))
        .execute()
      return rows.map(({ key }) => key)
    }

    it('are refused to who may not attach any more', async () => {
      const id = await make('Closed')
      const only = { user: [{ type: 'known', username: 'admin' }] }
      const closed = () =>
        admin('PUT', `/wiki/rest/api/content/${id}/restriction`, [{ operation: 'read', restrictions: only }])
      assert.equal(await attach(id, closed), 404)
      assert.deepEqual(await filesOf(id), [])
    })

    it('land in the space that their page is in by then', async () => {
      const id = await make('Moved')
      const move = { type: 'page', title: 'Moved', version: { number: 2 }, space: { key: 'ELSE' } }
      assert.equal(await attach(id, () => admin('PUT', `/rest/api/content/${id}`, move)), 200)
      assert.deepEqual(await filesOf(id), ['ELSE'])
    })
  })
})
