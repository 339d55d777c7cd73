import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { checkStorage, convert } from '../../formats.ts'
import { nowhere } from '../../nowhere.ts'

const env = nowhere({ origin: 'http://localhost:8090', spaceKey: 'KEY' })

/** HTML as the product's editor, its views, and other programs write it → storage. */
const cases: readonly (readonly [string, string, string])[] = [
  [
    'a bodied macro whose table has no tbody',
    '<table class="wysiwyg-macro" data-macro-name="panel" data-macro-id="2a6e" data-macro-parameters="bgColor=#fff|title=a \\| b\\=c" data-macro-schema-version="1" style="background-image: url(/x);" data-macro-body-type="RICH_TEXT"><tr><td class="wysiwyg-macro-body"><p>x</p></td></tr></table>',
    '<ac:structured-macro ac:name="panel" ac:schema-version="1" ac:macro-id="2a6e"><ac:parameter ac:name="bgColor">#fff</ac:parameter><ac:parameter ac:name="title">a | b=c</ac:parameter><ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>',
  ],
  [
    'a macro with a plain body',
    '<table class="wysiwyg-macro" data-macro-name="code" data-macro-default-parameter="java" data-macro-body-type="PLAIN_TEXT"><tbody><tr><td class="wysiwyg-macro-body"><pre>a &lt; b\n  c</pre></td></tr></tbody></table>',
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="">java</ac:parameter><ac:plain-text-body><![CDATA[a < b\n  c]]></ac:plain-text-body></ac:structured-macro>',
  ],
  [
    'a macro in a macro, in a paragraph that the parser has to split',
    '<p><table class="wysiwyg-macro" data-macro-name="info" data-macro-body-type="RICH_TEXT"><tr><td class="wysiwyg-macro-body"><img class="editor-inline-macro" data-macro-name="toc"></td></tr></table></p>',
    '<ac:structured-macro ac:name="info"><ac:rich-text-body><ac:structured-macro ac:name="toc" /></ac:rich-text-body></ac:structured-macro>',
  ],
  [
    'a bodiless macro that only its picture tells',
    '<p><img class="editor-inline-macro" src="/plugins/servlet/confluence/placeholder/macro?definition=e3RvYzptaW5MZXZlbD0yfQ&amp;locale=en_GB&amp;version=2"></p>',
    '<p><ac:structured-macro ac:name="toc"><ac:parameter ac:name="minLevel">2</ac:parameter></ac:structured-macro></p>',
  ],
  [
    'a page link of the editor',
    '<p><a class="confluence-link" href="/display/K/A+title" data-linked-resource-id="1" data-linked-resource-version="1" data-linked-resource-type="page" data-linked-resource-default-alias="A title" data-base-url="http://localhost:8090">A title</a></p>',
    '<p><ac:link><ri:page ri:space-key="K" ri:content-title="A title" /></ac:link></p>',
  ],
  [
    'a page link of the editor with a text and an anchor',
    '<p><a class="confluence-link" href="/display/KEY/T#T-here" data-linked-resource-id="1" data-linked-resource-type="page">a text</a></p>',
    '<p><ac:link ac:anchor="here"><ri:page ri:content-title="T" /><ac:plain-text-link-body><![CDATA[a text]]></ac:plain-text-link-body></ac:link></p>',
  ],
  [
    'a link to a page that is missing',
    '<p><a class="confluence-link createlink unresolved" href="#" data-content-title="T" data-space-key="K">T</a></p>',
    '<p><ac:link><ri:page ri:space-key="K" ri:content-title="T" /></ac:link></p>',
  ],
  [
    'a mention by user name and one by account',
    '<p><a class="confluence-link confluence-userlink user-mention" data-username="jdoe" href="/display/~jdoe" data-linked-resource-type="userinfo" data-linked-resource-default-alias="Jane">Jane</a><a class="confluence-userlink user-mention" data-account-id="5b:1" data-linked-resource-default-alias="Jo" href="/wiki/people/5b:1?ref=confluence">Jo</a></p>',
    '<p><ac:link><ri:user ri:username="jdoe" /></ac:link><ac:link><ri:user ri:account-id="5b:1" /></ac:link></p>',
  ],
  [
    'a file of another page, and one told by its address',
    '<p><img class="confluence-embedded-image" src="/download/attachments/9/a.png?version=1" data-linked-resource-type="attachment" data-linked-resource-default-alias="a.png" data-linked-resource-container-id="9" width="200"><img src="http://localhost:8090/download/attachments/9/b+c.png?api=v2"></p>',
    '<p><ac:image ac:width="200"><ri:attachment ri:filename="a.png"><ri:content-entity ri:content-id="9" /></ri:attachment></ac:image><ac:image><ri:attachment ri:filename="b c.png"><ri:content-entity ri:content-id="9" /></ri:attachment></ac:image></p>',
  ],
  [
    'a picture from elsewhere',
    '<p><img src="https://example.org/x.png" alt="X"></p>',
    '<p><ac:image ac:alt="X"><ri:url ri:value="https://example.org/x.png" /></ac:image></p>',
  ],
  [
    'emoticons, dates, tasks',
    '<ul class="inline-task-list" data-inline-tasks-content-id="1"><li data-inline-task-id="1" class="checked"><img class="emoticon emoticon-smile" src="/x" alt="(smile)"> <time class="non-editable" datetime="2024-05-01" contenteditable="false" onselectstart="return false;">01 May 2024</time></li></ul>',
    '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body><ac:emoticon ac:name="smile" /> <time datetime="2024-05-01" /></ac:task-body></ac:task></ac:task-list>',
  ],
  [
    'unclosed, indented, wrapped HTML of a library',
    '<html><head><title>t</title></head><body><div>\n  <p>one<br>\n  two\n  <ul>\n    <li>a\n    <li>b\n  </ul>\n  <table>\n    <tr><td>x</table>\n</div></body></html>',
    '<p>one<br />two</p><ul><li>a</li><li>b</li></ul><table><tbody><tr><td>x</td></tr></tbody></table>',
  ],
  [
    'debris of editors',
    '<p class="auto-cursor-target" data-mce-style="x" _moz_dirty="">a\ufeff</p><table class="wrapped confluenceTable mceItemTable"><tbody><tr><td class="confluenceTd" onclick="x()">b</td></tr></tbody></table>',
    '<p class="auto-cursor-target">a</p><table class="wrapped"><tbody><tr><td>b</td></tr></tbody></table>',
  ],
  ['names that XML cannot have', '<p "x=1 a"b="2" @c="3">x</p><foo:bar>y</foo:bar>', '<p>x</p>y'],
  ['code that would run', '<p>a<script>alert(1)</script></p><style>x</style>', '<p>a</p>'],
  [
    'white space that shows',
    '<p>a <b>b</b> <i>c</i>&nbsp; d</p><pre>\n a\n  b</pre>',
    '<p>a <b>b</b> <i>c</i>&nbsp; d</p><pre> a\n  b</pre>',
  ],
  ['text without elements', 'just & words', 'just &amp; words'],
]

for (const [title, html, storage] of cases) {
  test(`editor HTML: ${title}`, async () => {
    const { text, messages } = await convert(html, 'editor', 'storage', { env })
    assert.equal(text, storage)
    assert.deepEqual(messages, [])
  })
}

test('a page that is a few words of one macro keeps the macro when it is known', async () => {
  const original = '<ac:structured-macro ac:name="cheese" />'
  const { text } = await convert('I like cheese!', 'editor', 'storage', { env, original })
  assert.equal(text, original)
  const changed = await convert('I hate cheese!', 'editor', 'storage', { env, original })
  assert.equal(changed.text, 'I hate cheese!')
})

test('what a client changes of pictures and links is taken', async () => {
  const known = nowhere({
    origin: 'http://localhost:8090',
    resolve: (targets) => Promise.resolve(targets.map(() => ({ kind: 'url', url: '/somewhere' }))),
  })
  const original =
    '<p><ac:image ac:width="200"><ri:attachment ri:filename="a.png" /></ac:image> <ac:link><ri:page ri:content-title="T" /></ac:link></p>'
  const { text: html } = await convert(original, 'storage', 'view', { env: known })
  const edited = html
    .replace('width="200"', 'width="300"')
    .replace('href="/somewhere"', 'href="https://example.org/"')
  const { text } = await convert(edited, 'editor', 'storage', { env: known, original })
  assert.equal(
    text,
    '<p><ac:image ac:width="300"><ri:attachment ri:filename="a.png" /></ac:image> <a href="https://example.org/">/somewhere</a></p>',
  )
})

test('whatever the HTML, what is read is storage format', async () => {
  const pieces = fc.constantFrom(
    '<p>',
    '</p>',
    '<table>',
    '<tr>',
    '<td>',
    '</table>',
    '<ul>',
    '<li>',
    '<b>',
    '</b>',
    '<i x="1">',
    '<a href="x">',
    '<br>',
    '<img src=x>',
    '<div class="contentLayout2">',
    '<div class="columnLayout" data-layout="x y">',
    '<ul class="inline-task-list">',
    '</div>',
    'text',
    '&nbsp;',
    '&#0;',
    '\u0008',
    '<svg><p>',
    '<select>',
    '<template>',
    '<!-- -- -->',
    '<pre>\n',
    ']]>',
    '<time datetime="x">',
    '<h1 id="a-">',
    '\ud800',
    '<table class="wysiwyg-macro" data-macro-name="a b" data-macro-body-type="PLAIN_TEXT">',
    '<img data-macro-name="x" data-macro-parameters="=|\\">',
    '<span class="storage-element" data-encoded-xml="%3Cx%3E">',
    '<div class="conf-macro" data-macro-name="x" data-encoded-xml="%zz">',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(pieces, { maxLength: 15 }),
      fc.string({ unit: 'binary' }),
      async (parts, noise) => {
        const { text } = await convert(parts.join('') + noise, 'editor', 'storage', { env })
        assert.equal(checkStorage(text), undefined, text)
        const { text: again } = await convert(parts.join(noise), 'editor', 'storage', { env, original: text })
        assert.equal(checkStorage(again), undefined, again)
      },
    ),
    { numRuns: 200 },
  )
})

test('what nests too deep is read as text, with a warning', async () => {
  const { text, messages } = await convert('<b>'.repeat(5_000) + 'x', 'editor', 'storage', { env })
  assert.equal(text, 'x')
  assert.deepEqual(
    messages.map(({ severity }) => severity),
    ['warning'],
  )
})
