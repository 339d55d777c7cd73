import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readStorage } from '../storage/read.ts'
import { plain } from './format.ts'
import { writeText } from './write.ts'

const cases: readonly (readonly [string, string])[] = [
  ['<h1>Title</h1><p>one  <strong>two</strong><br />three</p>', 'Title\none two\nthree'],
  [
    '<table><tbody><tr><th>a</th><td><p>b</p><p>c</p></td></tr><tr><td>d</td><td /></tr></tbody></table>',
    'a\tb c\nd\t',
  ],
  ['<ul><li>x<ul><li>y</li></ul></li></ul>', 'x\ny'],
  [
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">java</ac:parameter><ac:parameter ac:name="title">T</ac:parameter><ac:plain-text-body><![CDATA[a\n  b]]></ac:plain-text-body></ac:structured-macro>',
    'T\na\n  b',
  ],
  [
    '<p>by <ac:link><ri:user ri:username="jdoe" /></ac:link>, see <ac:link><ri:page ri:content-title="P" /></ac:link></p>',
    'by jdoe, see P',
  ],
  [
    '<p><time datetime="2024-05-01" /> <ac:emoticon ac:name="smile" /><!-- c --></p><script>x</script>',
    '2024-05-01',
  ],
]
for (const [storage, expected] of cases) {
  test(`the text of ${storage}`, () => assert.equal(writeText(readStorage(storage).tree), expected))
}

test('plain text is read as paragraphs', () => {
  const reading = plain.read?.('a\nb\n\n\nc', {})
  assert.deepEqual(
    reading?.tree.children.map(({ type }) => type),
    ['paragraph', 'paragraph'],
  )
})
