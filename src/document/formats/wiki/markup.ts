/** What the parts of the reader share: the text, its macro tags, the limits, and the way down to one another. */
import type { Node } from '../../tree.ts'
import type { Tag } from './tags.ts'

/** Beyond this nesting, markup is text. */
export const maximumDepth = 100

/** Beyond this many nodes, the text is refused. */
export const maximumNodes = 2_000_000

/** One text while it is read. Regions are offsets into it, end exclusive. */
export interface Markup {
  readonly text: string
  /** Macro tags by where they start. */
  readonly tags: ReadonlyMap<number, Tag>
  /** The first tag that starts at or behind `start` and ends, with its body, before `end`. */
  nextTag(start: number, end: number): Tag | undefined
  /** Counts a node (or `count` of them) against the limit. */
  spend(count?: number): void
  /** The region as blocks. */
  blocks(start: number, end: number, depth: number): Node[]
  /** The region as inlines; `active` is the set of marks that are open around it. */
  inlines(start: number, end: number, depth: number, active?: number): Node[]
  /** The region as inlines and the block macros that stand among them. */
  flow(start: number, end: number, depth: number): Node[]
}

/** Thrown, and caught by `read`, when a text has more nodes than `maximumNodes`. */
export class TooManyNodes extends Error {}
