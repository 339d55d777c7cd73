import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** The same as `unmigrated-wiki-markup` in a line of text. */
export const unmigratedInlineWikiMarkup: MacroDefinition = {
  name: 'unmigrated-inline-wiki-markup',
  title: 'Inline Wiki Markup',
  body: 'plain',
  output: 'inline',
  parameters: {},
  dependsOn: 'nothing',
  expand: (call) => {
    const nodes = call.readText('wiki', call.bodyText)
    const [only] = nodes
    // In a line there is no place for the paragraph around a text.
    const inside = nodes.length === 1 && only?.type === 'paragraph' ? only.children : nodes
    return [html('span', { class: 'wiki-markup' }, ...inside)]
  },
}
