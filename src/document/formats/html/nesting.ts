/**
 * Where HTML lets an element stand.
 *
 * A parser of HTML closes, moves or drops what may not stand where it is written; what is printed has to come back as
 * it was. So an element that could not stay is printed as a `div` that names it (`data-element`), and what stands loose
 * in a table, where only rows and cells may, is printed in a cell that says it is none.
 */
import { isWhiteSpace } from '../../elements.ts'
import type { Node } from '../../tree.ts'
import type { Printer } from './printer.ts'
import { blockElements } from '../../kinds.ts'

/** The parts of a table: which elements each may stand in directly. */
const TABLE_PARENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    caption: 'table',
    colgroup: 'table',
    col: 'table colgroup',
    thead: 'table',
    tbody: 'table',
    tfoot: 'table',
    tr: 'table thead tbody tfoot',
    td: 'table thead tbody tfoot tr',
    th: 'table thead tbody tfoot tr',
  }).map(([name, parents]) => [name, new Set(parents.split(' '))]),
)

/** Elements whose end is implied where an annotation of a ruby begins. */
const ENDED_BY_RUBY = new Set(['dd', 'dt', 'li', 'option', 'optgroup', 'p', 'rb', 'rp', 'rt', 'rtc'])
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
/** Blocks through which an item looks for another one that is still open. */
const SEEN_THROUGH = new Set(['address', 'div', 'p'])

const RULES: ReadonlyMap<string, (open: readonly string[]) => boolean> = new Map([
  ...[...TABLE_PARENTS].map(
    ([name, parents]) => [name, (open: readonly string[]) => parents.has(open.at(-1) ?? '')] as const,
  ),
  ...[...HEADINGS].map(
    (name) => [name, (open: readonly string[]) => !HEADINGS.has(open.at(-1) ?? '')] as const,
  ),
  ['li', (open) => !isInItem(open, ['li'])],
  ['dt', (open) => !isInItem(open, ['dt', 'dd'])],
  ['dd', (open) => !isInItem(open, ['dt', 'dd'])],
  ['rt', (open) => !ENDED_BY_RUBY.has(open.at(-1) ?? '')],
  ['rp', (open) => !ENDED_BY_RUBY.has(open.at(-1) ?? '')],
])

/** The elements that a `div` may stand for. */
export const standIns: ReadonlySet<string> = new Set(['p', ...RULES.keys()])
/** What `data-element` says of the cells, rows and sections that stand for nothing. */
export const NO_ELEMENT = 'none'

function isInItem(open: readonly string[], items: readonly string[]): boolean {
  for (let at = open.length - 1; at >= 0; at--) {
    const name = open[at] ?? ''
    if (items.includes(name)) return true
    if (blockElements.has(name) && !SEEN_THROUGH.has(name)) return false
  }
  return false
}

/** Opens an element; gives the name that it is printed with. */
export function enter(printer: Printer, name: string): string {
  const rule = RULES.get(name)
  const shown = rule === undefined || rule(printer.open) ? name : 'div'
  if (blockElements.has(shown)) printer.blocks++
  printer.open.push(shown)
  return shown
}

/** Closes the element that was opened last: its tags around what stands in it. */
export function leave(
  printer: Printer,
  name: string,
  shown: string,
  attributes: string,
  inside: string,
): string {
  printer.open.pop()
  const says = shown === name ? '' : ` data-element="${name}"`
  return `<${shown}${says}${attributes}>${inside}</${shown}>`
}

/** Prints what stands in an element. */
export function within(printer: Printer, name: string, inside: () => string): string {
  printer.open.push(name)
  const content = inside()
  printer.open.pop()
  return content
}

/** An element with its attributes, already printed, and what stands in it. */
export function elementAround(
  printer: Printer,
  name: string,
  attributes: string,
  inside: () => string,
): string {
  const shown = enter(printer, name)
  return leave(printer, name, shown, attributes, inside())
}

/** Notes that an element has been opened that ends a paragraph. */
export function noteStart(printer: Printer, name: string): void {
  if (blockElements.has(name)) printer.blocks++
}

interface Holder {
  readonly before: string
  readonly after: string
}

const holders: ReadonlyMap<string, Holder> = new Map(
  Object.entries({
    table: ['tbody', 'tr', 'td'],
    thead: ['tr', 'td'],
    tbody: ['tr', 'td'],
    tfoot: ['tr', 'td'],
    tr: ['td'],
  }).map(([name, parts]) => {
    const before = parts.map((part) => `<${part} data-element="${NO_ELEMENT}">`).join('')
    const after = parts.toReversed().map((part) => `</${part}>`)
    return [name, { before, after: after.join('') }]
  }),
)

/** What has to be put around things that are no part of the table they stand in; undefined elsewhere. */
export function holderIn(printer: Printer): Holder | undefined {
  const { open } = printer
  return open.length === 0 ? undefined : holders.get(open[open.length - 1] ?? '')
}

/** Whether a node may stand directly in the part of a table that is open. */
export function isTablePart(printer: Printer, node: Node): boolean {
  const current = printer.open.at(-1) ?? ''
  switch (node.type) {
    case 'text':
      return isWhiteSpace(node.value)
    case 'document':
      return true
    case 'tableSection':
      return mayStand(node.name, current)
    case 'tableRow':
      return mayStand('tr', current)
    case 'tableCell':
      return mayStand('td', current)
    case 'element':
      return mayStand(node.name, current) && (node.name !== 'colgroup' || node.children.every(isColumn))
    default:
      return false
  }
}

/** The element that these nodes are rows, cells or sections of: a piece of a table, as programs convert it by itself. */
export function tableAround(nodes: readonly Node[]): 'table' | 'tbody' | 'tr' | undefined {
  const parts = nodes.filter((node) => node.type !== 'text' || !isWhiteSpace(node.value))
  const [first] = parts
  if (first === undefined || parts.some((node) => node.type !== first.type)) return undefined
  if (first.type === 'tableRow') return 'tbody'
  if (first.type === 'tableCell') return 'tr'
  return first.type === 'tableSection' ? 'table' : undefined
}

function mayStand(name: string, parent: string): boolean {
  return TABLE_PARENTS.get(name)?.has(parent) === true
}

function isColumn(node: Node): boolean {
  if (node.type === 'text') return isWhiteSpace(node.value)
  return node.type === 'comment' || (node.type === 'element' && node.name === 'col')
}
