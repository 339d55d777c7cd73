/** Tables that GFM can say: one row of headers, then rows of cells, all of inline content. */
import type { Node, Table, TableCell } from '../../tree.ts'
import { isInline, withoutBlanks } from './kinds.ts'
import { isAttributeName } from './tags.ts'
import { writeSaid } from './comments.ts'
import { writeLine } from './write-inlines.ts'

/** The table in GFM's notation; undefined when that cannot say it. */
export function writeTable(table: Table): string | undefined {
  const [body, ...more] = withoutBlanks(table.children)
  if (
    body?.type !== 'tableSection' ||
    body.name !== 'tbody' ||
    body.attributes !== undefined ||
    more.length > 0
  )
    return undefined
  if (!Object.keys(table.attributes ?? {}).every(isAttributeName)) return undefined
  const rows = withoutBlanks(body.children).map(cellsOf)
  const [head, ...others] = rows
  if (head === undefined || head.length === 0 || !head.every((cell) => cell.header)) return undefined
  const alignments = head.map(alignmentOf)
  const isPlain = (cells: readonly TableCell[] | undefined, header: boolean): boolean =>
    cells?.length === head.length &&
    cells.every(
      (cell, index) => cell.header === header && alignmentOf(cell) === alignments[index] && isFlat(cell),
    )
  if (alignments.includes('other') || !isPlain(head, true) || !others.every((cells) => isPlain(cells, false)))
    return undefined
  const lines = [
    writeRow(head),
    `|${alignments.map((word) => delimiters[word]).join('|')}|`,
    ...others.map((cells) => writeRow(cells ?? [])),
  ]
  const comment = table.attributes === undefined ? '' : `${writeSaid(table.attributes)}\n`
  return comment + lines.join('\n')
}

const delimiters = { none: ' --- ', left: ' :-- ', center: ' :-: ', right: ' --: ', other: '' } as const

function alignmentOf({ attributes }: TableCell): keyof typeof delimiters {
  if (attributes === undefined) return 'none'
  const { style = '', ...others } = attributes
  const word = /^text-align: (left|center|right);$/.exec(style)?.[1]
  return Object.keys(others).length === 0 && (word === 'left' || word === 'center' || word === 'right')
    ? word
    : 'other'
}

function cellsOf(row: Node): readonly TableCell[] | undefined {
  if (row.type !== 'tableRow' || row.attributes !== undefined) return undefined
  const cells = withoutBlanks(row.children)
  const known = cells.filter((cell) => cell.type === 'tableCell')
  return known.length === cells.length ? known : undefined
}

function isFlat(cell: TableCell): boolean {
  return withoutBlanks(cell.children).every(isInline)
}

function writeRow(cells: readonly TableCell[]): string {
  return `|${cells.map((cell) => ` ${writeLine(cell.children, { isOneLine: true, isCell: true })} `).join('|')}|`
}
