import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'
import { boxParameters, boxStyle } from './shared/box.ts'

/** Text that is shown as it is written. */
export const noformat: MacroDefinition = {
  name: 'noformat',
  title: 'No Format',
  body: 'plain',
  output: 'block',
  parameters: { ...boxParameters, nopanel: { type: 'boolean', default: 'false' } },
  dependsOn: 'nothing',
  expand: (call) => {
    const pre = call.plainBody('pre', {})
    if (call.flag('nopanel')) return [html('div', { class: 'preformatted' }, pre)]
    const style = boxStyle(call)
    const parts: Node[] = []
    const title = call.text('title') ?? ''
    if (title !== '') {
      parts.push(
        html('div', { class: 'preformattedHeader panelHeader', style: style.header }, html('b', {}, title)),
      )
    }
    parts.push(html('div', { class: 'preformattedContent panelContent' }, pre))
    return [html('div', { class: 'preformatted panel', style: style.outer }, ...parts)]
  },
}
