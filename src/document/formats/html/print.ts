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
import { attribute, encoded, generatedAttributes, mark, type Printer, storedAttributes } from './printer.ts'
import { holdsBlock } from './structure.ts'

/** Prints nodes one after the other. */
export function print(printer: Printer, nodes: readonly Node[]): string {
  let out = ''
  for (const node of nodes) out += printNode(printer, node)
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
      const table = around(printer, node, 'table', 'confluenceTable')
      return printer.purpose === 'editor' ? table : `<div class="table-wrap">${table}</div>`
    }
    case 'lineBreak':
      return `<br${storedAttributes('br', node.attributes)}${mark(printer, node)}/>`
    case 'rule':
      return `<hr${storedAttributes('hr', node.attributes)}${mark(printer, node)}/>`
    default:
      return printSpecial(printer, node)
  }
}

function printSpecial(printer: Printer, node: Node): string {
  switch (node.type) {
    case 'preformatted': {
      const inside = print(printer, node.children)
      // The first line feed after the tag is not content in HTML.
      const first = inside.startsWith('\n') ? '\n' : ''
      return `<pre${storedAttributes('pre', node.attributes)}${mark(printer, node)}>${first}${inside}</pre>`
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
      const inside = print(printer, node.children)
      if (printer.purpose === 'export' || printer.without?.has('commentMarker')) return inside
      return `<span class="inline-comment-marker"${attribute('data-ref', node.ref)}${mark(printer, node)}>${inside}</span>`
    }
    case 'placeholder': {
      if (printer.purpose !== 'editor' || printer.without?.has('placeholder')) return ''
      const stored = storedAttributes('span', node.attributes)
      return `<span class="text-placeholder"${stored}${mark(printer, node)}>${print(printer, node.children)}</span>`
    }
    case 'adfExtension': {
      const shown = print(printer, adfFallback(node.children))
      if (printer.purpose === 'export') return shown
      return `<div class="adf-extension"${encoded(printer, node)}${mark(printer, node)}>${shown}</div>`
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
  const start = `<${element}${storedAttributes(element, node.attributes, addClass)}${mark(printer, node)}>`
  return `${start}${print(printer, node.children)}</${element}>`
}

/** HTML cannot hold a block in a paragraph, storage can: such a paragraph is shown as a `div` that says what it is. */
function printParagraph(printer: Printer, node: Container): string {
  if (!holdsBlock(printer, node.children)) {
    if (node.children.length > 0 || printer.purpose !== 'editor') return around(printer, node, 'p')
    // An empty paragraph says that it is one: beside a macro it would look like what a parser leaves over.
    return `<p data-element="p"${storedAttributes('p', node.attributes)}${mark(printer, node)}></p>`
  }
  const start = `<div data-element="p"${storedAttributes('p', node.attributes)}${mark(printer, node)}>`
  return `${start}${print(printer, node.children)}</div>`
}

function printHeading(printer: Printer, node: Heading): string {
  const element = `h${node.level}`
  // A heading ends where another one begins: HTML has none in a heading.
  if (node.children.some((child) => child.type === 'heading')) {
    const start = `<div data-element="${element}"${storedAttributes('div', node.attributes)}${mark(printer, node)}>`
    return `${start}${print(printer, node.children)}</div>`
  }
  const stored = storedAttributes(element, node.attributes)
  const needsId = printer.purpose !== 'editor'
  const generated = needsId ? printer.headingIds.next(headingText(node)) : undefined
  const id = node.attributes?.['id'] === undefined ? attribute('id', generated) : ''
  return `<${element}${id}${stored}${mark(printer, node)}>${print(printer, node.children)}</${element}>`
}

function printDate(printer: Printer, node: DateNode): string {
  const stored = storedAttributes('time', node.attributes)
  const start = `<time datetime="${escapeHtmlAttribute(node.value)}"`
  if (node.children.length > 0)
    return `${start}${stored}${mark(printer, node)}>${print(printer, node.children)}</time>`
  const editorClass = printer.purpose === 'editor' ? 'non-editable ' : ''
  const classes = ` class="${editorClass}${dateClass(node.value, printer.env.now)}"`
  return `${start}${classes}${mark(printer, node)}>${escapeHtmlText(dateText(node.value, printer.env.locale))}</time>`
}

function printTaskList(printer: Printer, node: TaskList): string {
  const content = attribute('data-inline-tasks-content-id', printer.env.content?.id)
  const start = `<ul class="inline-task-list"${content}${mark(printer, node)}>`
  return `${start}${print(printer, node.children)}</ul>`
}

function printTask(printer: Printer, node: Task): string {
  const checked = node.done ? ' class="checked"' : ''
  const uuid = printer.purpose === 'export' ? '' : attribute('data-inline-task-uuid', node.uuid)
  const start = `<li${checked}${attribute('data-inline-task-id', node.id)}${uuid}${mark(printer, node)}>`
  return `${start}${print(printer, node.children)}</li>`
}

function printLayout(printer: Printer, node: Layout): string {
  const start = `<div class="contentLayout2"${storedAttributes('div', node.attributes)}${mark(printer, node)}>`
  return `${start}${print(printer, node.children)}</div>`
}

function printLayoutSection(printer: Printer, node: LayoutSection): string {
  const kind = escapeHtmlAttribute(node.kind.replaceAll('_', '-'))
  const start = `<div class="columnLayout ${kind}" data-layout="${kind}"${storedAttributes('div', node.attributes)}${mark(printer, node)}>`
  let out = start
  let cells = 0
  for (const child of node.children) {
    if (child.type !== 'layoutCell') out += printNode(printer, child)
    else out += printLayoutCell(printer, child, isAside(node.kind, cells++) ? 'aside' : 'normal')
  }
  return `${out}</div>`
}

/** Which cells of a section are the narrow ones. */
function isAside(kind: string, index: number): boolean {
  if (kind === 'two_left_sidebar') return index === 0
  if (kind === 'two_right_sidebar') return index === 1
  return kind === 'three_with_sidebars' && index !== 1
}

function printLayoutCell(printer: Printer, node: Container, type: 'normal' | 'aside'): string {
  const start = `<div class="cell ${type}" data-type="${type}"${storedAttributes('div', node.attributes)}${mark(printer, node)}>`
  return `${start}<div class="innerCell">${print(printer, node.children)}</div></div>`
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
    const start = `<${node.name}${storedAttributes(node.name, node.attributes)}${mark(printer, node)}`
    if (voidElements.has(node.name)) return `${start}/>`
    const inside = isLink ? insideLink(printer, node.children, print) : print(printer, node.children)
    return `${start}>${inside}</${node.name}>`
  }
  const inside = print(printer, node.children)
  if (printer.purpose === 'export') return inside
  const shell: Element = { ...node, children: [], source: undefined, shell: undefined }
  const name = holdsBlock(printer, node.children) ? 'div' : 'span'
  return `<${name} class="storage-element"${encoded(printer, shell)}${mark(printer, node)}>${inside}</${name}>`
}

function printGenerated(printer: Printer, node: Element): string {
  if (!isGeneratedElement(node.name)) return print(printer, node.children)
  const isLink = node.name === 'a'
  const name = isLink && printer.linkDepth > 0 ? 'span' : node.name
  const shown = absoluteUrls(printer, node.attributes)
  const start = `<${name}${generatedAttributes(name === node.name ? shown : withoutHref(shown), printer.purpose !== 'export')}`
  if (voidElements.has(name)) return `${start}/>`
  const inside = isLink ? insideLink(printer, node.children, print) : print(printer, node.children)
  const first = name === 'pre' && inside.startsWith('\n') ? '\n' : ''
  return `${start}>${first}${inside}</${name}>`
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
