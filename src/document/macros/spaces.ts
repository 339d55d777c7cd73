import { html } from '../build.ts'
import { documentLimits } from '../limits.ts'
import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { widthStyle } from './shared/width.ts'

/** The spaces that the reader may see. */
export const spaces: MacroDefinition = {
  name: 'spaces',
  aliases: ['spaces-list'],
  title: 'Spaces List',
  body: 'none',
  output: 'block',
  parameters: {
    '': { type: 'enum', values: ['all', 'global', 'personal'], default: 'all' },
    width: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const scope = call.text('', 'scope')
    const kind = scope === 'global' || scope === 'personal' ? scope : undefined
    const found = await ask(call.env.listSpaces?.({ kind, limit: documentLimits.macroListItems }))
    const rows = found.map(({ name, url, description = '' }) =>
      html('tr', {}, html('td', {}, html('a', { href: url }, name)), html('td', {}, description)),
    )
    return [html('table', { class: 'aui spaces-macro', ...widthStyle(call) }, html('tbody', {}, ...rows))]
  },
}
