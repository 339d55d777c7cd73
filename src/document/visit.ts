/** Walking and changing trees without losing what the unchanged parts were read from. */
import type { Node, Parent } from './tree.ts'

/** The nodes directly inside a node: children, the rich body of a macro, the caption of an image. */
export function childrenOf(node: Node): readonly Node[] {
  if ('children' in node) return node.children
  if (node.type === 'macro') return node.body.kind === 'rich' ? node.body.children : none
  if (node.type === 'image') return node.caption ?? none
  return none
}
const none: readonly Node[] = []

/** Visits every node in document order; `visit` returns false to leave out what is inside. Never recurses. */
export function walk(nodes: readonly Node[], visit: (node: Node) => boolean | void): void {
  const stack: Node[] = nodes.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visit(node) === false) continue
    const children = childrenOf(node)
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index] as Node)
  }
}

/** Every node of one type, in document order. */
export function findAll<T extends Node['type']>(
  nodes: readonly Node[],
  type: T,
): Extract<Node, { type: T }>[] {
  const found: Extract<Node, { type: T }>[] = []
  walk(nodes, (node) => {
    if (node.type === type) found.push(node as Extract<Node, { type: T }>)
  })
  return found
}

/** The node with other children; its tags are still copied from where it was read. */
export function withChildren<T extends Parent>(node: T, children: readonly Node[]): T {
  if (children === node.children) return node
  return { ...node, children, source: undefined, shell: shellOf(node) }
}

/** What is left of a node's source when its children have changed. */
export function shellOf(node: Node): Node['shell'] {
  const source = node.source ?? node.shell
  return source?.open === undefined ? undefined : source
}

/**
 * Changes a tree: `change` gets every node, children first, and gives back what stands for it (the node itself to
 * keep it, several nodes or none). Nodes around a change lose their `source`, the others keep it.
 */
export function replace(
  nodes: readonly Node[],
  change: (node: Node) => Node | readonly Node[],
): readonly Node[] {
  let result: Node[] | undefined
  for (const [index, node] of nodes.entries()) {
    const inside = childrenOf(node)
    const changed = change(withInside(node, replace(inside, change)))
    if (changed === node && result === undefined) continue
    result ??= nodes.slice(0, index)
    if (Array.isArray(changed)) result.push(...(changed as readonly Node[]))
    else result.push(changed as Node)
  }
  return result ?? nodes
}

function withInside(node: Node, inside: readonly Node[]): Node {
  if (inside === childrenOf(node)) return node
  if ('children' in node) return withChildren(node, inside)
  if (node.type === 'macro') {
    return { ...node, body: { kind: 'rich', children: inside }, source: undefined, shell: shellOf(node) }
  }
  if (node.type === 'image') return { ...node, caption: inside, source: undefined, shell: undefined }
  return node
}

/** All text inside, as it reads: for titles, headings and other one-line uses. */
export function textContent(nodes: readonly Node[]): string {
  let text = ''
  walk(nodes, (node) => {
    if (node.type === 'text' || node.type === 'characterData') text += node.value
    else if (node.type === 'lineBreak') text += ' '
    return node.type !== 'macro' && node.type !== 'image'
  })
  return text
}
