/** What was found out about a document before it is shown: answers of the wiki and outputs of macros. */
import type { ContentSummary, Dependence, Resolved } from './env.ts'
import type { Macro, Node, Target } from './tree.ts'

export interface Expansion {
  /** By identity: the very `Target` objects of the tree. */
  readonly resolved: ReadonlyMap<Target, Resolved>
  readonly outputs: ReadonlyMap<Macro, MacroOutput>
  /** Targets in other contents' bodies that were brought in say where they are by this. */
  readonly dependsOn: Dependence
}

/** What stands for a macro when the document is shown. */
export interface MacroOutput {
  readonly nodes: readonly Node[]
  readonly inline: boolean
  /** `unknown`: no macro of this name is installed. */
  readonly outcome: 'shown' | 'unknown' | 'failed'
  /** Whether the body is inside `nodes`; if not, it has to be carried along to survive a round trip. */
  readonly showsBody: boolean
}

/** The expansion of a document that holds neither macros nor links. */
export const emptyExpansion: Expansion = { resolved: new Map(), outputs: new Map(), dependsOn: 'nothing' }

/** The content that a target turned out to be. */
export function contentOf(resolved: Resolved | undefined): ContentSummary | undefined {
  return resolved?.kind === 'content' ? resolved.content : undefined
}
