import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { limits } from '../../src/base/limits.ts'
import { createContent } from '../../src/domain/content/create.ts'
import { systemContext } from '../../src/domain/context.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { ask } from '../support/request.ts'

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`

onEachDatabase((database) => {
  describe(`the screen of a page, ${database}`, () => {
    let app: TestApp
    let parent: string
    let page: string
    before(async () => {
      app = await startTestApp({ database })
      await send('POST', '/rest/api/space', { key: 'WEB', name: `Space ${HOSTILE}` })
      parent = await create('Parent')
      page = await create(`Child ${HOSTILE}`, {
        ancestors: [{ id: parent }],
        body: storage(
          `<p onclick="alert(3)">Hello</p><script>alert(4)</script><p><a href="javascript:alert(5)">bad link</a></p>` +
            code('python', 'def f():\n    return "</pre><script>alert(6)</script>"'),
        ),
      })
    })
    after(() => app.close())

    const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
    const code = (language: string, text: string) =>
      `<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">${language}</ac:parameter>` +
      `<ac:parameter ac:name="linenumbers">true</ac:parameter><ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body></ac:structured-macro>`

    async function send(method: string, path: string, body: unknown): Promise<Record<string, unknown>> {
      const answer = await ask({ method, url: app.url + path, headers: credentials('admin'), body })
      assert.ok(answer.status < 300, answer.text)
      return answer.json as Record<string, unknown>
    }
    async function create(title: string, more: object = {}): Promise<string> {
      const made = { type: 'page', title, space: { key: 'WEB' }, body: storage('<p>Text.</p>'), ...more }
      return String((await send('POST', '/rest/api/content', made))['id'])
    }
    async function read(path: string, as: PersonName = 'admin'): Promise<string> {
      const answer = await ask({ method: 'GET', url: app.url + path, headers: credentials(as) })
      assert.equal(answer.status, 200, answer.text)
      return answer.text
    }
    const view = (id = page) => read(`/pages/viewpage.action?pageId=${id}`)

    it('says what scripts read off a page of Confluence', async () => {
      const facts = Object.fromEntries(
        [...(await view()).matchAll(/<meta name="(ajs-[\w-]+)" content="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      )
      assert.equal(facts['ajs-page-id'], page)
      assert.equal(facts['ajs-latest-page-id'], page)
      assert.equal(facts['ajs-parent-page-id'], parent)
      assert.equal(facts['ajs-space-key'], 'WEB')
      assert.match(facts['ajs-space-name'] ?? '', /^Space &lt;script&gt;/)
      assert.match(facts['ajs-page-title'] ?? '', /^Child &lt;script&gt;/)
      assert.equal(facts['ajs-version-number'], '1')
      assert.equal(facts['ajs-remote-user'], 'admin')
      assert.equal(facts['ajs-base-url'], app.url)
      assert.equal(facts['ajs-context-path'], '')
      const below = await read(`/wiki/spaces/WEB/pages/${page}`)
      assert.match(below, /<meta name="ajs-context-path" content="\/wiki"/)
      assert.match(below, new RegExp(`<meta name="ajs-base-url" content="${app.url}/wiki"`))
    })

    it('has the way to the page, its title, who made it and its text', async () => {
      const text = await view()
      assert.match(
        text,
        /<ol id="breadcrumbs">[^]*?href="\/"[^]*?href="\/display\/WEB"[^]*?href="\/display\/WEB\/Parent"/,
      )
      assert.match(text, /<span id="title-text">Child &lt;script&gt;/)
      assert.match(
        text,
        /class="page-metadata"[^]*?Created by\s+<span class="author"\s*><a[^>]+>Administrator</,
      )
      assert.match(text, /<div id="main-content" class="wiki-content"><p>Hello<\/p>/)
      assert.match(text, /<link rel="shortlink" href="http:[^"]+\/x\/[^"]+"/)
    })

    it('colours code, numbers its lines, and lets none of it out', async () => {
      const text = await view()
      assert.match(
        text,
        /<span class="hljs-keyword"><span class="code-line" data-line="1"><\/span>def<\/span>/,
      )
      assert.match(text, /&lt;\/pre&gt;&lt;script&gt;alert\(6\)/)
    })

    it('shows the page tree of the space, open where the reader is', async () => {
      const tree = /<div class="page-tree">([^]*?)<\/nav>/.exec(await view())?.[1] ?? ''
      assert.match(tree, /<details open>\s*<summary>\s*<a href="\/display\/WEB\/Parent"/)
      assert.match(tree, new RegExp(`href="/pages/viewpage.action\\?pageId=${page}"\\s+aria-current="page"`))
    })

    it('lists labels, files and comments, answers below what they answer', async () => {
      await send('POST', `/rest/api/content/${page}/label`, [{ name: 'red' }])
      const file = new FormData()
      file.append('file', new Blob(['12345']), 'a & <b>.txt')
      const upload = await ask({
        method: 'POST',
        url: `${app.url}/rest/api/content/${page}/child/attachment`,
        headers: { ...credentials('admin'), 'x-atlassian-token': 'no-check' },
        body: file,
      })
      assert.equal(upload.status, 200, upload.text)
      const comment = (value: string, ancestors: object[] = []) =>
        send('POST', '/rest/api/content', {
          type: 'comment',
          container: { id: page, type: 'page' },
          ancestors,
          body: storage(value),
        })
      const question = await comment('<p>Why?</p>')
      await comment('<p>Because.</p>', [{ id: question['id'] }])
      const text = await view()
      assert.match(text, /rel="tag"[^>]*href="\/label\/WEB\/red"[^>]*>red<\/a/)
      assert.match(
        text,
        /href="\/download\/attachments\/\d+\/a%20%26%20%3Cb%3E\.txt\?[^"]*"[^]*?>a &amp; &lt;b&gt;\.txt</,
      )
      assert.match(text, /<td class="number">5 B<\/td>/)
      const thread = new RegExp(
        `id="comment-${String(question['id'])}"[^]*?<p>Why\\?</p>[^]*?<ol class="comment-threads">[^]*?<p>Because\\.</p>`,
      )
      assert.match(text, thread)
    })

    it('runs nothing that an author wrote', async () => {
      for (const path of [
        `/pages/viewpage.action?pageId=${page}`,
        `/pages/viewinfo.action?pageId=${page}`,
        `/pages/viewpreviousversions.action?pageId=${page}`,
        '/display/WEB',
        '/',
        '/display/~admin',
        `/label/${encodeURIComponent(HOSTILE)}`,
      ]) {
        const text = await read(path)
        assert.doesNotMatch(text, /<script>|<img src=x|javascript:/i, path)
        assert.equal([...text.matchAll(/<script/g)].length, 1, path)
        assert.doesNotMatch(text, /<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+=/, path)
      }
    })

    it('forbids the browser everything that the screens do not need', async () => {
      const answer = await ask({ method: 'GET', url: `${app.url}/`, headers: credentials('admin') })
      const policy = String(answer.headers['content-security-policy']).split('; ')
      for (const rule of [
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
      ]) {
        assert.ok(policy.includes(rule), rule)
      }
      const nonce = /script-src 'nonce-([\w-]{22})'$/.exec(policy.join('; '))?.[1] ?? 'none'
      assert.match(answer.text, new RegExp(`<script\\s[^>]*nonce="${nonce}"`))
      const again = await ask({ method: 'GET', url: `${app.url}/`, headers: credentials('admin') })
      assert.doesNotMatch(String(again.headers['content-security-policy']), new RegExp(nonce))
      assert.equal(answer.headers['x-content-type-options'], 'nosniff')
      assert.equal(answer.headers['referrer-policy'], 'same-origin')
      assert.equal(answer.headers['cross-origin-opener-policy'], 'same-origin')
      assert.match(String(answer.headers['cache-control']), /no-store/)
    })

    it('hides from readers what they may not read, in the words for what is not there', async () => {
      const answer = await ask({
        method: 'GET',
        url: `${app.url}/pages/viewpage.action?pageId=${page}`,
        headers: credentials('stranger'),
      })
      const nothing = await ask({
        method: 'GET',
        url: `${app.url}/pages/viewpage.action?pageId=99999999`,
        headers: credentials('stranger'),
      })
      assert.equal(answer.status, 404)
      const withoutNonce = (text: string) => text.replace(/nonce="[^"]+"/g, '')
      assert.equal(withoutNonce(answer.text.replaceAll(page, '99999999')), withoutNonce(nothing.text))
      assert.doesNotMatch(await read('/', 'stranger'), /WEB|Parent/)
      assert.doesNotMatch(await read('/display/~admin', 'stranger'), /Parent/)
      await app.letRead('reader', 'WEB')
      assert.match(await read(`/pages/viewpage.action?pageId=${page}`, 'reader'), /<p>Hello<\/p>/)
    })

    it('shows of a large space the pages around the shown one', async () => {
      await send('POST', '/rest/api/space', { key: 'LARGE', name: 'Large' })
      const space = await send('GET', '/rest/api/space/LARGE?expand=homepage', undefined)
      const home = (space['homepage'] as { id: string }).id
      const make = (title: string, above: string) =>
        create(title, { space: { key: 'LARGE' }, ancestors: [{ id: above }] })
      const [one, other] = [await make('One', home), await make('Other', home)]
      const shown = await make('Shown', one)
      const ctx = systemContext(app.domain)
      await Promise.all(
        Array.from({ length: limits.screenTreePages }, (_, at) =>
          createContent(ctx, { kind: 'page', title: `Cousin ${at}`, parentId: Number(other) }),
        ),
      )
      const text = await view(shown)
      const tree = /<div class="page-tree">([^]*?)<\/nav>/.exec(text)?.[1] ?? ''
      assert.match(tree, />One<[^]*>Shown<[^]*>Other</)
      assert.doesNotMatch(tree, /Cousin/)
      assert.match(text, /The tree shows the pages around this one/)
    })

    it('tells a space without pages from one without a home', async () => {
      await send('POST', '/rest/api/space', { key: 'BARE', name: 'Bare' })
      assert.match(await read('/display/BARE'), /This page is empty/)
      const space = await send('GET', '/rest/api/space/BARE?expand=homepage', undefined)
      const home = String((space['homepage'] as { id: string }).id)
      const gone = await ask({
        method: 'DELETE',
        url: `${app.url}/rest/api/content/${home}`,
        headers: credentials('admin'),
      })
      assert.equal(gone.status, 204, gone.text)
      assert.match(await read('/display/BARE'), /Nothing has been written in this space yet/)
    })
  })
})
