/**
 * Nodes as the elements that storage format spells them with, and back.
 *
 * A format that has no notation of its own for a node carries it by this spelling: the name, attributes and
 * children of its element in whatever clothes the format has. One level at a time: children are nodes again.
 */
import { readXml } from '../base/xml/read.ts'
import type { XmlHandler } from '../base/xml/read.ts'
import { escapeText, writeAttributes, writeComment } from '../base/xml/write.ts'
import { htmlBuilders, markElements, nonEmpty, plainElements } from './elements.ts'
import { documentLimits } from './limits.ts'
import { defined, element, rest, targetElements, targetOf, targetText } from './targets.ts'
import type { Attributes, Element, Node, Parameter, Target } from './tree.ts'

/** What an element of storage format consists of. */
export interface Spelling {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly Node[]
}

/** The element that spells a node; undefined for text, comments and the like, which are no elements. */
export function spell(node: Node): Spelling | undefined {
  switch (node.type) {
    case 'document':
    case 'text':
    case 'comment':
    case 'characterData':
    case 'raw':
      return undefined
    case 'element':
      return spelling(node.name, node.attributes, node.children)
    case 'paragraph':
    case 'quote':
    case 'preformatted':
    case 'listItem':
    case 'table':
    case 'tableRow':
    case 'span':
      return spelling(plainElements[node.type], node.attributes, node.children)
    case 'heading':
      return spelling(`h${node.level}`, node.attributes, node.children)
    case 'rule':
      return spelling('hr', node.attributes, [])
    case 'list':
      return spelling(node.ordered ? 'ol' : 'ul', node.attributes, node.children)
    case 'tableSection':
      return spelling(node.name, node.attributes, node.children)
    case 'tableCell':
      return spelling(node.header ? 'th' : 'td', node.attributes, node.children)
    case 'taskList':
      return spelling('ac:task-list', node.attributes, node.children)
    case 'task':
      return spelling('ac:task', node.attributes, [
        ...(node.id === undefined ? [] : [element('ac:task-id', {}, textNodes(node.id))]),
        ...(node.uuid === undefined ? [] : [element('ac:task-uuid', {}, textNodes(node.uuid))]),
        element('ac:task-status', {}, textNodes(node.done ? 'complete' : 'incomplete')),
        element('ac:task-body', {}, node.children),
      ])
    case 'layout':
      return spelling('ac:layout', node.attributes, node.children)
    case 'layoutSection':
      return spelling('ac:layout-section', { 'ac:type': node.kind, ...node.attributes }, node.children)
    case 'layoutCell':
      return spelling('ac:layout-cell', node.attributes, node.children)
    case 'lineBreak':
      return spelling('br', node.attributes, [])
    case 'anchor':
      return spelling('a', defined({ href: node.url, title: node.title, ...node.attributes }), node.children)
    case 'link':
      return spellLink(node)
    case 'image':
      return spelling('ac:image', prefixed(node.attributes), [
        ...targetElements(node.target),
        ...(node.caption === undefined ? [] : [element('ac:caption', {}, node.caption)]),
        ...(node.extra ?? []),
      ])
    case 'emoticon':
      return spelling('ac:emoticon', { 'ac:name': node.name, ...node.attributes }, [])
    case 'date':
      return spelling('time', { datetime: node.value, ...node.attributes }, node.children)
    case 'commentMarker':
      return spelling('ac:inline-comment-marker', { 'ac:ref': node.ref, ...node.attributes }, node.children)
    case 'placeholder':
      return spelling('ac:placeholder', node.attributes, node.children)
    case 'adfExtension':
      return spelling('ac:adf-extension', node.attributes, node.children)
    case 'macro':
      return spellMacro(node)
    default:
      return spelling(node.tag ?? markElements[node.type], node.attributes, node.children)
  }
}

/** The node that an element of storage format spells; an element without a node of its own stays an element. */
export function nodeOf({ name, attributes, children }: Spelling): Node {
  const build = Object.hasOwn(htmlBuilders, name) ? htmlBuilders[name] : undefined
  if (build !== undefined)
    return build({ name, attributes: nonEmpty(attributes), children, source: undefined })
  return readers.get(name)?.(attributes, children) ?? { type: 'element', name, ...rest(attributes), children }
}

type Reader = (attributes: Attributes, children: readonly Node[]) => Node | undefined

/** The elements with a prefix; those of HTML are spelled as in the HTML formats. */
const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    'ac:task-list': (attributes, children) => ({ type: 'taskList', ...rest(attributes), children }),
    'ac:task': readTask,
    'ac:layout': (attributes, children) => ({ type: 'layout', ...rest(attributes), children }),
    'ac:layout-section': ({ 'ac:type': kind, ...others }, children) =>
      kind === undefined ? undefined : { type: 'layoutSection', kind, ...rest(others), children },
    'ac:layout-cell': (attributes, children) => ({ type: 'layoutCell', ...rest(attributes), children }),
    'ac:link': readLink,
    'ac:image': readImage,
    'ac:emoticon': ({ 'ac:name': name, ...others }) =>
      name === undefined ? undefined : { type: 'emoticon', name, ...rest(others) },
    'ac:inline-comment-marker': ({ 'ac:ref': ref, ...others }, children) =>
      ref === undefined ? undefined : { type: 'commentMarker', ref, ...rest(others), children },
    'ac:placeholder': (attributes, children) => ({ type: 'placeholder', ...rest(attributes), children }),
    'ac:adf-extension': (attributes, children) => ({ type: 'adfExtension', ...rest(attributes), children }),
    'ac:structured-macro': (attributes, children) => readMacro(attributes, children, false),
    'ac:macro': (attributes, children) => readMacro(attributes, children, true),
  }),
)

/**
 * Nodes as text of storage format. No line end stands in it: in text it is a reference, and plain bodies are
 * escaped text, which readers take as well as CDATA.
 */
export function spelledText(nodes: readonly Node[]): string {
  return nodes.map(spelledNode).join('')
}

/** The nodes of a text that `spelledText` wrote; undefined when it is not well-formed. */
export function readSpelled(text: string): readonly Node[] | undefined {
  const open: { spelling: Spelling; children: Node[] }[] = []
  let children: Node[] = []
  const handler: XmlHandler = {
    open: (name, attributes) => {
      open.push({ spelling: spelling(name, attributes, []), children })
      children = []
    },
    empty: (name, attributes) => {
      children.push(nodeOf(spelling(name, attributes, [])))
    },
    close: () => {
      const closed = open.pop()
      if (closed === undefined) return
      closed.children.push(nodeOf({ ...closed.spelling, children }))
      children = closed.children
    },
    text: (value) => {
      children.push({ type: 'text', value })
    },
    characterData: (value) => {
      children.push({ type: 'characterData', value })
    },
    comment: (value) => {
      children.push({ type: 'comment', value })
    },
  }
  const fault = readXml(text, handler, {
    prefixes: ['ac', 'ri', 'at', 'xml'],
    depth: documentLimits.elementDepth,
  })
  return fault === undefined ? children : undefined
}

function spelledNode(node: Node): string {
  const spelled = spell(node)
  if (spelled !== undefined) {
    const { name, attributes, children } = spelled
    const inside = spelledText(children)
    const start = `<${name}${writeAttributes(attributes)}`
    return inside === '' ? `${start} />` : `${start}>${inside}</${name}>`
  }
  if (node.type === 'document') return spelledText(node.children)
  if (node.type === 'comment') return writeComment(node.value.replaceAll('\n', ' '))
  return 'value' in node ? escapeText(node.value).replaceAll('\n', '&#10;') : ''
}

/** The text of nodes that are nothing but text; undefined when there is anything else among them. */
export function plainText(nodes: readonly Node[]): string | undefined {
  let text = ''
  for (const node of nodes) {
    if (node.type !== 'text' && node.type !== 'characterData') return undefined
    text += node.value
  }
  return text
}

function spellLink(node: Node & { type: 'link' }): Spelling {
  const body =
    node.body === 'none'
      ? []
      : node.body === 'rich'
        ? [element('ac:link-body', {}, node.children)]
        : [
            element('ac:plain-text-link-body', {}, [
              { type: 'characterData', value: plainText(node.children) ?? '' },
            ]),
          ]
  const attributes = defined({ 'ac:anchor': node.anchor, 'ac:tooltip': node.tooltip, ...node.attributes })
  return spelling('ac:link', attributes, [...targetElements(node.target), ...body])
}

function spellMacro(node: Node & { type: 'macro' }): Spelling {
  const attributes = defined({
    'ac:name': node.name,
    'ac:schema-version': node.schemaVersion,
    'ac:macro-id': node.id,
    ...node.attributes,
  })
  const body =
    node.body.kind === 'rich'
      ? [element('ac:rich-text-body', {}, node.body.children)]
      : node.body.kind === 'plain'
        ? [element('ac:plain-text-body', {}, [{ type: 'characterData', value: node.body.text } as const])]
        : []
  return spelling(node.legacy ? 'ac:macro' : 'ac:structured-macro', attributes, [
    ...node.parameters.map(spellParameter),
    ...body,
    ...(node.extra ?? []),
  ])
}

function spellParameter(parameter: Parameter): Element {
  const children =
    parameter.nodes ??
    (parameter.targets === undefined
      ? textNodes(parameter.text)
      : parameter.targets.flatMap((target) =>
          target.kind === 'page' || target.kind === 'blogPost' || target.kind === 'self'
            ? [element('ac:link', {}, targetElements(target))]
            : targetElements(target),
        ))
  return element('ac:parameter', { 'ac:name': parameter.name, ...parameter.attributes }, children)
}

function readTask(attributes: Attributes, children: readonly Node[]): Node | undefined {
  const parts = new Map<string, readonly Node[]>()
  for (const child of children) {
    if (child.type === 'text' && child.value.trim() === '') continue
    if (child.type !== 'element' || child.attributes !== undefined || parts.has(child.name)) return undefined
    parts.set(child.name, child.children)
  }
  const { length } = [...parts.keys()].filter((name) => !/^ac:task-(id|uuid|status|body)$/.test(name))
  if (length > 0) return undefined
  const read = (name: string): string | undefined => {
    const nodes = parts.get(name)
    return nodes && plainText(nodes)
  }
  return {
    type: 'task',
    ...defined({ id: read('ac:task-id'), uuid: read('ac:task-uuid') }),
    done: read('ac:task-status')?.trim() === 'complete',
    ...rest(attributes),
    children: parts.get('ac:task-body') ?? [],
  }
}

function readLink(
  { 'ac:anchor': anchor, 'ac:tooltip': tooltip, ...others }: Attributes,
  children: readonly Node[],
): Node | undefined {
  let target: Target | undefined
  let body: readonly Node[] = []
  let kind: 'none' | 'plain' | 'rich' = 'none'
  for (const child of children) {
    const found = targetOf(child)
    if (found !== undefined && target === undefined) target = found
    else if (child.type !== 'element' || kind !== 'none') {
      if (child.type !== 'text' || child.value.trim() !== '') return undefined
    } else if (child.name === 'ac:link-body') {
      kind = 'rich'
      body = child.children
    } else if (child.name === 'ac:plain-text-link-body') {
      kind = 'plain'
      body = textNodes(plainText(child.children) ?? '')
    } else return undefined
  }
  return {
    type: 'link',
    target: target ?? { kind: 'self' },
    ...defined({ anchor, tooltip }),
    body: kind,
    ...rest(others),
    children: body,
  }
}

function readImage(attributes: Attributes, children: readonly Node[]): Node | undefined {
  const found = children.map(targetOf)
  const at = found.findIndex((target) => target !== undefined)
  const target = found[at]
  if (target === undefined) return undefined
  const others = children.filter(
    (child, index) => index !== at && !(child.type === 'text' && child.value.trim() === ''),
  )
  const caption = others.find((child) => child.type === 'element' && child.name === 'ac:caption')
  const extra = others.filter((child) => child !== caption)
  const own = Object.entries(attributes).map(([name, value]) => [imageName(name), value])
  return {
    type: 'image',
    target,
    ...(caption?.type === 'element' && { caption: caption.children }),
    ...(extra.length > 0 && { extra }),
    ...rest(Object.fromEntries(own)),
  }
}

function readMacro(
  { 'ac:name': name, 'ac:schema-version': schemaVersion, 'ac:macro-id': id, ...others }: Attributes,
  children: readonly Node[],
  legacy: boolean,
): Node | undefined {
  if (name === undefined) return undefined
  const parameters: Parameter[] = []
  const extra: Node[] = []
  let body: (Node & { type: 'macro' })['body'] = { kind: 'none' }
  for (const child of children) {
    if (child.type !== 'element') {
      if (child.type !== 'text' || child.value.trim() !== '') extra.push(child)
    } else if (child.name === 'ac:parameter') parameters.push(readParameter(child))
    else if (child.name === 'ac:default-parameter') {
      parameters.push(readParameter({ ...child, attributes: { 'ac:name': '' } }))
    } else if (child.name === 'ac:rich-text-body' && body.kind === 'none') {
      body = { kind: 'rich', children: child.children }
    } else if (child.name === 'ac:plain-text-body' && body.kind === 'none') {
      body = { kind: 'plain', text: plainText(child.children) ?? '' }
    } else extra.push(child)
  }
  return {
    type: 'macro',
    name,
    ...defined({ id, schemaVersion }),
    parameters,
    body,
    ...(legacy && { legacy }),
    ...(extra.length > 0 && { extra }),
    ...rest(others),
  }
}

function readParameter({ attributes, children }: Element): Parameter {
  const { 'ac:name': name = '', ...others } = attributes ?? {}
  const text = plainText(children)
  if (text !== undefined) return { name, text, ...rest(others) }
  const targets = children
    .filter((child) => child.type !== 'text' || child.value.trim() !== '')
    .map((child) => targetOf(child) ?? linkTarget(child))
  const known = targets.filter((target) => target !== undefined)
  if (known.length < targets.length) return { name, text: '', nodes: children, ...rest(others) }
  return { name, text: known.map(targetText).join(','), targets: known, ...rest(others) }
}

function linkTarget(node: Node): Target | undefined {
  const bare =
    node.type === 'link' && node.body === 'none' && !node.anchor && !node.tooltip && !node.attributes
  return bare ? node.target : undefined
}

function spelling(name: string, attributes: Attributes | undefined, children: readonly Node[]): Spelling {
  return { name, attributes: attributes ?? {}, children }
}

function textNodes(value: string): readonly Node[] {
  return value === '' ? [] : [{ type: 'text', value }]
}

function prefixed(attributes: Attributes | undefined): Attributes {
  return Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, value]) => [elementName(name), value]),
  )
}

function imageName(name: string): string {
  if (name.startsWith('ac:')) return name.slice(3)
  return name.includes(':') ? name : `:${name}`
}

function elementName(name: string): string {
  if (name.startsWith(':')) return name.slice(1)
  return name.includes(':') ? name : `ac:${name}`
}
