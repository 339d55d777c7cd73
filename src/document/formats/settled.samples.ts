/** Trees without white space that HTML does not show, for comparing what two texts mean. */
import type { Document, Node } from '../tree.ts'

const blocks: ReadonlySet<Node['type']> = new Set<Node['type']>(
  'document paragraph heading quote rule list listItem table tableSection tableRow tableCell taskList task layout layoutSection layoutCell'.split(
    ' ',
  ) as Node['type'][],
)

/** The document with runs of white space as one blank, and none at the ends of blocks or next to breaks. */
export function settled(tree: Document): Document {
  return { type: 'document', children: settle(tree.children, true, false) }
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
      if (isEdge(joined[index - 1], isBlock)) value = value.replace(/^ /, '')
      if (isEdge(joined[index + 1], isBlock)) value = value.replace(/ $/, '')
      return { ...node, value }
    })
    .filter((node) => node.type !== 'text' || node.value !== '')
}

function isEdge(neighbour: Node | undefined, isBlock: boolean): boolean {
  return neighbour === undefined ? isBlock : neighbour.type === 'lineBreak' || blocks.has(neighbour.type)
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
  const inside = settle(plain.children, blocks.has(plain.type), isVerbatim || plain.type === 'preformatted')
  return { ...plain, children: inside } as Node
}
