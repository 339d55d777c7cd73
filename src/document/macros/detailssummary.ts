import { html } from '../build.ts'
import type { ContentSummary } from '../env.ts'
import type { Node } from '../tree.ts'
import { findAll } from '../visit.ts'
import { type MacroCall, type MacroDefinition, MacroProblem } from './macro.ts'
import { ask } from './shared/ask.ts'
import { contentLink, filterParameters, listOf, queryOf } from './shared/list.ts'
import { cellText, tablesIn } from './shared/tables.ts'

/** The properties of many pages as one table. */
export const detailssummary: MacroDefinition = {
  name: 'detailssummary',
  title: 'Page Properties Report',
  body: 'none',
  output: 'block',
  parameters: {
    ...filterParameters,
    label: { type: 'string', multiple: true },
    id: { type: 'string' },
    headings: { type: 'string', multiple: true },
    firstcolumn: { type: 'string', default: 'Title' },
    sortBy: { type: 'string' },
    pageSize: { type: 'int', default: '30' },
    currentSpace: { type: 'boolean', default: 'false' },
    showCommentsCount: { type: 'boolean', default: 'false' },
    showLikesCount: { type: 'boolean', default: 'false' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const rows = await rowsOf(call)
    const named = listOf(call.text('headings'))
    const headings = named.length > 0 ? named : [...new Set(rows.flatMap(({ values }) => [...values.keys()]))]
    const first = call.text('firstcolumn') || 'Title'
    const counts = await countsOf(call, rows)
    const head = html(
      'tr',
      {},
      ...[first, ...headings, ...counts.map(({ heading }) => heading)].map((text) =>
        html('th', { class: 'header-title' }, text),
      ),
    )
    const shown = sorted(rows, call).map(({ page, values }) => {
      const title = html('td', { class: 'title', 'data-content-id': page.id }, contentLink(page))
      return html(
        'tr',
        {},
        title,
        ...headings.map((heading) => html('td', {}, ...(values.get(heading) ?? []))),
        ...counts.map(({ className, of }) => html('td', { class: className }, String(of(page.id)))),
      )
    })
    const data = {
      'data-cql': call.text('cql') ?? '',
      'data-first-column-heading': first,
      'data-headings': named.join(','),
    }
    const table = {
      class: 'aui metadata-summary-macro null',
      ...data,
      'data-reverse-sort': String(call.flag('reverse')),
    }
    return [html('table', table, html('thead', {}, head), html('tbody', {}, ...shown))]
  },
}

interface Count {
  readonly heading: string
  readonly className: string
  of(contentId: string): number
}

/** The columns that say how many comments and likes a page has, as far as they are asked for. */
async function countsOf(call: MacroCall, rows: readonly Row[]): Promise<readonly Count[]> {
  const wanted = (
    [
      ['showCommentsCount', 'comments', 'Comments'],
      ['showLikesCount', 'likes', 'Likes'],
    ] as const
  ).filter(([parameter]) => call.flag(parameter))
  if (wanted.length === 0) return []
  const found = await ask(call.env.listReactions?.(rows.map(({ page }) => page.id)))
  const byId = new Map(found.map((one) => [one.contentId, one]))
  return wanted.map(([, field, heading]) => ({
    heading,
    className: `${field}-count`,
    of: (contentId) => byId.get(contentId)?.[field] ?? 0,
  }))
}

interface Row {
  readonly page: ContentSummary
  readonly values: ReadonlyMap<string, readonly Node[]>
}

async function rowsOf(call: MacroCall): Promise<readonly Row[]> {
  const limit = call.number('pageSize', { min: 1, max: 500 }) ?? 30
  const own = call.env.content?.spaceKey ?? call.env.spaceKey
  const spaceKeys = call.flag('currentSpace') && own !== undefined ? [own] : undefined
  const query = {
    ...queryOf(call, { kinds: ['page', 'blogpost'], sort: 'modified', reverse: true, spaceKeys }),
    limit,
  }
  if ((query.labels ?? []).length === 0 && query.cql === undefined)
    throw new MacroProblem('Neither a label nor a query was given.')
  const rows: Row[] = []
  for (const page of await call.env.listContent(query)) {
    // The page itself has no row: it would report on its report.
    if (page.id === call.env.content?.id) continue
    const included = await call.include({ kind: 'content', id: page.id })
    const values = included.kind === 'body' ? propertiesIn(included.nodes, call.text('id') ?? '') : undefined
    if (values !== undefined && values.size > 0) rows.push({ page, values })
  }
  return rows
}

const DETAILS = new Set(['details', 'contentproperties'])

/** Heads and values of the tables in `details` macros: two columns, or a row of heads over a row of values. */
function propertiesIn(nodes: readonly Node[], id: string): ReadonlyMap<string, readonly Node[]> {
  const values = new Map<string, readonly Node[]>()
  for (const macro of findAll(nodes, 'macro')) {
    if (!DETAILS.has(macro.name) || macro.body.kind !== 'rich') continue
    if (id !== '' && !macro.parameters.some(({ name, text }) => name === 'id' && text === id)) continue
    for (const rows of tablesIn(macro.body.children)) {
      const [head = [], second = []] = rows
      const isAcross = head.length > 1 && head.every(({ header }) => header)
      const pairs = isAcross
        ? head.map((key, index) => [key, second[index]] as const)
        : rows.map((row) => [row[0], row[1]] as const)
      for (const [key, value] of pairs) {
        const name = cellText(key)
        if (name !== '' && !values.has(name)) values.set(name, value?.children ?? [])
      }
    }
  }
  return values
}

function sorted(rows: readonly Row[], call: MacroCall): readonly Row[] {
  const by = call.text('sortBy') ?? ''
  if (by === '') return rows
  const keyOf = ({ page, values }: Row) => (by === 'Title' ? page.title : textIn(values.get(by) ?? []))
  const inOrder = rows.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), undefined, { numeric: true }))
  return call.flag('reverse') ? inOrder.toReversed() : inOrder
}

function textIn(nodes: readonly Node[]): string {
  return findAll(nodes, 'text')
    .map(({ value }) => value)
    .join('')
}
