import { html } from '../build.ts'
import type { ContentSummary } from '../env.ts'
import type { Element, Node } from '../tree.ts'
import { findAll } from '../visit.ts'
import { type MacroCall, type MacroDefinition, MacroProblem } from './macro.ts'
import { contentLink, filterParameters, queryOf } from './shared/list.ts'

/** The decisions that pages hold, as a table. */
export const decisionreport: MacroDefinition = {
  name: 'decisionreport',
  title: 'Decision Report',
  body: 'none',
  output: 'block',
  parameters: filterParameters,
  dependsOn: 'reader',
  expand: async (call) => {
    const rows = (await pagesOf(call)).map(async (page) => rowsOf(call, page))
    const head = html('tr', {}, ...['Decision', 'Appears on'].map((text) => html('th', {}, text)))
    return [
      html(
        'table',
        { class: 'aui decision-report' },
        html('thead', {}, head),
        html('tbody', {}, ...(await Promise.all(rows)).flat()),
      ),
    ]
  },
}

async function pagesOf(call: MacroCall): Promise<readonly ContentSummary[]> {
  const query = queryOf(call, { kinds: ['page', 'blogpost'], sort: 'modified', reverse: true, limit: 15 })
  const isAsked = query.cql !== undefined || query.spaceKeys !== undefined || (query.labels ?? []).length > 0
  if (!isAsked) throw new MacroProblem('Neither a space, a label nor a query was given.')
  return call.env.listContent(query)
}

async function rowsOf(call: MacroCall, page: ContentSummary): Promise<readonly Node[]> {
  const included = await call.include({ kind: 'content', id: page.id })
  if (included.kind !== 'body') return []
  const decisions = findAll(included.nodes, 'element').filter(isDecision)
  return decisions.map((item) => {
    const text = item.children.flatMap((part) =>
      part.type === 'element' && part.name === 'ac:adf-content' ? part.children : [],
    )
    return html('tr', {}, html('td', {}, ...text), html('td', {}, contentLink(page)))
  })
}

function isDecision({ name, attributes }: Element): boolean {
  return name === 'ac:adf-node' && attributes?.['type'] === 'decision-item'
}
