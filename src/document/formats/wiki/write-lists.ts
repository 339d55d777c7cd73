/** Lists and tables to markup; parts that have no notation are carried within them. */
import type { List, Node, Table, TableCell, TableRow, TableSection } from '../../tree.ts'
import { squareStyle } from './lists.ts'
import { bare, tagged } from './write-carry.ts'
import { breaksLine, writeBlockMacro } from './write-macros.ts'
import { onLines, onOneLine, ownLines } from './writing.ts'
import type { Writing } from './writing.ts'
import { isInline, isRun, runsOf, withoutBlanks } from './kinds.ts'

const deepest = 20

/** A list; one with attributes is carried around its items. */
export function writeList(writing: Writing, list: List): string {
  const isSquare = isSquareList(list)
  if (!hasOnlyItems(list) || (list.attributes !== undefined && !isSquare))
    return writeCarriedList(writing, list)
  return writeItems(writing, list, isSquare ? '-' : markOf(list))
}

/** A list between tags that say where it ends. */
function writeCarriedList(writing: Writing, list: List): string {
  const content = hasOnlyItems(list)
    ? writeItems(writing, list, markOf(list))
    : withoutBlanks(list.children)
        .map((item) => writing.carried(item))
        .join('\n')
  return tagged(list.ordered ? 'ol' : 'ul', list.attributes ?? {}, content === '' ? '' : `\n${content}\n`)
}

function hasOnlyItems(list: List): boolean {
  const items = withoutBlanks(list.children)
  return items.length > 0 && items.every((item) => item.type === 'listItem')
}

function markOf(list: List): string {
  return list.ordered ? '#' : '*'
}

/** A table; rows that plain notation has are written in it, whatever is carried around them. */
export function writeTable(writing: Writing, table: Table): string {
  const [only, ...more] = withoutBlanks(table.children)
  const isPlain = table.attributes === undefined && only !== undefined && more.length === 0
  return isPlain && isPlainBody(only) ? writeRows(writing, only) : writeCarriedTable(writing, table)
}

/** A table between tags that say where it ends. */
function writeCarriedTable(writing: Writing, table: Table): string {
  const content = withoutBlanks(table.children).map((part) =>
    isPlainBody(part) ? writeRows(writing, part) : writing.carried(part),
  )
  return tagged('table', table.attributes ?? {}, content.length === 0 ? '' : `\n${content.join('\n\n')}\n`)
}

/** What belongs to a list or a table by its element; undefined for every other node. */
export function writeCarriedPart(writing: Writing, node: Node): string | undefined {
  switch (node.type) {
    case 'list':
      return writeCarriedList(writing, node)
    case 'table':
      return writeCarriedTable(writing, node)
    case 'tableSection':
      return hasPlainRows(node) ? writePlainSection(writing, node) : undefined
    case 'listItem':
      return writeHolder(writing, 'li', node, 'items')
    case 'tableCell':
      return writeHolder(writing, node.header ? 'th' : 'td', node, 'cells')
    default:
      return undefined
  }
}

function isSquareList({ ordered, attributes = {} }: List): boolean {
  return !ordered && attributes['style'] === squareStyle && Object.keys(attributes).length === 1
}

function writeItems(writing: Writing, list: List, marks: string): string {
  return withoutBlanks(list.children)
    .map((item) => {
      const lines = item.type === 'listItem' ? writeItem(writing, item, marks) : undefined
      return lines ?? `${marks} ${writing.carried(item)}`
    })
    .join('\n')
}

function writeItem(writing: Writing, item: Node & { type: 'listItem' }, marks: string): string | undefined {
  if (item.attributes !== undefined) return undefined
  const children = withoutBlanks(item.children)
  const first = children.findIndex((child) => child.type === 'list')
  const own = writeOwn(writing, first === -1 ? children : children.slice(0, first))
  const nested = first === -1 ? [] : children.slice(first)
  const below = writeNested(writing, nested, marks.replace('-', '*'))
  return own === undefined || below === undefined ? undefined : [`${marks} ${own}`, ...below].join('\n')
}

/** Lists below an item; undefined when marks cannot say them. */
function writeNested(writing: Writing, lists: readonly Node[], marks: string): readonly string[] | undefined {
  const written: string[] = []
  let last: boolean | undefined
  for (const list of lists) {
    if (list.type !== 'list' || list.attributes !== undefined || list.ordered === last) return undefined
    const items = withoutBlanks(list.children)
    if (items.length === 0 || items.some((item) => item.type !== 'listItem') || marks.length >= deepest)
      return undefined
    last = list.ordered
    written.push(writeItems(writing, list, marks + (list.ordered ? '#' : '*')))
  }
  return written
}

/** What stands in an item before its lists: inlines, paragraphs where they are the default, and macros between them. */
function writeOwn(writing: Writing, nodes: readonly Node[]): string | undefined {
  const pieces: string[] = []
  const isParagraph = writing.defaults.has('items')
  let run: Node[] = []
  let lastWasText = false
  const flush = (inlines: readonly Node[]): boolean => {
    const markup = writeLines(writing, inlines)
    if (markup === '' || lastWasText) return false
    lastWasText = true
    pieces.push(markup)
    return true
  }
  for (const node of nodes) {
    if (node.type === 'macro' && breaksLine(node)) {
      if (run.length > 0 && (isParagraph || !flush(run))) return undefined
      const markup = writeBlockMacro(writing, node)
      if (markup === undefined) return undefined
      run = []
      lastWasText = false
      pieces.push(markup)
    } else if (isParagraph) {
      if (node.type !== 'paragraph' || node.attributes !== undefined || !flush(node.children))
        return undefined
    } else if (isInline(node) || node.type === 'macro') run.push(node)
    else return undefined
  }
  if (run.length > 0 && (isParagraph || !flush(run))) return undefined
  return pieces.join('')
}

function writeLines(writing: Writing, inlines: readonly Node[]): string {
  const run = writing.inlines(inlines, ownLines)
  return (onLines(run) ?? onOneLine(run)).trim()
}

function isPlainBody(node: Node): node is TableSection {
  return (
    node.type === 'tableSection' &&
    node.name === 'tbody' &&
    node.attributes === undefined &&
    hasPlainRows(node)
  )
}

function hasPlainRows(section: TableSection): boolean {
  const rows = withoutBlanks(section.children)
  return rows.length > 0 && rows.every(isPlainRow)
}

function isPlainRow(node: Node): node is TableRow {
  if (node.type !== 'tableRow' || node.attributes !== undefined) return false
  const cells = withoutBlanks(node.children)
  return cells.length > 0 && cells.every((cell) => cell.type === 'tableCell')
}

function writePlainSection(writing: Writing, section: TableSection): string {
  return tagged(section.name, section.attributes ?? {}, `\n${writeRows(writing, section)}\n`)
}

function writeRows(writing: Writing, section: TableSection): string {
  return withoutBlanks(section.children)
    .filter((row) => row.type === 'tableRow')
    .map((row) => writeRow(writing, withoutBlanks(row.children)))
    .join('\n')
}

function writeRow(writing: Writing, cells: readonly Node[]): string {
  let markup = ''
  let bars = '|'
  for (const cell of cells) {
    if (cell.type !== 'tableCell') continue
    bars = cell.header ? '||' : '|'
    markup += bars + (writeCell(writing, cell) || ' ')
  }
  return markup + bars
}

function writeCell(writing: Writing, cell: TableCell): string {
  if (cell.attributes === undefined) return writeHeld(writing, cell.children, 'cells')
  return writeHolder(writing, cell.header ? 'th' : 'td', cell, 'cells')
}

function writeHolder(
  writing: Writing,
  name: string,
  node: Node & { type: 'tableCell' | 'listItem' },
  holder: 'items' | 'cells',
): string {
  return tagged(name, node.attributes ?? {}, writeHeld(writing, node.children, holder))
}

/** The content of a cell or a carried item: text alone stands bare, or is a paragraph where that is the default. */
function writeHeld(writing: Writing, children: readonly Node[], holder: 'items' | 'cells'): string {
  const nodes = withoutBlanks(children)
  const isParagraph = writing.defaults.has(holder)
  const [only, ...more] = nodes
  if (only === undefined) return ''
  if (isParagraph) {
    if (only.type === 'paragraph' && more.length === 0 && only.attributes === undefined) {
      const markup = onLines(writing.inlines(only.children, ownLines))?.trim()
      if (markup) return markup
    }
  } else if (nodes.every((node) => isInline(node) || (node.type === 'macro' && !breaksLine(node)))) {
    const markup = onLines(writing.inlines(nodes, ownLines))?.trim()
    if (markup) return markup
  }
  return writeParts(writing, nodes)
}

/** Several blocks in one cell: one below the other without blank lines, so each must end by itself. */
function writeParts(writing: Writing, nodes: readonly Node[]): string {
  return runsOf(nodes)
    .map((part) => (isRun(part) ? bare(onOneLine(writing.inlines(part))) : writePart(writing, part)))
    .join('\n')
}

function writePart(writing: Writing, node: Node): string {
  if (node.type === 'list') return writeCarriedList(writing, node)
  if (node.type !== 'macro') return writing.carried(node)
  const markup = writeBlockMacro(writing, node)
  if (markup === undefined) return writing.carried(node)
  return node.body.kind === 'none' && writing.defaults.has('macros') ? bare(markup) : markup
}
