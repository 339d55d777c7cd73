/** Inline nodes to markup: phrases, links, images, macros and text. */
import type { Image, Mark, Node } from '../../tree.ts'
import { isInlineElement, withoutEdgeBlanks } from '../../kinds.ts'
import { styleColour } from './colours.ts'
import { emoticonMarkup } from './emoticons.ts'
import { guardAmpersands, isSpaceAt, isWordAt, numericReference, phraseMarks } from './escape.ts'
import { isImageKey } from './links.ts'
import { isAddress, writeTarget } from './targets.ts'
import { isBlockMacro, writeInlineMacro } from './write-macros.ts'
import { writeText } from './write-text.ts'
import { onOneLine, plainSurroundings } from './writing.ts'
import type { Line, Run, Surroundings, Writing } from './writing.ts'
import { spell } from '../../spelling.ts'

/** A node that is not text, written. */
interface Piece {
  readonly markup: string
  readonly isBlock?: boolean
  readonly holdsMacro?: boolean
}

/** What stands on either side of a node in its run: a character of text, or something that is no letter. */
interface Sides {
  readonly before: string
  readonly behind: string
}

const marksOf: ReadonlyMap<Mark['type'] | string, string> = new Map([
  ...Object.entries(phraseMarks).map(([mark, type]) => [type, mark] as const),
  ['code', '{{'],
  ['cite', '??'],
])

/** Writes a run of inlines. */
export function writeInlines(
  writing: Writing,
  given: readonly Node[],
  surroundings: Surroundings = plainSurroundings,
): Run {
  const joined = joinTexts(surroundings.isLine ? withoutEdgeBlanks(given) : given)
  const nodes = writing.verbatim > 0 ? joined : withoutLineStarts(joined)
  const lines: { markup: string; blocks: number; others: number; beginsWithText: boolean }[] = []
  const startLine = (): void => {
    lines.push({ markup: '', blocks: 0, others: 0, beginsWithText: false })
  }
  startLine()
  let holdsMacro = false
  let before = ''
  nodes.forEach((node, index) => {
    const line = lines.at(-1)
    if (line === undefined) return
    if (node.type === 'lineBreak' && node.attributes === undefined) {
      startLine()
      before = ''
      return
    }
    const sides = { before, behind: firstCharacter(nodes[index + 1]) }
    const piece = node.type === 'text' ? undefined : writePiece(writing, node, sides, surroundings)
    const markup =
      node.type === 'text'
        ? writeText(node.value, sides, surroundings, writing.verbatim > 0)
        : (piece?.markup ?? '')
    if (line.markup.trim() === '') line.beginsWithText = node.type === 'text'
    line.markup += markup
    if (piece?.isBlock) line.blocks++
    else if (markup.trim() !== '') line.others++
    holdsMacro ||= piece?.holdsMacro ?? false
    before = node.type === 'text' ? lastOf(node.value) : lastOf(markup)
  })
  return { lines: lines.map(finishLine), holdsMacro }
}

function finishLine(line: { markup: string; blocks: number; others: number; beginsWithText: boolean }): Line {
  const { markup, beginsWithText } = line
  return { markup, beginsWithText, isBlock: line.blocks > 0 && line.others === 0 }
}

/** Text that was cut into several nodes is one piece of markup. */
function joinTexts(nodes: readonly Node[]): readonly Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'document') joined.push(...joinTexts(node.children))
    else if (node.type !== 'text') joined.push(node)
    else if (last?.type === 'text')
      joined[joined.length - 1] = { type: 'text', value: last.value + clean(node.value) }
    else joined.push({ type: 'text', value: clean(node.value) })
  }
  return joined.filter((node) => node.type !== 'text' || node.value !== '')
}

/** Blanks at the beginning of a line do not count. */
function withoutLineStarts(nodes: readonly Node[]): readonly Node[] {
  if (!nodes.some(({ type }) => type === 'lineBreak')) return nodes
  return nodes.flatMap((node, index): Node[] => {
    if (node.type !== 'text' || nodes[index - 1]?.type !== 'lineBreak') return [node]
    const value = node.value.replace(/^[ \t\n]+/, '')
    return value === '' ? [] : [{ type: 'text', value }]
  })
}

function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed()
}

/** What some nodes begin with that text before them could be mistaken with. */
const firstMarks: ReadonlyMap<Node['type'], string> = new Map([
  ['lineBreak', '\\'],
  ['strike', '-'],
  ['cite', '?'],
  ['emoticon', '('],
])

/** The first character of what follows: of text its own, of anything else one that is neither letter nor space. */
function firstCharacter(node: Node | undefined): string {
  if (node === undefined) return ''
  if (node.type === 'text') return node.value.charAt(0)
  return firstMarks.get(node.type) ?? '{'
}

function lastOf(text: string): string {
  return text.charAt(text.length - 1)
}

function writePiece(writing: Writing, node: Node, sides: Sides, surroundings: Surroundings): Piece {
  const markup = writeNatural(writing, node, sides, surroundings)
  if (markup !== undefined) {
    if (node.type !== 'macro') return { markup }
    return { markup, holdsMacro: true, isBlock: isBlockMacro(node) }
  }
  const name = spell(node)?.name
  return { markup: writing.carried(node), isBlock: name === undefined || !isInlineElement(name) }
}

function writeNatural(
  writing: Writing,
  node: Node,
  sides: Sides,
  surroundings: Surroundings,
): string | undefined {
  switch (node.type) {
    case 'strong':
    case 'emphasis':
    case 'underline':
    case 'strike':
    case 'subscript':
    case 'superscript':
    case 'code':
    case 'cite':
      return writePhrase(writing, node, sides, surroundings)
    case 'span':
      return writeColour(writing, node, surroundings)
    case 'anchor':
      return writeAnchor(writing, node, surroundings)
    case 'link':
      return writeLink(writing, node, surroundings)
    case 'image':
      return isWordAt(sides.behind, 0) ? undefined : keepsMarks(writeImage(node), surroundings)
    case 'emoticon': {
      const free = node.attributes === undefined && !isWordAt(sides.behind, 0)
      return free ? keepsMarks(emoticonMarkup.get(node.name), surroundings) : undefined
    }
    case 'macro':
      return surroundings.active.size > 0 || surroundings.inLink ? undefined : writeInlineMacro(writing, node)
    default:
      return undefined
  }
}

/** Notation that holds the mark of an open phrase would close it. */
function keepsMarks(markup: string | undefined, { active, inLink }: Surroundings): string | undefined {
  if (markup === undefined || (inLink && /[|[\]]/.test(markup))) return undefined
  return [...active].some((mark) => markup.includes(mark)) ? undefined : markup
}

function writePhrase(
  writing: Writing,
  node: Node & { type: Mark['type'] },
  sides: Sides,
  surroundings: Surroundings,
): string | undefined {
  const mark = marksOf.get(node.type)
  if (mark === undefined || node.attributes !== undefined || surroundings.active.has(mark)) return undefined
  const active = new Set([...surroundings.active, mark])
  const run = writing.inlines(node.children, { ...surroundings, active, isLine: false })
  const inner = onOneLine(run)
  if (inner === '' || run.holdsMacro) return undefined
  const tight = !isSpaceAt(inner, 0) && !isSpaceAt(inner, inner.length - 1)
  const free = !isWordAt(sides.before, 0) && !isWordAt(sides.behind, 0)
  const apart = [sides.before, sides.behind, inner.charAt(0), inner.charAt(inner.length - 1)].every(
    (char) => char !== mark,
  )
  if (tight && free && apart) return `${mark}${inner}${mark === '{{' ? '}}' : mark}`
  return mark === '{{' ? undefined : `{${mark}}${inner}{${mark}}`
}

function writeColour(
  writing: Writing,
  node: Node & { type: 'span' },
  surroundings: Surroundings,
): string | undefined {
  const { style, ...others } = node.attributes ?? {}
  const colour = style === undefined || Object.keys(others).length > 0 ? undefined : styleColour(style)
  if (colour === undefined || surroundings.inLink) return undefined
  const inner = onOneLine(writing.inlines(node.children))
  return inner.includes('\n') ? undefined : `{color:${colour}}${inner}{color}`
}

function writeAnchor(
  writing: Writing,
  node: Node & { type: 'anchor' },
  surroundings: Surroundings,
): string | undefined {
  const { url, title, children } = node
  if (node.attributes !== undefined || surroundings.inLink || !isAddress(url)) return undefined
  const target = guardAddress(url)
  const [only, ...more] = children
  const isOwnText = only?.type === 'text' && only.value === url && more.length === 0
  if (isOwnText && title === undefined) return `[${target}]`
  const label = writeLabel(writing, children, surroundings)
  if (label === undefined || label === '') return undefined
  return title === undefined ? `[${label}|${target}]` : writeTip(`[${label}|${target}`, title)
}

function writeLink(
  writing: Writing,
  node: Node & { type: 'link' },
  surroundings: Surroundings,
): string | undefined {
  if (node.attributes !== undefined || surroundings.inLink) return undefined
  const target = writeLinkTarget(node)
  if (target === undefined) return undefined
  const isText = node.children.every((child) => child.type === 'text')
  if (node.body === 'none')
    return node.tooltip === undefined ? `[${target}]` : writeTip(`[|${target}`, node.tooltip)
  if (isText && (node.body === 'rich') !== writing.defaults.has('links')) return undefined
  const label = writeLabel(writing, node.children, surroundings)
  if (label === undefined || label === '') return undefined
  const markup = `[${label}|${target}`
  return node.tooltip === undefined ? `${markup}]` : writeTip(markup, node.tooltip)
}

function writeLinkTarget({ target, anchor }: Node & { type: 'link' }): string | undefined {
  if (anchor === undefined) return target.kind === 'self' ? undefined : writeTarget(target)
  const behind = `#${guardAnchor(anchor)}`
  if (target.kind === 'self') return behind
  const before = target.kind === 'page' || target.kind === 'blogPost' ? writeTarget(target) : undefined
  // The sign of a reference would make it one.
  return before === undefined ? undefined : before.replace(/&$/, '&amp;') + behind
}

/** A link's text; undefined when a link cannot hold it. */
function writeLabel(
  writing: Writing,
  children: readonly Node[],
  surroundings: Surroundings,
): string | undefined {
  const [only, ...more] = children
  if (only?.type === 'image' && more.length === 0) {
    const markup = writeImage(only)
    return markup === undefined || /[[\]\n]/.test(markup) ? undefined : markup
  }
  const run = writing.inlines(children, { ...surroundings, inLink: true, isLine: false })
  const label = onOneLine(run)
  const isTrimmed = !isSpaceAt(label, 0) && !isSpaceAt(label, label.length - 1)
  return run.holdsMacro || label.includes('{storage') || label.includes('\n') || !isTrimmed
    ? undefined
    : label
}

function writeTip(markup: string, tip: string): string | undefined {
  if (tip.trim() !== tip || tip === '') return undefined
  return `${markup}|${guardAmpersands(tip).replace(/[|[\]\\{}\n]/g, numericReference)}]`
}

function writeImage({ target, caption, extra, attributes = {} }: Image): string | undefined {
  if (caption !== undefined || extra !== undefined) return undefined
  const source = writeImageSource(target)
  const names = Object.keys(attributes)
  if (source === undefined || !names.every(isImageKey)) return undefined
  const parts = Object.entries(attributes).map(([name, value]) =>
    name === 'thumbnail' && value === 'true' ? name : `${name}=${guardImageValue(value)}`,
  )
  return parts.length === 0 ? `!${source}!` : `!${source}|${parts.join(',')}!`
}

function writeImageSource(target: Image['target']): string | undefined {
  if (target.kind === 'url') {
    return target.attributes === undefined && isAddress(target.url) ? guardAddress(target.url) : undefined
  }
  return target.kind === 'attachment' ? writeTarget(target)?.replace(/^\^/, '') : undefined
}

function guardImageValue(value: string): string {
  return guardAmpersands(value).replace(/[,|!=\\[\]{}\n]|^[ \t\u00A0]|[ \t\u00A0]$/g, numericReference)
}

function guardAddress(url: string): string {
  return guardAmpersands(url).replace(/[|[\]{}!\n]|(?<!^\\?)\\|^[ \t\u00A0]|[ \t\u00A0]$/g, numericReference)
}

function guardAnchor(anchor: string): string {
  return guardAmpersands(anchor).replace(/[\^@|[\]\\!{}\n]|^[ \t\u00A0]|[ \t\u00A0]$/g, numericReference)
}
