import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** Wiki markup that an old migration left as it was, shown as what it means. */
export const unmigratedWikiMarkup: MacroDefinition = {
  name: 'unmigrated-wiki-markup',
  title: 'Wiki Markup',
  body: 'plain',
  output: 'block',
  parameters: {},
  dependsOn: 'nothing',
  expand: (call) => [html('div', { class: 'wiki-markup' }, ...call.readText('wiki', call.bodyText))],
}
