import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Document } from '../../tree.ts'
import { settled } from '../settled.samples.ts'
import { readStorage } from '../storage/read.ts'
import { writeStorage } from '../storage/write.ts'
import { trees } from '../trees.samples.ts'
import { writeTree } from '../tree/write.ts'
import { readMarkdown } from './read.ts'
import { writeMarkdown } from './write.ts'

const macro = (name: string, inside = ''): string =>
  inside === ''
    ? `<ac:structured-macro ac:name="${name}" />`
    : `<ac:structured-macro ac:name="${name}">${inside}</ac:structured-macro>`
const parameter = (name: string, text: string): string =>
  `<ac:parameter ac:name="${name}">${text}</ac:parameter>`
const rich = (text: string): string => `<ac:rich-text-body>${text}</ac:rich-text-body>`
const page = (title: string, label: string): string =>
  `<ac:link><ri:page ri:content-title="${title}" /><ac:plain-text-link-body><![CDATA[${label}]]></ac:plain-text-link-body></ac:link>`

/** Markdown, and the storage format it means. */
const cases: readonly (readonly [string, string])[] = [
  [
    '# Hi **b**\ntext _em_ ~~s~~ `c` :smile:',
    '<h1>Hi <strong>b</strong></h1><p>text <em>em</em> <del>s</del> <code>c</code> <ac:emoticon ac:name="smile" /></p>',
  ],
  [
    '- a\n  - b\n- c\n\n3. x\n\n4. y',
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start="3"><li><p>x</p></li><li><p>y</p></li></ol>',
  ],
  [
    '| a | b |\n|---|:-:|\n| c | **d** |',
    '<table><tbody><tr><th>a</th><th style="text-align: center;">b</th></tr><tr><td>c</td><td style="text-align: center;"><strong>d</strong></td></tr></tbody></table>',
  ],
  ['> [!NOTE]\n> body', macro('info', rich('<p>body</p>'))],
  ['> [!WARNING]\n>\n> - l', macro('note', rich('<ul><li>l</li></ul>'))],
  ['> \\[!NOTE]', '<blockquote><p>[!NOTE]</p></blockquote>'],
  ['!!! note "T"\n    body', macro('note', parameter('title', 'T') + rich('<p>body</p>'))],
  [':::info T\nbody\n:::', macro('info', parameter('title', 'T') + rich('<p>body</p>'))],
  [
    '- [ ] a\n- [x] <!--@ id="3"-->b',
    '<ac:task-list><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>a</ac:task-body></ac:task><ac:task><ac:task-id>3</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>b</ac:task-body></ac:task></ac:task-list>',
  ],
  [
    '```js {title="T"}\nx\n```',
    macro(
      'code',
      `${parameter('language', 'javascript')}${parameter('title', 'T')}<ac:plain-text-body><![CDATA[x]]></ac:plain-text-body>`,
    ),
  ],
  [
    '<details>\n<summary>M</summary>\n\n**x**\n\n</details>',
    macro('expand', parameter('title', 'M') + rich('<p><strong>x</strong></p>')),
  ],
  ['[[_TOC_]]', macro('toc')],
  [
    '![a](img/b.png "t")',
    '<p><ac:image ac:alt="a" ac:title="t"><ri:attachment ri:filename="b.png" /></ac:image></p>',
  ],
  ['[t](ac:Page Title)', `<p>${page('Page Title', 't')}</p>`],
  ['[@joe](confluence://user?username=joe)', '<p><ac:link><ri:user ri:username="joe" /></ac:link></p>'],
  [
    '<!--cf:panel title="x"-->\n\nb\n\n<!--/cf:panel-->',
    macro('panel', parameter('title', 'x') + rich('<p>b</p>')),
  ],
  [
    'a <!--cf:status title="OK"-->`OK`<!--/cf:status-->',
    `<p>a ${macro('status', parameter('title', 'OK'))}</p>`,
  ],
  [
    '<ac:layout><ac:layout-section ac:type="single"><ac:layout-cell>\n\n# x\n\n</ac:layout-cell></ac:layout-section></ac:layout>',
    '<ac:layout><ac:layout-section ac:type="single"><ac:layout-cell><h1>x</h1></ac:layout-cell></ac:layout-section></ac:layout>',
  ],
  [
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a\n\nb]]></ac:plain-text-body></ac:structured-macro>',
    macro('code', '<ac:plain-text-body><![CDATA[a\n\nb]]></ac:plain-text-body>'),
  ],
  ['<!--@ style="text-align: center;"-->\npara', '<p style="text-align: center;">para</p>'],
  ['see http://x.org', '<p>see <a href="http://x.org">http://x.org</a></p>'],
]

for (const [text, storage] of cases) {
  test(`reads ${JSON.stringify(text)}`, () => {
    const { tree } = readMarkdown(text)
    assert.equal(writeStorage(tree), storage)
    assert.equal(writeTree(readMarkdown(writeMarkdown(tree)).tree), writeTree(tree))
  })
}

test('gives front matter to those who publish the file', () => {
  const reading = readMarkdown('---\ntitle: "A: b"\nlabels: [x, y]\nparents:\n  - P\n---\ntext')
  assert.deepEqual(reading.frontMatter, { title: 'A: b', labels: ['x', 'y'], parents: ['P'] })
  assert.equal(writeStorage(reading.tree), '<p>text</p>')
  assert.equal(writeStorage(readMarkdown('---\n\ntext').tree), '<hr /><p>text</p>')
})

const dump = (tree: Document): string => writeTree(settled(tree))

test('storage → Markdown → storage keeps every tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { tree: stored } = readStorage(writeStorage(tree))
      assert.equal(dump(readMarkdown(writeMarkdown(stored)).tree), dump(stored))
    }),
    { numRuns: 300 },
  )
})

test('every text is storage format when read', () => {
  const piece = fc.constantFrom(
    ...'a|\n|\n\n|# |- |* |1. |> |```|`|**|_|~~|[|](|)|![|<|<b>|</b>|<!--|-->|<!--cf:x-->|<!--/cf:x-->|<!--@ a="b"-->|<ac:link>|</ac:link>|:::a|:::|!!! a\n    |[ ] |&#10;|&|:x:|<details>|</details>|<td>|http://x'.split(
      '|',
    ),
    '|',
    '|-|-|\n',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      assert.deepEqual(readStorage(writeStorage(readMarkdown(pieces.join('')).tree)).messages, [])
    }),
    { numRuns: 600 },
  )
})

for (const piece of [
  '[',
  '![',
  '<',
  '<!--',
  '<a ',
  '*',
  '_a',
  '> ',
  ':::a\n',
  '<!--cf:a-->',
  '<b>',
  '|a',
  '[a](',
  '&',
]) {
  test(`reads a long run of ${JSON.stringify(piece)} in linear time`, () => {
    const started = performance.now()
    readMarkdown(piece.repeat(1 << 15))
    assert.ok(performance.now() - started < 4000)
  })
}

test('a text that is too long is refused at the place from where it is too long', () => {
  const line = `${'a'.repeat(99)}\n`
  const [message] = readMarkdown(line.repeat(100_001)).messages
  assert.deepEqual([message?.severity, message?.row, message?.column], ['fatal', 100_001, 1])
})
