import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { browse, type Browsing } from '../support/browsing.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

onEachDatabase((database) => {
  describe(`the small forms of a page, ${database}`, () => {
    let app: TestApp
    let editor: Browsing
    let reader: Browsing
    let id: string
    before(async () => {
      app = await startTestApp({ database })
      await api('POST', '/rest/api/space', { key: 'INK', name: 'Ink' })
      await app.letRead('reader', 'INK')
      ;[editor, reader] = [browse(app), browse(app)]
      await editor.logIn('editor')
      await reader.logIn('reader')
      const body = { storage: { value: '<p>x</p>', representation: 'storage' } }
      id = String(
        (
          await api('POST', '/rest/api/content', { type: 'page', title: 'Page', space: { key: 'INK' }, body })
        )['id'],
      )
    })
    after(() => app.close())

    async function api(method: string, path: string, body?: unknown) {
      const answer = await ask({ method, url: app.url + path, headers: credentials('admin'), body })
      assert.ok(answer.status < 300, answer.text)
      return answer.json as Record<string, unknown>
    }
    const view = async (by = editor) => (await by.get(`/pages/viewpage.action?pageId=${id}`)).text
    const lands = (
      answer: { status: number; headers: { location?: string }; text: string },
      place: RegExp,
    ) => {
      assert.equal(answer.status, 302, answer.text)
      assert.match(String(answer.headers.location), place)
    }

    it('comments, answers, changes a comment and deletes it', async () => {
      const add = `/pages/doaddcomment.action?pageId=${id}`
      lands(
        await editor.post(add, { content: 'Why *so*?' }),
        /^\/display\/INK\/Page\?focusedCommentId=\d+#comment-\d+$/,
      )
      const comment = /id="comment-(\d+)"/.exec(await view())?.[1] ?? ''
      lands(await editor.post(`${add}&commentId=${comment}`, { content: 'Because.' }), /#comment-\d+$/)
      assert.match(
        await view(),
        /<p>Why <em>so<\/em>\?<\/p>[^]*<ol class="comment-threads">[^]*<p>Because\.<\/p>/,
      )
      const about = `pageId=${id}&commentId=${comment}`
      assert.match(
        (await editor.get(`/pages/editcomment.action?${about}`)).text,
        />\nWhy _so_\?\n?<\/textarea>/,
      )
      lands(await editor.post(`/pages/doeditcomment.action?${about}`, { content: 'Why *not*?' }), /#comment-/)
      assert.match(await view(), /Why <em>not<\/em>\?/)
      const empty = await editor.post(`/pages/doeditcomment.action?${about}`, { content: ' ' })
      assert.equal(empty.status, 400)
      assert.match(empty.text, /role="alert">The comment is empty/)
      for (const action of ['editcomment', 'removecomment']) {
        assert.equal((await reader.get(`/pages/${action}.action?${about}`)).status, 403)
      }
      for (const action of ['doeditcomment', 'doremovecomment', 'doaddcomment']) {
        assert.equal((await reader.post(`/pages/${action}.action?${about}`, { content: 'no' })).status, 403)
      }
      assert.equal((await editor.get(`/pages/editcomment.action?pageId=1&commentId=${comment}`)).status, 404)
      assert.match((await editor.get(`/pages/removecomment.action?${about}`)).text, /Delete this comment\?/)
      lands(
        await editor.post(`/pages/doremovecomment.action?${about}`, {}),
        /\/display\/INK\/Page#comments-section$/,
      )
      assert.doesNotMatch(await view(), /Why <em>/)
    })

    it('keeps what somebody wrote when a comment is refused', async () => {
      const answer = await editor.post(`/pages/doaddcomment.action?pageId=${id}`, {
        content: `x${'y'.repeat(6_000_000)}`,
      })
      assert.equal(answer.status, 413)
      assert.match(answer.text, /xyyyy/)
    })

    it('adds labels and takes them off', async () => {
      lands(
        await editor.post(`/pages/doaddlabels.action?pageId=${id}`, { labelsString: 'red, Blue  my:own' }),
        /#labels-section$/,
      )
      assert.match(await view(), /rel="tag"[^>]*>blue<[^]*>my:own<[^]*>red</)
      lands(
        await editor.post(`/pages/doremovelabel.action?pageId=${id}`, { label: 'my:own' }),
        /#labels-section$/,
      )
      assert.doesNotMatch(await view(), /my:own/)
      for (const labelsString of ['', 'a!b']) {
        assert.equal(
          (await editor.post(`/pages/doaddlabels.action?pageId=${id}`, { labelsString })).status,
          400,
        )
      }
      assert.equal(
        (await editor.post(`/pages/doremovelabel.action?pageId=${id}`, { label: 'none' })).status,
        404,
      )
      assert.equal(
        (await reader.post(`/pages/doaddlabels.action?pageId=${id}`, { labelsString: 'x' })).status,
        403,
      )
      assert.equal(
        (await reader.post(`/pages/doremovelabel.action?pageId=${id}`, { label: 'red' })).status,
        403,
      )
    })

    it('attaches a file by the form of the page, and takes it off', async () => {
      const screen = (await editor.get(`/pages/viewpageattachments.action?pageId=${id}`)).text
      const action = /action="(\/pages\/doattachfile[^"]+)"/.exec(screen)?.[1]?.replaceAll('&amp;', '&') ?? ''
      assert.match(action, /atl_token=/)
      const form = new FormData()
      form.set('file_0', new Blob(['ship']), 'ship.txt')
      form.set('comment_0', 'of oak')
      const cookie = [...editor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { cookie, origin: new URL(app.url).origin }
      lands(await ask({ method: 'POST', url: app.url + action, headers, body: form }), /viewpageattachments/)
      assert.match(await view(), /ship\.txt<[^]*of oak/)
      const about = `pageId=${id}&fileName=ship.txt`
      assert.doesNotMatch(
        (await reader.get(`/pages/viewpageattachments.action?pageId=${id}`)).text,
        /removeattachment|doattachfile/,
      )
      assert.equal((await reader.get(`/pages/removeattachment.action?${about}`)).status, 403)
      assert.equal((await reader.post(`/pages/doremoveattachment.action?${about}`, {})).status, 403)
      assert.match(
        (await editor.get(`/pages/viewpageattachments.action?pageId=${id}`)).text,
        /removeattachment/,
      )
      assert.match((await editor.get(`/pages/removeattachment.action?${about}`)).text, /Delete “ship\.txt”\?/)
      lands(await editor.post(`/pages/doremoveattachment.action?${about}`, {}), /viewpageattachments/)
      assert.equal((await editor.post(`/pages/doremoveattachment.action?${about}`, {})).status, 404)
    })

    it('watches and stops watching', async () => {
      assert.match(await view(reader), /action="\/users\/addpagenotification\.action\?pageId=/)
      lands(await reader.post(`/users/addpagenotification.action?pageId=${id}`, {}), /^\/display\/INK\/Page$/)
      assert.match(await view(reader), /Stop watching/)
      lands(
        await reader.post(`/users/removepagenotification.action?pageId=${id}`, {}),
        /^\/display\/INK\/Page$/,
      )
      assert.doesNotMatch(await view(reader), /Stop watching/)
      for (const action of ['add', 'remove']) {
        assert.equal((await reader.post(`/users/${action}pagenotification.action?pageId=7`, {})).status, 404)
      }
    })

    it('asks before it deletes a page, and puts it into the trash', async () => {
      assert.equal((await reader.get(`/pages/removepage.action?pageId=${id}`)).status, 403)
      assert.equal((await reader.post(`/pages/doremovepage.action?pageId=${id}`, {})).status, 403)
      assert.match((await editor.get(`/pages/removepage.action?pageId=${id}`)).text, /Delete “Page”\?/)
      lands(await editor.post(`/pages/doremovepage.action?pageId=${id}`, {}), /^\/display\/INK$/)
      assert.equal((await editor.get(`/pages/viewpage.action?pageId=${id}`)).status, 404)
      const trashed = await api('GET', `/rest/api/content/${id}?status=trashed`)
      assert.equal(trashed['status'], 'trashed')
    })

    it('deletes a draft for good', async () => {
      const answer = await editor.post('/pages/docreatepage.action?spaceKey=INK', {
        title: 'D',
        content: 'd',
        do: 'draft',
      })
      const draft = String(answer.headers.location).split('=')[1] ?? ''
      assert.match((await editor.get(`/pages/removepage.action?pageId=${draft}`)).text, /Delete this draft\?/)
      lands(await editor.post(`/pages/doremovepage.action?pageId=${draft}`, {}), /^\/display\/INK$/)
      assert.doesNotMatch((await editor.get('/users/viewmydrafts.action')).text, /draftId/)
    })

    it('wants a log-in and the token of the session', async () => {
      for (const path of [
        '/pages/doaddcomment.action?pageId=1',
        '/pages/doeditcomment.action?pageId=1',
        '/pages/doremovecomment.action?pageId=1',
        '/pages/doaddlabels.action?pageId=1',
        '/pages/doremovelabel.action?pageId=1',
        '/pages/doremovepage.action?pageId=1',
        '/pages/doremoveattachment.action?pageId=1',
        '/pages/revertpagebacktoversion.action?pageId=1',
        '/users/addpagenotification.action?pageId=1',
      ]) {
        assert.equal((await editor.send(path, {})).status, 403, path)
        assert.equal((await browse(app).send(path, {})).status, 401, path)
      }
      assert.equal((await browse(app).get('/users/viewmydrafts.action')).status, 401)
    })
  })
})
