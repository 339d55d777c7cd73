/**
 * Tree → plain text, for search, excerpts and mail: a block ends a line, cells are parted by tabs, macro bodies count,
 * parameters do not (titles do).
 */
import type { Resolved } from '../../env.ts'
import { blockTypes } from '../../kinds.ts'
import type { Document, Link, Macro, Node, Target } from '../../tree.ts'

/** What links and mentions turned out to be; without it they show what the text itself says of them. */
export type Answers = ReadonlyMap<Target, Resolved>

/** The text of a document, without blank lines. */
export function writeText(tree: Document, answers: Answers = new Map()): string {
  const lines: Lines = { done: [], current: '' }
  writeAll(lines, tree.children, answers)
  endLine(lines)
  return lines.done.join('\n')
}

/** White space other than one blank alone: where words are one blank apart there is nothing to replace. */
const SPACES = /\s{2,}|[^\S ]/g
const BREAKING_SPACES = /[ \t\n\r]{2,}|[\t\n\r]/g

interface Lines {
  readonly done: string[]
  current: string
}

function writeAll(lines: Lines, nodes: readonly Node[], answers: Answers): void {
  for (const node of nodes) write(lines, node, answers)
}

function write(lines: Lines, node: Node, answers: Answers): void {
  switch (node.type) {
    case 'text':
    case 'characterData':
    case 'raw':
      lines.current += node.value.replace(SPACES, ' ')
      return
    case 'lineBreak':
      endLine(lines)
      return
    case 'comment':
    case 'rule':
    case 'placeholder':
    case 'emoticon':
      if (node.type === 'emoticon') lines.current += node.attributes?.['ac:emoji-fallback'] ?? ''
      return
    case 'date':
      lines.current += node.children.length > 0 ? '' : node.value
      writeAll(lines, node.children, answers)
      return
    case 'link':
      writeLink(lines, node, answers)
      return
    case 'image':
      lines.current += node.attributes?.['alt'] ?? ''
      if (node.caption !== undefined) block(lines, node.caption, answers)
      return
    case 'macro':
      writeMacro(lines, node, answers)
      return
    case 'preformatted':
      endLine(lines)
      for (const line of textIn(node.children).split('\n')) writeLine(lines, line)
      return
    case 'tableRow':
      writeRow(lines, node.children, answers)
      return
    case 'element':
      writeElement(lines, node, answers)
      return
    default:
      if (blockTypes.has(node.type)) block(lines, node.children, answers)
      else writeAll(lines, node.children, answers)
  }
}

const BLOCK_ELEMENTS = /^(?:div|p|dl|dt|dd|section|article|center|address|ac:adf-.*|colgroup|col)$/
/** Elements that hold settings or code, not text. */
const SILENT_ELEMENTS =
  /^(?:script|style|ac:parameter|ac:adf-attribute|ac:adf-parameter|ac:adf-fallback|ri:.*|at:.*)$/

function writeElement(lines: Lines, node: Extract<Node, { type: 'element' }>, answers: Answers): void {
  if (SILENT_ELEMENTS.test(node.name)) return
  if (BLOCK_ELEMENTS.test(node.name)) block(lines, node.children, answers)
  else writeAll(lines, node.children, answers)
}

function block(lines: Lines, nodes: readonly Node[], answers: Answers): void {
  endLine(lines)
  writeAll(lines, nodes, answers)
  endLine(lines)
}

/** Cells on one line; a cell of several lines is put on one. */
function writeRow(lines: Lines, cells: readonly Node[], answers: Answers): void {
  endLine(lines)
  const texts: string[] = []
  for (const cell of cells) {
    if (cell.type !== 'tableCell') continue
    const inside: Lines = { done: [], current: '' }
    writeAll(inside, cell.children, answers)
    endLine(inside)
    texts.push(inside.done.join(' '))
  }
  lines.done.push(...(texts.some((text) => text !== '') ? [texts.join('\t')] : []))
}

/** Titles are the only parameters that a page shows. */
function writeMacro(lines: Lines, macro: Macro, answers: Answers): void {
  const title = macro.parameters.find(({ name }) => name === 'title')?.text ?? ''
  if (macro.body.kind === 'none') {
    lines.current += title
    return
  }
  const isInline = macro.parameters.some(
    ({ name, text }) => name === 'atlassian-macro-output-type' && text === 'INLINE',
  )
  if (!isInline) endLine(lines)
  if (title !== '') writeLine(lines, title)
  if (macro.body.kind === 'plain') for (const line of macro.body.text.split('\n')) writeLine(lines, line)
  else writeAll(lines, macro.body.children, answers)
  if (!isInline) endLine(lines)
}

function writeLink(lines: Lines, link: Link, answers: Answers): void {
  if (link.body !== 'none') writeAll(lines, link.children, answers)
  else lines.current += targetText(link.target, answers.get(link.target)) ?? link.anchor ?? ''
}

function targetText(target: Target, resolved: Resolved | undefined): string | undefined {
  if (resolved?.kind === 'content') return resolved.content.title
  if (resolved?.kind === 'user') return resolved.user.displayName
  if (resolved?.kind === 'space') return resolved.space.name
  switch (target.kind) {
    case 'page':
    case 'blogPost':
      return target.title
    case 'attachment':
      return target.fileName
    case 'user':
      return target.username
    case 'space':
      return target.key
    case 'url':
      return target.url
    case 'shortcut':
      return `${target.parameter}@${target.key}`
    default:
      return undefined
  }
}

function textIn(nodes: readonly Node[]): string {
  let text = ''
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'characterData') text += node.value
    else if (node.type === 'lineBreak') text += '\n'
    else if ('children' in node) text += textIn(node.children)
  }
  return text
}

function writeLine(lines: Lines, text: string): void {
  endLine(lines)
  lines.current = text.replace(/\s+$/, '')
  if (lines.current.trim() !== '') lines.done.push(lines.current)
  lines.current = ''
}

function endLine(lines: Lines): void {
  const line = lines.current.replace(BREAKING_SPACES, ' ').trim()
  if (line !== '') lines.done.push(line)
  lines.current = ''
}
