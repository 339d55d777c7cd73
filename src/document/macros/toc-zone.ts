import { outlineOf } from '../headings.ts'
import type { Node } from '../tree.ts'
import { textContent } from '../visit.ts'
import type { MacroDefinition } from './macro.ts'
import { tableOfContents, tocParameters } from './shared/toc.ts'

/** A table of contents of the part of the page that is its body. */
export const tocZone: MacroDefinition = {
  name: 'toc-zone',
  title: 'TOC Zone',
  body: 'rich',
  output: 'block',
  parameters: {
    ...tocParameters,
    location: { type: 'enum', values: ['top', 'bottom', 'both'], default: 'top' },
  },
  dependsOn: 'nothing',
  late: true,
  expand: (call) => {
    const inside = call.macro.body.kind === 'rich' ? outlineOf(call.macro.body.children, '') : []
    const headings = new Set(inside.map(({ heading }) => heading))
    const entries = call.outline().filter(({ heading }) => headings.has(heading))
    const table = tableOfContents(call, entries)
    const location = call.text('location')
    const nodes: Node[] = [call.body('div', { class: 'toc-zone-body' })]
    if (location !== 'bottom') nodes.unshift(table)
    if (location === 'bottom' || location === 'both') nodes.push(table)
    return nodes.filter((node) => node !== table || textContent([table]) !== '')
  },
}
