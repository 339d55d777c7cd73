/** Tree → storage format, in the product's habits: `<br />` with a blank, CDATA for plain bodies, `&nbsp;`. */
import {
  characterData,
  escapeAttribute,
  escapeText,
  writeAttributes,
  writeComment,
} from '../../../base/xml/write.ts'
import type { Attributes, Document, Node } from '../../tree.ts'
import { markElements, plainElements } from '../../elements.ts'
import { writeImage, writeLink } from './links.ts'
import { writeMacro } from './macros.ts'
import { writeTask } from './tasks.ts'

/** Writes a document; what was read from storage and not changed since is copied byte for byte. */
export function writeStorage(tree: Document): string {
  return writeNodes([tree])
}

/** Writes nodes one after the other. */
export function writeNodes(nodes: readonly Node[]): string {
  let out = ''
  for (const node of nodes) out += writeNode(node)
  return out
}

function writeNode(node: Node): string {
  if (node.source !== undefined) return node.source.text.slice(node.source.start, node.source.end)
  if (node.shell?.open !== undefined && node.shell.close !== undefined) {
    const { text, start, open, close, end } = node.shell
    return text.slice(start, open) + writeNodes(childrenInside(node)) + text.slice(close, end)
  }
  return writeFresh(node)
}

/** The children that the shell of a node encloses. */
function childrenInside(node: Node): readonly Node[] {
  if (node.type === 'macro') return node.body.kind === 'rich' ? node.body.children : []
  return 'children' in node ? node.children : []
}

function writeFresh(node: Node): string {
  switch (node.type) {
    case 'document':
      return writeNodes(node.children)
    case 'paragraph':
    case 'quote':
    case 'preformatted':
    case 'listItem':
    case 'table':
    case 'tableRow':
    case 'span':
      return element(plainElements[node.type], node.attributes, node.children)
    case 'heading':
      return element(`h${node.level}`, node.attributes, node.children)
    case 'list':
      return element(node.ordered ? 'ol' : 'ul', node.attributes, node.children)
    case 'tableSection':
      return element(node.name, node.attributes, node.children)
    case 'tableCell':
      return element(node.header ? 'th' : 'td', node.attributes, node.children)
    case 'rule':
      return element('hr', node.attributes, [])
    case 'lineBreak':
      return element('br', node.attributes, [])
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
      return element(node.tag ?? markElements[node.type], node.attributes, node.children)
    case 'text':
      return escapeText(node.value)
    case 'comment':
      return writeComment(node.value)
    case 'characterData':
      return characterData(node.value)
    default:
      return writeSpecial(node)
  }
}

/** The nodes whose element is not simply a name around children. */
function writeSpecial(node: Node): string {
  switch (node.type) {
    case 'anchor': {
      const title = node.title === undefined ? '' : ` title="${escapeAttribute(node.title)}"`
      const start = `<a href="${escapeAttribute(node.url)}"${title}${writeAttributes(node.attributes)}>`
      return `${start}${writeNodes(node.children)}</a>`
    }
    case 'link':
      return writeLink(node, writeNodes)
    case 'image':
      return writeImage(node, writeNodes)
    case 'emoticon':
      return element('ac:emoticon', { 'ac:name': node.name, ...node.attributes }, [])
    case 'date':
      return element('time', { datetime: node.value, ...node.attributes }, node.children)
    case 'macro':
      return writeMacro(node, writeNodes)
    case 'taskList':
      return element('ac:task-list', node.attributes, node.children)
    case 'task':
      return writeTask(node, writeNodes)
    case 'layout':
      return element('ac:layout', node.attributes, node.children)
    case 'layoutSection':
      return element('ac:layout-section', { 'ac:type': node.kind, ...node.attributes }, node.children)
    case 'layoutCell':
      return element('ac:layout-cell', node.attributes, node.children)
    case 'commentMarker':
      return element('ac:inline-comment-marker', { 'ac:ref': node.ref, ...node.attributes }, node.children)
    case 'placeholder':
      return element('ac:placeholder', node.attributes, node.children)
    case 'adfExtension':
      return element('ac:adf-extension', node.attributes, node.children)
    case 'element':
      return element(node.name, node.attributes, node.children)
    case 'raw':
      return writeRaw(node.format, node.value)
    default:
      return ''
  }
}

/** Wiki text that could not be read has a macro of its own; of other dialects only the text is kept. */
function writeRaw(format: string, value: string): string {
  if (format !== 'wiki') return escapeText(value)
  const name = value.includes('\n') ? 'unmigrated-wiki-markup' : 'unmigrated-inline-wiki-markup'
  return `<ac:structured-macro ac:name="${name}"><ac:plain-text-body>${characterData(value)}</ac:plain-text-body></ac:structured-macro>`
}

function element(name: string, attributes: Attributes | undefined, children: readonly Node[]): string {
  const inside = writeNodes(children)
  const start = `<${name}${writeAttributes(attributes)}`
  return inside === '' ? `${start} />` : `${start}>${inside}</${name}>`
}
