import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** Wiki markup that an old migration could not read, shown as it was written. */
export const unmigratedWikiMarkup: MacroDefinition = {
  name: 'unmigrated-wiki-markup',
  aliases: ['unmigrated-inline-wiki-markup'],
  title: 'Wiki Markup',
  body: 'plain',
  output: 'block',
  parameters: {},
  dependsOn: 'nothing',
  expand: (call) => {
    if (call.macro.name === 'unmigrated-inline-wiki-markup')
      return [call.plainBody('span', { class: 'wiki-markup' })]
    return [html('div', { class: 'preformatted panel' }, call.plainBody('pre', { class: 'wiki-markup' }))]
  },
}
