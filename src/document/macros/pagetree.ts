import { html } from '../build.ts'
import type { ContentQuery, ContentSummary } from '../env.ts'
import { documentLimits } from '../limits.ts'
import type { Node } from '../tree.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { contentLink, spaceKeysOf } from './shared/list.ts'
import { rootOf } from './shared/roots.ts'
import { searchForm } from './shared/search-form.ts'

/** The pages below a page as a tree that opens; everything is there, so it needs no script. */
export const pagetree: MacroDefinition = {
  name: 'pagetree',
  aliases: ['page-tree', 'content-tree'],
  title: 'Page Tree',
  body: 'none',
  output: 'block',
  parameters: {
    root: { type: 'page' },
    sort: {
      type: 'enum',
      values: ['position', 'bitwise', 'creation', 'natural', 'modified'],
      default: 'position',
    },
    reverse: { type: 'boolean', default: 'false' },
    excerpt: { type: 'boolean', default: 'false' },
    searchBox: { type: 'boolean', default: 'false' },
    startDepth: { type: 'int', default: '1' },
    spaces: { type: 'space' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const budget = { left: documentLimits.macroListItems }
    const open = call.number('startDepth', { min: 0, max: 20 }) ?? 1
    const tree = await level(call, await topOf(call), open, budget)
    const search = call.flag('searchBox')
      ? [searchForm(call.env, { className: 'plugin_pagetree_search', placeholder: 'Search', conditions: {} })]
      : []
    return [html('div', { class: 'plugin_pagetree' }, ...search, ...tree)]
  },
}

/** Where the tree begins: below the named page, or at the top of a space. */
async function topOf(call: MacroCall): Promise<ContentQuery> {
  const root = (call.text('root', '') ?? '').trim()
  if (root === '@none' || root === '@home' || (root === '' && call.targets('root').length === 0)) {
    const [named] = spaceKeysOf(call, 'spaces', 'space') ?? []
    const spaceKey = named ?? call.env.content?.spaceKey ?? call.env.spaceKey
    return { spaceKeys: spaceKey === undefined ? [] : [spaceKey], top: true }
  }
  if (root === '@parent' && call.env.content !== undefined) return { siblingsOf: call.env.content.id }
  return { parentId: (await rootOf(call, 'root', '')).id }
}

async function level(
  call: MacroCall,
  where: ContentQuery,
  open: number,
  budget: { left: number },
): Promise<readonly Node[]> {
  const pages = await call.env.listContent({ ...where, kinds: ['page'], ...order(call), limit: budget.left })
  budget.left -= pages.length
  const items: Node[] = []
  for (const page of pages) items.push(await item(call, page, open, budget))
  return items.length === 0 ? [] : [html('ul', { class: 'plugin_pagetree_children_list' }, ...items)]
}

async function item(
  call: MacroCall,
  page: ContentSummary,
  open: number,
  budget: { left: number },
): Promise<Node> {
  const below = budget.left > 0 ? await level(call, { parentId: page.id }, open - 1, budget) : []
  const excerpt: Node[] =
    call.flag('excerpt') && page.excerpt ? [html('span', { class: 'smalltext' }, ` ${page.excerpt}`)] : []
  const title = html('span', { class: 'plugin_pagetree_children_span' }, contentLink(page))
  if (below.length === 0) return html('li', {}, title, ...excerpt)
  const state: Record<string, string> = open > 0 || call.purpose === 'export' ? { open: 'open' } : {}
  return html('li', {}, html('details', state, html('summary', {}, title, ...excerpt), ...below))
}

const SORTS: Readonly<Record<string, ContentQuery['sort']>> = {
  position: 'position',
  bitwise: 'title',
  natural: 'title',
  creation: 'created',
  modified: 'modified',
}

function order(call: MacroCall): ContentQuery {
  return { sort: SORTS[call.text('sort') ?? 'position'] ?? 'position', reverse: call.flag('reverse') }
}
