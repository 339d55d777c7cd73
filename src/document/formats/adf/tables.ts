/** Tables. ADF has rows alone; the sections and columns of storage format ride along privately. */
import { readSpelled, spelledText } from '../../spelling.ts'
import type { Attributes, Node, Table, TableCell, TableSection } from '../../tree.ts'
import {
  adfAttributes,
  adfMarks,
  privateOf,
  readAttributes,
  storageAttributes,
  textField,
} from './private.ts'
import { fromWidths, withWidths } from './columns.ts'
import type { AdfNode } from './types.ts'

const cellNumbers: readonly string[] = ['colspan', 'rowspan']

/** The table of a node. */
export function readTable(node: AdfNode, readBlocks: (nodes: readonly AdfNode[]) => Node[]): Table {
  const sections: { name: string; attributes: Attributes | undefined; rows: Node[] }[] = []
  const given = node.content ?? []
  const spelled = textField(privateOf(node.attrs), 'columns')
  const natural = spelled === undefined ? fromWidths(given) : undefined
  for (const row of natural?.rows ?? given) {
    const fields = privateOf(row.attrs)
    const name = textField(fields, 'section') ?? 'tbody'
    const attributes = readAttributes(fields['sectionAttributes'])
    const last = sections.at(-1)
    const isSame = last !== undefined && last.name === name && fields['begins'] !== true
    const target = isSame ? last : { name, attributes, rows: [] }
    if (!isSame) sections.push(target)
    const children = (row.content ?? []).map((cell) => readCell(cell, readBlocks))
    target.rows.push({ type: 'tableRow', ...storageAttributes(row.attrs, [], {}, row.marks), children })
  }
  const columns = natural === undefined ? (readSpelled(spelled ?? '') ?? []) : [natural.columns]
  const parts = sections.flatMap(({ name, attributes, rows }): readonly Node[] =>
    isSection(name)
      ? [{ type: 'tableSection', name, ...(attributes && { attributes }), children: rows }]
      : rows,
  )
  return {
    type: 'table',
    ...storageAttributes(node.attrs, [], {}, node.marks),
    children: [...columns, ...parts],
  }
}

/** The node of a table; undefined when its rows are not all rows of cells. */
export function writeTable(
  table: Table,
  writeBody: (nodes: readonly Node[]) => readonly AdfNode[],
): AdfNode | undefined {
  const parts = table.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const first = parts.findIndex((part) => part.type === 'tableSection' || part.type === 'tableRow')
  const columns = parts.slice(0, first === -1 ? parts.length : first)
  const rows: (AdfNode | undefined)[] = []
  let before: string | undefined
  for (const part of parts.slice(columns.length)) {
    const name = part.type === 'tableSection' ? part.name : 'none'
    if (part.type !== 'tableSection' && part.type !== 'tableRow') return undefined
    const own = part.type === 'tableSection' ? part.children : [part]
    const begins = part.type === 'tableSection' && before === name
    rows.push(...writeRows(own, part.type === 'tableSection' ? part : undefined, begins, writeBody))
    before = name
  }
  const known = rows.filter((row) => row !== undefined)
  if (known.length === 0 || known.length < rows.length) return undefined
  const natural = withWidths(known, columns)
  const fields = columns.length === 0 || natural !== undefined ? {} : { columns: spelledText(columns) }
  return {
    type: 'table',
    ...adfAttributes({}, table.attributes, [], fields),
    ...adfMarks(table.attributes),
    content: natural ?? known,
  }
}

function isSection(name: string): name is TableSection['name'] {
  return name === 'thead' || name === 'tbody' || name === 'tfoot'
}

function writeRows(
  nodes: readonly Node[],
  section: TableSection | undefined,
  begins: boolean,
  writeBody: (nodes: readonly Node[]) => readonly AdfNode[],
): readonly (AdfNode | undefined)[] {
  const rows = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  if (rows.length === 0) return [undefined]
  return rows.map((row, index) => {
    if (row.type !== 'tableRow') return undefined
    const cells = row.children.filter((cell) => cell.type !== 'text' || cell.value.trim() !== '')
    if (cells.length === 0 || !cells.every((cell) => cell.type === 'tableCell')) return undefined
    const fields = {
      ...(section?.name !== 'tbody' && { section: section?.name ?? 'none' }),
      ...(index === 0 && begins && { begins }),
      ...(index === 0 && section?.attributes !== undefined && { sectionAttributes: section.attributes }),
    }
    const content = cells.map((cell) => writeCell(cell, writeBody))
    return {
      type: 'tableRow',
      ...adfAttributes({}, row.attributes, [], fields),
      ...adfMarks(row.attributes),
      content,
    }
  })
}

function readCell(
  { type, attrs, content = [], marks }: AdfNode,
  readBlocks: (nodes: readonly AdfNode[]) => Node[],
): TableCell {
  const numbers = cellNumbers.filter((name) => typeof attrs?.[name] === 'number')
  const natural = Object.fromEntries(numbers.map((name) => [name, String(attrs?.[name])]))
  const background = attrs?.['background']
  const colour: Attributes = typeof background === 'string' ? { 'data-highlight-colour': background } : {}
  const known = [...numbers, ...(typeof background === 'string' ? ['background'] : [])]
  const attributes = storageAttributes(attrs, known, { ...natural, ...colour }, marks)
  return { type: 'tableCell', header: type === 'tableHeader', ...attributes, children: readBlocks(content) }
}

function writeCell(cell: TableCell, writeBody: (nodes: readonly Node[]) => readonly AdfNode[]): AdfNode {
  const { attributes = {} } = cell
  const numbers = cellNumbers.filter((name) => /^[1-9]\d{0,3}$/.test(attributes[name] ?? ''))
  const background = attributes['data-highlight-colour']
  const natural = {
    ...Object.fromEntries(numbers.map((name) => [name, Number(attributes[name])])),
    ...(background !== undefined && { background }),
  }
  const own = adfAttributes(natural, cell.attributes, [...numbers, 'data-highlight-colour'])
  return {
    type: cell.header ? 'tableHeader' : 'tableCell',
    ...own,
    ...adfMarks(cell.attributes),
    content: writeBody(cell.children),
  }
}
