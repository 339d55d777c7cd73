/**
 * Merging a text that was edited in a notation without marks of where its parts came from, such as Markdown: what the
 * notation makes of each block of the stored document by itself says which block a part of the text came from.
 */
import { align } from './align.ts'
import { Keys, merge } from './merge.ts'
import type { Document, Node } from './tree.ts'

/**
 * The edited document, in which blocks that were not touched are those that were stored, to the byte. `shown`: what the
 * notation makes of nodes, read again.
 */
export function mergeBlocks(
  stored: Document,
  edited: readonly Node[],
  shown: (nodes: readonly Node[]) => readonly Node[],
): Document {
  const blocks = stored.children.filter(({ type }) => !INVISIBLE.has(type))
  const numbers = new Map(blocks.map((block, number) => [block, number]))
  const unedited = shown(stored.children)
  const alone = blocks.flatMap((block, number) => {
    const [node, ...more] = shown([block])
    return node === undefined || more.length > 0 ? [] : [{ number, node }]
  })
  const keys = new Keys(true)
  const partners = align(
    alone.map(({ node }) => keys.of(node)),
    unedited.map((node) => keys.of(node)),
    () => false,
  )
  const origins = new Map<Node, number>()
  for (const [at, node] of unedited.entries()) {
    const partner = partners[at]
    const number = partner === undefined ? undefined : alone[partner]?.number
    if (number !== undefined) origins.set(node, number)
  }
  return merge({ stored, unedited, edited, numbers, origins, exactSpace: true })
}

/** What stands between blocks. */
const INVISIBLE: ReadonlySet<Node['type']> = new Set(['text', 'comment', 'characterData'])
