import { html } from '../build.ts'
import type { ContentSummary } from '../env.ts'
import type { Element, Node } from '../tree.ts'
import { type MacroCall, type MacroDefinition, MacroProblem } from './macro.ts'
import { contentLink, filterParameters, queryOf } from './shared/list.ts'

/** Contents that carry given labels. */
export const contentbylabel: MacroDefinition = {
  name: 'contentbylabel',
  title: 'Content by Label',
  body: 'none',
  output: 'block',
  parameters: {
    ...filterParameters,
    showLabels: { type: 'boolean', default: 'true' },
    showSpace: { type: 'boolean', default: 'true' },
    title: { type: 'string' },
    excerptType: { type: 'enum', values: ['none', 'simple', 'rich content'], default: 'none' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const query = queryOf(call, { kinds: ['page', 'blogpost'], sort: 'modified', reverse: true, limit: 15 })
    if ((query.labels ?? []).length === 0 && query.cql === undefined)
      throw new MacroProblem('No label was given.')
    const found = await call.env.listContent(query)
    const heading: Node[] = call.text('title') ? [html('h4', {}, call.text('title') ?? '')] : []
    const list = html('ul', { class: 'content-by-label' }, ...found.map((content) => item(content, call)))
    return found.length === 0 && heading.length === 0
      ? [html('p', {}, 'There is no content with the specified labels')]
      : [...heading, list]
  },
}

function item(content: ContentSummary, call: MacroCall): Element {
  const kind = content.kind === 'blogpost' ? 'Blog:' : 'Page:'
  const icon = html('div', {}, html('span', { class: `icon aui-icon content-type-${content.kind}` }, kind))
  const details: Node[] = [contentLink(content)]
  if (call.flag('showSpace')) details.push(html('span', { class: 'smalltext' }, ` (${content.spaceName})`))
  const wanted = call.text('excerptType', 'excerpt') ?? 'none'
  if (wanted !== 'none' && wanted !== 'false' && content.excerpt)
    details.push(html('div', {}, content.excerpt))
  if (call.flag('showLabels') && (content.labels ?? []).length > 0) {
    const labels = (content.labels ?? []).map((label) => html('li', { class: 'aui-label' }, label))
    details.push(html('div', { class: 'label-details' }, html('ul', { class: 'label-list' }, ...labels)))
  }
  return html('li', {}, icon, html('div', { class: 'details' }, ...details))
}
