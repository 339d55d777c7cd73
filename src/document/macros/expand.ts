import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** A part that is shown when it is asked for. */
export const expand: MacroDefinition = {
  name: 'expand',
  aliases: ['ui-expand'],
  title: 'Expand',
  body: 'rich',
  output: 'block',
  parameters: { title: { type: 'string' }, '': { type: 'string' } },
  dependsOn: 'nothing',
  expand: (call) => {
    const number = call.ordinal
    const title = call.text('title', '') || 'Click here to expand...'
    const isOpen = call.purpose === 'export'
    const control = html(
      'div',
      { id: `expander-control-${number}`, class: 'expand-control' },
      html('span', {
        class: 'expand-control-icon expand-icon aui-icon aui-icon-small aui-iconfont-chevron-right',
      }),
      html('span', { class: 'expand-control-text' }, title),
    )
    const content = call.body('div', {
      id: `expander-content-${number}`,
      class: isOpen ? 'expand-content' : 'expand-content expand-hidden',
    })
    return [html('div', { id: `expander-${number}`, class: 'expand-container' }, control, content)]
  },
}
