import type { MacroDefinition } from './macro.ts'

/** Page properties: a table that reports on other pages read. */
export const details: MacroDefinition = {
  name: 'details',
  aliases: ['contentproperties'],
  title: 'Page Properties',
  body: 'rich',
  output: 'block',
  parameters: {
    id: { type: 'string' },
    hidden: { type: 'boolean', default: 'false' },
  },
  dependsOn: 'nothing',
  expand: (call) => (call.flag('hidden') ? [] : [call.body('div', { class: 'plugin-tabmeta-details' })]),
}
