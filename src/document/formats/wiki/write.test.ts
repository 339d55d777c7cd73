import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Document } from '../../tree.ts'
import { settled } from '../settled.samples.ts'
import { readStorage } from '../storage/read.ts'
import { writeStorage } from '../storage/write.ts'
import { trees } from '../trees.samples.ts'
import { writeTree } from '../tree/write.ts'
import { readWiki } from './read.ts'
import { writeWiki } from './write.ts'

/** Storage format, and the markup it is written as. */
const cases: readonly (readonly [string, string])[] = [
  ['<ac:structured-macro ac:name="cheese" />', '{cheese}'],
  ['<p>a <strong>b</strong>c</p>', 'a {*}b{*}c'],
  [
    '<p>2 * 3 *x* snake_case - x--y -a [b] {c} a|b</p>',
    '2 * 3 \\*x* snake_case - x--y \\-a \\[b] \\{c} a\\|b',
  ],
  ['<p>h1. x<br />* y<br /><br />z</p>', '&#104;1. x\n&#42; y\n\\\\\nz'],
  ['<p>C:\\dir\\ :) http://x.org &amp;lt;</p>', 'C:\\dir\\ &#58;) http&#58;//x.org &amp;lt;'],
  ['<ul><li>a<ol><li>b</li></ol></li></ul>', '* a\n*# b'],
  ['<ul><li><p>a</p></li><li><p>b</p></li></ul>', '{storage/:defaults|items=p}\n* a\n* b'],
  ['<ol start="3"><li>a</li></ol>', '{storage:ol|start=3}\n# a\n{storage}'],
  ['<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>', '||a|b|'],
  [
    '<table class="wrapped"><colgroup><col /></colgroup><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
    '{storage:table|class=wrapped}\n{storage:colgroup}\n{storage/:col}\n{storage}\n\n|{storage:td|colspan=2}a{storage}|\n{storage}',
  ],
  ['<p style="text-align: center;">a</p>', '{storage:p|style=text-align: center;}a{storage}'],
  [
    '<ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="u-1"><ac:rich-text-body><p>a</p></ac:rich-text-body></ac:structured-macro>',
    '{info:@schema-version=1|@macro-id=u-1}\na\n{info}',
  ],
  [
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">java</ac:parameter><ac:plain-text-body><![CDATA[{x}]]></ac:plain-text-body></ac:structured-macro>',
    '{code:java}\n{x}\n{code}',
  ],
  [
    '<ac:structured-macro ac:name="nonesuch"><ac:plain-text-body><![CDATA[graph]]></ac:plain-text-body></ac:structured-macro>',
    '{nonesuch!}graph{nonesuch}',
  ],
  [
    '<blockquote><p>a</p></blockquote><blockquote><p>a</p><p>b</p></blockquote>',
    'bq. a\n\n{quote}\na\n\nb\n{quote}',
  ],
  [
    '<p><a href="http://x.org">http://x.org</a> <a href="http://x.org">x</a></p>',
    '[http://x.org] [x|http://x.org]',
  ],
]

for (const [storage, markup] of cases) {
  test(`writes ${storage}`, () => {
    const { tree } = readStorage(storage)
    assert.equal(writeWiki(tree), markup)
    assert.equal(writeTree(readWiki(markup).tree), writeTree(tree))
  })
}

const dump = (tree: Document): string => writeTree(settled(tree))

test('storage → wiki → storage keeps every tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { tree: stored } = readStorage(writeStorage(tree))
      assert.equal(dump(readWiki(writeWiki(stored)).tree), dump(stored))
    }),
    { numRuns: 300 },
  )
})

const notation =
  'a|b|word|\n|\n\n| |h1. |bq. |----|* |** |# |#* |- |¦¦|¦|¦|[|]|[a¦b]|[K:P#x]|[^f]|!i.png!|!|*|_|-|+|??|{{|}}|{*}|{code}|{code:java}|' +
  '{panel}|{panel:title=x}|{toc}|{status:title=x}|{foo}|{foo:a=b}|{quote}|{color:red}|{color}|{storage:p}|{storage}|{storage/:br}|' +
  '{storage:li}|{storage:table}|{storage!:cdata}|{excerpt}|{foo/}|{foo!}|\\|\\\\|&amp;|&|:)|(*)|<3|--|http://x.y/z|{|}|é|.'

test('wiki → storage → wiki → storage is stable for every text', () => {
  const piece = fc.constantFrom(...notation.split('|').map((word) => word.replaceAll('¦', '|')))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const { tree, messages } = readStorage(writeStorage(readWiki(pieces.join('')).tree))
      assert.deepEqual(messages, [])
      assert.equal(dump(readStorage(writeStorage(readWiki(writeWiki(tree)).tree)).tree), dump(tree))
    }),
    { numRuns: 600, seed: 20 },
  )
})

test('storage → wiki → storage keeps nested macros of one name', () => {
  const inner =
    '<ac:structured-macro ac:name="panel"><ac:rich-text-body><p>a</p></ac:rich-text-body></ac:structured-macro>'
  const storage = inner.replace('<p>a</p>', `${inner}<p>b</p>${inner}`)
  const { tree } = readStorage(storage)
  assert.equal(writeStorage(readWiki(writeWiki(tree)).tree), storage)
})
