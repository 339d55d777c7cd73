/** Layouts: storage format names the kinds of sections, ADF gives the widths of their columns. */
import type { Attributes, LayoutCell, LayoutSection, Node } from '../../tree.ts'
import { adfAttributes, adfMarks, privateOf, storageAttributes, textField } from './private.ts'
import type { AdfNode } from './types.ts'

const kinds: ReadonlyMap<string, readonly number[]> = new Map([
  ['single', [100]],
  ['two_equal', [50, 50]],
  ['two_left_sidebar', [33.33, 66.66]],
  ['two_right_sidebar', [66.66, 33.33]],
  ['three_equal', [33.33, 33.33, 33.33]],
  ['three_with_sidebars', [25, 50, 25]],
])
const kindsByWidths: ReadonlyMap<string, string> = new Map(
  [...kinds].map(([kind, widths]) => [widths.join(' '), kind]),
)

/** Sections that stand together are one layout, until one says that it begins another. */
export function readLayouts(
  sections: readonly AdfNode[],
  readBlocks: (nodes: readonly AdfNode[]) => Node[],
): readonly Node[] {
  const layouts: Node[][] = []
  for (const section of sections) {
    const begins = privateOf(section.attrs)['begins'] === true
    if (layouts.length === 0 || begins) layouts.push([])
    layouts.at(-1)?.push(readSection(section, readBlocks))
  }
  return layouts.map((children) => ({ type: 'layout', children }))
}

/** The sections of a layout; undefined when there is anything else in it. `begins`: a layout stands right before. */
export function writeLayout(
  layout: Node & { type: 'layout' },
  begins: boolean,
  writeBody: (nodes: readonly Node[]) => readonly AdfNode[],
): readonly AdfNode[] | undefined {
  const sections = layout.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const written = sections.map((section, index) => writeSection(section, begins && index === 0, writeBody))
  const known = written.filter((section) => section !== undefined)
  return layout.attributes !== undefined || known.length === 0 || known.length < written.length
    ? undefined
    : known
}

function readSection(node: AdfNode, readBlocks: (nodes: readonly AdfNode[]) => Node[]): LayoutSection {
  const columns = node.content ?? []
  const widths = columns.map((column) => column.attrs?.['width'])
  const kind =
    textField(privateOf(node.attrs), 'kind') ?? kindsByWidths.get(widths.join(' ')) ?? 'fixed-width'
  const isNamed = kinds.get(kind)?.join(' ') === widths.join(' ')
  const children = columns.map((column): LayoutCell => {
    const width = column.attrs?.['width']
    const isNumber = typeof width === 'number'
    const natural: Attributes =
      isNumber && !isNamed && privateOf(column.attrs)['hasWidth'] !== false
        ? { 'ac:width': String(width) }
        : {}
    const attributes = storageAttributes(column.attrs, isNumber ? ['width'] : [], natural, column.marks)
    return { type: 'layoutCell', ...attributes, children: readBlocks(column.content ?? []) }
  })
  return { type: 'layoutSection', kind, ...storageAttributes(node.attrs, [], {}, node.marks), children }
}

function writeSection(
  section: Node,
  begins: boolean,
  writeBody: (nodes: readonly Node[]) => readonly AdfNode[],
): AdfNode | undefined {
  if (section.type !== 'layoutSection') return undefined
  const cells = section.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  if (cells.length === 0 || !cells.every((cell) => cell.type === 'layoutCell')) return undefined
  const named = kinds.get(section.kind)
  const widths = named?.length === cells.length ? named : undefined
  const columns = cells.map((cell, index): AdfNode =>
    writeColumn(cell, widths?.[index], cells.length, writeBody),
  )
  const read = kindsByWidths.get(columns.map((column) => column.attrs?.['width']).join(' ')) ?? 'fixed-width'
  const fields = { ...(begins && { begins }), ...(read !== section.kind && { kind: section.kind }) }
  return {
    type: 'layoutSection',
    ...adfAttributes({}, section.attributes, [], fields),
    ...adfMarks(section.attributes),
    content: columns,
  }
}

function writeColumn(
  cell: LayoutCell,
  named: number | undefined,
  count: number,
  writeBody: (nodes: readonly Node[]) => readonly AdfNode[],
): AdfNode {
  const own = cell.attributes?.['ac:width']
  const isOwn = named === undefined && own !== undefined && own !== '' && String(Number(own)) === own
  const width = named ?? (isOwn ? Number(own) : Math.floor(10000 / count) / 100)
  const fields = named === undefined && !isOwn ? { hasWidth: false } : {}
  const attributes = adfAttributes({ width }, cell.attributes, isOwn ? ['ac:width'] : [], fields)
  return {
    type: 'layoutColumn',
    ...attributes,
    ...adfMarks(cell.attributes),
    content: writeBody(cell.children),
  }
}
