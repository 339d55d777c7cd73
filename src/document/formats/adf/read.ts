/** ADF to a tree. */
import { offsetOfFault, offsetsOfPaths } from '../../../base/json/places.ts'
import { positionsOf } from '../../../base/xml/position.ts'
import type { Reading } from '../../format.ts'
import type { Message } from '../../message.ts'
import type { Attributes, Node, Task } from '../../tree.ts'
import { readEmoji } from './emoji.ts'
import { readCode, readExpand, readExtension, readPanel, readStatus } from './extensions.ts'
import { readLayouts } from './layouts.ts'
import { nest } from './marks.ts'
import type { Marked } from './marks.ts'
import { readMedia, readMediaSingle } from './media.ts'
import { readAdfOnly } from './nodes.ts'
import { privateOf, readMarks, storageAttributes, textField, typeKey } from './private.ts'
import { readTable } from './tables.ts'
import { inlineTypes } from './types.ts'
import type { AdfMark, AdfNode, Json } from './types.ts'
import { asDocument, faultsOf } from './validate.ts'
import { readSpelled } from '../../spelling.ts'

/** Reads an ADF document. */
export function readAdf(text: string): Reading {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return refuse(text, [
      {
        text: `The document is not JSON: ${cause}`,
        hint: 'hand it over as JSON',
        offset: offsetOfFault(text) ?? 0,
      },
    ])
  }
  const faults = faultsOf(value)
  if (faults.length > 0) {
    const offsets = offsetsOfPaths(
      text,
      faults.map(({ path }) => path),
    )
    return refuse(
      text,
      faults.map(({ text: cause, hint }, index) => ({ text: cause, hint, offset: offsets[index] ?? 0 })),
    )
  }
  return { tree: { type: 'document', children: readBlocks(asDocument(value).content) }, messages: [] }
}

function refuse(
  text: string,
  faults: readonly { readonly text: string; readonly hint?: string; readonly offset: number }[],
): Reading {
  const inOrder = faults.toSorted((a, b) => a.offset - b.offset)
  const positions = positionsOf(
    text,
    inOrder.map(({ offset }) => offset),
  )
  const messages = inOrder.map(({ text: cause, hint }, index): Message => {
    const { row, column } = positions[index] ?? { row: 1, column: 1 }
    return { severity: 'fatal', text: cause, row, column, hint }
  })
  return { tree: { type: 'document', children: [] }, messages }
}

function readBlocks(nodes: readonly AdfNode[]): Node[] {
  const out: Node[] = []
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]
    if (node === undefined) break
    if (node.type === 'layoutSection') {
      let end = at
      while (nodes[end]?.type === 'layoutSection') end++
      for (const layout of readLayouts(nodes.slice(at, end), readBlocks)) out.push(layout)
      at = end - 1
    } else if (inlineTypes.has(node.type)) {
      for (const inline of readInlines([node])) out.push(inline)
    } else for (const block of readBlock(node)) out.push(block)
  }
  return out
}

function readBlock(node: AdfNode): readonly Node[] {
  const read = readers.get(node.type)?.(node)
  return read ?? [readAdfOnly(node, readContent)]
}

function readContent(content: readonly AdfNode[]): readonly Node[] {
  return content.some(({ type }) => inlineTypes.has(type)) ? readInlines(content) : readBlocks(content)
}

type Reader = (node: AdfNode) => readonly Node[] | undefined

const inside = (node: AdfNode): readonly Node[] => readBlocks(node.content ?? [])
const one = (node: Node | undefined): readonly Node[] | undefined => node && [node]

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['paragraph', readParagraph],
  ['heading', readHeading],
  ['blockquote', (node) => [{ type: 'quote', ...plainAttributes(node), children: inside(node) }]],
  [
    'bulletList',
    (node) => [{ type: 'list', ordered: false, ...plainAttributes(node), children: inside(node) }],
  ],
  ['orderedList', readOrderedList],
  ['listItem', (node) => [{ type: 'listItem', ...plainAttributes(node), children: inside(node) }]],
  ['rule', (node) => [{ type: 'rule', ...plainAttributes(node) }]],
  ['codeBlock', (node) => [readCode(node)]],
  ['panel', (node) => one(readPanel(node, inside(node)))],
  ['expand', (node) => [readExpand(node, inside(node))]],
  ['nestedExpand', (node) => [readExpand(node, inside(node))]],
  ['table', (node) => [readTable(node, readBlocks)]],
  ['mediaSingle', (node) => one(readMediaSingle(node, readInlines))],
  ['taskList', readTaskList],
  ['extension', (node) => readExtension(node, [])],
  ['bodiedExtension', (node) => readExtension(node, inside(node))],
  ['blockCard', (node) => one(readCard(node, 'block'))],
  ['embedCard', (node) => one(readCard(node, 'embed'))],
])

function plainAttributes(node: AdfNode): { attributes?: Attributes } {
  return storageAttributes(node.attrs, [], {}, node.marks)
}

function readParagraph({ attrs, content = [], marks = [] }: AdfNode): readonly Node[] {
  const { bare, filler } = privateOf(attrs)
  if (filler === true) return []
  const children = readInlines(content)
  if (bare === true) return children
  const styled = styleOf(marks)
  return [{ type: 'paragraph', ...storageAttributes(attrs, [], styled.attributes, styled.others), children }]
}

function readHeading({ attrs, content = [], marks = [] }: AdfNode): readonly Node[] {
  const level = Number(attrs?.['level']) as 1 | 2 | 3 | 4 | 5 | 6
  const styled = styleOf(marks)
  const attributes = storageAttributes(attrs, ['level'], styled.attributes, styled.others)
  return [{ type: 'heading', level, ...attributes, children: readInlines(content) }]
}

/** Alignment and indentation are styles in storage format. */
function styleOf(marks: readonly AdfMark[]): { attributes: Attributes; others: readonly AdfMark[] } {
  const [mark, ...others] = marks
  const { align, level } = mark?.attrs ?? {}
  if (mark?.type === 'alignment' && (align === 'center' || align === 'end')) {
    return { attributes: { style: `text-align: ${align === 'end' ? 'right' : 'center'};` }, others }
  }
  if (mark?.type === 'indentation' && typeof level === 'number' && Number.isInteger(level)) {
    return { attributes: { style: `margin-left: ${level * 30}.0px;` }, others }
  }
  return { attributes: {}, others: marks }
}

function readOrderedList(node: AdfNode): readonly Node[] {
  const order = node.attrs?.['order']
  const start: Attributes = typeof order === 'number' && order !== 1 ? { start: String(order) } : {}
  const attributes = storageAttributes(
    node.attrs,
    typeof order === 'number' ? ['order'] : [],
    start,
    node.marks,
  )
  return [{ type: 'list', ordered: true, ...attributes, children: inside(node) }]
}

/** A task list within a task list belongs to the task before it. */
function readTaskList(node: AdfNode): readonly Node[] | undefined {
  const tasks: Task[] = []
  for (const child of node.content ?? []) {
    const last = tasks.at(-1)
    if (child.type === 'taskList' && last !== undefined) {
      tasks[tasks.length - 1] = { ...last, children: [...last.children, ...readBlock(child)] }
    } else if (child.type === 'taskItem' || child.type === 'blockTaskItem') tasks.push(readTask(child))
    else return undefined
  }
  const known = node.attrs?.['localId'] === '' ? ['localId'] : []
  return [{ type: 'taskList', ...storageAttributes(node.attrs, known, {}, node.marks), children: tasks }]
}

function readTask({ type, attrs = {}, content = [], marks }: AdfNode): Task {
  const fields = privateOf(attrs)
  const { localId, state } = attrs
  const uuid = textField(fields, 'uuid')
  const id = typeof localId === 'string' && localId !== '' ? localId : undefined
  const known = [
    ...(typeof localId === 'string' ? ['localId'] : []),
    ...(state === 'TODO' || state === 'DONE' ? ['state'] : []),
  ]
  return {
    type: 'task',
    ...(id !== undefined && { id }),
    ...(uuid !== undefined && { uuid }),
    done: state === 'DONE',
    ...storageAttributes(attrs, known, type === 'taskItem' ? {} : { [typeKey]: type }, marks),
    children: type === 'taskItem' ? readInlines(content) : readBlocks(content),
  }
}

function readCard({ attrs = {}, marks }: AdfNode, appearance: string): Node | undefined {
  const { url } = attrs
  if (typeof url !== 'string') return undefined
  const natural = { 'data-card-appearance': appearance }
  const attributes = storageAttributes(attrs, ['url'], natural, marks)
  return { type: 'anchor', url, ...attributes, children: [{ type: 'text', value: url }] }
}

function readInlines(content: readonly AdfNode[]): Node[] {
  return nest(content.map(readLeaf))
}

function readLeaf(node: AdfNode): Marked {
  const fields = privateOf(node.attrs)
  if (node.type === 'hardBreak') {
    const around = fields['marks']
    const attributes = storageAttributes(node.attrs, node.attrs?.['text'] === '\n' ? ['text'] : [])
    return {
      nodes: [{ type: 'lineBreak', ...attributes }],
      marks: around === undefined ? (node.marks ?? []) : readMarks(around),
    }
  }
  const nodes = leafReaders.get(node.type)?.({ ...node, marks: undefined })
  const { marks = [], ...bare } = node
  return { nodes: nodes ?? [readAdfOnly(bare, readContent)], marks }
}

const leafReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['text', ({ text = '' }) => [{ type: 'text', value: text }]],
  ['mention', (node) => one(readMention(node))],
  ['emoji', (node) => one(readEmoji(node))],
  ['date', (node) => one(readDate(node))],
  ['status', (node) => one(readStatus(node))],
  ['placeholder', (node) => one(readPlaceholder(node))],
  ['inlineCard', (node) => one(readCard(node, 'inline'))],
  ['inlineExtension', (node) => readExtension(node, [])],
  ['mediaInline', (node) => one(readMedia(node))],
])

function readMention({ attrs = {} }: AdfNode): Node | undefined {
  const { id } = attrs
  if (typeof id !== 'string') return undefined
  const fields = privateOf(attrs)
  const [stored] = readSpelled(textField(fields, 'link') ?? '') ?? []
  // The name that the writer looked up is not the author's.
  const isLookedUp = attrs['text'] !== undefined && attrs['text'] === textField(fields, 'shown')
  const held = storageAttributes(attrs, isLookedUp ? ['id', 'text'] : ['id'])
  if (stored?.type === 'link') return { ...stored, ...held }
  return { type: 'link', target: { kind: 'user', accountId: id }, body: 'none', ...held, children: [] }
}

function readDate({ attrs = {} }: AdfNode): Node | undefined {
  const { timestamp } = attrs
  if (typeof timestamp !== 'string' || !/^-?\d{1,15}$/.test(timestamp)) return undefined
  const value = new Date(Number(timestamp)).toISOString().slice(0, 10)
  if (!/^\d{4}-/.test(value) || String(Date.parse(value)) !== timestamp) return undefined
  return { type: 'date', value, ...storageAttributes(attrs, ['timestamp']), children: [] }
}

function readPlaceholder({ attrs = {} }: AdfNode): Node | undefined {
  const { text } = attrs
  if (typeof text !== 'string') return undefined
  return {
    type: 'placeholder',
    ...storageAttributes(attrs, ['text']),
    children: [{ type: 'text', value: text }],
  }
}
