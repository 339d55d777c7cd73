import type { MacroDefinition } from './macro.ts'
import { spaceKeysOf } from './shared/list.ts'
import { searchForm } from './shared/search-form.ts'

/** A search field. */
export const livesearch: MacroDefinition = {
  name: 'livesearch',
  aliases: ['live-search'],
  title: 'Live Search',
  body: 'none',
  output: 'either',
  parameters: {
    spaceKey: { type: 'space' },
    placeholder: { type: 'string', default: 'Search' },
    size: { type: 'enum', values: ['medium', 'large'], default: 'medium' },
    type: { type: 'string' },
    labels: { type: 'string' },
    id: { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const [space] = spaceKeysOf(call, 'spaceKey', 'id') ?? []
    const conditions: Record<string, string> = {}
    if (space !== undefined) conditions['where'] = space
    for (const name of ['type', 'labels']) {
      const value = call.text(name)
      if (value !== undefined && value !== '') conditions[name] = value
    }
    const className = `search-macro ${call.text('size') === 'large' ? 'large' : 'medium'}`
    return [
      searchForm(call.env, { className, placeholder: call.text('placeholder') || 'Search', conditions }),
    ]
  },
}
