/** Lists: lines that begin with `*`, `#` or `-`, nested by the number of their marks. */
import type { List, ListItem, Node } from '../../tree.ts'
import { skipBlanks, trimRegion } from './escape.ts'
import { blockTagAt, lineEnd, lineKind, listMarks } from './lines.ts'
import { readMacro } from './macros.ts'
import type { Markup } from './markup.ts'
import type { Region } from './tags.ts'
import { carriedName } from './carry.ts'

interface OpenList {
  readonly mark: string
  readonly items: OpenItem[]
}

interface OpenItem {
  readonly own: readonly Node[]
  readonly nested: OpenList[]
}

/** The `style` of the lists that a dash makes. */
export const squareStyle = 'list-style-type: square;'

/** The lists of the lines from `start` on, and where they end. */
export function readLists(
  markup: Markup,
  start: number,
  end: number,
  depth: number,
): { nodes: Node[]; end: number } {
  const lists: OpenList[] = []
  const open: OpenList[] = []
  let at = start
  while (at < end) {
    const first = skipBlanks(markup.text, at, end)
    if (lineKind(markup, first, end) !== 'list') break
    const marks = listMarks(markup.text, first)
    const itemEnd = findItemEnd(markup, first, end)
    const content = trimRegion(markup.text, first + marks.length, itemEnd)
    markup.spend()
    addItem(lists, open, marks, { own: readOwn(markup, content, depth + 2 * marks.length), nested: [] })
    at = itemEnd + 1
  }
  return { nodes: lists.map((list) => buildList(list, markup)), end: Math.min(at, end) }
}

/** An item's own content; a carried item that is all of it is that very item. */
function readOwn(markup: Markup, { start, end }: Region, depth: number): readonly Node[] {
  const tag = markup.tags.get(start)
  if (tag?.extent === end && carriedName(tag) === 'li') return readMacro(markup, tag, 'block', depth + 2)
  return markup.flow(start, end, depth)
}

/** An item runs on over lines without a mark, until a blank one or another block. */
function findItemEnd(markup: Markup, start: number, end: number): number {
  let stop = lineEnd(markup, start, end)
  while (stop < end) {
    const next = skipBlanks(markup.text, stop + 1, end)
    const kind = lineKind(markup, next, end)
    if (kind !== 'text' && kind !== 'macro') break
    if (kind === 'macro' && blockTagAt(markup, next, end)?.name === 'storage') break
    stop = lineEnd(markup, next, end)
  }
  return stop
}

/** The last mark says the list's kind; marks before it only make levels that are not there yet. */
function addItem(lists: OpenList[], open: OpenList[], marks: string, item: OpenItem): void {
  const level = marks.length
  const last = marks.charAt(level - 1)
  open.length = Math.min(open.length, level)
  const current = open[level - 1]
  if (current !== undefined && current.mark !== last) open.length = level - 1
  while (open.length < level) openLevel(lists, open, marks.charAt(open.length), open.length < level - 1)
  open[level - 1]?.items.push(item)
}

function openLevel(lists: OpenList[], open: OpenList[], mark: string, isBetween: boolean): void {
  const list: OpenList = { mark, items: isBetween ? [{ own: [], nested: [] }] : [] }
  const siblings = open.at(-1)?.items.at(-1)?.nested ?? lists
  siblings.push(list)
  open.push(list)
}

function buildList({ mark, items }: OpenList, markup: Markup): List {
  const style = mark === '-' ? { attributes: { style: squareStyle } } : {}
  const children = items.map((item) => buildItem(item, markup))
  const list: List = { type: 'list', ordered: mark === '#', ...style, children }
  markup.implied.add(list)
  return list
}

/** An item whose only content is a carried `li` is that very item. */
function buildItem({ own, nested }: OpenItem, markup: Markup): ListItem {
  const [only, ...more] = own
  if (only?.type === 'listItem' && more.length === 0 && nested.length === 0) return only
  return { type: 'listItem', children: [...own, ...nested.map((list) => buildList(list, markup))] }
}
