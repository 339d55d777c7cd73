import { html } from '../build.ts'
import type { ContentSummary } from '../env.ts'
import { documentLimits } from '../limits.ts'
import type { Node } from '../tree.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { contentLink } from './shared/list.ts'
import { rootOf } from './shared/roots.ts'

/** The pages below a page. */
export const children: MacroDefinition = {
  name: 'children',
  title: 'Children Display',
  body: 'none',
  output: 'block',
  parameters: {
    page: { type: 'page' },
    style: { type: 'enum', values: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] },
    sort: { type: 'enum', values: ['creation', 'title', 'modified'] },
    reverse: { type: 'boolean', default: 'false' },
    excerptType: { type: 'enum', values: ['none', 'simple', 'rich content'] },
    first: { type: 'int' },
    depth: { type: 'int', default: '1' },
    all: { type: 'boolean', default: 'false' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const { id: parentId } = await rootOf(call, 'page')
    const depth =
      call.flag('all') || call.flag('allChildren') ? 20 : (call.number('depth', { min: 1, max: 20 }) ?? 1)
    const budget = { left: documentLimits.macroListItems }
    const style = call.text('style')
    const heading = style !== undefined && /^h[1-6]$/.test(style) ? Number(style.slice(1)) : undefined
    return level(call, parentId, depth, budget, heading)
  },
}

/** One level of the list and those below it; the budget bounds the pages of all levels together. */
async function level(
  call: MacroCall,
  parentId: string,
  depth: number,
  budget: { left: number },
  heading: number | undefined,
): Promise<readonly Node[]> {
  const sort = call.text('sort')
  const pages = await call.env.listContent({
    parentId,
    kinds: ['page'],
    sort: sort === 'creation' ? 'created' : sort === 'title' || sort === 'modified' ? sort : 'position',
    reverse: call.flag('reverse'),
    limit: Math.min(call.number('first', { min: 1, max: budget.left }) ?? budget.left, budget.left),
  })
  budget.left -= pages.length
  const items: Node[] = []
  for (const page of pages) {
    const below =
      depth > 1 && budget.left > 0
        ? await level(call, page.id, depth - 1, budget, heading && Math.min(heading + 1, 6))
        : []
    if (heading === undefined)
      items.push(html('li', {}, contentLink(page), ...excerptOf(call, page), ...below))
    else items.push(html(`h${heading}`, {}, contentLink(page)), ...excerptOf(call, page), ...below)
  }
  if (items.length === 0 || heading !== undefined) return items
  return [html('ul', { class: 'childpages-macro' }, ...items)]
}

function excerptOf(call: MacroCall, page: ContentSummary): Node[] {
  const wanted = call.text('excerptType', 'excerpt') ?? 'none'
  if (wanted === 'none' || wanted === 'false' || page.excerpt === undefined || page.excerpt === '') return []
  return [html('span', { class: 'smalltext' }, ` ${page.excerpt}`)]
}
