import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { checkStorage, convert, readStorage } from './formats.ts'
import { trees } from './formats/trees.samples.ts'
import { writeStorage } from './formats/storage/write.ts'
import { nowhere } from './nowhere.ts'
import { checkAll, repairStorage } from './repair.ts'

/** What people write → what it becomes, and what is said about it. */
const repairs: readonly (readonly [string, string, string])[] = [
  ['<p>a & b</p>', '<p>a &amp; b</p>', '1:7'],
  ['a&nbsp b', 'a&nbsp; b', '1:7'],
  ['&nbsp', '&nbsp;', '1:6'],
  ['?a=1&copy=2', '?a=1&amp;copy=2', '1:10'],
  ['&foo; &#65 &#0; &#x;', '&amp;foo; &#65;  &amp;#x;', '1:1 1:11 1:12 1:20'],
  ['<p>x', '<p>x</p>', '1:5'],
  ['<p>\n  x</br></p>', '<p>\n  x</p>', '2:4'],
  ['<p>a<br>b<hr></p>', '<p>a<br />b<hr /></p>', '1:5 1:10'],
  ['<b><i>x</b></i>', '<b><i>x</i></b>', '1:8 1:12'],
  ['<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>', '1:10 1:15'],
  [
    '<table><tr><td>a</p></td><td>b</tr></table>',
    '<table><tr><td>a</td><td>b</td></tr></table>',
    '1:17 1:31',
  ],
  [
    '<div><table><tr><td>a</div>b</td></tr></table></div>',
    '<div><table><tr><td>ab</td></tr></table></div>',
    '1:22',
  ],
  ['<P>x</p>', '<P>x</P>', '1:5'],
  [
    '<a href=x title class="a" class="b">y</a>',
    '<a href="x" title="title" class="a" >y</a>',
    '1:9 1:16 1:27',
  ],
  ['<a href="x>y</a>', '<a href="x">y</a>', '1:9'],
  ['<img src=a/>', '<img src="a"/>', '1:10'],
  ['<a title="1 < 2 & 3"/>', '<a title="1 &lt; 2 &amp; 3"/>', '1:13 1:18'],
  ['<a x="1"y="2"/>', '<a x="1" y="2"/>', '1:9'],
  ['<o:p o:x="1">a</o:p>', '<p x="1">a</p>', '1:1 1:6'],
  ['1 < 2 <3 <-', '1 &lt; 2 &lt;3 &lt;-', '1:4 1:8 1:11'],
  ['if a <b then', 'if a &lt;b then', '1:6'],
  ['<!DOCTYPE html><?xml version="1.0"?><p/>', '<p/>', '1:1 1:16'],
  ['<!-- a -- b -->', '<!-- a - - b -->', '1:8'],
  ['<!-- a', '&lt;!-- a', '1:2'],
  ['a]]>b', 'a]]&gt;b', '1:2'],
  ['a\u0000\u0001b', 'ab', '1:2'],
  [
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a</ac:plain-text-body></ac:structured-macro>',
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a]]></ac:plain-text-body></ac:structured-macro>',
    '1:57',
  ],
]

for (const [text, repaired, places] of repairs) {
  test(`is repaired: ${JSON.stringify(text)}`, () => {
    const { text: made, changes } = repairStorage(text)
    assert.equal(made, repaired)
    const at = changes.map(({ row, column }) => `${row}:${column}`).join(' ')
    assert.equal(at, places)
    assert.ok(
      changes.every(({ text, hint, severity }) => text !== '' && hint !== '' && severity === 'warning'),
    )
    const [first] = checkAll(text)
    assert.equal(first?.severity, 'fatal')
  })
}

const piece = fc.constantFrom(
  ...'<p> </p> <b> </b> <br> <td> </td> <table> </table> < > & &amp; &nbsp &nbsp; &# &#x41 &#1; <a href= " \' x = / <x:y x:z="1"> </x:y> <!-- --> -- <![CDATA[ ]]> <? ?> <?xml <! <ac:link> </ac:link> </ </p <p </P>'.split(
    ' ',
  ),
  ' ',
  '\n',
  '\u0000',
  '\ud800',
  '\udc00',
  '\ufffe',
  'xmlns:q="u"',
  '<q:r',
)
const nearlyStorage = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''))

test('whatever it is, its repair is well-formed, told, and needs no repair', async () => {
  await fc.assert(
    fc.property(fc.oneof(nearlyStorage, fc.string({ unit: 'binary' })), (text) => {
      const { text: repaired, changes } = repairStorage(text)
      assert.equal(checkStorage(repaired), undefined, repaired)
      assert.equal(changes.length > 0, checkStorage(text) !== undefined)
      assert.deepEqual(repairStorage(repaired), { text: repaired, changes: [] })
      assert.ok(!changes.some(({ hint }) => hint === 'everything was taken for text'), text)
      const isFatal = checkAll(text).some(({ severity }) => severity === 'fatal')
      assert.equal(isFatal, checkStorage(text) !== undefined)
    }),
    { numRuns: 3_000 },
  )
})

test('what is well-formed is not touched', async () => {
  await fc.assert(
    fc.property(trees, (tree) => {
      const text = writeStorage(tree)
      assert.deepEqual(repairStorage(text), { text, changes: [] })
    }),
    { numRuns: 200 },
  )
})

test('what can be read of a text survives its repair', async () => {
  await fc.assert(
    fc.asyncProperty(trees, fc.nat(), async (tree, seed) => {
      const text = writeStorage(tree)
      const cut = text.slice(0, seed % (text.length + 1))
      assert.equal(readStorage(repairStorage(cut).text).messages.length, 0)
    }),
    { numRuns: 200 },
  )
})

for (const run of [
  '<p>',
  '</p>',
  '<',
  '&',
  '&nbsp ',
  '<a b="',
  "<a b='",
  '<!--',
  '<![CDATA[',
  '<?a',
  '<a b',
  'a="b" ',
  '"<',
  '<p><![CDATA[</p>',
  '\u0000a',
  '<td></p>',
  ']]>',
  '<b><i></b>',
  "x='<' ",
  '<a x=">',
  '<x:y>',
]) {
  test(`a long run of ${JSON.stringify(run)} is repaired in linear time`, () => {
    const long = `<p><td>${'<b>'.repeat(350)}<a ${run.repeat(300_000 / run.length)}`
    const start = performance.now()
    repairStorage(long)
    checkAll(long)
    assert.ok(performance.now() - start < 3_000)
  })
}

test('what is doubtful is said beside what is wrong, with its place in the text that was given', () => {
  const text =
    '<p>a & b</p>\n<ac:structured-macro ac:name="nonesuch" />\n<ac:task-list><ac:task><ac:task-status>complete</ac:task-status></ac:task></ac:task-list>' +
    '\n<ac:structured-macro ac:name="children"><ac:parameter ac:name="depth">x</ac:parameter><ac:parameter ac:name="page"><b>x</b></ac:parameter></ac:structured-macro>' +
    '\n<ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Pink</ac:parameter></ac:structured-macro><ac:image/><script>x</script>'
  assert.deepEqual(
    checkAll(text).map(({ severity, row, column, text }) => `${severity} ${row}:${column} ${text}`),
    [
      "fatal 1:7 Unexpected character ' ' (code 32) (missing name?)",
      'warning 2:1 There is no macro "nonesuch".',
      'warning 3:15 A task has no ac:task-id.',
      'warning 4:1 The parameter "page" of the macro "children" holds mark-up that names no page.',
      'warning 4:1 The parameter "depth" of the macro "children" is not a number.',
      'warning 5:1 The parameter "colour" of the macro "status" has a value that is not known.',
      'warning 5:111 <ac:image> is not made as it should be, and is not shown.',
      'warning 5:122 <script> is kept, but never shown.',
    ],
  )
})

test('documents that are as they should be give rise to no doubt', async () => {
  const { text } = await convert('# A\n\n- b\n\n```js\nc\n```\n', 'markdown', 'storage', { env: nowhere() })
  assert.deepEqual(checkAll(text), [])
})
