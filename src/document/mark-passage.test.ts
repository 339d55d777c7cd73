import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readStorage } from './formats.ts'
import { markPassage, unmarkPassage } from './mark-passage.ts'
import { textContent } from './visit.ts'

/** Bodies with the passage between « and », as they are to be marked, and which of how many it is. */
const CASES: readonly {
  readonly name: string
  readonly select: string
  readonly marked: string
  readonly index?: number
  readonly matches?: number
}[] = [
  { name: 'a word', select: 'two', marked: '<p>one «two» three</p>' },
  {
    name: 'the second of three',
    select: 'a',
    index: 1,
    matches: 3,
    marked: '<p>a «a»</p><ul><li>a</li></ul>',
  },
  { name: 'across markup', select: 'lo world', marked: '<p>Hel«lo »<strong>«wo»</strong>«rld»</p>' },
  { name: 'across paragraphs', select: 'one\ntwo', marked: '<p>«one»</p>\n<p>«two»</p>' },
  {
    name: 'across cells',
    select: 'a b',
    marked: '<table><tbody><tr>\n<td>«a»</td> <td>«b»</td></tr></tbody></table>',
  },
  { name: 'across a line break', select: 'a b', marked: '<p>«a»<br />«b»</p>' },
  { name: 'white space counts as one blank', select: 'a  b', marked: '<p>x «a\n   b» y</p>' },
  { name: 'references', select: 'é & b', marked: '<p>&lt;«&eacute; &amp; b»&gt;</p>' },
  { name: 'a blank that does not break', select: 'a b', marked: '<p>«a&nbsp;b»</p>' },
  {
    name: 'beyond the first plane',
    select: '😀',
    marked: '<p>&#128512; «&#x1F600;»</p>',
    index: 1,
    matches: 2,
  },
  { name: 'ends of lines', select: 'a b', marked: '<p>x\r\n«a\r\nb»\r\ny</p>' },
  {
    name: 'what a macro shows, and not its parameters',
    select: 'info',
    marked:
      '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">info</ac:parameter><ac:rich-text-body><p>«info»</p></ac:rich-text-body></ac:structured-macro>',
  },
  {
    name: 'a task',
    select: '1',
    marked:
      '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>do «1»</ac:task-body></ac:task></ac:task-list>',
  },
  {
    name: 'around the text of a link',
    select: 'see the page now',
    marked:
      '<p>«see »<ac:link><ri:page ri:content-title="T" /><ac:plain-text-link-body><![CDATA[the page]]></ac:plain-text-link-body></ac:link>« now»</p>',
  },
  {
    name: 'within another mark',
    select: 'b',
    marked: '<p>a <ac:inline-comment-marker ac:ref="other">«b» c</ac:inline-comment-marker></p>',
  },
]

const OPEN = '<ac:inline-comment-marker ac:ref="r&quot;1">'
const CLOSE = '</ac:inline-comment-marker>'

describe('marking a passage', () => {
  for (const { name, select, marked, index = 0, matches = 1 } of CASES) {
    it(name, () => {
      const plain = marked.replaceAll(/[«»]/g, '')
      const expected = marked.replaceAll('«', OPEN).replaceAll('»', CLOSE)
      const found = markPassage(plain, { text: select, index, ref: 'r"1' })
      assert.deepEqual(found, { matches, storage: expected })
      assert.deepEqual(readStorage(expected).messages, [])
      assert.equal(
        textContent(readStorage(expected).tree.children),
        textContent(readStorage(plain).tree.children),
      )
      assert.equal(unmarkPassage(expected, 'r"1'), plain)
    })
  }

  it('says how many there are when the one meant is none of them', () => {
    assert.deepEqual(markPassage('<p>a a</p>', { text: 'a', index: 2, ref: 'r' }), { matches: 2 })
    assert.deepEqual(markPassage('<p>a a</p>', { text: 'b', index: 0, ref: 'r' }), { matches: 0 })
    assert.deepEqual(markPassage('<p>a a</p>', { text: '  ', index: 0, ref: 'r' }), { matches: 0 })
  })

  it('marks nothing where no mark can stand', () => {
    const link = '<ac:link><ac:plain-text-link-body><![CDATA[the page]]></ac:plain-text-link-body></ac:link>'
    assert.deepEqual(markPassage(link, { text: 'page', index: 0, ref: 'r' }), { matches: 1 })
  })

  it('takes away no marks but those of the ref', () => {
    const other = '<p><ac:inline-comment-marker ac:ref="b">x</ac:inline-comment-marker> a</p>'
    assert.equal(unmarkPassage(other, 'a'), other)
    const empty = '<p>x<ac:inline-comment-marker ac:ref="a" /></p>'
    assert.equal(unmarkPassage(empty, 'a'), '<p>x</p>')
  })
})
