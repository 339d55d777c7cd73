import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** A row of columns. */
export const section: MacroDefinition = {
  name: 'section',
  title: 'Section',
  body: 'rich',
  output: 'block',
  parameters: { border: { type: 'boolean', default: 'false' } },
  dependsOn: 'nothing',
  expand: (call) => {
    const classes = call.flag('border') ? 'sectionMacro sectionMacroWithBorder' : 'sectionMacro'
    const row = call.body('div', { class: 'sectionMacroRow' })
    return [html('div', { class: 'sectionColumnWrapper' }, html('div', { class: classes }, row))]
  },
}
