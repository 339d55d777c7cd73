/** Inline nodes to Markdown. */
import { withoutEdgeBlanks } from '../../kinds.ts'
import { spell } from '../../spelling.ts'
import { macroFacts } from '../../macro-facts.ts'
import { writeAttributes } from '../../../base/xml/write.ts'
import type { Image, Macro, Mark, Node } from '../../tree.ts'
import { emojiNames } from './emoji.ts'
import { imageAddress, linkAddress, linkText } from './links.ts'
import { openingOf, writeComment, writeSaid } from './comments.ts'
import { isAttributeName } from './tags.ts'
import { writeText } from './write-text.ts'
import type { Place } from './write-text.ts'

/** How a run of inlines is to be written. */
export interface Style {
  /** Line ends become blanks, breaks `<br />`: in headings, cells and tasks. */
  readonly isOneLine: boolean
  readonly isCell?: boolean
  readonly isLink?: boolean
  /** Line ends count: they are written as references. */
  readonly isVerbatim?: boolean
  /** The marks that are open around the run. */
  readonly active?: string
  /** The run stands inside another one, whose line it continues. */
  readonly isInside?: boolean
}

/** Writes a run of inlines. */
export function writeInlines(given: readonly Node[], style: Style): string {
  const nodes = joinTexts(given, style)
  let out = ''
  nodes.forEach((node, index) => {
    const behind = firstOf(nodes[index + 1]) || (style.isInside && index === nodes.length - 1 ? '<' : '')
    const before = out === '' && style.isInside ? '(' : lastOf(out)
    if (node.type === 'text')
      out += writeRun(node.value, { before, behind, isCell: style.isCell ?? false }, style)
    else out += writeNode(node, before, behind, style)
  })
  return out
}

/** Writes a run that stands by itself, at whose edges blanks do not count. */
export function writeLine(nodes: readonly Node[], style: Style): string {
  return writeInlines(withoutEdgeBlanks(nodes), style).trim()
}

function joinTexts(nodes: readonly Node[], { isOneLine, isVerbatim }: Style): readonly Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'document') joined.push(...joinTexts(node.children, { isOneLine, isVerbatim }))
    else if (node.type === 'text') {
      const value = (last?.type === 'text' ? last.value : '') + clean(node.value)
      if (last?.type === 'text') joined.pop()
      joined.push({ type: 'text', value })
    } else joined.push(node)
  }
  return joined
    .map((node, index): Node => {
      if (node.type !== 'text' || isVerbatim) return node
      const value = shapeLines(node.value, isOneLine)
      // Blanks at the ends of lines do not count.
      const start = joined[index - 1]?.type === 'lineBreak' ? value.replace(/^[ \n]+/, '') : value
      return {
        type: 'text',
        value: joined[index + 1]?.type === 'lineBreak' ? start.replace(/[ \n]+$/, '') : start,
      }
    })
    .filter((node) => node.type !== 'text' || node.value !== '')
}

function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed()
}

/** Lines without blanks at their ends, and no blank ones. */
function shapeLines(text: string, isOneLine: boolean): string {
  if (!/[\n\r\t]/.test(text)) return text
  const lines = text.replace(/\t/g, ' ').split(/[\r\n]+/)
  const last = lines.length - 1
  const shaped = lines.map((line, index) => {
    const start = index === 0 ? line : line.trimStart()
    return index === last ? start : start.trimEnd()
  })
  const kept = shaped.filter((line, index) => line !== '' || index === 0 || index === last)
  return kept.join(isOneLine ? ' ' : '\n')
}

function writeRun(value: string, place: Place, { isVerbatim }: Style): string {
  const text = writeText(value, place)
  return isVerbatim ? text.replaceAll('\n', '&#10;') : text
}

function firstOf(node: Node | undefined): string {
  if (node === undefined) return ''
  return node.type === 'text' ? node.value.charAt(0) : '<'
}

function lastOf(text: string): string {
  return text.charAt(text.length - 1)
}

function writeNode(node: Node, before: string, behind: string, style: Style): string {
  switch (node.type) {
    case 'lineBreak':
      if (node.attributes !== undefined || style.isOneLine || behind === '') return writeElement(node, style)
      return '\\\n'
    case 'strong':
      return writeMark(node, '**', before, behind, style)
    case 'emphasis':
      return writeMark(node, '_', before, behind, style)
    case 'strike':
      return writeMark(node, '~~', before, behind, style)
    case 'code':
      return writeCode(node, before, style) ?? writeElement(node, style)
    case 'anchor':
      return writeAnchor(node, style) ?? writeElement(node, style)
    case 'link':
      return writeLink(node, style) ?? writeElement(node, style)
    case 'image':
      return writeImage(node) ?? writeElement(node, style)
    case 'emoticon': {
      const short = node.attributes === undefined ? emojiNames.get(node.name) : undefined
      return short === undefined || before === ':' || behind === ':'
        ? writeElement(node, style)
        : `:${short}:`
    }
    case 'date': {
      const own: Node = { ...node, children: [{ type: 'text', value: node.value }] }
      return writeElement(node.children.length === 0 ? own : node, style)
    }
    case 'macro':
      return writeMacro(node) ?? writeElement(node, style)
    case 'comment':
      return writeComment(node.value.replaceAll('\n', ' '))
    case 'underline':
    case 'subscript':
    case 'superscript':
    case 'cite':
    case 'small':
    case 'big':
    case 'span':
    case 'commentMarker':
    case 'placeholder':
      return writeElement(node, style)
    default:
      return writeElement(node, style)
  }
}

/** An element's tags around Markdown. */
function writeElement(node: Node, style: Style): string {
  const spelled = spell(node)
  if (spelled === undefined) return writeData(node, style)
  const { name, attributes, children } = spelled
  const isVerbatim = style.isVerbatim || verbatimElements.has(name)
  const inside = writeInlines(children, { ...style, isInside: true, isOneLine: true, isVerbatim })
  const start = `<${name}${writeAttributes(attributes)}`
  return inside === '' ? `${start} />` : `${start}>${inside}</${name}>`
}

/** Elements whose white space counts. */
const verbatimElements: ReadonlySet<string> = new Set(
  'pre textarea ac:parameter ac:default-parameter ac:plain-text-body ac:plain-text-link-body ac:adf-attribute'.split(
    ' ',
  ),
)

/** CDATA on one line is itself; on several it is text, which readers take as well in plain bodies. */
function writeData(node: Node, style: Style): string {
  if (node.type !== 'characterData' && node.type !== 'raw') return ''
  if (node.type === 'characterData' && !/[\n\r]|\]\]>/.test(node.value) && !style.isCell)
    return `<![CDATA[${node.value}]]>`
  const place = { before: '(', behind: '<', isCell: style.isCell ?? false }
  return writeText(node.value, place).replaceAll('\n', '&#10;')
}

/** Marks where CommonMark surely reads them, else tags. */
function writeMark(node: Mark, mark: string, before: string, behind: string, style: Style): string {
  if (node.attributes !== undefined) return writeElement(node, style)
  const { active = '' } = style
  if (active.includes(mark)) return writeElement(node, style)
  const inside = writeInlines(node.children, { ...style, isInside: true, active: active + mark })
  const isTight = /^[^\s*_~&]/.test(inside) && /[^\s*_~\\;]$/.test(inside)
  const isFree = isEdge(before) && isEdge(behind)
  return isTight && isFree ? `${mark}${inside}${mark}` : writeElement(node, style)
}

/** White space, nothing, or punctuation that no mark could join. */
function isEdge(char: string): boolean {
  return char === '' || /[\s!-)+-/:-@[-^`{-}]/.test(char)
}

function writeCode(node: Mark, before: string, style: Style): string | undefined {
  const [only, ...more] = node.children
  if (only?.type !== 'text' || more.length > 0 || node.attributes !== undefined) return undefined
  const { value } = only
  if (
    value.trim() === '' ||
    /[\n\r\u00A0]/.test(value) ||
    before === '`' ||
    (style.isCell && value.includes('|'))
  )
    return undefined
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const isPadded = /^[` ]|[` ]$/.test(value)
  return isPadded ? `${fence} ${value} ${fence}` : `${fence}${value}${fence}`
}

function writeAnchor(node: Node & { type: 'anchor' }, style: Style): string | undefined {
  if (style.isLink || node.attributes !== undefined || /^(?:confluence:|ac:)/.test(node.url)) return undefined
  if (hasLink(node.children)) return undefined
  const label = writeInlines(node.children, { ...style, isLink: true, isInside: true })
  return label === ''
    ? undefined
    : `[${label}](${destination(node.url, style)}${writeTitle(node.title, style)})`
}

function writeLink(node: Node & { type: 'link' }, style: Style): string | undefined {
  const address = style.isLink || node.attributes !== undefined ? undefined : linkAddress(node)
  if (address === undefined || hasLink(node.children)) return undefined
  const label =
    node.body === 'none'
      ? writeText(linkText(node), { before: '(', behind: ')', isCell: style.isCell ?? false })
      : writeInlines(node.children, { ...style, isLink: true, isInside: true })
  return label.trim() === '' ? undefined : `[${label}](${address}${writeTitle(node.tooltip, style)})`
}

function hasLink(nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) =>
      node.type === 'anchor' || node.type === 'link' || ('children' in node && hasLink(node.children)),
  )
}

function destination(url: string, style: Style): string {
  const escaped = url
    .replace(/[\\<>]/g, (char) => `\\${char}`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('\n', '&#10;')
  const safe = style.isCell ? escaped.replaceAll('|', '\\|') : escaped
  return /^[^\s()<>]+$/.test(url) && !url.startsWith('<') ? safe : `<${safe}>`
}

function writeTitle(title: string | undefined, style: Style): string {
  if (title === undefined) return ''
  const escaped = title
    .replace(/[\\"]/g, (char) => `\\${char}`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('\n', '&#10;')
  return ` "${style.isCell ? escaped.replaceAll('|', '\\|') : escaped}"`
}

function writeImage(image: Image): string | undefined {
  const address = imageAddress(image.target)
  const { alt = '', title, ...others } = image.attributes ?? {}
  if (address === undefined || image.caption !== undefined || image.extra !== undefined) return undefined
  if (!Object.keys(others).every(isAttributeName) || /[\n\r]/.test(alt) || image.attributes?.['alt'] === '')
    return undefined
  const label = writeText(alt, { before: '(', behind: ')', isCell: true })
  const said = Object.keys(others).length === 0 ? '' : writeSaid(others)
  const style = { isOneLine: true, isCell: true }
  return `![${label}](${destination(address, style)}${writeTitle(title, style)})${said}`
}

/** A macro inside a line; one that has no body shows something where macros are not known. */
function writeMacro(macro: Macro): string | undefined {
  const opening = openingOf(macro)
  if (opening === undefined) return undefined
  const facts = macroFacts.get(macro.name)
  if (macro.body.kind === 'none') {
    const shown =
      facts?.body === 'none'
        ? macro.parameters.find(({ name }) => name === 'title' || name === 'key')?.text
        : undefined
    const word =
      shown !== undefined && /^[\w .,!?-]+$/.test(shown) && shown.trim() === shown
        ? `\`${shown}\``
        : undefined
    return word === undefined ? `<!--${opening}/-->` : `<!--${opening}-->${word}<!--/cf:${macro.name}-->`
  }
  return undefined
}
