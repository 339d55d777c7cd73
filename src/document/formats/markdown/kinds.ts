/** Which nodes stand in lines and which are blocks. */
import { blockTypes, isInlineElement, withoutLayoutBlanks } from '../../kinds.ts'
import { macroFacts } from '../../macro-facts.ts'
import type { Node } from '../../tree.ts'

/** Whether the node stands in a line; macros do when their facts say nothing else than inline. */
export function isInline(node: Node): boolean {
  if (node.type === 'macro') return macroFacts.get(node.name)?.place === 'inline'
  if (node.type === 'element') return isInlineElement(node.name)
  return node.type !== 'comment' && node.type !== 'document' && !blockTypes.has(node.type)
}

/** The nodes without the white space that stands at the ends or next to blocks. */
export function withoutBlanks(nodes: readonly Node[]): readonly Node[] {
  return withoutLayoutBlanks(nodes, isInline)
}
