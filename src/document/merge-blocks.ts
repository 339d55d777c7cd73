/**
 * Merging a text that was edited in a notation without marks of where its parts came from, such as Markdown: what the
 * notation makes of each block of the stored document by itself says which block a part of the text came from.
 */
import { align } from './align.ts'
import { Keys, withHidden } from './merge.ts'
import type { Document, Node } from './tree.ts'
import { shellOf } from './visit.ts'

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
  const unedited = shown(stored.children)
  const keys = new Keys(true)
  if (keys.ofList(edited) === keys.ofList(unedited)) return stored
  const origins = originsOf(keys, blocks, unedited, shown)
  const partners = align(
    unedited.map((node) => keys.of(node)),
    edited.map((node) => keys.of(node)),
    (old, fresh) => isSameKind(unedited[old], edited[fresh]),
  )
  const between = textBetween(stored, blocks)
  const children: Node[] = []
  let last: number | undefined = -1
  for (const [at, node] of edited.entries()) {
    const partner = partners[at]
    const before = partner === undefined ? undefined : unedited[partner]
    const number = partner === undefined ? undefined : origins[partner]
    if (number !== undefined && last === number - 1) children.push(...(between[number] ?? []))
    children.push(
      number === undefined || before === undefined ? node : kept(keys, blocks[number], before, node),
    )
    last = number
  }
  if (last === blocks.length - 1) children.push(...(between[blocks.length] ?? []))
  return { ...stored, children, source: undefined, shell: shellOf(stored) }
}

/** For each node of the unedited text the number of the block that became it, and nothing else. */
function originsOf(
  keys: Keys,
  blocks: readonly Node[],
  unedited: readonly Node[],
  shown: (nodes: readonly Node[]) => readonly Node[],
): (number | undefined)[] {
  const alone = blocks.flatMap((block, number) => {
    const [node, ...more] = shown([block])
    return node === undefined || more.length > 0 ? [] : [{ number, node }]
  })
  return align(
    alone.map(({ node }) => keys.of(node)),
    unedited.map((node) => keys.of(node)),
    () => false,
  ).map((partner) => (partner === undefined ? undefined : alone[partner]?.number))
}

function isSameKind(old: Node | undefined, fresh: Node | undefined): boolean {
  if (old?.type !== 'element' || fresh?.type !== 'element') return old?.type === fresh?.type
  return old.name === fresh.name
}

/** What stands before each block that is none itself: white space and comments; the last entry stands behind them all. */
function textBetween({ children }: Document, blocks: readonly Node[]): readonly (readonly Node[])[] {
  const places = [-1, ...blocks.map((block) => children.indexOf(block)), children.length]
  return places.slice(1).map((place, at) => children.slice((places[at] ?? -1) + 1, place))
}

/** The stored block when nothing of it was edited, else the edited one with the attributes that the notation cannot show. */
function kept(keys: Keys, stored: Node | undefined, unedited: Node, edited: Node): Node {
  if (stored === undefined || keys.of(unedited) === keys.of(edited)) return stored ?? edited
  if (stored.type !== 'element' || edited.type !== 'element' || stored.name !== edited.name) return edited
  const attributes = withHidden(edited.attributes, unedited.attributes, stored.attributes)
  return attributes === undefined ? edited : { ...edited, attributes, source: undefined }
}

/** What stands between blocks. */
const INVISIBLE: ReadonlySet<Node['type']> = new Set(['text', 'comment', 'characterData'])
