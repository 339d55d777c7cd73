/** Trees without white space that HTML does not show, for comparing what two texts mean. */
import { blockTypes } from '../kinds.ts'
import { macroFacts } from '../macro-facts.ts'
import type { Document, Node } from '../tree.ts'

/**
 * The document with runs of white space as one blank, and none at the ends of blocks, next to breaks, or alone next to
 * what may be a block.
 */
export function settled(tree: Document): Document {
  return { type: 'document', children: settle(tree.children, true, false) }
}

/** The document with marks that stand side by side and are the same as one mark: ADF has no other way to say it. */
export function withMergedMarks(tree: Document): Document {
  return { type: 'document', children: merge(tree.children) }
}

const merging: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'strong',
  'emphasis',
  'underline',
  'strike',
  'code',
  'subscript',
  'superscript',
  'span',
  'anchor',
  'link',
  'commentMarker',
])

function merge(nodes: readonly Node[]): readonly Node[] {
  const out: Node[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (
      last !== undefined &&
      merging.has(node.type) &&
      isSame(last, node) &&
      'children' in last &&
      'children' in node
    ) {
      out[out.length - 1] = { ...last, children: [...last.children, ...node.children] } as Node
    } else out.push(node)
  }
  return out.map((node): Node => {
    if (node.type === 'macro' && node.body.kind === 'rich') {
      return { ...node, body: { kind: 'rich', children: merge(node.body.children) } }
    }
    return 'children' in node ? ({ ...node, children: merge(node.children) } as Node) : node
  })
}

function isSame(one: Node, other: Node): boolean {
  const isEmpty =
    !('children' in one) || !('children' in other) || one.children.length === 0 || other.children.length === 0
  return !isEmpty && JSON.stringify({ ...one, children: 0 }) === JSON.stringify({ ...other, children: 0 })
}

function settle(nodes: readonly Node[], isBlock: boolean, isVerbatim: boolean): readonly Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = { type: 'text', value: last.value + node.value }
    } else
      joined.push(node.type === 'text' ? { type: 'text', value: node.value } : settleNode(node, isVerbatim))
  }
  if (isVerbatim) return joined
  return joined
    .map((node, index) => {
      if (node.type !== 'text') return node
      let value = node.value.replace(/[ \t\n\r]+/g, ' ')
      if (value === ' ' && (mayBeBlock(joined[index - 1]) || mayBeBlock(joined[index + 1]))) value = ''
      if (isEdge(joined[index - 1], isBlock)) value = value.replace(/^ /, '')
      if (isEdge(joined[index + 1], isBlock)) value = value.replace(/ $/, '')
      return { ...node, value }
    })
    .filter((node) => node.type !== 'text' || node.value !== '')
}

/** `pre` says itself which of its white space counts, and what only ADF knows is no block to others. */
function isBlockType({ type }: Node): boolean {
  return type === 'document' || (blockTypes.has(type) && type !== 'preformatted' && type !== 'adfExtension')
}

function isDivision(node: Node): boolean {
  if (node.type === 'macro') return macroFacts.get(node.name)?.place === 'block'
  return node.type === 'element' && node.name === 'div'
}

/** Nodes of which the tree does not say whether they stand in a line: white space alone next to one says nothing. */
function mayBeBlock(node: Node | undefined): boolean {
  return (
    node !== undefined && ['macro', 'element', 'comment', 'characterData', 'adfExtension'].includes(node.type)
  )
}

function isEdge(neighbour: Node | undefined, isBlock: boolean): boolean {
  return neighbour === undefined
    ? isBlock
    : neighbour.type === 'lineBreak' || isBlockType(neighbour) || isDivision(neighbour)
}

function settleNode(node: Node, isVerbatim: boolean): Node {
  const { source: _, shell: __, ...rest } = node
  const plain = rest as Node
  if (plain.type === 'macro') {
    const { body } = plain
    return body.kind === 'rich'
      ? { ...plain, body: { kind: 'rich', children: settle(body.children, true, false) } }
      : plain
  }
  if (!('children' in plain)) return plain
  const inside = settle(plain.children, isBlockType(plain), isVerbatim || plain.type === 'preformatted')
  return { ...plain, children: inside } as Node
}
