/**
 * HTML → tree: the editor's HTML, view HTML that a client gives back, and any other HTML.
 *
 * Nothing is refused. What the wiki wrote into its HTML to tell what it stands for is turned back into macros, links,
 * images and the rest; everything else is read as the elements it is made of.
 */
import { asElement, htmlBuilders, nonEmpty, type ReadElement } from '../../elements.ts'
import { headingText } from '../../headings.ts'
import type { Node } from '../../tree.ts'
import { spell } from '../../spelling.ts'
import { dateClasses } from './dates.ts'
import { emojiAttributes } from './emoticons.ts'
import { hasClass, type HtmlElement, type HtmlNode } from './parse.ts'
import { NO_ELEMENT, standIns } from './nesting.ts'
import { imageOf } from './read-images.ts'
import { linkOf } from './read-links.ts'
import { isMacroElement, macroOf } from './read-macros.ts'
import { attributesOf, decodedNode, noteNumber, type Reader } from './reader.ts'
import { blockElements } from '../../kinds.ts'
import { collapse, tidyFlow, tidyStructure } from './tidy.ts'

/** Reads parsed HTML; the result is not yet tidied at its edges. */
export function readNodes(reader: Reader, nodes: readonly HtmlNode[], pre: boolean): readonly Node[] {
  const out: Node[] = []
  for (const node of withoutHalves(nodes)) {
    if ('text' in node) {
      const value = pre ? node.text : collapse(node.text)
      // The caret aid of editors.
      const visible = value.replaceAll('\ufeff', '')
      if (visible !== '') out.push({ type: 'text', value: visible })
      continue
    }
    const made = readElement(reader, node, pre)
    if (Array.isArray(made)) out.push(...(made as readonly Node[]))
    else {
      noteNumber(reader, node, made as Node)
      out.push(made as Node)
    }
  }
  return out
}

/** Without the empty paragraphs on both sides of a macro's table, into which a parser splits the one around it. */
function withoutHalves(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  if (!nodes.some(isMacroTable)) return nodes
  return nodes.filter((node, index) => {
    if (!isEmptyParagraph(node)) return true
    const isFirstHalf = isMacroTable(nodes[index + 1]) && isEmptyParagraph(nodes[index + 2])
    const isSecondHalf = isMacroTable(nodes[index - 1]) && isEmptyParagraph(nodes[index - 2])
    return !isFirstHalf && !isSecondHalf
  })
}

function isMacroTable(node: HtmlNode | undefined): boolean {
  return node !== undefined && 'name' in node && node.name === 'table' && hasClass(node, 'wysiwyg-macro')
}

function isEmptyParagraph(node: HtmlNode | undefined): boolean {
  return (
    node !== undefined &&
    'name' in node &&
    node.name === 'p' &&
    node.children.length + node.attributes.size === 0
  )
}

/** Elements that say nothing to a reader. */
const DROPPED = new Set(['script', 'style', 'head', 'title', 'meta', 'link', 'base', 'template', 'noscript'])
/** Elements whose children are blocks or rows, where white space is layout. */
const STRUCTURE = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup', 'ul', 'ol', 'dl'])

function readElement(reader: Reader, element: HtmlElement, pre: boolean): Node | readonly Node[] {
  if (DROPPED.has(element.name)) return []
  return readOwn(reader, element, pre) ?? readPlain(reader, element, pre)
}

/** Elements by which the wiki shows what HTML has no element for; undefined for all others. */
function readOwn(reader: Reader, element: HtmlElement, pre: boolean): Node | readonly Node[] | undefined {
  if (isMacroElement(element)) return macroOf(reader, element)
  const { name, attributes } = element
  if (name === 'a') return linkOf(reader, element, pre)
  if (name === 'img') return hasClass(element, 'emoticon') ? emoticonOf(element) : imageOf(reader, element)
  if (name === 'figure') return hasClass(element, 'confluence-figure') ? figureOf(reader, element) : undefined
  if (name === 'time') return dateOf(reader, element, pre)
  if (name === 'ul' && hasClass(element, 'inline-task-list')) return taskListOf(reader, element)
  if (name === 'div') return divisionOf(reader, element, pre)
  if (attributes.get('data-element') === NO_ELEMENT) return reader.read(reader, element.children, pre)
  if (name !== 'span') return undefined
  if (hasClass(element, 'confluence-embedded-file-wrapper')) return reader.read(reader, element.children, pre)
  const ref = attributes.get('data-ref')
  if (ref !== undefined && hasClass(element, 'inline-comment-marker')) {
    return { type: 'commentMarker', ref, children: reader.read(reader, element.children, pre) }
  }
  if (hasClass(element, 'text-placeholder')) {
    const stored = attributesOf(element)?.['ac:type']
    const children = reader.read(reader, element.children, pre)
    return {
      type: 'placeholder',
      attributes: stored === undefined ? undefined : { 'ac:type': stored },
      children,
    }
  }
  if (hasClass(element, 'storage-element')) return storageElementOf(reader, element, pre)
  return attributes.has('data-encoded-xml') ? linkOf(reader, element, pre) : undefined
}

function divisionOf(reader: Reader, element: HtmlElement, pre: boolean): Node | readonly Node[] | undefined {
  const { attributes } = element
  const inside = () => flowOf(reader, element.children, pre)
  if (hasClass(element, 'table-wrap')) return tidyStructure(reader.read(reader, element.children, pre))
  const stored = attributes.get('data-element') ?? ''
  if (standIns.has(stored)) return readPlain(reader, { ...element, name: stored }, pre)
  if (hasClass(element, 'contentLayout2')) {
    return { type: 'layout', attributes: layoutAttributes(element), children: tidyStructure(inside()) }
  }
  const kind = attributes.get('data-layout')
  if (hasClass(element, 'columnLayout') && kind !== undefined) {
    const attributes = layoutAttributes(element)
    return { type: 'layoutSection', kind: sectionKind(kind), attributes, children: tidyStructure(inside()) }
  }
  if (hasClass(element, 'cell') && attributes.has('data-type')) {
    return { type: 'layoutCell', attributes: layoutAttributes(element), children: inside() }
  }
  if (hasClass(element, 'innerCell')) return inside()
  if (hasClass(element, 'storage-element')) return storageElementOf(reader, element, pre)
  return hasClass(element, 'adf-extension') ? decodedNode(reader, element) : undefined
}

/** What stands in a block: blanks at its edges do not show, unless white space counts. */
function flowOf(reader: Reader, nodes: readonly HtmlNode[], pre: boolean): readonly Node[] {
  const read = reader.read(reader, nodes, pre)
  return pre ? read : tidyFlow(read)
}

/** The Cloud's `fixed-width` is the only kind with a hyphen. */
function sectionKind(shown: string): string {
  return shown === 'fixed-width' ? shown : shown.replaceAll('-', '_')
}

const LAYOUT_OWN = new Set(['class', 'data-layout', 'data-type', 'style', 'data-title'])

function layoutAttributes(element: HtmlElement): Record<string, string> | undefined {
  return attributesOf(element, LAYOUT_OWN)
}

/** An element of storage that HTML does not know, with the children that the HTML shows. */
function storageElementOf(reader: Reader, element: HtmlElement, pre: boolean): Node | undefined {
  const decoded = decodedNode(reader, element)
  // Carried without its children, an element that is not as it should be may look like a node of its own.
  const carried = decoded === undefined ? undefined : spell(decoded)
  if (carried === undefined) return undefined
  // Whether it is shown as a block depends on what its macros show, so blanks at its edges never count.
  const children = flowOf(reader, element.children, pre)
  return { type: 'element', name: carried.name, attributes: nonEmpty(carried.attributes), children }
}

function emoticonOf(element: HtmlElement): Node | undefined {
  const named = element.attributes.get('data-emoticon-name')
  const fromClass = /\bemoticon-([a-z-]+)/.exec(element.attributes.get('class') ?? '')?.[1]
  const name = named ?? fromClass
  if (name === undefined) return undefined
  const attributes: Record<string, string> = {}
  for (const key of emojiAttributes) {
    const value = element.attributes.get(`data-${key.slice(3)}`)
    if (value !== undefined) attributes[key] = value
  }
  return { type: 'emoticon', name, attributes: nonEmpty(attributes) }
}

function figureOf(reader: Reader, figure: HtmlElement): Node | undefined {
  const parts = figure.children.filter((child): child is HtmlElement => 'name' in child)
  const caption = parts.find(({ name }) => name === 'figcaption')
  const [image] = parts
    .filter((part) => part !== caption)
    .flatMap((part) => reader.read(reader, [part], false))
  if (image?.type !== 'image') return undefined
  const number = reader.numbers?.get(image)
  const whole: Node =
    caption === undefined
      ? image
      : { ...image, source: undefined, caption: tidyFlow(reader.read(reader, caption.children, false)) }
  if (number !== undefined) reader.numbers?.set(whole, number)
  return whole
}

const DATE_OWN = new Set(['datetime', 'class'])

function dateOf(reader: Reader, element: HtmlElement, pre: boolean): Node | undefined {
  const value = element.attributes.get('datetime')
  if (value === undefined) return undefined
  const classes = (element.attributes.get('class') ?? '').split(/\s+/)
  // Our own text for a date says nothing that the date does not.
  if (classes.some((name) => dateClasses.has(name) || name === 'non-editable')) {
    return { type: 'date', value, attributes: attributesOf(element, DATE_OWN), children: [] }
  }
  const attributes = attributesOf(element, new Set(['datetime']))
  return { type: 'date', value, attributes, children: reader.read(reader, element.children, pre) }
}

function taskListOf(reader: Reader, list: HtmlElement): Node {
  const children: Node[] = []
  for (const child of list.children) {
    if ('text' in child) {
      if (child.text.trim() !== '') children.push({ type: 'text', value: collapse(child.text) })
    } else if (child.name === 'li') {
      const task: Node = {
        type: 'task',
        id: child.attributes.get('data-inline-task-id'),
        uuid: child.attributes.get('data-inline-task-uuid'),
        done: hasClass(child, 'checked'),
        children: tidyFlow(reader.read(reader, child.children, false)),
      }
      noteNumber(reader, child, task)
      children.push(task)
    } else children.push(...reader.read(reader, [child], false))
  }
  return { type: 'taskList', children }
}

/** Any other element, by its name. */
function readPlain(reader: Reader, element: HtmlElement, pre: boolean): Node | readonly Node[] {
  const { name } = element
  if (name === 'html' || name === 'body') return reader.read(reader, element.children, pre)
  const isPre = pre || name === 'pre' || name === 'textarea'
  const read = reader.read(reader, element.children, isPre)
  const children = isPre
    ? read
    : STRUCTURE.has(name)
      ? tidyStructure(read)
      : blockElements.has(name)
        ? tidyFlow(read)
        : read
  const made: ReadElement = { name, attributes: attributesOf(element), children, source: undefined }
  if (/^h[1-6]$/.test(name)) return headingOf(made)
  // Names that XML cannot have leave only what they hold.
  if (!/^[a-z][a-z0-9_.-]*$/.test(name)) return children
  const build = htmlBuilders[name]
  return build === undefined ? asElement(made) : build(made)
}

/** Without an id that the wiki itself would have made. */
function headingOf(made: ReadElement): Node {
  const build = htmlBuilders[made.name] ?? asElement
  const { id, ...rest } = made.attributes ?? {}
  const heading = build(made)
  if (id === undefined || heading.type !== 'heading') return heading
  const end = `-${headingText(heading).replace(/\s+/g, '')}`
  const isGenerated = id.endsWith(end) || id.replace(/\.\d+$/, '').endsWith(end)
  return isGenerated ? { ...heading, attributes: nonEmpty(rest) } : heading
}
