/** White space of HTML: what does not show is taken away, so that pretty-printed HTML reads like any other. */
import type { Node } from '../../tree.ts'
import { blockElements, inlineTypes } from '../../kinds.ts'

/** White space as HTML collapses it (U+00A0 stays). */
export function collapse(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, ' ')
}

/** Whether text next to this node runs on in the same line. */
function runsOn(node: Node | undefined): boolean {
  if (node === undefined) return false
  if (node.type === 'element') return !blockElements.has(node.name)
  if (node.type === 'macro' || node.type === 'characterData') return true
  return node.type !== 'lineBreak' && inlineTypes.has(node.type)
}

/** The children of a block: blanks at its edges, next to blocks and next to line breaks do not show. */
export function tidyFlow(nodes: readonly Node[]): readonly Node[] {
  const joined = joinText(nodes)
  const out: Node[] = []
  for (const [index, node] of joined.entries()) {
    if (node.type !== 'text') {
      out.push(node)
      continue
    }
    let { value } = node
    if (!runsOn(joined[index - 1])) value = value.replace(/^ +/, '')
    if (!runsOn(joined[index + 1])) value = value.replace(/ +$/, '')
    // Between macros and the like a blank may be layout only, which is kept: it shows if they are inline.
    if (value !== '') out.push(value === node.value ? node : { type: 'text', value })
  }
  return out
}

/** The children of a table, a row or a list: no text shows there that is only white space. */
export function tidyStructure(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter(
    (node) => node.type !== 'text' || node.value.trim() !== '' || node.value.includes('\u00a0'),
  )
}

function joinText(nodes: readonly Node[]): readonly Node[] {
  const out: Node[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      out[out.length - 1] = { type: 'text', value: collapse(last.value + node.value) }
    } else out.push(node)
  }
  return out
}
