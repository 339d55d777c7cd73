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
    panelIconId: { type: 'string' },
    panelIconText: { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const style = boxStyle(call)
    const icon = call.text('panelIconText') || emojiOf(call.text('panelIconId') ?? '')
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

/** The characters whose code points an emoji's id names: `1f642`, `1f1e9-1f1ea`. */
function emojiOf(id: string): string {
  if (!/^[0-9a-f]{2,5}(?:-[0-9a-f]{2,5}){0,9}$/i.test(id)) return ''
  return String.fromCodePoint(...id.split('-').map((part) => Number.parseInt(part, 16)))
}
