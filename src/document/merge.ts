/**
 * Merging an edited document into the stored one it came from.
 *
 * Three trees: the stored one (with the text it was read from), the same after it went out and came back unedited
 * (`unedited`), and the edited one. Where edited and unedited agree, the stored nodes are taken, bytes and all; where
 * they differ, only the smallest differing part is new.
 */
import type { Attributes, Document, Node } from './tree.ts'
import { align } from './align.ts'
import { spliceText } from './splice-text.ts'
import { childrenOf, shellOf, textContent } from './visit.ts'

export interface MergeInput {
  readonly stored: Document
  readonly unedited: readonly Node[]
  readonly edited: readonly Node[]
  /** Numbers of stored nodes, in document order. */
  readonly numbers: ReadonlyMap<Node, number>
  /** Which stored node a node of `unedited` came from. */
  readonly origins: ReadonlyMap<Node, number>
  /** Whether blanks at the edges of a text count; false for texts that a program has indented. */
  readonly exactSpace: boolean
}

interface State {
  readonly storedNodes: readonly Node[]
  readonly parents: readonly (Node | undefined)[]
  readonly origins: ReadonlyMap<Node, number>
  /** Nodes of `unedited` that hold all that came of their stored node, and nothing else. */
  readonly whole: ReadonlySet<Node>
  readonly keys: Keys
  readonly exactSpace: boolean
}

/** The edited document, made of stored nodes where nothing was edited. */
export function merge(input: MergeInput): Document {
  const { stored, unedited, edited, exactSpace } = input
  const keys = new Keys(exactSpace)
  const storedNodes: Node[] = []
  const parents: (Node | undefined)[] = []
  const ends: number[] = []
  index(stored, undefined, input.numbers, storedNodes, parents, ends)
  const whole = wholeNodes(unedited, input.origins, ends)
  const state: State = { storedNodes, parents, origins: input.origins, whole, keys, exactSpace }
  if (keys.ofList(edited) === keys.ofList(unedited) && isWholeList(unedited, input.origins)) return stored
  const children = mergeLists(state, stored, unedited, edited)
  return { ...stored, children, source: undefined, shell: shellOf(stored) }
}

/** Every numbered node of `unedited` once: nothing is left out that would come back with the whole document. */
function isWholeList(unedited: readonly Node[], origins: ReadonlyMap<Node, number>): boolean {
  const seen = new Set<number>()
  const pending = [...unedited]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const number = origins.get(node)
    if (number !== undefined) {
      if (seen.has(number)) return false
      seen.add(number)
    }
    pending.push(...childrenOf(node))
  }
  return true
}

/** Lists stored nodes by number, with their parents and the last number inside each. */
function index(
  node: Node,
  parent: Node | undefined,
  numbers: ReadonlyMap<Node, number>,
  nodes: Node[],
  parents: (Node | undefined)[],
  ends: number[],
): number {
  const number = numbers.get(node)
  let last = number ?? -1
  if (number !== undefined) {
    nodes[number] = node
    parents[number] = parent
  }
  for (const child of childrenOf(node))
    last = Math.max(last, index(child, node, numbers, nodes, parents, ends))
  if (number !== undefined) ends[number] = last
  return last
}

interface Extent {
  readonly count: number
  readonly min: number
  readonly max: number
}

/** The nodes under which exactly the numbers stand that came of their own stored node. */
function wholeNodes(
  unedited: readonly Node[],
  origins: ReadonlyMap<Node, number>,
  ends: readonly number[],
): ReadonlySet<Node> {
  const extents = new Map<Node, Extent>()
  const present = new Uint32Array(ends.length + 2)
  const measure = (node: Node): Extent => {
    const own = origins.get(node)
    let count = own === undefined ? 0 : 1
    let min = own ?? Number.POSITIVE_INFINITY
    let max = own ?? -1
    if (own !== undefined) present[own + 1] = (present[own + 1] ?? 0) + 1
    for (const child of childrenOf(node)) {
      const inside = measure(child)
      count += inside.count
      min = Math.min(min, inside.min)
      max = Math.max(max, inside.max)
    }
    const extent = { count, min, max }
    extents.set(node, extent)
    return extent
  }
  for (const node of unedited) measure(node)
  for (let number = 1; number < present.length; number++)
    present[number] = (present[number] ?? 0) + (present[number - 1] ?? 0)
  const whole = new Set<Node>()
  for (const [node, { count, min, max }] of extents) {
    const own = origins.get(node)
    if (own === undefined) continue
    const end = ends[own] ?? own
    const expected = (present[end + 1] ?? 0) - (present[own] ?? 0)
    if (min >= own && max <= end && count === expected) whole.add(node)
  }
  return whole
}

/** A node of a list with the text before it. */
interface Item {
  readonly node: Node
  readonly before: readonly Node[]
}

/** Cuts a list at its nodes other than text. */
function itemsOf(nodes: readonly Node[]): { items: readonly Item[]; after: readonly Node[] } {
  const items: Item[] = []
  let before: Node[] = []
  for (const node of nodes) {
    if (node.type === 'text') before.push(node)
    else {
      items.push({ node, before })
      before = []
    }
  }
  return { items, after: before }
}

function mergeLists(
  state: State,
  owner: Node | undefined,
  unedited: readonly Node[],
  edited: readonly Node[],
): readonly Node[] {
  const { keys } = state
  const old = itemsOf(unedited)
  const fresh = itemsOf(edited)
  const between = storedBetween(state, owner, old.items)
  const partners = align(
    old.items.map(({ node }) => keys.of(node)),
    fresh.items.map(({ node }) => keys.of(node)),
    (oldIndex, freshIndex) => isSameKind(old.items[oldIndex]?.node, fresh.items[freshIndex]?.node),
  )
  const out: Node[] = []
  for (const [freshIndex, item] of fresh.items.entries()) {
    const oldIndex = partners[freshIndex]
    const oldItem = oldIndex === undefined ? undefined : old.items[oldIndex]
    const isMoved = oldIndex === undefined || (partners[freshIndex - 1] ?? -1) !== oldIndex - 1
    out.push(...mergeText(state, storedAt(between, oldIndex), oldItem?.before, item.before, isMoved))
    out.push(mergeNode(state, owner, oldItem?.node, item.node))
  }
  const isMoved = (partners.at(-1) ?? -1) !== old.items.length - 1
  out.push(...mergeText(state, between[old.items.length], old.after, fresh.after, isMoved))
  return out
}

function storedAt(
  between: readonly (readonly Node[] | undefined)[],
  index: number | undefined,
): readonly Node[] | undefined {
  return index === undefined ? undefined : between[index]
}

/** The text between two nodes: the stored one when it is the same, else the edited one with what it kept of it. */
function mergeText(
  { keys }: State,
  stored: readonly Node[] | undefined,
  unedited: readonly Node[] | undefined,
  edited: readonly Node[],
  isMoved: boolean,
): readonly Node[] {
  if (stored === undefined || unedited === undefined) return edited
  if (keys.ofText(unedited) === keys.ofText(edited)) return stored
  const before = textContent(unedited)
  const after = textContent(edited)
  // A blank that a new neighbour has swallowed was not taken away by anyone.
  if (isMoved && before.trim() === '' && after.trim() === '') return stored
  return spliceText(stored, before, after) ?? edited
}

/** For each item the stored nodes that stand before it and show nothing of their own: text, comments, white space. */
function storedBetween(
  state: State,
  owner: Node | undefined,
  items: readonly Item[],
): (readonly Node[] | undefined)[] {
  const storedChildren = owner === undefined ? [] : childrenOf(owner)
  const between: (readonly Node[] | undefined)[] = []
  let position: number | undefined = owner === undefined ? undefined : 0
  for (const { node } of items) {
    const origin = state.origins.get(node)
    const at =
      origin === undefined || state.parents[origin] !== owner
        ? -1
        : storedChildren.indexOf(state.storedNodes[origin] as Node, position)
    const isInOrder = at !== -1 && position !== undefined && at >= position
    between.push(isInOrder ? storedChildren.slice(position, at) : undefined)
    position = at === -1 ? undefined : at + 1
  }
  between.push(position === undefined ? undefined : storedChildren.slice(position))
  return between
}

function isSameKind(a: Node | undefined, b: Node | undefined): boolean {
  if (a === undefined || b === undefined || a.type !== b.type) return false
  if (a.type === 'element' && b.type === 'element') return a.name === b.name
  return a.type === 'macro' && b.type === 'macro' ? a.name === b.name : true
}

function mergeNode(state: State, owner: Node | undefined, unedited: Node | undefined, edited: Node): Node {
  if (unedited === undefined) return edited
  const { keys } = state
  const origin = state.origins.get(unedited)
  const stored =
    origin === undefined || state.parents[origin] !== owner ? undefined : state.storedNodes[origin]
  const isWhole = stored !== undefined && state.whole.has(unedited)
  const isSame = keys.of(edited) === keys.of(unedited)
  if (isSame && isWhole) return stored
  const inside = childrenOf(edited)
  const partOwner = origin === undefined ? owner : stored
  const children = mergeLists(state, partOwner, childrenOf(unedited), inside)
  if (stored !== undefined && keys.head(edited) === keys.head(unedited)) {
    return { ...withInside(stored, children), source: undefined, shell: shellOf(stored) } as Node
  }
  const attributes =
    stored === undefined
      ? edited.attributes
      : withHidden(edited.attributes, unedited.attributes, stored.attributes)
  return { ...withInside(edited, children), attributes, source: undefined } as Node
}

function withInside(node: Node, children: readonly Node[]): Node {
  if ('children' in node) return { ...node, children } as Node
  if (node.type === 'macro')
    return node.body.kind === 'rich' ? { ...node, body: { kind: 'rich', children } } : node
  return node.type === 'image' && node.caption !== undefined ? { ...node, caption: children } : node
}

/** The edited attributes and those that the stored node has but the edited text could not show. */
export function withHidden(
  edited: Attributes | undefined,
  unedited: Attributes | undefined,
  stored: Attributes | undefined,
): Attributes | undefined {
  const hidden = Object.entries(stored ?? {}).filter(([name]) => unedited?.[name] === undefined)
  if (hidden.length === 0) return edited
  return { ...edited, ...Object.fromEntries(hidden) }
}

/** Keys that are equal when nodes are: strings of what a node says itself, numbers for whole subtrees. */
export class Keys {
  readonly #exactSpace: boolean
  readonly #numbers = new Map<string, number>()
  readonly #known = new Map<Node, number>()
  constructor(exactSpace: boolean) {
    this.#exactSpace = exactSpace
  }
  of(node: Node): number {
    const known = this.#known.get(node)
    if (known !== undefined) return known
    const key = this.#intern(`${this.head(node)}(${this.ofList(childrenOf(node))})`)
    this.#known.set(node, key)
    return key
  }
  /** What a node says without its children. */
  head(node: Node): string {
    const {
      source: _source,
      shell: _shell,
      attributes,
      ...rest
    } = node as Node & { children?: unknown; caption?: unknown }
    const own: Record<string, unknown> = { ...rest, children: undefined, caption: undefined }
    if (node.type === 'macro' && node.body.kind === 'rich') own['body'] = { kind: 'rich' }
    const sorted = Object.entries(attributes ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `${JSON.stringify(own, withoutSource)}${JSON.stringify(sorted)}`
  }
  ofList(nodes: readonly Node[]): string {
    const { items, after } = itemsOf(nodes)
    return (
      items.map(({ node, before }) => `${this.ofText(before)} ${this.of(node)} `).join('') +
      this.ofText(after)
    )
  }
  ofText(nodes: readonly Node[]): string {
    const text = nodes.map((node) => (node.type === 'text' ? node.value : '')).join('')
    return JSON.stringify(this.#exactSpace ? text : text.trim())
  }
  #intern(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

function withoutSource(key: string, value: unknown): unknown {
  return key === 'source' || key === 'shell' ? undefined : value
}
