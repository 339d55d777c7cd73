import { html } from '../build.ts'
import type { ContentSummary } from '../env.ts'
import { documentLimits } from '../limits.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { contentList } from './shared/content-list.ts'

/** The pages of the space from A to Z (the macro `index`). */
export const pageIndex: MacroDefinition = {
  name: 'index',
  title: 'Page Index',
  body: 'none',
  output: 'block',
  parameters: {},
  dependsOn: 'reader',
  expand: async ({ env }) => {
    const spaceKey = env.content?.spaceKey ?? env.spaceKey
    if (spaceKey === undefined) throw new MacroProblem('The text that holds this macro belongs to no space.')
    const limit = documentLimits.macroListItems
    const pages = await env.listContent({ spaceKeys: [spaceKey], kinds: ['page'], sort: 'title', limit })
    const letters = Map.groupBy(pages, letterOf)
    const parts = [...letters].flatMap(([letter, list]) => [
      html('h4', {}, letter),
      contentList(list, 'page-index-list'),
    ])
    return [html('div', { class: 'page-index-macro' }, ...parts)]
  },
}

function letterOf({ title }: ContentSummary): string {
  const [first = ''] = title.trim().toUpperCase()
  return /\p{L}/u.test(first) ? first : '0-9'
}
