import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { contentLink, listOf } from './shared/list.ts'

/** The pages of a label as a grid of cards. */
export const navmap: MacroDefinition = {
  name: 'navmap',
  title: 'Navigation Map',
  body: 'none',
  output: 'block',
  parameters: {
    '': { type: 'string', required: true },
    wrapAfter: { type: 'int', default: '5' },
    cellWidth: { type: 'int', default: '90' },
    cellHeight: { type: 'int', default: '60' },
    title: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const labels = listOf(call.text('', 'label'))
    if (labels.length === 0) throw new MacroProblem('No label was given.')
    const pages = await call.env.listContent({
      labels,
      kinds: ['page', 'blogpost'],
      sort: 'title',
      limit: 100,
    })
    const width = call.number('cellWidth', { min: 20, max: 1_000 }) ?? 90
    const height = call.number('cellHeight', { min: 20, max: 1_000 }) ?? 60
    const columns = call.number('wrapAfter', { min: 1, max: 50 }) ?? 5
    const cells = pages.map((page) =>
      html('td', { style: `width: ${width}px; height: ${height}px;` }, contentLink(page)),
    )
    const rows: Node[] = []
    for (let start = 0; start < cells.length; start += columns)
      rows.push(html('tr', {}, ...cells.slice(start, start + columns)))
    const title = call.text('title') ?? ''
    const heading: Node[] = title === '' ? [] : [html('h4', {}, title)]
    return [html('div', { class: 'navmap' }, ...heading, html('table', {}, html('tbody', {}, ...rows)))]
  },
}
