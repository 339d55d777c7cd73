import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Node } from '../../tree.ts'
import { replace } from '../../visit.ts'
import { writeTree } from '../tree/write.ts'
import { checkStorage, readStorage } from './read.ts'
import { storageText } from './storage.samples.ts'
import { writeStorage } from './write.ts'

/** The tree without any trace of the text it was read from, so that everything must be written anew. */
function withoutSources(nodes: readonly Node[]): readonly Node[] {
  return JSON.parse(JSON.stringify(nodes, (key, value) => (key === 'source' ? undefined : value)))
}

const written = [
  '<p class=\'x\'  id = "y">a &eacute; &#233; &quot;q&quot;<br/><br /></p>',
  '<ac:structured-macro ac:macro-id="1" ac:name="code">\n <ac:parameter ac:name="a">1</ac:parameter><ac:plain-text-body><![CDATA[a]]]]><![CDATA[>b]]></ac:plain-text-body></ac:structured-macro>',
  '<ac:link><ac:plain-text-link-body><![CDATA[x]]></ac:plain-text-link-body><ri:page ri:content-title="T"/></ac:link>',
  '<table><tr><td/></tr></table>\r\n<!-- c --><x><ac:y z="1">t</ac:y></x>',
]

for (const text of written) {
  test(`is given back byte for byte: ${text}`, () => {
    const { tree, messages } = readStorage(text)
    assert.deepEqual(messages, [])
    assert.equal(writeStorage(tree), text)
  })
}

test('a change keeps the bytes of everything around it', () => {
  const text = "<div a='1'><p>one &eacute;</p><table  ><tr><td>x</td><td>y &rarr;</td></tr></table></div>"
  const { tree } = readStorage(text)
  const changed = replace(tree.children, (node) =>
    node.type === 'text' && node.value === 'x' ? { type: 'text', value: 'z' } : node,
  )
  assert.equal(writeStorage({ type: 'document', children: changed }), text.replace('>x<', '>z<'))
})

test('a macro keeps its bytes around a changed rich body', () => {
  const text =
    "<ac:structured-macro ac:name='info' ><ac:parameter ac:name='title'>T</ac:parameter> <ac:rich-text-body >x</ac:rich-text-body> </ac:structured-macro>"
  const changed = replace(readStorage(text).tree.children, (node) =>
    node.type === 'text' ? { type: 'text', value: 'z' } : node,
  )
  assert.equal(writeStorage({ type: 'document', children: changed }), text.replace('>x<', '>z<'))
})

test('generated documents are given back, and mean the same when written anew', () => {
  fc.assert(
    fc.property(storageText, (text) => {
      const { tree, messages } = readStorage(text)
      assert.deepEqual(messages, [])
      assert.equal(checkStorage(text), undefined)
      assert.equal(writeStorage(tree), text)
      const fresh = writeStorage({ type: 'document', children: withoutSources(tree.children) })
      const again = readStorage(fresh)
      assert.deepEqual(again.messages, [])
      assert.equal(writeTree(again.tree), writeTree(tree))
      assert.equal(writeStorage({ type: 'document', children: withoutSources(again.tree.children) }), fresh)
    }),
  )
})

test('what is malformed has a row, a column and a hint', () => {
  assert.deepEqual(readStorage('<p>\n a&nbsp b</p>').messages, [
    {
      severity: 'fatal',
      text: "Unexpected character ' ' (code 32); expected a semi-colon after the reference for entity 'nbsp'",
      row: 2,
      column: 8,
      hint: '`&nbsp` needs a semicolon',
    },
  ])
})

test('reading never throws', () => {
  fc.assert(
    fc.property(storageText, fc.nat(), fc.nat(20), (text, at, length) => {
      const start = at % (text.length + 1)
      readStorage(text.slice(0, start) + text.slice(start + length))
    }),
  )
})
