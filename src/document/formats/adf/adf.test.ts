import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { smallWiki } from '../../../../test/support/small-wiki.ts'
import { convert } from '../../formats.ts'
import { nowhere } from '../../nowhere.ts'
import type { Document } from '../../tree.ts'
import { settled, withMergedMarks } from '../settled.samples.ts'
import { readStorage } from '../storage/read.ts'
import { writeStorage } from '../storage/write.ts'
import { trees } from '../trees.samples.ts'
import { writeTree } from '../tree/write.ts'
import { readAdf } from './read.ts'
import type { AdfMark, AdfNode, Json } from './types.ts'
import { adfOf, writeAdf } from './write.ts'

const env = nowhere()
const storageOf = (content: readonly AdfNode[]): string =>
  writeStorage(readAdf(JSON.stringify({ type: 'doc', version: 1, content })).tree)
const adfOfStorage = (storage: string): readonly AdfNode[] =>
  JSON.parse(JSON.stringify(adfOf(readStorage(storage).tree, env).content)) as AdfNode[]

const text = (value: string, ...marks: AdfMark[]): AdfNode => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 && { marks }),
})
const p = (...content: AdfNode[]): AdfNode => ({ type: 'paragraph', content })
const macro = (name: string, inside: string): string =>
  `<ac:structured-macro ac:name="${name}">${inside}</ac:structured-macro>`
const parameter = (name: string, value: string): string =>
  `<ac:parameter ac:name="${name}">${value}</ac:parameter>`
const rich = (inside: string): string => `<ac:rich-text-body>${inside}</ac:rich-text-body>`

/** ADF that says the same as the storage format beside it. */
const cases: readonly (readonly [readonly AdfNode[], string])[] = [
  [[{ type: 'heading', attrs: { level: 2 }, content: [text('T')] }, { type: 'rule' }], '<h2>T</h2><hr />'],
  [
    [
      p(
        text('a', { type: 'strong' }),
        text('b', { type: 'strong' }, { type: 'em' }),
        { type: 'hardBreak' },
        text('c'),
      ),
    ],
    '<p><strong>a<em>b</em></strong><br />c</p>',
  ],
  [
    [
      p(
        text('x', { type: 'textColor', attrs: { color: '#ff0000' } }),
        text('l', { type: 'link', attrs: { href: 'http://x' } }),
      ),
    ],
    '<p><span style="color: rgb(255,0,0);">x</span><a href="http://x">l</a></p>',
  ],
  [
    [
      p(
        text('2', { type: 'subsup', attrs: { type: 'sub' } }),
        text('m', { type: 'annotation', attrs: { id: 'u', annotationType: 'inlineComment' } }),
      ),
    ],
    '<p><sub>2</sub><ac:inline-comment-marker ac:ref="u">m</ac:inline-comment-marker></p>',
  ],
  [
    [{ type: 'paragraph', marks: [{ type: 'alignment', attrs: { align: 'center' } }], content: [text('c')] }],
    '<p style="text-align: center;">c</p>',
  ],
  [
    [{ type: 'orderedList', attrs: { order: 3 }, content: [{ type: 'listItem', content: [p(text('a'))] }] }],
    '<ol start="3"><li><p>a</p></li></ol>',
  ],
  [
    [{ type: 'panel', attrs: { panelType: 'success' }, content: [p(text('a'))] }],
    macro('tip', rich('<p>a</p>')),
  ],
  [
    [{ type: 'panel', attrs: { panelType: 'error' }, content: [p(text('a'))] }],
    macro('warning', rich('<p>a</p>')),
  ],
  [
    [{ type: 'panel', attrs: { panelType: 'custom', panelColor: '#fff' }, content: [p(text('a'))] }],
    macro('panel', parameter('bgColor', '#fff') + rich('<p>a</p>')),
  ],
  [
    [{ type: 'codeBlock', attrs: { language: 'cpp' }, content: [text('int x;')] }],
    macro(
      'code',
      `${parameter('language', 'cpp')}<ac:plain-text-body><![CDATA[int x;]]></ac:plain-text-body>`,
    ),
  ],
  [
    [{ type: 'expand', attrs: { title: 'T' }, content: [p(text('a'))] }],
    macro('expand', parameter('title', 'T') + rich('<p>a</p>')),
  ],
  [
    [p({ type: 'status', attrs: { text: 'OK', color: 'green' } })],
    `<p>${macro('status', parameter('colour', 'Green') + parameter('title', 'OK'))}</p>`,
  ],
  [[p({ type: 'date', attrs: { timestamp: '1714521600000' } })], '<p><time datetime="2024-05-01" /></p>'],
  [
    [p({ type: 'mention', attrs: { id: '5a:b' } })],
    '<p><ac:link><ri:user ri:account-id="5a:b" /></ac:link></p>',
  ],
  [
    [p({ type: 'emoji', attrs: { shortName: ':smile:', id: '1f604', text: '😄' } })],
    '<p><ac:emoticon ac:name="blue-star" ac:emoji-shortname=":smile:" ac:emoji-id="1f604" ac:emoji-fallback="😄" /></p>',
  ],
  [
    [
      {
        type: 'taskList',
        attrs: { localId: '' },
        content: [{ type: 'taskItem', attrs: { localId: '7', state: 'DONE' }, content: [text('a')] }],
      },
    ],
    '<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>a</ac:task-body></ac:task></ac:task-list>',
  ],
  [
    [
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', attrs: { colspan: 2, background: '#fffae6' }, content: [p(text('a'))] },
            ],
          },
        ],
      },
    ],
    '<table><tbody><tr><th colspan="2" data-highlight-colour="#fffae6"><p>a</p></th></tr></tbody></table>',
  ],
  [
    [
      {
        type: 'layoutSection',
        content: [
          { type: 'layoutColumn', attrs: { width: 66.66 }, content: [p(text('a'))] },
          { type: 'layoutColumn', attrs: { width: 33.33 }, content: [p(text('b'))] },
        ],
      },
    ],
    '<ac:layout><ac:layout-section ac:type="two_right_sidebar"><ac:layout-cell><p>a</p></ac:layout-cell><ac:layout-cell><p>b</p></ac:layout-cell></ac:layout-section></ac:layout>',
  ],
  [
    [p({ type: 'inlineCard', attrs: { url: 'http://x' } })],
    '<p><a href="http://x" data-card-appearance="inline">http://x</a></p>',
  ],
]

for (const [content, storage] of cases) {
  test(`says ${storage}`, () => {
    assert.equal(storageOf(content), storage)
    assert.deepEqual(adfOfStorage(storage), content)
  })
}

test('writes a macro as the extension that Cloud has for it', () => {
  const id =
    '<ac:structured-macro ac:name="toc" ac:schema-version="1" ac:macro-id="u"><ac:parameter ac:name="maxLevel">3</ac:parameter></ac:structured-macro>'
  const parameters = {
    macroParams: { maxLevel: { value: '3' } },
    macroMetadata: { macroId: { value: 'u' }, schemaVersion: { value: '1' }, title: 'toc' },
  }
  const extension = {
    extensionType: 'com.atlassian.confluence.macro.core',
    extensionKey: 'toc',
    parameters,
    layout: 'default',
  }
  assert.deepEqual(adfOfStorage(id), [{ type: 'extension', attrs: extension }])
  assert.equal(storageOf(adfOfStorage(id)), id)
})

test('carries a note panel, which storage format has not, as an extension with a fallback', () => {
  const storage = storageOf([{ type: 'panel', attrs: { panelType: 'note' }, content: [p(text('a'))] }])
  const inside =
    '<ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>a</p></ac:adf-content>'
  assert.equal(
    storage,
    `<ac:adf-extension><ac:adf-node type="panel">${inside}</ac:adf-node><ac:adf-fallback><p>a</p></ac:adf-fallback></ac:adf-extension>`,
  )
})

for (const [source, fault] of [
  ['{', 'The document is not JSON'],
  ['[]', 'The document must be an object with "type": "doc"'],
  ['{"type":"doc","content":[]}', 'The document must have "version": 1, not nothing'],
  ['{"type":"doc","version":1,"content":[{"type":"text"}]}', 'A text node must have a "text" (doc › 0)'],
  [
    '{"type":"doc","version":1,"content":[{"type":"heading","attrs":{"level":7}}]}',
    'A heading must have a "level" from 1 to 6 (doc › 0)',
  ],
  [
    '{"type":"doc","version":1,"content":[{"type":"bulletList","content":[{"type":"paragraph"}]}]}',
    'paragraph cannot stand in bulletList (doc › 0 bulletList › 0)',
  ],
] as const) {
  test(`refuses ${source}`, () => {
    const [message] = readAdf(source).messages
    assert.equal(message?.severity, 'fatal')
    assert.ok(message?.text.startsWith(fault), message?.text)
  })
}

test('says all that is wrong, each with its row and column in the text', () => {
  const source = `{"type": "doc", "version": 1, "content": [
  {"type": "heading", "content": []},
  {"type": "bulletList", "content": [
    {"type": "paragraph"}]},
  {"type": "paragraph", "content": [{"type": "text", "text": "fine"}]},
  {"type": "text"}
]}`
  assert.deepEqual(
    readAdf(source).messages.map(({ row, column, text }) => `${row}:${column} ${text}`),
    [
      '2:3 A heading must have a "level" from 1 to 6 (doc › 0)',
      '4:5 paragraph cannot stand in bulletList (doc › 1 bulletList › 0)',
      '6:3 A text node must have a "text" (doc › 3)',
    ],
  )
  const broken = readAdf('{"type": "doc",\n "version": 1,\n}').messages[0]
  assert.deepEqual([broken?.row, broken?.column], [3, 1])
  const other = readAdf('{"version": 1,\n"type": "docx"}').messages[0]
  assert.deepEqual([other?.row, other?.column], [2, 9])
})

test('widths of columns stand at the cells, and come back as columns', () => {
  const columns = '<colgroup><col style="width: 180.0px;" /><col style="width: 90.0px;" /><col /></colgroup>'
  const storage =
    `<table>${columns}<tbody><tr><th rowspan="2"><p>a</p></th><td colspan="2"><p>b</p></td></tr>` +
    '<tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>'
  const adf = adfOfStorage(storage)
  const cells = adf[0]?.content?.map((row) => row.content?.map(({ attrs }) => attrs?.['colwidth']))
  assert.deepEqual(cells, [
    [[180], [90, 0]],
    [[90], [0]],
  ])
  assert.equal(adf[0]?.attrs, undefined)
  assert.equal(storageOf(adf), storage)
})

test('widths that disagree stay at their cells', () => {
  const cell = (width: number): AdfNode => ({
    type: 'tableCell',
    attrs: { colwidth: [width] },
    content: [p(text('a'))],
  })
  const row = (...cells: AdfNode[]): AdfNode => ({ type: 'tableRow', content: cells })
  const table = { type: 'table', content: [row(cell(10), cell(20)), row(cell(10), cell(30))] }
  const storage = storageOf([table])
  assert.doesNotMatch(storage, /colgroup/)
  assert.deepEqual(adfOfStorage(storage), [table])
})

test('links and mentions say what the wiki knows of where they lead, and come back as they were', async () => {
  const storage =
    '<p><ac:link><ri:page ri:content-title="Other" /></ac:link> <ac:link><ri:content-entity ri:content-id="3" /></ac:link> ' +
    '<ac:link><ri:user ri:username="jdoe" /></ac:link> <ac:link><ri:user ri:username="nobody" /></ac:link></p>'
  const { text: written } = await convert(storage, 'storage', 'atlas_doc_format', { env: smallWiki })
  const { content } = JSON.parse(written) as { content: AdfNode[] }
  const leaves = (content[0]?.content ?? []).filter((leaf) => leaf.text !== ' ')
  const facts = leaves.map(({ text: words, attrs, marks }) => [
    words ?? attrs?.['text'] ?? attrs?.['id'],
    marks?.[0]?.attrs?.['href'],
  ])
  assert.deepEqual(facts, [
    ['Other', 'http://localhost:8090/display/KEY/Other'],
    ['Child A', 'http://localhost:8090/display/KEY/Child+A'],
    ['@Jane Doe', undefined],
    ['nobody', undefined],
  ])
  const { text: back } = await convert(written, 'atlas_doc_format', 'storage', { env: smallWiki })
  assert.equal(back, storage)
})

const dump = (tree: Document): string => writeTree(settled(withMergedMarks(settled(tree))))

test('storage → ADF → storage keeps every tree, and its ADF is settled', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { tree: stored } = readStorage(writeStorage(tree))
      const written = writeAdf(stored, { env })
      const back = readAdf(written)
      assert.deepEqual(back.messages, [])
      assert.equal(dump(readStorage(writeStorage(back.tree)).tree), dump(stored))
      assert.equal(writeAdf(back.tree, { env }), written)
    }),
    { numRuns: 300 },
  )
})

const word = fc.constantFrom('a', 'b c', ' d', '<é>', '&amp;', '👋')
const markOf = fc.constantFrom<AdfMark>(
  { type: 'strong' },
  { type: 'em' },
  { type: 'code' },
  { type: 'subsup', attrs: { type: 'sup' } },
  { type: 'textColor', attrs: { color: '#00ff0a' } },
  { type: 'textColor', attrs: { color: 'red' } },
  { type: 'link', attrs: { href: 'http://x', title: 't' } },
  { type: 'link', attrs: { href: 'http://x', id: 'n' } },
  { type: 'annotation', attrs: { id: 'q', annotationType: 'inlineComment' } },
  { type: 'future', attrs: { a: [1, { b: null }] } },
)
const attrsOf = fc.constantFrom<Record<string, Json> | undefined>(
  undefined,
  undefined,
  { localId: 'x' },
  { odd_key: 1, 'b-c': [true] },
)

interface Shapes {
  inline: AdfNode
  inlines: AdfNode[]
  block: AdfNode
  blocks: AdfNode[]
}

const { blocks } = fc.letrec<Shapes>((tie: fc.LetrecTypedTie<Shapes>): fc.LetrecValue<Shapes> => {
  const container = (type: string, attrs: Record<string, Json> = {}): fc.Arbitrary<AdfNode> =>
    fc.record({ content: tie('blocks'), more: attrsOf }).map(({ content, more }) => ({
      type,
      ...(Object.keys({ ...attrs, ...more }).length > 0 && { attrs: { ...attrs, ...more } }),
      content,
    }))
  const leaf = fc.constantFrom<AdfNode>(
    { type: 'hardBreak' },
    { type: 'mention', attrs: { id: '1:2', text: '@Jo', userType: 'DEFAULT' } },
    { type: 'emoji', attrs: { shortName: ':x1:', id: 'z', text: 'Z' } },
    { type: 'date', attrs: { timestamp: '0' } },
    { type: 'date', attrs: { timestamp: '17' } },
    { type: 'status', attrs: { text: 'A', color: 'neutral', style: 'bold', localId: 'l' } },
    { type: 'status', attrs: { text: 'A', color: 'teal' } },
    { type: 'placeholder', attrs: { text: 'type' } },
    { type: 'inlineCard', attrs: { data: { name: 'n' } } },
    { type: 'inlineCard', attrs: { url: 'http://x', localId: 'i' } },
    { type: 'mediaInline', attrs: { type: 'file', id: 'u-1', collection: 'c', width: 3, alt: 'x' } },
    {
      type: 'inlineExtension',
      attrs: { extensionType: 'forge', extensionKey: 'k', parameters: { deep: [1] } },
    },
    {
      type: 'inlineExtension',
      attrs: {
        extensionType: 'com.atlassian.confluence.macro.core',
        extensionKey: 'anchor',
        parameters: { macroParams: { '': { value: 'n' } }, macroMetadata: { title: 'anchor' } },
        layout: 'default',
      },
    },
    { type: 'futureInline', attrs: { level: 3 } },
  )
  return {
    inline: fc.oneof(
      fc
        .record({
          value: word,
          marks: fc.uniqueArray(markOf, { maxLength: 3, selector: ({ type }) => type }),
        })
        .map(({ value, marks }) => text(value, ...marks)),
      leaf,
    ),
    inlines: fc.array(tie('inline'), { maxLength: 4 }).map(joinTexts),
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ content: tie('inlines'), attrs: attrsOf }).map(({ content, attrs }): AdfNode => ({
        type: 'paragraph',
        ...(attrs && { attrs }),
        ...(content.length > 0 && { content }),
      })),
      tie('inlines').map((content): AdfNode => ({
        type: 'paragraph',
        marks: [{ type: 'indentation', attrs: { level: 2 } }, { type: 'future' }],
        ...(content.length > 0 && { content }),
      })),
      container('blockquote'),
      container('panel', { panelType: 'info' }),
      container('panel', { panelType: 'note', panelColor: '#abc' }),
      container('panel', { panelType: 'custom', panelIcon: ':x:', panelColor: '#abc' }),
      container('expand', { title: 'T' }),
      container('bodiedExtension', {
        extensionType: 'com.atlassian.confluence.macro.core',
        extensionKey: 'excerpt',
        parameters: { macroParams: {}, macroMetadata: { title: 'excerpt' } },
        layout: 'wide',
      }),
      container('bodiedExtension', { extensionType: 'forge', extensionKey: 'k', text: 't' }),
      container('futureBlock', { camelCase: { x: 1 } }),
      fc
        .array(container('listItem'), { minLength: 1, maxLength: 2 })
        .map((content): AdfNode => ({ type: 'bulletList', content })),
      fc
        .array(container('listItem'), { minLength: 1, maxLength: 2 })
        .map((content): AdfNode => ({ type: 'orderedList', attrs: { order: 4 }, content })),
      fc
        .array(container('tableCell', { colspan: 1, rowspan: 2, colwidth: [10, 20] }), {
          minLength: 1,
          maxLength: 2,
        })
        .map((content): AdfNode => ({
          type: 'table',
          attrs: { isNumberColumnEnabled: true, layout: 'default' },
          content: [{ type: 'tableRow', content }],
        })),
      tie('inlines').map((content): AdfNode => ({
        type: 'taskList',
        attrs: { localId: 'tl' },
        content: [
          {
            type: 'taskItem',
            attrs: { localId: '1', state: 'TODO' },
            ...(content.length > 0 && { content }),
          },
        ],
      })),
      tie('inlines').map((content): AdfNode => ({
        type: 'decisionList',
        attrs: { localId: 'd' },
        content: [{ type: 'decisionItem', attrs: { localId: '1', state: 'DECIDED' }, content }],
      })),
      fc.constantFrom<AdfNode>(
        { type: 'rule' },
        { type: 'codeBlock', attrs: { language: 'js', wrap: true }, content: [text('x\n\ny')] },
        { type: 'codeBlock' },
        { type: 'blockCard', attrs: { url: 'http://x' } },
        { type: 'embedCard', attrs: { url: 'http://x', layout: 'wide', width: 50 } },
        {
          type: 'mediaSingle',
          attrs: { layout: 'center', width: 300, widthType: 'pixel' },
          content: [
            {
              type: 'media',
              attrs: { type: 'file', id: 'f', collection: 'c', width: 10, height: 20, alt: 'x' },
            },
            { type: 'caption', content: [text('cap')] },
          ],
        },
        {
          type: 'mediaSingle',
          attrs: { layout: 'align-end' },
          content: [
            {
              type: 'media',
              attrs: { type: 'external', url: 'http://x/i.png' },
              marks: [{ type: 'border', attrs: { size: 1, color: '#000' } }],
            },
          ],
        },
        {
          type: 'mediaGroup',
          content: [{ type: 'media', attrs: { type: 'file', id: 'f', collection: '' } }],
        },
        {
          type: 'extension',
          attrs: {
            extensionType: 'com.atlassian.confluence.macro.core',
            extensionKey: 'toc',
            parameters: {
              macroParams: { a: { value: '1' } },
              macroMetadata: { placeholder: [{ type: 'icon', data: { url: 'u' } }] },
            },
            layout: 'default',
          },
        },
        {
          type: 'layoutSection',
          marks: [{ type: 'breakout', attrs: { mode: 'wide' } }],
          content: [
            { type: 'layoutColumn', attrs: { width: 40 }, content: [p(text('a'))] },
            { type: 'layoutColumn', attrs: { width: 60 }, content: [p(text('b'))] },
          ],
        },
      ),
    ),
  }
})

function joinTexts(nodes: readonly AdfNode[]): AdfNode[] {
  const joined: AdfNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    const isSame =
      node.type === 'text' &&
      last?.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks)
    if (isSame) joined[joined.length - 1] = { ...last, text: `${last.text}${node.text}` }
    else joined.push(node)
  }
  return joined
}

test('ADF → storage → ADF keeps every document', () => {
  fc.assert(
    fc.property(blocks, (content) => {
      const storage = storageOf(content)
      assert.deepEqual(readStorage(storage).messages, [])
      assert.deepEqual(
        JSON.parse(JSON.stringify(adfOfStorage(storage)).replaceAll('nestedExpand', 'expand')),
        content,
      )
    }),
    { numRuns: 500 },
  )
})

test('no JSON makes the reader throw', () => {
  const types = fc.constantFrom(
    'doc',
    'paragraph',
    'text',
    'table',
    'tableRow',
    'panel',
    'mediaSingle',
    'taskList',
    'extension',
    'emoji',
    'x',
  )
  const node: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.record(
        {
          type: types,
          content: fc.array(tie('node'), { maxLength: 3 }),
          attrs: fc.dictionary(fc.constantFrom('__storage', 'level', 'id', 'width'), fc.jsonValue()),
          marks: fc.array(fc.record({ type: types })),
          text: fc.string(),
        },
        { requiredKeys: ['type'] },
      ),
      fc.jsonValue(),
    ),
  })).node
  fc.assert(
    fc.property(fc.array(node, { maxLength: 3 }), (content) => {
      const { tree } = readAdf(JSON.stringify({ type: 'doc', version: 1, content }))
      assert.deepEqual(readStorage(writeStorage(tree)).messages, [])
    }),
    { numRuns: 500 },
  )
})
