/** Arbitrary well-made trees for property tests of formats: everything that storage format says, with hostile text. */
import * as fc from 'fast-check'
import type { Document, Macro, Node, Parameter, Target } from '../tree.ts'

const words =
  'a b word Two 1 é 👋 * _ - + ^ ~ ? ?? {{ }} { } [ ] | ! \\ \\\\ & &lt; &amp; &#35; :) :P (y) (*) <3 http://x.org/a_b mailto:a@b ' +
  'h1. bq. ---- ** # @ $ = : ; / {code} {storage} {*} {color:red} -- --- . , " \' < > %% ` ~~ ``` > 1. [x] ![ ]( <b> &nbsp; --- +++ :smile: ' +
  '<!-- --> ::: $$ _x_ *y* !z! [[ ]] \u00A0'

const token = fc.constantFrom(...words.split(' '), ' ', '  ', 'x')

/** Text of words and of everything that some notation means. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(token, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))

const name = fc.constantFrom(
  'T',
  'Page one',
  'A:b',
  'a#b',
  'x^y',
  'p|q',
  '[r]',
  '~u',
  '/s',
  'f.png',
  'a@b',
  '$1',
  'é!',
  'a\\b',
  'C&amp;D',
)
const key = fc.constantFrom('KEY', '~joe', 'a.b')

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ kind: fc.constant('page' as const), title: name }),
  fc.record({ kind: fc.constant('page' as const), title: name, space: key }),
  fc.record({
    kind: fc.constant('page' as const),
    title: name,
    attributes: fc.constant({ 'ri:version-at-save': '3' }),
  }),
  fc.record({
    kind: fc.constant('blogPost' as const),
    title: name,
    day: fc.constant('2012/01/30'),
    space: key,
  }),
  fc.record({ kind: fc.constant('attachment' as const), fileName: name }),
  fc.record({
    kind: fc.constant('attachment' as const),
    fileName: name,
    holder: fc.record({ kind: fc.constant('page' as const), title: name, space: key }),
  }),
  fc.record({ kind: fc.constant('user' as const), username: name }),
  fc.record({ kind: fc.constant('user' as const), userKey: fc.constant('ff80808') }),
  fc.record({ kind: fc.constant('user' as const), accountId: fc.constant('557058:1f-2') }),
  fc.record({ kind: fc.constant('space' as const), key }),
  fc.record({ kind: fc.constant('content' as const), id: fc.constant('123') }),
  fc.record({ kind: fc.constant('shortcut' as const), key: fc.constant('JIRA'), parameter: name }),
)

const url = fc.constantFrom(
  'http://x.org/',
  'https://a.b/c?d=e&f=g|h#i',
  'mailto:a@b.c',
  '/relative',
  'foo.html',
  '#frag',
  'https://x/[1]!2(3)',
)
const parameterText = fc.oneof(
  hostileText,
  fc.constantFrom('Green', '50%', 'a=b|c', 'x}y', ' edge ', 'two\nlines', ''),
)

interface Nodes {
  inline: Node
  inlines: Node[]
  block: Node
  blocks: Node[]
  parameters: Parameter[]
  macro: Macro
}

const { blocks } = fc.letrec<Nodes>((tie: fc.LetrecTypedTie<Nodes>): fc.LetrecValue<Nodes> => {
  const mark = (
    type:
      | 'strong'
      | 'emphasis'
      | 'underline'
      | 'strike'
      | 'subscript'
      | 'superscript'
      | 'code'
      | 'cite'
      | 'small'
      | 'big',
  ) => fc.record({ type: fc.constant(type), children: tie('inlines') })
  const macroOf = (names: readonly string[], body: fc.Arbitrary<Macro['body']>) =>
    fc.record({
      type: fc.constant('macro' as const),
      name: fc.constantFrom(...names),
      parameters: tie('parameters'),
      body,
    })
  const paragraph = fc.record({ type: fc.constant('paragraph' as const), children: tie('inlines') })
  const item = fc.record({
    type: fc.constant('listItem' as const),
    children: fc.oneof(
      tie('inlines'),
      paragraph.map((child) => [child]),
      tie('blocks'),
      fc.tuple(tie('inlines'), tie('blocks')).map(([first, second]) => [...first, ...second]),
    ),
  })
  const list = fc.record({
    type: fc.constant('list' as const),
    ordered: fc.boolean(),
    children: fc.array(item, { minLength: 1, maxLength: 3 }),
  })
  const cell = fc.record({
    type: fc.constant('tableCell' as const),
    header: fc.boolean(),
    children: fc.oneof(
      tie('inlines'),
      paragraph.map((child) => [child]),
      tie('blocks'),
    ),
  })
  const styledCell = cell.map((node) => ({ ...node, attributes: { colspan: '2' } }))
  const row = fc.record({
    type: fc.constant('tableRow' as const),
    children: fc.array(fc.oneof({ weight: 4, arbitrary: cell }, styledCell), { minLength: 1, maxLength: 3 }),
  })
  const section = (sectionName: 'tbody' | 'thead') =>
    fc.record({
      type: fc.constant('tableSection' as const),
      name: fc.constant(sectionName),
      children: fc.array(row, { minLength: 1, maxLength: 3 }),
    })
  const table = fc.oneof(
    section('tbody').map((body): Node => ({ type: 'table', children: [body] })),
    fc
      .tuple(section('thead'), section('tbody'))
      .map((children): Node => ({ type: 'table', attributes: { class: 'wrapped' }, children })),
  )
  return {
    inlines: fc.array(tie('inline'), { minLength: 1, maxLength: 4 }),
    inline: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 8, arbitrary: hostileText.map((value): Node => ({ type: 'text', value })) },
      { weight: 4, arbitrary: fc.oneof(mark('strong'), mark('emphasis'), mark('strike'), mark('code')) },
      fc.oneof(
        mark('underline'),
        mark('subscript'),
        mark('superscript'),
        mark('cite'),
        mark('small'),
        mark('big'),
      ),
      fc.constant<Node>({ type: 'lineBreak' }),
      tie('inlines').map((children): Node => ({
        type: 'span',
        attributes: { style: 'color: rgb(255,0,0);' },
        children,
      })),
      fc.record({ url, children: tie('inlines') }).map((given): Node => ({ type: 'anchor', ...given })),
      url.map((value): Node => ({ type: 'anchor', url: value, children: [{ type: 'text', value }] })),
      target.map((given): Node => ({ type: 'link', target: given, body: 'none', children: [] })),
      fc
        .record({ target, children: hostileText.map((value): Node[] => [{ type: 'text', value }]) })
        .map((given): Node => ({ type: 'link', body: 'plain', tooltip: 'tip', ...given })),
      fc
        .record({ target, children: tie('inlines') })
        .map((given): Node => ({ type: 'link', body: 'rich', ...given })),
      fc.constant<Node>({
        type: 'link',
        target: { kind: 'page', title: 'T' },
        anchor: 'an|c',
        body: 'none',
        children: [],
      }),
      fc.constant<Node>({ type: 'link', target: { kind: 'self' }, anchor: 'x', body: 'none', children: [] }),
      name.map((fileName): Node => ({ type: 'image', target: { kind: 'attachment', fileName } })),
      fc.constant<Node>({
        type: 'image',
        target: { kind: 'url', url: 'http://x.org/i.png' },
        attributes: { width: '30', alt: 'a,b' },
      }),
      fc
        .constantFrom('smile', 'tick', 'yellow-star', 'minus', 'laugh', 'heart')
        .map((given): Node => ({ type: 'emoticon', name: given })),
      fc.constant<Node>({ type: 'date', value: '2024-05-01', children: [] }),
      tie('inlines').map((children): Node => ({ type: 'commentMarker', ref: 'r-1', children })),
      tie('macro'),
      fc.constant<Node>({ type: 'comment', value: ' c ' }),
      tie('inlines').map((children): Node => ({
        type: 'element',
        name: 'abbr',
        attributes: { title: 'a "b"' },
        children,
      })),
    ),
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: paragraph },
      fc.record({
        type: fc.constant('heading' as const),
        level: fc.constantFrom(1 as const, 3 as const),
        children: tie('inlines'),
      }),
      fc.constant<Node>({ type: 'rule' }),
      list,
      table,
      tie('blocks').map((children): Node => ({ type: 'quote', children })),
      paragraph.map((node): Node => ({ ...node, attributes: { style: 'text-align: center;' } })),
      tie('blocks').map((children): Node => ({
        type: 'element',
        name: 'div',
        attributes: { class: 'x' },
        children,
      })),
      tie('inlines').map((children): Node => ({ type: 'preformatted', children })),
      tie('macro'),
      tie('inlines').map((children): Node => ({
        type: 'taskList',
        children: [{ type: 'task', id: '1', done: true, children }],
      })),
      tie('blocks').map((children): Node => ({
        type: 'layout',
        children: [{ type: 'layoutSection', kind: 'single', children: [{ type: 'layoutCell', children }] }],
      })),
      tie('inline'),
    ),
    parameters: fc.uniqueArray(
      fc.oneof(
        fc.record({
          name: fc.constantFrom('title', 'language', '', 'colour', 'odd name'),
          text: parameterText,
        }),
        target
          .filter((given) => given.kind === 'page')
          .map((given) => ({ name: 'page', text: 'x', targets: [given] })),
      ),
      { maxLength: 3, selector: (parameter) => parameter.name },
    ),
    macro: fc.oneof(
      { depthSize: 'small' },
      macroOf(['toc', 'status', 'include', 'unknown', 'jira'], fc.constant({ kind: 'none' as const })),
      macroOf(
        ['code', 'noformat', 'plantuml', 'odd'],
        hostileText.map((text) => ({ kind: 'plain' as const, text })),
      ),
      macroOf(
        ['panel', 'info', 'excerpt', 'unknown'],
        tie('blocks').map((children) => ({ kind: 'rich' as const, children })),
      ),
      macroOf(
        ['panel', 'footnote', 'excerpt', 'toc'],
        tie('inlines').map((children) => ({ kind: 'rich' as const, children })),
      ),
    ),
  }
})

/** Documents of every kind of node. */
export const trees: fc.Arbitrary<Document> = blocks.map((children) => ({ type: 'document', children }))
