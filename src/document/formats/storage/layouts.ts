/** `ac:layout`, `ac:layout-section` and `ac:layout-cell` → nodes. */
import type { Node } from '../../tree.ts'
import { asElement, nonEmpty, type ReadElement } from '../../elements.ts'

export function layoutOf({ attributes, children, source }: ReadElement): Node {
  return { type: 'layout', attributes, children, source }
}

/** A section without a type stays an element. */
export function layoutSectionOf(read: ReadElement): Node {
  const { 'ac:type': kind, ...rest } = read.attributes ?? {}
  if (kind === undefined) return asElement(read)
  return {
    type: 'layoutSection',
    kind,
    attributes: nonEmpty(rest),
    children: read.children,
    source: read.source,
  }
}

export function layoutCellOf({ attributes, children, source }: ReadElement): Node {
  return { type: 'layoutCell', attributes, children, source }
}
