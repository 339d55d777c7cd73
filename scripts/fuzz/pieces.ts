/** Random texts of the formats as lists of pieces, mostly well made, so that a failure can be made smaller piece by piece. */
import type { FormatName } from '../../src/document/format.ts'
import { macros } from '../../src/document/macros/index.ts'

/** A source of random numbers that a seed repeats. */
export interface Chance {
  /** A whole number from 0 to below the bound. */
  below(bound: number): number
  pick<T>(values: readonly T[]): T
}

function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number) => next() % bound
  return { below, pick: (values) => values[below(values.length)] as (typeof values)[number] }
}

const WORDS =
  'one two Ünï 😀 a_b *c* [d] {e} |f| \\g ~h +i -j ^k ?l !m :) (/) http://x.org/y?a=1&b=2 #n > < & " \' \u00a0 `o` $p$ // -- --- 1. * # h1. ||'.split(
    ' ',
  )
const VALUES = [
  '',
  'x',
  'true',
  '1',
  '-1',
  '99999999999',
  'Page one',
  'KEY',
  '@self',
  'red',
  'a,b',
  '%',
  'javascript:alert(1)',
  '"',
  '<b>',
  '.*',
  '((((',
  'url(x)',
  '50%',
  '2024-05-01',
  'https://example.org',
]
const MACROS = [...macros.flatMap(({ name, aliases = [] }) => [name, ...aliases]), 'nonesuch', 'x:y']
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">',
  '<svg onload=alert(1)>',
  '<style>',
  '</style>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&',
  '&nbsp',
  '&#0;',
  '\u0000',
  '\ud800',
  '<',
  '>',
  '</p>',
  '"',
  '\r\n',
  '\t',
  '\n\n',
  '<iframe srcdoc="x">',
  '{',
  '}',
  '[',
  ']',
]

/** A text of a format; one in three is damaged. */
export function randomPieces(format: FormatName, seed: number): readonly string[] {
  const chance = chanceOf(seed)
  const make = generators[format] ?? plain
  // A document of ADF is one value.
  const length = format === 'atlas_doc_format' ? 1 : 1 + chance.below(6)
  const pieces = Array.from({ length }, () => make(chance, 4)).flat()
  return format !== 'atlas_doc_format' && chance.below(3) === 0 ? damaged(pieces, chance) : pieces
}

function damaged(pieces: readonly string[], chance: Chance): readonly string[] {
  const out = [...pieces]
  for (let times = 1 + chance.below(4); times > 0; times--) {
    const at = chance.below(out.length + 1)
    if (chance.below(3) === 0) out.splice(at, 1 + chance.below(2))
    else if (chance.below(2) === 0) out.splice(at, 0, out[chance.below(out.length)] ?? '')
    else out.splice(at, 0, chance.pick(HOSTILE))
  }
  return out
}

type Make = (chance: Chance, depth: number) => string[]

const many = (make: Make, chance: Chance, depth: number, most = 3) =>
  Array.from({ length: chance.below(most + 1) }, () => make(chance, depth - 1)).flat()

const plain: Make = (chance) => [chance.pick(WORDS), ' ']

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const storageInline: Make = (chance, depth) => {
  if (depth <= 0) return [escaped(chance.pick(WORDS)), ' ']
  const mark = chance.pick([
    'strong',
    'em',
    'u',
    's',
    'sub',
    'sup',
    'code',
    'span',
    'b',
    'i',
    'small',
    'ins',
    'tt',
    'a',
  ])
  const kinds: (() => string[])[] = [
    () => [escaped(chance.pick(WORDS)), ' '],
    () => [`<${mark}${storageAttributes(chance)}>`, ...many(storageInline, chance, depth), `</${mark}>`],
    () => ['<br />'],
    () => [`<a href="${escaped(chance.pick(VALUES))}">`, ...many(storageInline, chance, depth), '</a>'],
    () => storageLink(chance, depth),
    () => [`<ac:image ac:width="${chance.below(900)}">`, storageTarget(chance), '</ac:image>'],
    () => [`<ac:emoticon ac:name="${chance.pick(['smile', 'tick', 'x'])}" />`],
    () => [`<time datetime="${chance.pick(VALUES.slice(-2))}" />`],
    () => [
      '<ac:inline-comment-marker ac:ref="r">',
      ...many(storageInline, chance, depth),
      '</ac:inline-comment-marker>',
    ],
    () => ['<ac:placeholder>', escaped(chance.pick(WORDS)), '</ac:placeholder>'],
    () => storageMacro(chance, depth),
    () => [chance.pick(['<!-- c -->', '<![CDATA[<d>]]>', '&eacute;', '&#8364;', ' ', '\n'])],
  ]
  return chance.pick(kinds)()
}

const storageAttributes = (chance: Chance) =>
  chance.below(4) === 0
    ? ` ${chance.pick(['style', 'class', 'id', 'title', 'onclick', 'data-x', 'ac:local-id', 'xmlns'])}="${escaped(chance.pick(['color: red', 'confluenceTd', 'position: fixed; color: red', 'x', 'main-content', '']))}"`
    : ''

const storageTarget = (chance: Chance) =>
  chance.pick([
    '<ri:page ri:content-title="Other" />',
    '<ri:page ri:space-key="K" ri:content-title="T &amp; U" ri:version-at-save="2" />',
    '<ri:attachment ri:filename="a.png"><ri:page ri:content-title="Other" /></ri:attachment>',
    '<ri:attachment ri:filename="a.png" />',
    '<ri:url ri:value="javascript:alert(1)" />',
    '<ri:url ri:value="https://x.org/?a=1&amp;b" />',
    '<ri:user ri:userkey="k" />',
    '<ri:space ri:space-key="K" />',
    '<ri:blog-post ri:content-title="N" ri:posting-day="2024/05/01" />',
    '<ri:content-entity ri:content-id="7" />',
    '',
  ])

const storageLink: Make = (chance, depth) => {
  const body = chance.pick([
    () => [],
    () => ['<ac:plain-text-link-body><![CDATA[', chance.pick(WORDS), ']]></ac:plain-text-link-body>'],
    () => ['<ac:link-body>', ...many(storageInline, chance, depth), '</ac:link-body>'],
  ])()
  const anchor = chance.below(3) === 0 ? ' ac:anchor="h"' : ''
  return [`<ac:link${anchor}>`, storageTarget(chance), ...body, '</ac:link>']
}

const storageMacro: Make = (chance, depth) => {
  const name = chance.pick(MACROS)
  const known = macros.find((macro) => macro.name === name)
  const names = [...Object.keys(known?.parameters ?? {}), '', 'atlassian-macro-output-type']
  const parameters = Array.from({ length: chance.below(4) }, () => {
    const value = chance.below(4) === 0 ? storageTarget(chance) : escaped(chance.pick(VALUES))
    return `<ac:parameter ac:name="${chance.pick(names)}">${value}</ac:parameter>`
  })
  const bodies: (() => string[])[] = [
    () => [],
    () => [
      '<ac:plain-text-body><![CDATA[',
      ...many(plain, chance, 1),
      chance
        .pick(HOSTILE)
        .replaceAll(']]>', '')
        .replace(/[\u0000\ud800]/, ''),
      ']]></ac:plain-text-body>',
    ],
    () => ['<ac:rich-text-body>', ...many(storageBlock, chance, depth), '</ac:rich-text-body>'],
  ]
  const kind = known?.body === 'rich' ? 2 : known?.body === 'plain' ? 1 : 0
  const body = (chance.below(5) === 0 ? chance.pick(bodies) : bodies[kind])?.() ?? []
  const id = chance.below(2) === 0 ? ` ac:macro-id="m${chance.below(5)}"` : ''
  return [`<ac:structured-macro ac:name="${name}"${id}>`, ...parameters, ...body, '</ac:structured-macro>']
}

const storageBlock: Make = (chance, depth) => {
  const tag = chance.pick(['p', 'p', 'p', 'h1', 'h2', 'blockquote', 'pre', 'div', 'center', 'section', 'x'])
  const kinds: (() => string[])[] = [
    () => [`<${tag}${storageAttributes(chance)}>`, ...many(storageInline, chance, depth), `</${tag}>`],
    () => [`<${tag}>`, ...many(storageBlock, chance, depth), `</${tag}>`],
    () => ['<ul>', ...many(storageItem, chance, depth), '</ul>'],
    () => ['<ol start="3">', ...many(storageItem, chance, depth), '</ol>'],
    () => [
      '<table class="wrapped"><colgroup><col /></colgroup><tbody>',
      ...many(storageRow, chance, depth),
      '</tbody></table>',
    ],
    () => ['<ac:task-list>', ...many(storageTask, chance, depth), '</ac:task-list>'],
    () => [
      '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>',
      ...many(storageBlock, chance, depth),
      '</ac:layout-cell><ac:layout-cell>',
      ...many(storageBlock, chance, depth),
      '</ac:layout-cell></ac:layout-section></ac:layout>',
    ],
    () => storageMacro(chance, depth),
    () => [
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-content>',
      ...many(storageBlock, chance, depth),
      '</ac:adf-content></ac:adf-node></ac:adf-extension>',
    ],
    () => [chance.pick(['<hr />', '<p />', '<p><br /></p>', '\n', ' '])],
  ]
  return depth <= 0 ? storageInline(chance, 0) : chance.pick(kinds)()
}
const storageItem: Make = (chance, depth) => [
  '<li>',
  ...many(chance.below(2) ? storageInline : storageBlock, chance, depth),
  '</li>',
]
const storageRow: Make = (chance, depth) => {
  const cell = chance.pick(['td', 'th'])
  return [
    '<tr>',
    `<${cell}${chance.below(3) ? '' : ' colspan="2"'}>`,
    ...many(chance.below(2) ? storageInline : storageBlock, chance, depth),
    `</${cell}>`,
    '</tr>',
  ]
}
const storageTask: Make = (chance, depth) => [
  `<ac:task><ac:task-id>${chance.below(9)}</ac:task-id><ac:task-status>${chance.pick(['complete', 'incomplete'])}</ac:task-status><ac:task-body>`,
  ...many(storageInline, chance, depth),
  '</ac:task-body></ac:task>',
]

const HTML_TAGS = [
  'p',
  'div',
  'span',
  'b',
  'i',
  'ul',
  'li',
  'table',
  'tr',
  'td',
  'th',
  'h1',
  'pre',
  'code',
  'a',
  'figure',
  'figcaption',
  'time',
  'details',
  'dl',
  'dt',
  'font',
  'math',
  'svg',
  'template',
  'select',
  'form',
]
const HTML_ATTRIBUTES = [
  'class="conf-macro output-block"',
  'class="wysiwyg-macro"',
  'data-macro-name="info"',
  'data-macro-body="rich"',
  'data-macro-body-type="PLAIN_TEXT"',
  'class="inline-task-list"',
  'data-inline-task-id="1"',
  'class="contentLayout2"',
  'class="columnLayout"',
  'data-layout="two-equal"',
  'class="cell"',
  'data-type="normal"',
  'class="confluence-embedded-file-wrapper"',
  'data-element="p"',
  'class="storage-element"',
  'data-encoded-xml="%3Cac%3Alink%20%2F%3E"',
  'data-encoded-xml="%3Cp"',
  'data-encoded-xml="%ZZ"',
  'href="/display/KEY/T"',
  'href="javascript:alert(1)"',
  'style="color: red; background: url(x)"',
  'onclick="alert(1)"',
  'datetime="2024-05-01"',
  'class="date-past"',
  'data-ref="r"',
  'id="x"',
  'data-username="jdoe"',
  'class="confluence-userlink user-mention"',
]
const html: Make = (chance, depth) => {
  if (depth <= 0 || chance.below(4) === 0) return [escaped(chance.pick(WORDS)), ' ']
  if (chance.below(5) === 0)
    return [
      chance.pick([
        '<br>',
        '<hr/>',
        '<img src="a.png">',
        '<img class="editor-inline-macro" data-macro-name="toc">',
        '<img class="emoticon" data-emoticon-name="smile">',
        '<col>',
        '<img class="confluence-embedded-image" data-linked-resource-default-alias="a.png">',
      ]),
    ]
  const tag = chance.pick(HTML_TAGS)
  const attributes = Array.from({ length: chance.below(3) }, () => ` ${chance.pick(HTML_ATTRIBUTES)}`).join(
    '',
  )
  const end = chance.below(8) === 0 ? [] : [`</${tag}>`]
  return [`<${tag}${attributes}>`, ...many(html, chance, depth), ...end]
}

const WIKI = [
  'h1. ',
  'bq. ',
  '* ',
  '** ',
  '# ',
  '#* ',
  '- ',
  '|',
  '||',
  '|a|b|\n',
  '||h||\n',
  '*',
  '_',
  '??',
  '-',
  '+',
  '^',
  '~',
  '{{',
  '}}',
  '{color:red}',
  '{color}',
  '{quote}',
  '{code}',
  '{code:java|title=x}',
  '{noformat}',
  '{info:title=T}',
  '{info}',
  '{panel}',
  '{nonesuch:a=b}',
  '{toc}',
  '{*}',
  '[',
  ']',
  '[T]',
  '[a|T#b|tip]',
  '[^f.pdf]',
  '[~jdoe]',
  '[http://x.org]',
  '!a.png!',
  '!a.png|width=1!',
  '----\n',
  '---',
  '\\\\',
  '\\*',
  ':)',
  '(/)',
  '\n',
  '\n',
  '\n\n',
  ' ',
  '&nbsp;',
  '&amp;',
  'http://x.org/a_b',
]
const wiki: Make = (chance) => [
  chance.below(3) === 0 ? chance.pick(WORDS) : chance.pick(WIKI),
  chance.below(3) === 0 ? ' ' : '',
]

const MARKDOWN = [
  '# ',
  '## ',
  '> ',
  '> [!NOTE]\n',
  '- ',
  '  - ',
  '1. ',
  '- [ ] ',
  '- [x] ',
  '| a | b |\n|---|---|\n',
  '| c | d |\n',
  '**',
  '*',
  '_',
  '~~',
  '`',
  '```js\n',
  '```\n',
  '    ',
  '---\n',
  '[a](b)',
  '[a](ac:T)',
  '![x](a.png)',
  '[a]: b\n',
  '<b>',
  '</b>',
  '<details><summary>s</summary>\n',
  '</details>\n',
  '<!--cf:info title="x"-->\n',
  '<!--/cf:info-->\n',
  '<ac:structured-macro ac:name="toc" />',
  '[[_TOC_]]\n',
  ':smile:',
  ':::',
  '\\',
  '&amp;',
  '<http://x.org>',
  '\n',
  '\n',
  '\n\n',
  ' ',
  '  \n',
  '$$',
  '\t',
]
const markdown: Make = (chance) => [
  chance.below(3) === 0 ? chance.pick(WORDS) : chance.pick(MARKDOWN),
  chance.below(3) === 0 ? ' ' : '',
]

const adfNode = (chance: Chance, depth: number): object => {
  const type = chance.pick([
    'paragraph',
    'heading',
    'bulletList',
    'listItem',
    'table',
    'tableRow',
    'tableCell',
    'panel',
    'expand',
    'codeBlock',
    'text',
    'mention',
    'emoji',
    'status',
    'date',
    'inlineCard',
    'mediaSingle',
    'media',
    'extension',
    'bodiedExtension',
    'inlineExtension',
    'layoutSection',
    'layoutColumn',
    'taskList',
    'taskItem',
    'decisionList',
    'decisionItem',
    'hardBreak',
    'rule',
    'blockquote',
    'nonesuch',
  ])
  if (type === 'text')
    return {
      type,
      text: chance.pick(WORDS),
      marks: [
        {
          type: chance.pick(['strong', 'em', 'link', 'code', 'textColor', 'nonesuch']),
          attrs: { href: chance.pick(VALUES), color: '#ff0000' },
        },
      ],
    }
  const attrs = {
    level: chance.below(9),
    id: chance.pick(VALUES),
    text: chance.pick(WORDS),
    url: chance.pick(VALUES),
    panelType: 'info',
    language: 'java',
    timestamp: '1714521600000',
    state: 'TODO',
    localId: 'l',
    extensionKey: chance.pick(MACROS),
    extensionType: 'com.atlassian.confluence.macro.core',
    parameters: { macroParams: { title: { value: chance.pick(VALUES) } } },
    width: chance.pick([1, -1, 'x', null]),
  }
  const content = depth <= 0 ? [] : Array.from({ length: chance.below(3) }, () => adfNode(chance, depth - 1))
  return { type, ...(chance.below(2) ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) }
}
const adf: Make = (chance, depth) => [
  JSON.stringify({
    type: 'doc',
    version: 1,
    content: Array.from({ length: chance.below(4) }, () => adfNode(chance, depth)),
  }),
]

const generators: Partial<Record<FormatName, Make>> = {
  storage: storageBlock,
  editor: html,
  wiki: (chance, depth) => Array.from({ length: 8 }, () => wiki(chance, depth)).flat(),
  markdown: (chance, depth) => Array.from({ length: 8 }, () => markdown(chance, depth)).flat(),
  atlas_doc_format: adf,
}
