import { html } from '../build.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { contentLink, filterParameters, queryOf } from './shared/list.ts'
import { since } from './shared/time-span.ts'

/** What a search finds. */
export const search: MacroDefinition = {
  name: 'search',
  title: 'Search Results',
  body: 'none',
  output: 'block',
  parameters: {
    ...filterParameters,
    query: { type: 'string' },
    '': { type: 'string' },
    maxLimit: { type: 'int', default: '10' },
    spaceKey: { type: 'space' },
    contributor: { type: 'user', multiple: true },
    lastModified: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const text = (call.text('query', '') ?? '').trim()
    if (text === '') throw new MacroProblem('No search query was given.')
    const limit = call.number('maxLimit', { min: 1, max: 100 }) ?? 10
    const contributors = call.targets('contributor')
    const found = await call.env.listContent({
      ...queryOf(call, {}),
      labels: undefined,
      text,
      limit,
      contributors: contributors.length > 0 ? contributors : undefined,
      modifiedSince: since(call.text('lastModified'), call.env.now),
    })
    if (found.length === 0) return [html('p', {}, `No results found for: ${text}`)]
    const items = found.map((content) =>
      html('li', {}, contentLink(content), html('div', {}, content.excerpt ?? '')),
    )
    return [html('ul', { class: 'search-macro-results' }, ...items)]
  },
}
