/** Tables that stand in a macro's body, as grids of cells. */
import type { Node, TableCell } from '../../tree.ts'
import { findAll, textContent } from '../../visit.ts'

/** The rows of each table; tables inside cells are tables of their own. */
export function tablesIn(nodes: readonly Node[]): readonly (readonly (readonly TableCell[])[])[] {
  return findAll(nodes, 'table').map((table) => rowsOf(table.children))
}

function rowsOf(nodes: readonly Node[]): readonly (readonly TableCell[])[] {
  return nodes.flatMap((node) => {
    if (node.type === 'tableSection') return rowsOf(node.children)
    return node.type === 'tableRow'
      ? [node.children.filter((cell): cell is TableCell => cell.type === 'tableCell')]
      : []
  })
}

export function cellText(cell: TableCell | undefined): string {
  return cell === undefined ? '' : textContent(cell.children).replace(/\s+/g, ' ').trim()
}
