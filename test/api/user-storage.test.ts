/** How many bytes of files one user may keep (`INVER_USER_STORAGE`). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeContent, makeSpace, page } from '../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { valueAt } from '../support/match.ts'
import { credentials } from '../support/people.ts'
import { ask, type Answer } from '../support/request.ts'

const KB = 1024

onEachDatabase((database) => {
  describe(`a megabyte of files for each user, ${database}`, () => {
    let app: TestApp
    let address: string
    before(async () => {
      app = await startTestApp({ database, settings: { userStorage: 1 } })
      await makeSpace(app, 'FILES', 'Files')
      const { id } = await makeContent(app, page('FILES', 'Files', '<p>x</p>'))
      address = `${app.url}/rest/api/content/${String(id)}/child/attachment`
    })
    after(() => app.close())

    const upload = (as: 'admin' | 'editor', files: Record<string, string>, to = address): Promise<Answer> => {
      const body = new FormData()
      for (const [name, text] of Object.entries(files)) body.append('file', new Blob([text]), name)
      const headers = { ...credentials(as), 'x-atlassian-token': 'nocheck' }
      return ask({ method: 'POST', url: to, headers, body })
    }
    const listed = async () => {
      const { json } = await ask({ method: 'GET', url: address, headers: credentials('admin') })
      return valueAt(json, 'size')
    }
    const bytes = (kilobytes: number, letter: string) => letter.repeat(kilobytes * KB)

    it('is for each of them, and what is more is refused and attaches nothing', async () => {
      assert.equal((await upload('editor', { a: bytes(600, 'a') })).status, 200)
      const refused = await upload('editor', { b: bytes(600, 'b') })
      assert.equal(refused.status, 413)
      assert.match(refused.text, /You may keep 1 MB of files/)
      // Two that are each within it, together are not.
      assert.equal((await upload('editor', { c: bytes(300, 'c'), d: bytes(300, 'd') })).status, 413)
      assert.equal(await listed(), 1)
      assert.equal((await upload('admin', { e: bytes(600, 'e') })).status, 200)
    })

    it('counts earlier versions and the trash, and the same bytes once', async () => {
      for (const name of ['once', 'twice', 'again'])
        assert.equal((await upload('editor', { [name]: bytes(20, 'x') })).status, 200)
      const made = await upload('editor', { f: bytes(400, 'f') })
      const id = String(valueAt(made.json, 'results.0.id'))
      assert.equal((await upload('editor', { f: bytes(100, 'g') }, `${address}/${id}/data`)).status, 413)
      const remove = (status: string) =>
        ask({
          method: 'DELETE',
          url: `${app.url}/rest/api/content/${id}${status}`,
          headers: credentials('admin'),
        })
      assert.equal((await remove('')).status, 204)
      assert.equal((await upload('editor', { h: bytes(400, 'h') })).status, 413)
      assert.equal((await remove('?status=trashed')).status, 204)
      assert.equal((await upload('editor', { h: bytes(400, 'h') })).status, 200)
    })
  })
})
