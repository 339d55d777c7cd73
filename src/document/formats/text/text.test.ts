import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readStorage } from '../../formats.ts'
import { readText } from './read.ts'
import { writeText } from './write.ts'

const text = (storage: string): string => writeText(readStorage(storage).tree)

test('blocks end lines, cells are divided by tabs', () => {
  assert.equal(text('<h1>A</h1><p>b <strong>c</strong></p><ul><li>d</li><li>e</li></ul>'), 'A\nb c\nd\ne')
  assert.equal(text('<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'), '1\t2')
})

test('macros give titles and bodies, not parameters', () => {
  const code =
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">py</ac:parameter>' +
    '<ac:plain-text-body><![CDATA[a\nb]]></ac:plain-text-body></ac:structured-macro>'
  assert.equal(text(code), 'a\nb')
  const info =
    '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">T</ac:parameter>' +
    '<ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>'
  assert.equal(text(info), 'T\nx')
})

test('links give their text, or the name of what they point at', () => {
  assert.equal(text('<p><ac:link><ri:page ri:content-title="Home" /></ac:link></p>'), 'Home')
})

test('text that is read is written again', () => {
  assert.equal(writeText(readText('a\nb\n\nc').tree), 'a\nb\nc')
})
