import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeStorage } from '../storage/write.ts'
import { readWiki } from './read.ts'

const storageOf = (markup: string): string => writeStorage(readWiki(markup).tree)

/** Markup, and the storage format it means. */
const cases: readonly (readonly [string, string])[] = [
  ['{cheese}', '<ac:structured-macro ac:name="cheese" />'],
  ['', ''],
  ['h1. Hi *there*\nnext', '<h1>Hi <strong>there</strong></h1><p>next</p>'],
  ['h7. no\nin h1. the middle', '<p>h7. no<br />in h1. the middle</p>'],
  ['h3.', '<h3 />'],
  ['bq. said', '<blockquote><p>said</p></blockquote>'],
  ['----\n-----  \n------', '<hr /><hr /><p>------</p>'],
  ['a\nb\n\n\nc', '<p>a<br />b</p><p>c</p>'],
  ['a\r\n\\\\\r\nb', '<p>a<br /><br />b</p>'],
  ['*b* _i_ ??c?? -d- +u+ ^p^ ~s~ {{m}}', marks()],
  [
    'a*b*c 2 * 3 * 4 snake_case_name well-known-word **',
    '<p>a*b*c 2 * 3 * 4 snake_case_name well-known-word **</p>',
  ],
  ['a{*}b{*}c *_x_*', '<p>a<strong>b</strong>c <strong><em>x</em></strong></p>'],
  ['*a\nb*', '<p>*a<br />b*</p>'],
  ['a -- b --- c x--y', '<p>a \u2013 b \u2014 c x--y</p>'],
  ['\\*no\\* a\\b \\\\server\\share', '<p>*no* a\\b \\\\server\\share</p>'],
  ['&nbsp;&lt;&foo; R&D <b>', '<p>&nbsp;&lt;&amp;foo; R&amp;D &lt;b&gt;</p>'],
  [':) (y) (flag) :Dog', '<p>' + emoticon('smile') + ' ' + emoticon('thumbs-up') + ' (flag) :Dog</p>'],
  ['{color:red}x{color}', '<p><span style="color: rgb(255,0,0);">x</span></p>'],
  ['* a\n** b\n*# c\n# d', '<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li></ul><ol><li>d</li></ol>'],
  ['- x', '<ul style="list-style-type: square;"><li>x</li></ul>'],
  ['* a\nmore\n\nend', '<ul><li>a<br />more</li></ul><p>end</p>'],
  ['||a||b|\n|c|', '<table><tbody><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></tbody></table>'],
  [
    '|a\nb|[x|y]| |',
    '<table><tbody><tr><td>a<br />b</td><td>' + link('y', 'x') + '</td><td /></tr></tbody></table>',
  ],
  ['[T]', '<p>' + link('T') + '</p>'],
  ['[t|T#a|tip]', '<p>' + link('T', 't', ' ac:anchor="a" ac:tooltip="tip"') + '</p>'],
  ['[] [ |] [a [b]', '<p>[]  [a ' + link('b') + '</p>'],
  ['see http://x.org/a_b_c.', '<p>see <a href="http://x.org/a_b_c">http://x.org/a_b_c</a>.</p>'],
  ['[~accountid:5a:b]', '<p><ac:link><ri:user ri:account-id="5a:b" /></ac:link></p>'],
  [
    '!a.png|thumbnail,align=right!',
    '<p><ac:image ac:thumbnail="true" ac:align="right"><ri:attachment ri:filename="a.png" /></ac:image></p>',
  ],
  ['wow! really!', '<p>wow! really!</p>'],
  [
    '{code:java|title=T}\nint {x};\n{code}',
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">java</ac:parameter><ac:parameter ac:name="title">T</ac:parameter><ac:plain-text-body><![CDATA[int {x};]]></ac:plain-text-body></ac:structured-macro>',
  ],
  [
    '{noformat}*a*',
    '<ac:structured-macro ac:name="noformat"><ac:plain-text-body><![CDATA[*a*]]></ac:plain-text-body></ac:structured-macro>',
  ],
  ['{quote}a\n\nb{quote}', '<blockquote><p>a</p><p>b</p></blockquote>'],
  ['{info}x', '<p><ac:structured-macro ac:name="info" />x</p>'],
  ['{} { x} \\{code}', '<p>{} { x} {code}</p>'],
  [
    '{include:KEY:Page}',
    '<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:space-key="KEY" ri:content-title="Page" /></ac:link></ac:parameter></ac:structured-macro>',
  ],
  [
    'a\n{toc}\nb {toc} c',
    '<p>a</p><ac:structured-macro ac:name="toc" /><p>b <ac:structured-macro ac:name="toc" /> c</p>',
  ],
  ['Hi!👋 there', '<p>Hi!👋 there</p>'],
]

for (const [markup, storage] of cases) {
  test(`reads ${JSON.stringify(markup)}`, () => assert.equal(storageOf(markup), storage))
}

for (const piece of [
  '[',
  '{',
  '|',
  '*',
  '{a:',
  '{a}',
  '!a',
  '\\',
  '[a|',
  '{{',
  '*a ',
  '|a|\n',
  '* a\n',
  '{panel:}',
  '-a',
]) {
  test(`reads a long run of ${JSON.stringify(piece)} in linear time`, () => {
    const count = 1 << 17
    const started = performance.now()
    const reading = readWiki(piece.repeat(count))
    assert.equal(reading.tree.type, 'document')
    assert.ok(performance.now() - started < 4000)
  })
}

function marks(): string {
  const said = [
    '<strong>b</strong>',
    '<em>i</em>',
    '<cite>c</cite>',
    '<s>d</s>',
    '<u>u</u>',
    '<sup>p</sup>',
    '<sub>s</sub>',
  ]
  return `<p>${said.join(' ')} <code>m</code></p>`
}

function emoticon(name: string): string {
  return `<ac:emoticon ac:name="${name}" />`
}

function link(title: string, label?: string, attributes = ''): string {
  const body =
    label === undefined ? '' : `<ac:plain-text-link-body><![CDATA[${label}]]></ac:plain-text-link-body>`
  return `<ac:link${attributes}><ri:page ri:content-title="${title}" />${body}</ac:link>`
}

test('a text with too many parts is refused at the part where they are too many', () => {
  const cell = '|\u0001a'.repeat(1_000) + '|\r\n'
  const [message] = readWiki(cell.repeat(1_100)).messages
  assert.equal(message?.severity, 'fatal')
  assert.ok(
    message.row > 300 && message.row < 1_100 && message.column > 1,
    `${message.row}:${message.column}`,
  )
  // In the text as it was given: every cell has three characters.
  assert.equal(message.column % 3, 0, String(message.column))
})
