/** What the parts of the reader share: the text, its macro tags, the limits, and the way down to one another. */
import type { Node } from '../../tree.ts'
import type { Tag } from './tags.ts'

/** Beyond this nesting, counted in elements of storage format, markup is text: storage has a limit too. */
export const maximumDepth = 340

/** Beyond this many nodes, the text is refused. */
export const maximumNodes = 2_000_000

/**
 * What the text says by default: `items` and `cells` hold paragraphs, not bare text; block `macros` without a body
 * stand in a paragraph; plain `links` have a rich body.
 */
export type Defaults = ReadonlySet<'items' | 'cells' | 'macros' | 'links'>

/** One text while it is read. Regions are offsets into it, end exclusive. */
export interface Markup {
  readonly text: string
  /** Macro tags by where they start. */
  readonly tags: ReadonlyMap<number, Tag>
  readonly defaults: Defaults
  /** Paragraphs, lists and tables that notation of their own made, not a carrier that names them. */
  readonly implied: WeakSet<Node>
  /** The first tag that starts at or behind `start` and ends, with its body, before `end`. */
  nextTag(start: number, end: number): Tag | undefined
  /** Counts a node (or `count` of them) against the limit. */
  spend(count?: number): void
  /** The region as blocks. */
  blocks(start: number, end: number, depth: number): Node[]
  /** The region as inlines; `active` is the set of marks that are open around it. */
  inlines(start: number, end: number, depth: number, active?: number): Node[]
  /** The region as blocks; one implied paragraph alone gives its content, unless by default it stays. */
  content(start: number, end: number, depth: number, holder: 'items' | 'cells'): readonly Node[]
  /** The region as inlines and the block macros that stand among them. */
  flow(start: number, end: number, depth: number): readonly Node[]
}

/** Thrown, and caught by `read`, when a text has more nodes than `maximumNodes`; `offset`: the part where they were too many. */
export class TooManyNodes extends Error {
  readonly offset: number
  constructor(offset: number) {
    super()
    this.offset = offset
  }
}
