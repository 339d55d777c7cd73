import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'
import { box, boxParameters, boxStyle, contentAttributes } from './shared/box.ts'

/** A box with a title and colours of one's own. */
export const panel: MacroDefinition = {
  name: 'panel',
  title: 'Panel',
  body: 'rich',
  output: 'block',
  parameters: {
    ...boxParameters,
    panelIcon: { type: 'string' },
    panelIconId: { type: 'string' },
    panelIconText: { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const style = boxStyle(call)
    const icon = call.text('panelIconText') ?? ''
    const title = call.text('title') ?? ''
    if (icon === '') return [box(title, style, call.body('div', contentAttributes(style)))]
    const content = html(
      'div',
      contentAttributes(style),
      html('span', { class: 'panel-icon' }, icon),
      call.body('div'),
    )
    return [box(title, style, content)]
  },
}
