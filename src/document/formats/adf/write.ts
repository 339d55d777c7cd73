/** A tree to ADF. */
import type { Environment } from '../../env.ts'
import { emptyExpansion } from '../../expansion.ts'
import type { WriteOptions } from '../../format.ts'
import { inlineTypes, isInlineElement } from '../../kinds.ts'
import { macroFacts } from '../../macro-facts.ts'
import { plainText, spelledText } from '../../spelling.ts'
import { targetText } from '../../targets.ts'
import type { Attributes, Document, Image, Node, Target, Task } from '../../tree.ts'
import { textContent } from '../../visit.ts'
import { writeEmoji } from './emoji.ts'
import { writeBlockMacro, writeInlineMacro } from './extensions.ts'
import { writeLayout } from './layouts.ts'
import { keptMark, linkAttributes, type LinkPlace, linkText, markOf } from './marks.ts'
import { isInlineMedia, writeMediaInline, writeMediaSingle } from './media.ts'
import { writeAdfOnly } from './nodes.ts'
import { adfAttributes, adfMarks, carryInStorage, privateOf, storageKey, typeKey } from './private.ts'
import { writeTable } from './tables.ts'
import type { AdfAttributes, AdfDocument, AdfMark, AdfNode, Json } from './types.ts'

/** Writes a document as ADF's JSON. */
export function writeAdf(tree: Document, { env, expansion = emptyExpansion }: WriteOptions): string {
  return JSON.stringify(adfOf(tree, env, expansion.resolved))
}

/** The document in ADF. */
export function adfOf(
  tree: Document,
  env: Environment,
  resolved: LinkPlace['resolved'] = emptyExpansion.resolved,
): AdfDocument {
  return { type: 'doc', version: 1, content: new AdfWriter({ env, resolved }).blocks(tree.children, false) }
}

const markTypes: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'strong',
  'emphasis',
  'underline',
  'strike',
  'code',
  'subscript',
  'superscript',
  'span',
  'anchor',
  'link',
  'commentMarker',
  'element',
])

/** What may stand in a line as well as among blocks: in a task, in a line. */
const lineTypes: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'macro',
  'adfExtension',
  'comment',
  'characterData',
  'raw',
])

/** Writes nodes; it holds what the whole document is written for. */
class AdfWriter {
  readonly #place: LinkPlace
  #lastLink = ''
  #repeats = 0

  constructor(place: LinkPlace) {
    this.#place = place
  }

  /** Nodes as blocks. `isNested`: within a cell or an expand, where an expand is a `nestedExpand`. */
  blocks(nodes: readonly Node[], isNested: boolean): AdfNode[] {
    const out: AdfNode[] = []
    let run: Node[] = []
    let before: Node | undefined
    const flush = (): void => {
      for (const node of this.#bare(run)) out.push(node)
      run = []
    }
    const given = withoutBlanks(nodes)
    for (const [index, node] of given.entries()) {
      if (run.length === 0 && standsAlone(node, given[index + 1])) {
        for (const block of this.#bare([node])) out.push(block)
      } else if (isInline(node) || (node.type === 'macro' && run.length > 0 && joinsRun(node))) run.push(node)
      else {
        flush()
        for (const block of this.#block(node, before, isNested)) out.push(block)
      }
      before = node
    }
    flush()
    return out
  }

  /** Content that must not be empty. */
  body(nodes: readonly Node[], isNested: boolean): readonly AdfNode[] {
    const content = this.blocks(nodes, isNested)
    return content.length > 0 ? content : [{ type: 'paragraph', attrs: { [storageKey]: { filler: true } } }]
  }

  /** Inlines that stand among blocks: an image or a card is a block in ADF, all else needs a paragraph. */
  #bare(run: readonly Node[]): readonly AdfNode[] {
    if (run.length === 0) return []
    const [only, ...more] = run
    if (only?.type === 'image' && more.length === 0 && !isInlineMedia(only))
      return [this.#mediaSingle(only, false)]
    const card = more.length === 0 && only !== undefined ? cardOf(only, ['block', 'embed']) : undefined
    if (card !== undefined) return [card]
    return [{ type: 'paragraph', attrs: { [storageKey]: { bare: true } }, content: this.inlines(run) }]
  }

  #block(node: Node, before: Node | undefined, isNested: boolean): readonly AdfNode[] {
    switch (node.type) {
      case 'paragraph':
        return [this.#paragraph(node)]
      case 'heading': {
        const { mark, consumed } = styleMark(node.attributes)
        const own = adfAttributes({ level: node.level }, node.attributes, consumed)
        return [
          {
            type: 'heading',
            ...own,
            ...adfMarks(node.attributes, mark),
            ...contentOf(this.inlines(node.children)),
          },
        ]
      }
      case 'rule':
        return [{ type: 'rule', ...held(node.attributes) }]
      case 'quote':
        return [{ type: 'blockquote', ...held(node.attributes), content: this.body(node.children, isNested) }]
      case 'list':
        return [this.#list(node, isNested) ?? this.#carried(node)]
      case 'table':
        return [writeTable(node, (nodes) => this.body(nodes, true)) ?? this.#carried(node)]
      case 'taskList':
        return [this.#taskList(node) ?? this.#carried(node)]
      case 'layout':
        return (
          writeLayout(node, before?.type === 'layout', (nodes) => this.body(nodes, false)) ?? [
            this.#carried(node),
          ]
        )
      case 'macro':
        return [
          writeBlockMacro(node, (nodes) => this.body(nodes, isNested || node.name === 'expand'), isNested),
        ]
      case 'adfExtension':
        return [
          writeAdfOnly(node, (nodes, isLine) =>
            isLine ? this.inlines(nodes) : this.blocks(nodes, isNested),
          ) ?? this.#carried(node),
        ]
      case 'document':
        return this.blocks(node.children, isNested)
      default:
        return [this.#carried(node)]
    }
  }

  #carried(node: Node): AdfNode {
    return carryInStorage('extension', node, textContent([node]).trim())
  }

  #paragraph(node: Node & { type: 'paragraph' }): AdfNode {
    const [only, ...more] = withoutBlanks(node.children)
    if (
      only?.type === 'image' &&
      more.length === 0 &&
      node.attributes === undefined &&
      !isInlineMedia(only)
    ) {
      return this.#mediaSingle(only, true)
    }
    const { mark, consumed } = styleMark(node.attributes)
    const own = adfAttributes({}, node.attributes, consumed)
    return {
      type: 'paragraph',
      ...own,
      ...adfMarks(node.attributes, mark),
      ...contentOf(this.inlines(node.children)),
    }
  }

  #mediaSingle(image: Image, inParagraph: boolean): AdfNode {
    return writeMediaSingle(image, inParagraph, image.caption && this.inlines(image.caption))
  }

  #list(node: Node & { type: 'list' }, isNested: boolean): AdfNode | undefined {
    const items = withoutBlanks(node.children)
    if (items.length === 0 || !items.every((item) => item.type === 'listItem')) return undefined
    const start = node.ordered ? node.attributes?.['start'] : undefined
    const order = start !== undefined && /^(?:0|[2-9]|[1-9]\d{1,8})$/.test(start) ? Number(start) : undefined
    const own = adfAttributes(
      order === undefined ? {} : { order },
      node.attributes,
      order === undefined ? [] : ['start'],
    )
    const content = items.map((item): AdfNode => ({
      type: 'listItem',
      ...held(item.attributes),
      content: this.body(item.children, isNested),
    }))
    return {
      type: node.ordered ? 'orderedList' : 'bulletList',
      ...own,
      ...adfMarks(node.attributes),
      content,
    }
  }

  #taskList(node: Node & { type: 'taskList' }): AdfNode | undefined {
    const content: AdfNode[] = []
    for (const task of withoutBlanks(node.children)) {
      const items = task.type === 'task' ? this.#task(task) : undefined
      if (items === undefined) return undefined
      content.push(...items)
    }
    return content.length === 0
      ? undefined
      : {
          type: 'taskList',
          ...adfAttributes({ localId: '' }, node.attributes),
          ...adfMarks(node.attributes),
          content,
        }
  }

  /** A task's text, and the task lists behind it; undefined when it holds other blocks. */
  #task(task: Task): readonly AdfNode[] | undefined {
    const nodes = withoutBlanks(task.children)
    const first = nodes.findIndex((child) => child.type === 'taskList')
    const text = first === -1 ? nodes : nodes.slice(0, first)
    const lists = first === -1 ? [] : nodes.slice(first)
    const below = lists.map((list) => (list.type === 'taskList' ? this.#taskList(list) : undefined))
    const known = below.filter((list) => list !== undefined)
    if (known.length < below.length) return undefined
    const isBlock = task.attributes?.[typeKey] === 'blockTaskItem'
    const isLine = !isBlock && text.every((child) => isInline(child) || lineTypes.has(child.type))
    if (!isLine && (lists.length > 0 || text.length === 0)) return undefined
    const natural = { localId: task.id ?? '', state: task.done ? 'DONE' : 'TODO' }
    const fields = task.uuid === undefined ? {} : { uuid: task.uuid }
    const own = {
      ...adfAttributes(natural, task.attributes, isBlock ? [typeKey] : [], fields),
      ...adfMarks(task.attributes),
    }
    if (!isLine) return [{ type: 'blockTaskItem', ...own, content: this.blocks(text, true) }]
    return [{ type: 'taskItem', ...own, ...contentOf(this.inlines(text)) }, ...known]
  }

  /** Nodes as inlines, each with the marks around it. */
  inlines(nodes: readonly Node[], around: readonly AdfMark[] = []): AdfNode[] {
    const out: AdfNode[] = []
    for (const node of nodes) {
      for (const leaf of this.#inline(node, around)) push(out, leaf)
    }
    return out
  }

  #inline(node: Node, around: readonly AdfMark[]): readonly AdfNode[] {
    if (node.type === 'text')
      return node.value === '' ? [] : [marked({ type: 'text', text: node.value }, around)]
    if (node.type === 'lineBreak') return [breakOf(node, around)]
    if (node.type === 'document') return this.inlines(node.children, around)
    const card = cardOf(node, ['inline'])
    if (card !== undefined) return [marked(card, around)]
    if (node.type === 'link' && node.body === 'none') return [this.#bareLink(node, around)]
    const mark = markTypes.has(node.type) ? (keptMark(node) ?? markOf(node, around, this.#place)) : undefined
    if (mark !== undefined && 'children' in node) {
      const inside = this.inlines(node.children, [...around, mark])
      if (inside.length > 0) return inside
    }
    return [marked(this.#leaf(node) ?? carryInStorage('inlineExtension', node, textContent([node])), around)]
  }

  #leaf(node: Node): AdfNode | undefined {
    switch (node.type) {
      case 'emoticon':
        return writeEmoji(node)
      case 'date':
        return writeDate(node)
      case 'placeholder':
        return writePlaceholder(node)
      case 'image':
        return writeMediaInline(node)
      case 'macro':
        return writeInlineMacro(node)
      case 'adfExtension':
        return writeAdfOnly(node, (nodes, isLine) =>
          isLine ? this.inlines(nodes) : this.blocks(nodes, true),
        )
      default:
        return undefined
    }
  }

  /** Two links to the same that stand side by side are told apart: their texts would be one. */
  #apart(attrs: AdfAttributes): AdfAttributes {
    const key = JSON.stringify(attrs)
    this.#repeats = key === this.#lastLink ? this.#repeats + 1 : 0
    this.#lastLink = key
    if (this.#repeats === 0) return attrs
    return {
      ...attrs,
      [storageKey]: { ...(privateOf(attrs) as Readonly<Record<string, Json>>), again: this.#repeats },
    }
  }

  /** A link that shows its target: a mention, or the target's name. */
  #bareLink(node: Node & { type: 'link' }, around: readonly AdfMark[]): AdfNode {
    const { target, anchor, tooltip } = node
    if (target.kind === 'user' && anchor === undefined && tooltip === undefined) {
      const { accountId, username, userKey, attributes } = target
      const isPlain = accountId !== undefined && (username ?? userKey ?? attributes) === undefined
      const bare: Node = { type: 'link', target, body: 'none', children: [] }
      const resolved = this.#place.resolved.get(target)
      const known = resolved?.kind === 'user' ? resolved.user : undefined
      const text = known && `@${known.displayName}`
      const natural = { id: known?.accountId || targetId(target), ...(text !== undefined && { text }) }
      const fields = {
        ...(!isPlain && { link: spelledText([bare]) }),
        ...(text !== undefined && { shown: text }),
      }
      return marked({ type: 'mention', ...adfAttributes(natural, node.attributes, [], fields) }, around)
    }
    if (around.some(({ type }) => type === 'link'))
      return marked(carryInStorage('inlineExtension', node, linkText(node, this.#place)), around)
    const mark: AdfMark = { type: 'link', attrs: this.#apart(linkAttributes(node, this.#place)) }
    return marked({ type: 'text', text: linkText(node, this.#place) }, [...around, mark])
  }
}

function targetId(target: Target): string {
  return target.kind === 'user' ? (target.accountId ?? targetText(target)) : ''
}

/** Text next to text of the same marks is one node. */
function push(out: AdfNode[], leaf: AdfNode): void {
  const last = out.at(-1)
  const isSame =
    leaf.type === 'text' && last?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(leaf.marks)
  if (isSame) out[out.length - 1] = { ...last, text: (last.text ?? '') + (leaf.text ?? '') }
  else out.push(leaf)
}

function marked(node: AdfNode, marks: readonly AdfMark[]): AdfNode {
  return marks.length === 0 ? node : { ...node, marks }
}

/** A break has no marks in ADF: those around it are kept privately. */
function breakOf({ attributes }: Node, around: readonly AdfMark[]): AdfNode {
  const fields = around.length === 0 ? {} : { marks: around as unknown as Json }
  return { type: 'hardBreak', ...adfAttributes({}, attributes, [], fields) }
}

function contentOf(content: readonly AdfNode[]): { content?: readonly AdfNode[] } {
  return content.length === 0 ? {} : { content }
}

function held(attributes: Attributes | undefined): Partial<AdfNode> {
  return { ...adfAttributes({}, attributes), ...adfMarks(attributes) }
}

/** The mark for a style that ADF has. */
function styleMark(attributes: Attributes | undefined): {
  mark: readonly AdfMark[]
  consumed: readonly string[]
} {
  const style = attributes?.['style'] ?? ''
  const align = /^text-align: (center|right);$/.exec(style)?.[1]
  if (align !== undefined) {
    return {
      mark: [{ type: 'alignment', attrs: { align: align === 'right' ? 'end' : 'center' } }],
      consumed: ['style'],
    }
  }
  const pixels = Number(/^margin-left: ([1-9]\d{0,3})\.0px;$/.exec(style)?.[1] ?? 0)
  const level = pixels / 30
  if (level >= 1 && level <= 6 && Number.isInteger(level))
    return { mark: [{ type: 'indentation', attrs: { level } }], consumed: ['style'] }
  return { mark: [], consumed: [] }
}

/** A link that shows its own address as a card. */
function cardOf(node: Node, appearances: readonly string[]): AdfNode | undefined {
  if (node.type !== 'anchor' || node.title !== undefined || plainText(node.children) !== node.url)
    return undefined
  const appearance = node.attributes?.['data-card-appearance']
  if (appearance === undefined || !appearances.includes(appearance)) return undefined
  const own = {
    ...adfAttributes({ url: node.url }, node.attributes, ['data-card-appearance']),
    ...adfMarks(node.attributes),
  }
  return { type: `${appearance}Card`, ...own }
}

function writeDate(node: Node & { type: 'date' }): AdfNode | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(node.value) ? Date.parse(node.value) : Number.NaN
  if (
    Number.isNaN(time) ||
    node.children.length > 0 ||
    new Date(time).toISOString().slice(0, 10) !== node.value
  )
    return undefined
  return { type: 'date', ...adfAttributes({ timestamp: String(time) }, node.attributes) }
}

function writePlaceholder(node: Node & { type: 'placeholder' }): AdfNode | undefined {
  const text = node.children.length > 0 ? plainText(node.children) : undefined
  return text === undefined || text === ''
    ? undefined
    : { type: 'placeholder', ...adfAttributes({ text }, node.attributes) }
}

function isInline(node: Node): boolean {
  if (node.type === 'macro') return macroFacts.get(node.name)?.place === 'inline'
  if (node.type === 'element') return isInlineElement(node.name)
  return inlineTypes.has(node.type)
}

/** Whether an inline among blocks is a block in ADF: a card, or an image that no other inline follows. */
function standsAlone(node: Node, next: Node | undefined): boolean {
  if (isBlockCard(node)) return true
  if (node.type !== 'image' || isInlineMedia(node)) return false
  return next === undefined || !isInline(next) || next.type === 'image' || isBlockCard(next)
}

function isBlockCard(node: Node): boolean {
  return cardOf(node, ['block', 'embed']) !== undefined
}

/** Whether a macro that stands behind inlines continues their line. */
function joinsRun(node: Node & { type: 'macro' }): boolean {
  return node.body.kind === 'none' && macroFacts.get(node.name)?.place !== 'block'
}

function withoutBlanks(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter((node, index) => {
    if (node.type !== 'text' || /[^ \t\n\r]/.test(node.value)) return true
    const before = nodes[index - 1]
    const behind = nodes[index + 1]
    return before !== undefined && behind !== undefined && isInline(before) && isInline(behind)
  })
}
