import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { limits } from '../../src/base/limits.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { browse, type Browsing } from '../support/browsing.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { ask } from '../support/request.ts'

/** A body whose bytes no writer of ours would choose. */
const STORED =
  '\n<p   class="lead">One<br></br>two &eacute;</p>\n<ac:structured-macro  ac:name="toc" ac:schema-version="1" />\n<p>Last.</p>'

onEachDatabase((database) => {
  describe(`writing in the browser, ${database}`, () => {
    let app: TestApp
    let editor: Browsing
    before(async () => {
      app = await startTestApp({ database })
      await api('POST', '/rest/api/space', { key: 'INK', name: 'Ink' })
      await app.letRead('reader', 'INK')
      editor = browse(app)
      await editor.logIn('editor')
    })
    after(() => app.close())

    async function api(method: string, path: string, body?: unknown, as: PersonName = 'admin') {
      const answer = await ask({ method, url: app.url + path, headers: credentials(as), body })
      assert.ok(answer.status < 300, answer.text)
      return answer.json as Record<string, unknown>
    }
    async function made(title: string, value = STORED): Promise<string> {
      const body = { storage: { value, representation: 'storage' } }
      return String(
        (await api('POST', '/rest/api/content', { type: 'page', title, space: { key: 'INK' }, body }))['id'],
      )
    }
    async function kept(id: string) {
      const content = (await api('GET', `/rest/api/content/${id}?expand=body.storage,version,ancestors`)) as {
        title: string
        body: { storage: { value: string } }
        version: { number: number; message: string; minorEdit: boolean }
        ancestors: { title: string }[]
      }
      return { ...content, storage: content.body.storage.value }
    }
    async function as(name: Exclude<PersonName, 'anonymous'>): Promise<Browsing> {
      const browsing = browse(app)
      await browsing.logIn(name)
      return browsing
    }

    describe('what is new', () => {
      it('is written in Markdown, below the home page, and published', async () => {
        const { text } = await editor.get('/pages/createpage.action?spaceKey=INK&title=Tides')
        const fields = fieldsOf(text)
        assert.equal(fields['title'], 'Tides')
        assert.equal(fields['parentPageString'], 'Ink Home')
        assert.equal(fields['notation'], 'markdown')
        const answer = await editor.post('/pages/docreatepage.action?spaceKey=INK', {
          ...fields,
          content: '# High\r\n\r\n*water*',
          do: 'save',
        })
        assert.equal(answer.headers.location, '/display/INK/Tides', answer.text)
        const [page] = (
          (await api('GET', '/rest/api/content?spaceKey=INK&title=Tides')) as { results: { id: string }[] }
        ).results
        const saved = await kept(page!.id)
        assert.equal(saved.storage, '<h1>High</h1><p><em>water</em></p>')
        assert.equal(saved.ancestors.at(-1)?.title, 'Ink Home')
      })

      it('is a blog post, at the top of the space, or begins from a template', async () => {
        const post = await editor.post('/pages/docreateblogpost.action?spaceKey=INK', {
          title: 'News',
          notation: 'wiki',
          content: 'h1. Flood',
        })
        assert.match(String(post.headers.location), /^\/display\/INK\/\d+\/\d+\/\d+\/News$/)
        const top = await editor.post('/pages/docreatepage.action?spaceKey=INK', {
          title: 'On top',
          parentPageString: '',
          notation: 'storage',
          content: '<p>x</p>',
        })
        assert.equal(top.headers.location, '/display/INK/On+top')
        const body = { storage: { value: '<p>From a template</p>', representation: 'storage' } }
        const template = { name: 'Pattern', templateType: 'page', body, space: { key: 'INK' } }
        const { templateId } = await api('POST', '/wiki/rest/api/template', template)
        for (const query of [`templateId=${String(templateId)}`, 'templateName=Pattern']) {
          const { text } = await editor.get(
            `/pages/createpage.action?spaceKey=INK&${query}&title=Of+%40spaceKey`,
          )
          assert.equal(textOf(text), '<p>From a template</p>')
          assert.equal(fieldsOf(text)['title'], 'Of INK')
        }
      })

      it('is kept as a draft that its author alone sees, until it is published', async () => {
        const answer = await editor.post('/pages/docreatepage.action?spaceKey=INK', {
          title: 'Half',
          notation: 'markdown',
          content: 'so far',
          do: 'draft',
        })
        const draft = String(answer.headers.location)
        assert.match(draft, /^\/pages\/resumedraft\.action\?draftId=\d+$/)
        const id = draft.split('=')[1]!
        assert.match((await editor.get('/users/viewmydrafts.action')).text, /resumedraft[^>]+>Half</)
        const other = await as('admin')
        assert.doesNotMatch((await (await as('reader')).get('/users/viewmydrafts.action')).text, /Half/)
        assert.equal((await (await as('reader')).get(draft)).status, 404)
        assert.equal((await other.get('/users/viewmydrafts.action')).status, 200)
        const { text } = await editor.get(draft)
        assert.equal(textOf(text), '<p>so far</p>')
        const again = { ...fieldsOf(text), content: '<p>so far, so good</p>' }
        const once = await editor.post(`/pages/doeditpage.action?pageId=${id}`, {
          ...again,
          title: '',
          do: 'draft',
        })
        assert.equal(once.headers.location, draft)
        const published = await editor.post(`/pages/doeditpage.action?pageId=${id}`, { ...again, do: 'save' })
        assert.equal(published.headers.location, '/display/INK/Half')
        assert.equal((await kept(id)).version.number, 1)
        assert.equal((await kept(id)).storage, '<p>so far, so good</p>')
      })

      it('is refused with everything that was written still there', async () => {
        await made('Taken')
        const fields = { title: 'Taken', notation: 'markdown', content: 'My <words> & more', do: 'save' }
        const twice = await editor.post('/pages/docreatepage.action?spaceKey=INK', fields)
        assert.equal(twice.status, 400)
        assert.match(twice.text, /role="alert">A page with this title already exists/)
        assert.equal(textOf(twice.text), 'My <words> & more')
        const orphan = await editor.post('/pages/docreatepage.action?spaceKey=INK', {
          ...fields,
          title: 'Orphan',
          parentPageString: 'No such page',
        })
        assert.equal(orphan.status, 400)
        assert.match(orphan.text, /has no page &quot;No such page&quot;/)
        assert.equal(fieldsOf(orphan.text)['parentPageString'], 'No such page')
      })

      it('is for those who may write there', async () => {
        for (const [name, status] of [
          ['reader', 403],
          ['stranger', 404],
        ] as const) {
          const browsing = await as(name)
          assert.equal((await browsing.get('/pages/createpage.action?spaceKey=INK')).status, status)
          assert.equal((await browsing.get('/pages/createblogpost.action?spaceKey=INK')).status, status)
          for (const kind of ['page', 'blogpost']) {
            const fields = { title: 'No', notation: 'markdown', content: 'no' }
            const answer = await browsing.post(`/pages/docreate${kind}.action?spaceKey=INK`, fields)
            assert.equal(answer.status, status)
          }
        }
        const nobody = await browse(app).get('/pages/createpage.action?spaceKey=INK')
        assert.equal(nobody.status, 401)
        assert.match(nobody.text, /name="os_destination" value="\/pages\/createpage\.action\?spaceKey=INK"/)
        const forged = await editor.send('/pages/docreatepage.action?spaceKey=INK', {
          title: 'F',
          content: 'f',
        })
        assert.equal(forged.status, 403)
      })

      it('is offered where a page is missing, to those who may write it', async () => {
        const offer = /href="\/pages\/createpage\.action\?spaceKey=INK&amp;title=Not\+yet"/
        assert.match((await editor.get('/display/INK/Not+yet')).text, offer)
        const reader = await as('reader')
        assert.doesNotMatch((await reader.get('/display/INK/Not+yet')).text, /createpage/)
        const id = await made(
          'With a link',
          '<p><ac:link><ri:page ri:content-title="Not yet" /></ac:link></p>',
        )
        const page = `/pages/viewpage.action?pageId=${id}`
        const link = `class="createlink" href="/pages/createpage.action?spaceKey=INK&amp;title=Not+yet&amp;fromPageId=${id}"`
        assert.ok((await editor.get(page)).text.includes(link))
        assert.match((await reader.get(page)).text, /class="unresolved" href="#"/)
        const { text } = await editor.get(
          `/pages/createpage.action?spaceKey=INK&title=Not+yet&fromPageId=${id}`,
        )
        assert.equal(fieldsOf(text)['parentPageString'], 'With a link')
      })
    })

    describe('what is there', () => {
      it('is shown to the byte, and saved to the byte', async () => {
        const id = await made('Bytes')
        const { text } = await editor.get(`/pages/editpage.action?pageId=${id}`)
        assert.equal(textOf(text), STORED)
        const fields = fieldsOf(text)
        const unchanged = await editor.post(`/pages/doeditpage.action?pageId=${id}`, sentBack(fields))
        assert.equal(unchanged.headers.location, '/display/INK/Bytes')
        assert.equal((await kept(id)).version.number, 1)
        const changed = await editor.post(`/pages/doeditpage.action?pageId=${id}`, {
          ...sentBack(fields, (old) => old.replace('Last.', 'At last.')),
          versionComment: 'Later',
          minorEdit: 'true',
        })
        assert.equal(changed.status, 302, changed.text)
        const { storage, version } = await kept(id)
        assert.equal(storage, STORED.replace('Last.', 'At last.'))
        assert.deepEqual([version.number, version.message, version.minorEdit], [2, 'Later', true])
        const windows = await made('Windows', '<p>a</p>\r\n<p>b</p>')
        const form = fieldsOf((await editor.get(`/pages/editpage.action?pageId=${windows}`)).text)
        await editor.post(
          `/pages/doeditpage.action?pageId=${windows}`,
          sentBack(form, (old) => old.replace('b', 'c')),
        )
        assert.equal((await kept(windows)).storage, '<p>a</p>\r\n<p>c</p>')
      })

      it('is edited in another notation, and what was not touched keeps its bytes', async () => {
        const id = await made('Notations')
        const address = `/pages/doeditpage.action?pageId=${id}`
        let word = 'Last'
        for (const wantedNotation of ['markdown', 'wiki']) {
          const first = fieldsOf((await editor.get(`/pages/editpage.action?pageId=${id}`)).text)
          const before = (await kept(id)).storage
          const turned = await editor.post(address, { ...sentBack(first), wantedNotation, do: 'notation' })
          const fields = fieldsOf(turned.text)
          assert.equal(fields['notation'], wantedNotation)
          assert.doesNotMatch(fields['content'] ?? '', /<p/)
          const changed = `Written in ${wantedNotation}`
          const saved = await editor.post(
            address,
            sentBack(fields, (old) => old.replace(word, changed)),
          )
          assert.equal(saved.status, 302, saved.text)
          assert.equal((await kept(id)).storage, before.replace(word, changed))
          word = changed
        }
      })

      it('shows what it would look like without saving', async () => {
        const id = await made('Seen')
        const answer = await editor.post(`/pages/doeditpage.action?pageId=${id}`, {
          title: 'Seen',
          originalVersion: '1',
          notation: 'markdown',
          content: '**bold** <script>alert(1)</script>',
          do: 'preview',
        })
        assert.equal(answer.status, 200)
        assert.match(answer.text, /id="preview"[^]*<strong>bold<\/strong>/)
        assert.doesNotMatch(answer.text.slice(answer.text.indexOf('id="preview"')), /<script/)
        assert.equal((await kept(id)).storage, STORED)
      })

      it('names what is wrong by row and column, and keeps the text', async () => {
        const id = await made('Broken')
        const content = '<p>fine</p>\n<p>not <b>fine</p>'
        for (const wanted of ['save', 'preview']) {
          const answer = await editor.post(`/pages/doeditpage.action?pageId=${id}`, {
            title: 'Broken',
            originalVersion: '1',
            notation: 'storage',
            content,
            do: wanted,
          })
          assert.equal(answer.status, 400)
          assert.match(
            answer.text,
            /data-row="2" data-column="15"[^]*?Unexpected close tag &lt;\/p&gt;; expected &lt;\/b&gt;/,
          )
          assert.equal(textOf(answer.text), content)
        }
        assert.equal((await kept(id)).version.number, 1)
      })

      it('shows both texts when somebody else was faster, and saves on top when told to', async () => {
        const id = await made('Raced', '<p>a</p>\n<p>b</p>')
        const mine = fieldsOf((await editor.get(`/pages/editpage.action?pageId=${id}`)).text)
        const body = { storage: { value: '<p>theirs</p>\n<p>b</p>', representation: 'storage' } }
        const version = { number: 2, message: 'Mine first' }
        await api('PUT', `/rest/api/content/${id}`, { type: 'page', title: 'Raced', version, body })
        const sent = sentBack(mine, (old) => old.replace('b', 'mine'))
        const refused = await editor.post(`/pages/doeditpage.action?pageId=${id}`, sent)
        assert.equal(refused.status, 409)
        assert.equal(textOf(refused.text), '<p>a</p>\n<p>mine</p>')
        assert.match(refused.text, /Administrator<\/a\s*> has saved version 2[^]*Mine first/)
        assert.match(
          refused.text,
          /diff-line removed[^]*?&lt;p&gt;a&lt;\/p&gt;[^]*?diff-line added[^]*?&lt;p&gt;theirs/,
        )
        assert.equal((await kept(id)).storage, '<p>theirs</p>\n<p>b</p>')
        const again = await editor.post(
          `/pages/doeditpage.action?pageId=${id}`,
          sentBack(fieldsOf(refused.text)),
        )
        assert.equal(again.status, 302)
        assert.equal((await kept(id)).storage, '<p>a</p>\n<p>mine</p>')
        assert.equal((await kept(id)).version.number, 3)
      })

      it('moves below another page, named by title or id, and to the top', async () => {
        const [id, above] = [await made('Mover'), await made('Above')]
        const address = `/pages/doeditpage.action?pageId=${id}`
        for (const [at, parent, expected] of [
          [1, 'Above', 'Above'],
          [2, '', undefined],
          [3, above, 'Above'],
        ] as const) {
          const fields = fieldsOf((await editor.get(`/pages/editpage.action?pageId=${id}`)).text)
          assert.equal(fields['originalVersion'], String(at))
          const answer = await editor.post(address, { ...sentBack(fields), parentPageString: parent })
          assert.equal(answer.status, 302, answer.text)
          assert.equal((await kept(id)).ancestors.at(-1)?.title, expected)
        }
      })

      it('takes a body as large as the API does, and no larger', async () => {
        const id = await made('Large')
        const fields = { title: 'Large', notation: 'storage', originalVersion: '1' }
        const large = `<p>${'wörd '.repeat(100_000)}</p>`
        const saved = await editor.post(`/pages/doeditpage.action?pageId=${id}`, {
          ...fields,
          content: large,
        })
        assert.equal(saved.status, 302)
        assert.equal((await kept(id)).storage, large)
        const answer = await editor.post(`/pages/doeditpage.action?pageId=${id}`, {
          ...fields,
          originalVersion: '2',
          content: `<p>${'x'.repeat(limits.bodyBytes)}</p>`,
        })
        assert.equal(answer.status, 413)
      })

      it('is for those who may change it', async () => {
        const id = await made('Closed')
        const comment = await api('POST', '/rest/api/content', {
          type: 'comment',
          container: { id, type: 'page' },
          body: { storage: { value: '<p>c</p>', representation: 'storage' } },
        })
        assert.equal((await editor.get(`/pages/editpage.action?pageId=${String(comment['id'])}`)).status, 400)
        const reader = await as('reader')
        assert.doesNotMatch(
          (await reader.get(`/pages/viewpage.action?pageId=${id}`)).text,
          /editpage|doadd|removepage/,
        )
        assert.match((await editor.get(`/pages/viewpage.action?pageId=${id}`)).text, /id="editPageLink"/)
        for (const action of ['editpage', 'editblogpost', 'resumedraft']) {
          assert.equal((await reader.get(`/pages/${action}.action?pageId=${id}`)).status, 403)
        }
        const fields = { title: 'x', notation: 'storage', content: 'x', originalVersion: '1' }
        assert.equal((await reader.post(`/pages/doeditpage.action?pageId=${id}`, fields)).status, 403)
        assert.equal((await kept(id)).version.number, 1)
      })
    })

    it('compares versions, and brings an earlier one back', async () => {
      const id = await made('Turned', '<p>First words</p>')
      const body = { storage: { value: '<p>Second words</p>', representation: 'storage' } }
      await api('PUT', `/rest/api/content/${id}`, {
        type: 'page',
        title: 'Turned on',
        version: { number: 2 },
        body,
      })
      const diff = await editor.get(
        `/pages/diffpagesbyversion.action?pageId=${id}&selectedPageVersions=1&selectedPageVersions=2`,
      )
      assert.match(diff.text, /removed[^]*?First words[^]*?added[^]*?Second words/)
      assert.match(diff.text, /“Turned” became “Turned on”/)
      const source = await editor.get(
        `/pages/diffpagesbyversion.action?pageId=${id}&originalVersion=1&revisedVersion=2&as=storage`,
      )
      assert.match(source.text, /&lt;p&gt;First words/)
      assert.equal(
        (await editor.get(`/pages/diffpagesbyversion.action?pageId=${id}&selectedPageVersions=7`)).status,
        404,
      )
      const action = `/pages/revertpagebacktoversion.action?pageId=${id}&version=1`
      assert.match(
        (await editor.get(`/pages/viewpage.action?pageId=${id}&pageVersion=1`)).text,
        /revertpageback/,
      )
      assert.equal((await (await as('reader')).post(action, {})).status, 403)
      assert.equal((await editor.post(action, {})).headers.location, '/display/INK/Turned')
      const { storage, version } = await kept(id)
      assert.deepEqual(
        [storage, version.number, version.message],
        ['<p>First words</p>', 3, 'Reverted from version 1'],
      )
    })
  })
})

/** The fields of the editor's form as a browser would show them. */
function fieldsOf(text: string): Record<string, string> {
  const form = /<form class="editor"[^]*?<\/form>/.exec(text)?.[0] ?? ''
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag)
  const value = (tag: string, name: string) =>
    unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  const fields = inputs
    .filter((tag) => !/type="checkbox"/.test(tag))
    .map((tag): [string, string] => [value(tag, 'name'), value(tag, 'value')])
  return { ...Object.fromEntries(fields), content: textOf(form) }
}

/** A form as a browser sends it: every line end is two characters. */
function sentBack(
  { content = '', ...fields }: Record<string, string>,
  edit: (text: string) => string = (text) => text,
): Record<string, string> {
  return { ...fields, content: edit(content).replaceAll('\n', '\r\n'), do: 'save' }
}

/** The text in the editor as a browser shows it: without the first line end, and every line end one character. */
function textOf(text: string): string {
  const written = /<textarea[^>]*name="content"[^>]*>\n([^]*?)<\/textarea>/.exec(text)?.[1] ?? 'no text'
  return unescaped(written.replace(/\r\n?/g, '\n'))
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
