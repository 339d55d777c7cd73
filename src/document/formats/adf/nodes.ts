/** Nodes that only ADF has ↔ `ac:adf-extension`, and small attributes that both sides have by other names. */
import { plainText } from '../../spelling.ts'
import type { Attributes, Element, Node } from '../../tree.ts'
import { textContent } from '../../visit.ts'
import { readJson } from './private.ts'
import { inlineTypes } from './types.ts'
import { holdsOnlyParts } from './validate.ts'
import type { AdfAttributes, AdfMark, AdfNode, Json } from './types.ts'

/** Reads content that stands in a node which only ADF has. */
export type ReadContent = (content: readonly AdfNode[]) => readonly Node[]

/** The extension element for a node that only ADF has. */
export function readAdfOnly(node: AdfNode, readContent: ReadContent): Node {
  const inside = adfElement(node, readContent)
  const content = node.content ?? []
  const shown = content.some(isAdfOnly) ? [] : readContent(content)
  const hasExtension = JSON.stringify(shown).includes('"adfExtension"')
  const text = plainOf(node)
  const isInline = inlineTypes.has(node.type)
  const plain: readonly Node[] =
    text === '' ? [] : isInline ? [{ type: 'text', value: text }] : [paragraph(text)]
  const fallback: Node = {
    type: 'element',
    name: 'ac:adf-fallback',
    children:
      node.type === 'decisionList'
        ? [decisions(node, readContent)]
        : shown.length === 0 || hasExtension
          ? plain
          : shown,
  }
  return { type: 'adfExtension', children: [inside, fallback] }
}

/** What stands for decisions where nobody knows them, as the vendor writes it. */
function decisions(node: AdfNode, readContent: ReadContent): Node {
  const items = (node.content ?? []).map((item): Node => ({
    type: 'listItem',
    children: readContent(item.content ?? []),
  }))
  return { type: 'list', ordered: false, attributes: { class: 'decision-list' }, children: items }
}

/** Writes content that stood in a node which only ADF has. */
export type WriteContent = (nodes: readonly Node[], isInline: boolean) => readonly AdfNode[]

/** The node of an extension element; undefined when it is not one of ours or of Cloud's. */
export function writeAdfOnly(
  extension: Node & { type: 'adfExtension' },
  writeContent: WriteContent,
): AdfNode | undefined {
  const [only, ...more] = extension.children.filter(
    (child) => child.type === 'element' && child.name === 'ac:adf-node',
  )
  if (only?.type !== 'element' || more.length > 0 || extension.attributes !== undefined) return undefined
  return writeElement(only, writeContent)
}

function paragraph(text: string): Node {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] }
}

function plainOf(node: AdfNode): string {
  const { text } = node.attrs ?? {}
  return (node.text ?? (typeof text === 'string' ? text : '')) + (node.content ?? []).map(plainOf).join(' ')
}

/** Nodes that stand only in a node which only ADF has. */
const adfOnlyParts: ReadonlySet<string> = new Set(['decisionItem', 'media', 'caption', 'extensionFrame'])

function isAdfOnly(node: AdfNode): boolean {
  return adfOnlyParts.has(node.type)
}

function adfElement(node: AdfNode, readContent: ReadContent): Element {
  const children: Node[] = attributeElements(node.attrs ?? {})
  if (node.marks !== undefined)
    children.push(element('ac:adf-marks', {}, [{ type: 'text', value: JSON.stringify(node.marks) }]))
  if (node.text !== undefined) children.push(element('ac:adf-text', {}, [{ type: 'text', value: node.text }]))
  let run: AdfNode[] = []
  const flush = (): void => {
    if (run.length > 0) children.push(element('ac:adf-content', kindOf(node, run), readContent(run)))
    run = []
  }
  for (const child of node.content ?? []) {
    // What may hold only its own parts must not find anything else in their places.
    if (isAdfOnly(child) || holdsOnlyParts(node.type)) {
      flush()
      children.push(adfElement(child, readContent))
    } else run.push(child)
  }
  flush()
  if (node.content?.length === 0) children.push(element('ac:adf-content', {}, []))
  return element('ac:adf-node', { type: kebab(node.type) }, children)
}

/** Nodes whose content is inline always, so that it need not say so. */
const inlineHolders: ReadonlySet<string> = new Set(['decisionItem', 'caption'])

function kindOf(holder: AdfNode, content: readonly AdfNode[]): Attributes {
  if (inlineHolders.has(holder.type)) return {}
  return content.some(({ type }) => inlineTypes.has(type)) ? { type: 'inline' } : {}
}

function attributeElements(attrs: AdfAttributes): Node[] {
  const entries = Object.entries(attrs)
  if (entries.some(([key]) => camel(kebab(key)) !== key || key === '*')) {
    return [
      element('ac:adf-attribute', { key: '*', type: 'json' }, [
        { type: 'text', value: JSON.stringify(attrs) },
      ]),
    ]
  }
  return entries.map(([key, value]) => {
    const isText = typeof value === 'string'
    const text = isText ? value : JSON.stringify(value)
    const attributes: Attributes = isText ? { key: kebab(key) } : { key: kebab(key), type: 'json' }
    return element('ac:adf-attribute', attributes, text === '' ? [] : [{ type: 'text', value: text }])
  })
}

function writeElement(node: Element, writeContent: WriteContent): AdfNode | undefined {
  const { type, ...others } = node.attributes ?? {}
  if (type === undefined || Object.keys(others).length > 0) return undefined
  const attrs: [string, Json][] = []
  const content: AdfNode[] = []
  let hasContent = false
  let rest: { marks?: readonly AdfMark[]; text?: string } = {}
  for (const child of node.children) {
    if (child.type === 'text' && child.value.trim() === '') continue
    if (child.type !== 'element') return undefined
    const part = readPart(child, inlineHolders.has(camel(type)), writeContent)
    if (part === undefined) return undefined
    attrs.push(...(part.attrs ?? []))
    content.push(...(part.content ?? []))
    hasContent ||= part.content !== undefined
    rest = { ...rest, ...part.rest }
  }
  return {
    type: camel(type),
    ...(attrs.length > 0 && { attrs: Object.fromEntries(attrs) }),
    ...(hasContent && { content }),
    ...rest,
  }
}

interface Part {
  readonly attrs?: readonly [string, Json][]
  readonly content?: readonly AdfNode[]
  readonly rest?: { readonly marks?: readonly AdfMark[]; readonly text?: string }
}

function readPart(child: Element, holdsInline: boolean, writeContent: WriteContent): Part | undefined {
  switch (child.name) {
    case 'ac:adf-attribute':
      return readAttribute(child)
    case 'ac:adf-marks': {
      const marks = readJson(plainText(child.children))
      return Array.isArray(marks) ? { rest: { marks: marks as unknown as readonly AdfMark[] } } : undefined
    }
    case 'ac:adf-text':
      return { rest: { text: textContent(child.children) } }
    case 'ac:adf-content':
      return { content: writeContent(child.children, holdsInline || child.attributes?.['type'] === 'inline') }
    case 'ac:adf-node': {
      const inner = writeElement(child, writeContent)
      return inner && { content: [inner] }
    }
    default:
      return undefined
  }
}

function readAttribute({ attributes = {}, children }: Element): Part | undefined {
  const { key, type } = attributes
  const text = plainText(children)
  if (key === undefined || text === undefined) return undefined
  if (type !== 'json') return { attrs: [[camel(key), text]] }
  const value = readJson(text)
  if (value === undefined) return undefined
  if (key !== '*') return { attrs: [[camel(key), value]] }
  return typeof value === 'object' && value !== null ? { attrs: Object.entries(value) } : undefined
}

function element(name: string, attributes: Attributes, children: readonly Node[]): Element {
  return { type: 'element', name, ...(Object.keys(attributes).length > 0 && { attributes }), children }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase())
}
