/** What of a tree is a block in HTML. */
import type { Node } from '../../tree.ts'
import type { Printer } from './printer.ts'

const BLOCK_NODES: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'paragraph',
  'heading',
  'quote',
  'preformatted',
  'rule',
  'list',
  'listItem',
  'table',
  'tableSection',
  'tableRow',
  'tableCell',
  'taskList',
  'task',
  'layout',
  'layoutSection',
  'layoutCell',
  'adfExtension',
])

/** Elements that end a paragraph when an HTML parser meets them. */
export const blockElements: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 ' +
    'h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table tbody td tfoot ' +
    'th thead tr ul xmp'
  ).split(' '),
)

/** Whether the HTML of these nodes holds an element that cannot stand in a paragraph. */
export function holdsBlock(printer: Printer, nodes: readonly Node[]): boolean {
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'lineBreak') continue
    if (isBlock(printer, node)) return true
  }
  return false
}

function isBlock(printer: Printer, node: Node): boolean {
  if (BLOCK_NODES.has(node.type)) return true
  switch (node.type) {
    case 'macro': {
      if (printer.purpose === 'editor') return node.body.kind !== 'none'
      const output = printer.expansion.outputs.get(node)
      return output !== undefined && holdsBlock(printer, output.nodes)
    }
    case 'image':
      return node.caption !== undefined
    case 'element':
      return blockElements.has(node.name) || holdsBlock(printer, node.children)
    default:
      return 'children' in node && holdsBlock(printer, node.children)
  }
}
