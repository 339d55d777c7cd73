/** Which nodes stand in lines and which are blocks. */
import { inlineTypes, isInlineElement, withoutLayoutBlanks } from '../../kinds.ts'
import type { Node } from '../../tree.ts'
import { breaksLine, isBlockMacro } from './write-macros.ts'

/** Whether the node is inline by its type; macros and unknown elements are what their surroundings make of them. */
export function isInline(node: Node): boolean {
  return inlineTypes.has(node.type) || (node.type === 'element' && isInlineElement(node.name))
}

/** The nodes without the white space that stands at the ends or next to blocks. */
export function withoutBlanks(nodes: readonly Node[]): readonly Node[] {
  return withoutLayoutBlanks(nodes, (node) => isInline(node) || node.type === 'macro')
}

/** Nodes among blocks: each block by itself, inlines that stand together as one run. */
export function runsOf(nodes: readonly Node[]): readonly (Node | readonly Node[])[] {
  const parts: (Node | readonly Node[])[] = []
  let run: Node[] = []
  const flush = (): void => {
    if (run.every((node) => node.type === 'macro' && isBlockMacro(node))) parts.push(...run)
    else parts.push(run)
    run = []
  }
  for (const node of nodes) {
    if (isInline(node) || (node.type === 'macro' && !breaksLine(node))) run.push(node)
    else {
      flush()
      parts.push(node)
    }
  }
  flush()
  return parts
}

/** Whether a part is a run of inlines. */
export function isRun(part: Node | readonly Node[]): part is readonly Node[] {
  return Array.isArray(part)
}
