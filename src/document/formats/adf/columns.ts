/** Widths of columns: a `colgroup` in storage format, `colwidth` at every cell in ADF; 0 where none is set. */
import type { Element, Node } from '../../tree.ts'
import type { AdfNode } from './types.ts'

/** Wider tables, and columns that say more than a width, keep their columns privately. */
const MOST_COLUMNS = 200

/** A cell as far as it takes place. */
interface Extent {
  readonly across: number
  readonly down: number
}

/** In which column each cell of each row begins, and how many columns there are; undefined for too many. */
function placesOf(rows: readonly (readonly Extent[])[]): { places: number[][]; columns: number } | undefined {
  const places: number[][] = []
  // How many more rows each column is taken by a cell from above.
  const taken: number[] = []
  let columns = 0
  for (const row of rows) {
    const own: number[] = []
    const fresh: [column: number, down: number][] = []
    let column = 0
    for (const { across, down } of row) {
      while ((taken[column] ?? 0) > 0) column++
      if (column + across > MOST_COLUMNS) return undefined
      own.push(column)
      for (let at = column; at < column + across; at++) fresh.push([at, down])
      column += across
      columns = Math.max(columns, column)
    }
    for (const [at, left] of taken.entries()) taken[at] = Math.max(0, left - 1)
    for (const [at, down] of fresh) taken[at] = down - 1
    places.push(own)
  }
  for (let at = 0; at < taken.length; at++) taken[at] ??= 0
  return { places, columns }
}

/** The widths that columns in storage format say, when they say nothing else. */
function widthsOf(columns: readonly Node[]): readonly number[] | undefined {
  const [group, ...more] = columns
  if (group?.type !== 'element' || group.name !== 'colgroup' || more.length > 0) return undefined
  if (group.attributes !== undefined && Object.keys(group.attributes).length > 0) return undefined
  const widths = group.children.map((column): number => {
    if (column.type !== 'element' || column.name !== 'col' || column.children.length > 0) return Number.NaN
    const { style, ...others } = column.attributes ?? {}
    if (Object.keys(others).length > 0) return Number.NaN
    return style === undefined ? 0 : Number(/^width: ([1-9]\d{0,4})\.0px;$/.exec(style)?.[1] ?? Number.NaN)
  })
  return widths.some((width) => width > 0) && widths.every((width) => width >= 0) ? widths : undefined
}

/** The rows of a table with the widths of its columns at their cells; undefined when that would not say the same. */
export function withWidths(
  rows: readonly AdfNode[],
  columns: readonly Node[],
): readonly AdfNode[] | undefined {
  const widths = widthsOf(columns)
  const grid = placesOf(rows.map((row) => (row.content ?? []).map(extentOf)))
  if (widths === undefined || grid === undefined || grid.columns !== widths.length) return undefined
  if (cellsOf(rows).some(({ attrs }) => attrs?.['colwidth'] !== undefined)) return undefined
  return rows.map((row, r) => ({
    ...row,
    content: (row.content ?? []).map((cell, c) => {
      const from = grid.places[r]?.[c] ?? 0
      const colwidth = widths.slice(from, from + extentOf(cell).across)
      // Before what is private: the order in which a reader of the text expects them.
      return { ...cell, attrs: { colwidth, ...cell.attrs } }
    }),
  }))
}

/** The rows without the widths at their cells, and these as columns; undefined unless all cells agree on them. */
export function fromWidths(
  rows: readonly AdfNode[],
): { readonly rows: readonly AdfNode[]; readonly columns: Element } | undefined {
  const grid = placesOf(rows.map((row) => (row.content ?? []).map(extentOf)))
  if (grid === undefined || grid.columns === 0) return undefined
  const widths: (number | undefined)[] = Array.from({ length: grid.columns })
  for (const [r, row] of rows.entries())
    for (const [c, cell] of (row.content ?? []).entries()) {
      const given = cell.attrs?.['colwidth']
      if (!Array.isArray(given) || given.length !== extentOf(cell).across) return undefined
      for (const [index, width] of (given as readonly unknown[]).entries()) {
        const at = (grid.places[r]?.[c] ?? 0) + index
        const isWidth = typeof width === 'number' && Number.isInteger(width) && width >= 0 && width < 100_000
        if (!isWidth || (widths[at] ?? width) !== width) return undefined
        widths[at] = width
      }
    }
  if (widths.includes(undefined) || !widths.some((width) => width !== 0)) return undefined
  const columns = widths.map((width): Element => ({
    type: 'element',
    name: 'col',
    ...(width !== 0 && { attributes: { style: `width: ${width}.0px;` } }),
    children: [],
  }))
  return { rows: rows.map(withoutWidths), columns: { type: 'element', name: 'colgroup', children: columns } }
}

function withoutWidths(row: AdfNode): AdfNode {
  const content = (row.content ?? []).map((cell): AdfNode => {
    const { colwidth: _said, ...attrs } = cell.attrs ?? {}
    return { ...cell, attrs }
  })
  return { ...row, content }
}

function cellsOf(rows: readonly AdfNode[]): readonly AdfNode[] {
  return rows.flatMap((row) => row.content ?? [])
}

function extentOf({ attrs }: AdfNode): Extent {
  const number = (value: unknown) => (typeof value === 'number' && value >= 1 ? Math.trunc(value) : 1)
  return { across: number(attrs?.['colspan']), down: number(attrs?.['rowspan']) }
}
