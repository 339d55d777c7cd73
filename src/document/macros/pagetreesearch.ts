import type { MacroDefinition } from './macro.ts'
import { searchForm } from './shared/search-form.ts'

/** A search field for the pages below a page. */
export const pagetreesearch: MacroDefinition = {
  name: 'pagetreesearch',
  title: 'Page Tree Search',
  body: 'none',
  output: 'block',
  parameters: { rootPage: { type: 'page' }, '': { type: 'page' } },
  dependsOn: 'reader',
  expand: async (call) => {
    const [target] = call.targets('rootPage', '')
    const [resolved] = target === undefined || target.kind === 'self' ? [] : await call.env.resolve([target])
    const root = resolved?.kind === 'content' ? resolved.content : call.env.content
    const conditions: Record<string, string> =
      root === undefined ? {} : { ancestorIds: root.id, where: root.spaceKey }
    return [
      searchForm(call.env, { className: 'pagetreesearch', placeholder: 'Search this page tree', conditions }),
    ]
  },
}
