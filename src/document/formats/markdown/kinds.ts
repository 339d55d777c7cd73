/** Which nodes stand in lines and which are blocks. */
import { macroFacts } from '../../macro-facts.ts'
import type { Node } from '../../tree.ts'

const blocks: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'document',
  'paragraph',
  'heading',
  'quote',
  'preformatted',
  'rule',
  'list',
  'listItem',
  'table',
  'tableSection',
  'tableRow',
  'tableCell',
  'taskList',
  'task',
  'layout',
  'layoutSection',
  'layoutCell',
  'adfExtension',
])

const inlineElements =
  /^(?:a|abbr|b|big|code|font|i|img|ins|kbd|label|q|samp|small|sub|sup|tt|u|var|ac:(?:link|hipchat-emoticon))$/

/** Whether the node stands in a line; macros do when their facts say nothing else than inline. */
export function isInline(node: Node): boolean {
  if (node.type === 'macro') return macroFacts.get(node.name)?.place === 'inline'
  if (node.type === 'element') return inlineElements.test(node.name)
  return node.type !== 'comment' && !blocks.has(node.type)
}

/** The nodes without the white space that stands at the ends or next to blocks. */
export function withoutBlanks(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter((node, index) => {
    if (node.type !== 'text' || /[^ \t\n\r]/.test(node.value)) return true
    const before = nodes[index - 1]
    const behind = nodes[index + 1]
    return before !== undefined && behind !== undefined && isInline(before) && isInline(behind)
  })
}
