import { html } from '../build.ts'
import { documentLimits } from '../limits.ts'
import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'

/** The spaces that the reader may see. */
export const spaces: MacroDefinition = {
  name: 'spaces',
  aliases: ['spaces-list'],
  title: 'Spaces List',
  body: 'none',
  output: 'block',
  parameters: { '': { type: 'string', default: 'all' }, width: { type: 'string' } },
  dependsOn: 'reader',
  expand: async ({ env }) => {
    const found = await ask(env.listSpaces?.({ limit: documentLimits.macroListItems }))
    const rows = found.map(({ name, url, description = '' }) =>
      html('tr', {}, html('td', {}, html('a', { href: url }, name)), html('td', {}, description)),
    )
    return [html('table', { class: 'aui spaces-macro' }, html('tbody', {}, ...rows))]
  },
}
