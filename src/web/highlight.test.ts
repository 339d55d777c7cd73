import assert from 'node:assert/strict'
import { it } from 'node:test'
import { withHighlightedCode } from './highlight.ts'

const block = (parameters: string, text: string) =>
  `<pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="${parameters}; theme: Confluence" data-theme="Confluence">${text}</pre>`
const inside = (html: string) => html.replace(/^<pre[^>]*>|<\/pre>$/g, '')

it('colours code of known languages, in the spellings that code blocks use', async () => {
  assert.equal(
    inside(
      await withHighlightedCode(block('brush: js; gutter: false', 'const a = &quot;&lt;b&gt;&amp;&quot;')),
    ),
    '<span class="hljs-keyword">const</span> a = <span class="hljs-string">&quot;&lt;b&gt;&amp;&quot;</span>',
  )
  assert.match(await withHighlightedCode(block('brush: c#; gutter: false', 'var a = 1;')), /hljs-/)
})

it('leaves other code as it is', async () => {
  for (const brush of ['text', 'none', 'no such language', '__proto__', 'constructor']) {
    const html = block(`brush: ${brush}; gutter: false`, 'a &lt; b')
    assert.equal(await withHighlightedCode(html), html)
  }
  const long = block('brush: js; gutter: false', 'var a;'.repeat(20_000))
  assert.equal(await withHighlightedCode(long), long)
})

it('touches nothing but blocks of code', async () => {
  const around = '<p>const a</p><pre>const b</pre>'
  const html = await withHighlightedCode(`${around}${block('brush: js; gutter: false', 'const c')}${around}`)
  assert.ok(html.startsWith(around) && html.endsWith(around))
})

it('numbers lines from where the block says', async () => {
  const html = await withHighlightedCode(block('brush: text; gutter: true; first-line: 9', 'a\nb\nc'))
  assert.match(html, /<span class="code-numbers" aria-hidden="true">9\n10\n11<\/span>a\nb\nc</)
})
