import { html } from '../build.ts'
import { anchorId } from '../headings.ts'
import type { MacroDefinition } from './macro.ts'

/** A place that links can point to. */
export const anchor: MacroDefinition = {
  name: 'anchor',
  title: 'Anchor',
  body: 'none',
  output: 'inline',
  parameters: { '': { type: 'string', required: true } },
  dependsOn: 'nothing',
  expand: (call) => {
    const id = anchorId(call.env.content?.title ?? '', call.text('', 'name', 'anchor') ?? '')
    return [html('span', { class: 'confluence-anchor-link', id })]
  },
}
