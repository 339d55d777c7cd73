/** Tree → HTML: view, the export views and the editor's HTML, which differ in few places. */
import { escapeHtmlAttribute, escapeHtmlText } from '../../../base/xml/write.ts'
import { html } from '../../build.ts'
import { markElements } from '../../elements.ts'
import { headingText } from '../../headings.ts'
import { isGeneratedElement, treatmentOf, voidElements } from '../../sanitize.ts'
import type {
  Attributes,
  DateNode,
  Element,
  Heading,
  Layout,
  LayoutSection,
  Node,
  Task,
  TaskList,
} from '../../tree.ts'
import { dateClass, dateText } from './dates.ts'
import { printEmoticon } from './emoticons.ts'
import { printImage } from './images.ts'
import { insideLink, printAnchor, printLink } from './links.ts'
import { printMacro } from './macros.ts'
import {
  elementAround,
  enter,
  holderIn,
  isTablePart,
  leave,
  noteStart,
  tableAround,
  within,
} from './nesting.ts'
import { attribute, encoded, generatedAttributes, mark, type Printer, storedAttributes } from './printer.ts'

/** Prints what stands in nothing: a document, or a piece of a table. */
export function printFragment(printer: Printer, nodes: readonly Node[]): string {
  const around = tableAround(nodes)
  return around === undefined ? print(printer, nodes) : within(printer, around, () => print(printer, nodes))
}

/** Prints nodes where they stand: what the element around them cannot hold is put into what it can. */
export function print(printer: Printer, nodes: readonly Node[]): string {
  let out = ''
  const holder = holderIn(printer)
  for (const node of nodes) {
    if (holder === undefined || isTablePart(printer, node)) out += printNode(printer, node)
    else {
      const inside = within(printer, 'td', () => printNode(printer, node))
      if (inside !== '') out += holder.before + inside + holder.after
    }
  }
  return out
}

function printNode(printer: Printer, node: Node): string {
  switch (node.type) {
    case 'text':
    case 'characterData':
      return escapeHtmlText(node.value)
    case 'paragraph':
      return printParagraph(printer, node)
    case 'document':
      return print(printer, node.children)
    case 'strong':
    case 'emphasis':
    case 'underline':
    case 'strike':
    case 'subscript':
    case 'superscript':
    case 'code':
    case 'cite':
    case 'small':
    case 'big':
      return around(printer, node, node.tag ?? markElements[node.type])
    case 'span':
      return around(printer, node, 'span')
    case 'heading':
      return printHeading(printer, node)
    case 'list':
      return around(printer, node, node.ordered ? 'ol' : 'ul')
    case 'listItem':
      return around(printer, node, 'li')
    case 'quote':
      return around(printer, node, 'blockquote')
    case 'tableSection':
      return around(printer, node, node.name)
    case 'tableRow':
      return around(printer, node, 'tr')
    case 'tableCell':
      return node.header
        ? around(printer, node, 'th', 'confluenceTh')
        : around(printer, node, 'td', 'confluenceTd')
    case 'table': {
      const table = () => around(printer, node, 'table', 'confluenceTable')
      return printer.purpose === 'editor'
        ? table()
        : elementAround(printer, 'div', ' class="table-wrap"', table)
    }
    case 'lineBreak':
      return `<br${storedAttributes('br', node.attributes)}${mark(printer, node)}/>`
    case 'rule':
      noteStart(printer, 'hr')
      return `<hr${storedAttributes('hr', node.attributes)}${mark(printer, node)}/>`
    default:
      return printSpecial(printer, node)
  }
}

function printSpecial(printer: Printer, node: Node): string {
  switch (node.type) {
    case 'preformatted': {
      const attributes = storedAttributes('pre', node.attributes) + mark(printer, node)
      return elementAround(printer, 'pre', attributes, () => afterPre(print(printer, node.children)))
    }
    case 'anchor':
      return printAnchor(printer, node, print)
    case 'link':
      return printLink(printer, node, print)
    case 'image':
      return printImage(printer, node, print)
    case 'emoticon':
      return printEmoticon(printer, node)
    case 'date':
      return printDate(printer, node)
    case 'macro':
      return printMacro(printer, node, print)
    case 'taskList':
      return printTaskList(printer, node)
    case 'task':
      return printTask(printer, node)
    case 'layout':
      return printLayout(printer, node)
    case 'layoutSection':
      return printLayoutSection(printer, node)
    case 'layoutCell':
      return printLayoutCell(printer, node, 'normal')
    case 'commentMarker': {
      const inside = () => print(printer, node.children)
      if (printer.purpose === 'export' || printer.without?.has('commentMarker')) return inside()
      const attributes = ` class="inline-comment-marker"${attribute('data-ref', node.ref)}${mark(printer, node)}`
      return elementAround(printer, 'span', attributes, inside)
    }
    case 'placeholder': {
      if (printer.purpose !== 'editor' || printer.without?.has('placeholder')) return ''
      const attributes = ` class="text-placeholder"${storedAttributes('span', node.attributes)}${mark(printer, node)}`
      return elementAround(printer, 'span', attributes, () => print(printer, node.children))
    }
    case 'adfExtension': {
      const shown = () => print(printer, adfFallback(node.children))
      if (printer.purpose === 'export') return shown()
      const attributes = ` class="adf-extension"${encoded(printer, node)}${mark(printer, node)}`
      return elementAround(printer, 'div', attributes, shown)
    }
    case 'element':
      return node.generated === true ? printGenerated(printer, node) : printElement(printer, node)
    case 'raw':
      return escapeHtmlText(node.value)
    default:
      return ''
  }
}

type Container = Extract<Node, { readonly children: readonly Node[] }>

function around(printer: Printer, node: Container, element: string, addClass?: string): string {
  const attributes = storedAttributes(element, node.attributes, addClass) + mark(printer, node)
  const shown = enter(printer, element)
  return leave(printer, element, shown, attributes, print(printer, node.children))
}

/** The first line feed after the tag of `pre` is not content in HTML. */
function afterPre(inside: string): string {
  return inside.startsWith('\n') ? `\n${inside}` : inside
}

/** HTML cannot hold a block in a paragraph, storage can: such a paragraph is shown as a `div` that says what it is. */
function printParagraph(printer: Printer, node: Container): string {
  const { blocks } = printer
  printer.open.push('p')
  const inside = print(printer, node.children)
  printer.open.pop()
  const name = printer.blocks === blocks ? 'p' : 'div'
  // An empty paragraph says that it is one, too: beside a macro it would look like what a parser leaves over.
  const says = name === 'div' || (node.children.length === 0 && printer.purpose === 'editor')
  const attributes = storedAttributes('p', node.attributes) + mark(printer, node)
  noteStart(printer, name)
  return `<${name}${says ? ' data-element="p"' : ''}${attributes}>${inside}</${name}>`
}

function printHeading(printer: Printer, node: Heading): string {
  const element = `h${node.level}`
  const stored = storedAttributes(element, node.attributes)
  const needsId = printer.purpose !== 'editor'
  const generated = needsId ? printer.headingIds.next(headingText(node)) : undefined
  const id = node.attributes?.['id'] === undefined ? attribute('id', generated) : ''
  const attributes = id + stored + mark(printer, node)
  return elementAround(printer, element, attributes, () => print(printer, node.children))
}

function printDate(printer: Printer, node: DateNode): string {
  const stored = storedAttributes('time', node.attributes)
  const start = `<time datetime="${escapeHtmlAttribute(node.value)}"`
  if (node.children.length > 0) {
    const inside = within(printer, 'time', () => print(printer, node.children))
    return `${start}${stored}${mark(printer, node)}>${inside}</time>`
  }
  const editorClass = printer.purpose === 'editor' ? 'non-editable ' : ''
  const classes = ` class="${editorClass}${dateClass(node.value, printer.env.now)}"`
  return `${start}${classes}${mark(printer, node)}>${escapeHtmlText(dateText(node.value, printer.env.locale))}</time>`
}

function printTaskList(printer: Printer, node: TaskList): string {
  const content = attribute('data-inline-tasks-content-id', printer.env.content?.id)
  const attributes = ` class="inline-task-list"${content}${mark(printer, node)}`
  return elementAround(printer, 'ul', attributes, () => print(printer, node.children))
}

function printTask(printer: Printer, node: Task): string {
  const checked = node.done ? ' class="checked"' : ''
  const uuid = printer.purpose === 'export' ? '' : attribute('data-inline-task-uuid', node.uuid)
  const attributes = `${checked}${attribute('data-inline-task-id', node.id)}${uuid}${mark(printer, node)}`
  return elementAround(printer, 'li', attributes, () => print(printer, node.children))
}

function printLayout(printer: Printer, node: Layout): string {
  const attributes = ` class="contentLayout2"${storedAttributes('div', node.attributes)}${mark(printer, node)}`
  return elementAround(printer, 'div', attributes, () => print(printer, node.children))
}

function printLayoutSection(printer: Printer, node: LayoutSection): string {
  const kind = escapeHtmlAttribute(node.kind.replaceAll('_', '-'))
  const attributes = ` class="columnLayout ${kind}" data-layout="${kind}"${storedAttributes('div', node.attributes)}${mark(printer, node)}`
  return elementAround(printer, 'div', attributes, () => {
    let inside = ''
    let cells = 0
    for (const child of node.children) {
      if (child.type !== 'layoutCell') inside += printNode(printer, child)
      else inside += printLayoutCell(printer, child, isAside(node.kind, cells++) ? 'aside' : 'normal')
    }
    return inside
  })
}

/** Which cells of a section are the narrow ones. */
function isAside(kind: string, index: number): boolean {
  if (kind === 'two_left_sidebar') return index === 0
  if (kind === 'two_right_sidebar') return index === 1
  return kind === 'three_with_sidebars' && index !== 1
}

function printLayoutCell(printer: Printer, node: Container, type: 'normal' | 'aside'): string {
  const attributes = ` class="cell ${type}" data-type="${type}"${storedAttributes('div', node.attributes)}${mark(printer, node)}`
  const inside = () =>
    elementAround(printer, 'div', ' class="innerCell"', () => print(printer, node.children))
  return elementAround(printer, 'div', attributes, inside)
}

/** What old renderers show of a node that only ADF knows: the fallback, else the content. */
function adfFallback(children: readonly Node[]): readonly Node[] {
  const fallback = children.find(
    (node): node is Element => node.type === 'element' && node.name === 'ac:adf-fallback',
  )
  return fallback?.children ?? children.flatMap(adfContent)
}

/** The content of a node of ADF and of those in it; decisions as a list. */
function adfContent(node: Node): readonly Node[] {
  if (node.type !== 'element') return []
  if (node.name === 'ac:adf-content') return node.children
  if (node.name !== 'ac:adf-node') return []
  const children = node.children.flatMap(adfContent)
  const type = node.attributes?.['type']
  if (type === 'decision-list') return [html('ul', { class: 'decision-list' }, ...children)]
  return type === 'decision-item' ? [html('li', {}, ...children)] : children
}

function printElement(printer: Printer, node: Element): string {
  const treatment = treatmentOf(node.name)
  if (treatment === 'nothing') return ''
  // An `a` ends where another one begins, with an address or without.
  const isLink = node.name === 'a'
  if (treatment === 'shown' && !(isLink && printer.linkDepth > 0)) {
    const attributes = storedAttributes(node.name, node.attributes) + mark(printer, node)
    return printShown(printer, node, node.name, attributes)
  }
  if (printer.purpose === 'export') return print(printer, node.children)
  const shell: Element = { ...node, children: [], source: undefined, shell: undefined }
  const { blocks } = printer
  const inside = within(printer, 'span', () => print(printer, node.children))
  const name = printer.blocks === blocks ? 'span' : 'div'
  noteStart(printer, name)
  return `<${name} class="storage-element"${encoded(printer, shell)}${mark(printer, node)}>${inside}</${name}>`
}

function printGenerated(printer: Printer, node: Element): string {
  if (!isGeneratedElement(node.name)) return print(printer, node.children)
  const isInnerLink = node.name === 'a' && printer.linkDepth > 0
  const shown = absoluteUrls(printer, node.attributes)
  const withMarks = printer.purpose !== 'export'
  const attributes = generatedAttributes(isInnerLink ? withoutHref(shown) : shown, withMarks)
  return printShown(printer, node, isInnerLink ? 'span' : node.name, attributes)
}

function printShown(printer: Printer, node: Element, name: string, attributes: string): string {
  if (voidElements.has(name)) {
    // A stray column would be dropped.
    if (name === 'col' && !isTablePart(printer, node))
      return elementAround(printer, name, attributes, () => '')
    noteStart(printer, name)
    return `<${name}${attributes}/>`
  }
  return elementAround(printer, name, attributes, () => {
    if (node.name === 'a') return insideLink(printer, node.children, print)
    const inside = print(printer, node.children)
    return name === 'pre' ? afterPre(inside) : inside
  })
}

function withoutHref(attributes: Attributes = {}): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== 'href'))
}

function absoluteUrls(printer: Printer, attributes: Attributes | undefined): Attributes | undefined {
  if (printer.purpose !== 'export' || attributes === undefined) return attributes
  const absolute: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) {
    const isUrl = name === 'href' || name === 'src' || name === 'action'
    absolute[name] = isUrl && /^\/(?!\/)/.test(value) ? printer.env.origin + value : value
  }
  return absolute
}
