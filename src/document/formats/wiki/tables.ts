/** Tables: rows of `||head||` and `|cell|`, whose cells may run over lines. */
import type { Node, TableCell, TableRow } from '../../tree.ts'
import { isSpaceAt, skipBlanks } from './escape.ts'
import { lineKind } from './lines.ts'
import { imageEnd, isImage, linkEnd } from './links.ts'
import type { Markup } from './markup.ts'
import type { Region } from './tags.ts'

const bar = 124
const newline = 10

interface Cell extends Region {
  readonly header: boolean
}

/** The table whose first row begins at `start`, and where it ends. */
export function readTable(
  markup: Markup,
  start: number,
  end: number,
  depth: number,
): { nodes: Node[]; end: number } {
  const rows: TableRow[] = []
  let at = start
  while (at < end) {
    const first = skipBlanks(markup.text, at, end)
    if (markup.text.charCodeAt(first) !== bar || first >= end) break
    const row = findRow(markup, first, end)
    rows.push({ type: 'tableRow', children: row.cells.map((cell) => readCell(markup, cell, depth)) })
    at = row.end + 1
  }
  const body: Node = { type: 'tableSection', name: 'tbody', children: rows }
  const table: Node = { type: 'table', children: [body] }
  markup.implied.add(table)
  return { nodes: [table], end: Math.min(at, end) }
}

/** The cells of a row. A bar at the end of a line ends the row; without one the last cell runs on. */
function findRow(markup: Markup, start: number, end: number): { cells: readonly Cell[]; end: number } {
  const { text } = markup
  const cells: Cell[] = []
  let at = start
  for (;;) {
    const header = text.charCodeAt(at + 1) === bar && at + 1 < end
    const first = at + (header ? 2 : 1)
    const blank = skipBlanks(text, first, end)
    const endsLine = blank >= end || text.charCodeAt(blank) === newline
    if (endsLine && cells.length > 0) return { cells, end: Math.min(blank, end) }
    const stop = cellEnd(markup, first, end)
    markup.spend()
    cells.push({ header, start: first, end: stop })
    if (stop >= end || text.charCodeAt(stop) === newline) return { cells, end: stop }
    at = stop
  }
}

/** Where the cell's content ends: at a bar that means one, or at the end of the row. */
function cellEnd(markup: Markup, start: number, end: number): number {
  const { text, tags } = markup
  let at = start
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code === bar) return at
    if (code === newline && endsRow(markup, at, end)) return at
    at = code < 128 && skipping.has(code) ? skip(text, tags, at, end) : at + 1
  }
  return end
}

const skipping: ReadonlySet<number> = new Set([...'\\[{!'].map((char) => char.charCodeAt(0)))

/** Past a piece whose bars do not separate cells: an escape, a link, a macro, monospaced text, an image. */
function skip(text: string, tags: Markup['tags'], at: number, end: number): number {
  switch (text.charAt(at)) {
    case '\\':
      return at + 2
    case '[': {
      const close = linkEnd(text, at, end)
      return close === -1 ? at + 1 : close + 1
    }
    case '{': {
      const tag = tags.get(at)
      if (tag !== undefined) return tag.extent <= end ? tag.extent : tag.end
      return text.charAt(at + 1) === '{' ? monospaceEnd(text, at, end) : at + 1
    }
    default: {
      if (text.charCodeAt(at + 1) === bar || isSpaceAt(text, at + 1)) return at + 1
      const close = imageEnd(text, at, end)
      return close !== -1 && isImage(text, at + 1, close) ? close + 1 : at + 1
    }
  }
}

function monospaceEnd(text: string, at: number, end: number): number {
  for (let next = at + 2; next < end; next++) {
    const code = text.charCodeAt(next)
    if (code === 92) next++
    else if (code === 125 && text.charCodeAt(next + 1) === 125) return next + 2
    else if (code === newline || code === 123) break
  }
  return at + 2
}

/**
 * A line that begins with a bar is another row. A blank line ends the row too, unless the text behind it leads
 * to a line that ends with a bar: then the cell holds several paragraphs.
 */
function endsRow(markup: Markup, at: number, end: number): boolean {
  const next = skipBlanks(markup.text, at + 1, end)
  const kind = lineKind(markup, next, end)
  if (kind !== 'blank') return kind === 'table'
  return next >= end || !leadsToBar(markup.text, next + 1, end)
}

/** Whether the next paragraph has a line that ends with a bar before it has one that begins with a bar. */
function leadsToBar(text: string, start: number, end: number): boolean {
  let at = start
  while (at < end) {
    const first = skipBlanks(text, at, end)
    if (first >= end || text.charCodeAt(first) === bar || text.charCodeAt(first) === newline) return false
    const found = text.indexOf('\n', first)
    const stop = found === -1 || found > end ? end : found
    if (text.slice(first, stop).trimEnd().endsWith('|')) return true
    at = stop + 1
  }
  return false
}

/** A cell whose only content is a carried cell is that very cell. */
function readCell(markup: Markup, { header, start, end }: Cell, depth: number): TableCell {
  const children = markup.content(start, end, depth + 4, 'cells')
  const [only, ...more] = children
  if (only?.type === 'tableCell' && more.length === 0) return only
  return { type: 'tableCell', header, children }
}
