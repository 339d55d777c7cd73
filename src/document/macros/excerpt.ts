import type { MacroDefinition } from './macro.ts'

/** A part of a page that other pages can include. */
export const excerpt: MacroDefinition = {
  name: 'excerpt',
  title: 'Excerpt',
  body: 'rich',
  output: 'either',
  parameters: {
    hidden: { type: 'boolean', default: 'false' },
    name: { type: 'string' },
    'atlassian-macro-output-type': { type: 'enum', values: ['INLINE', 'BLOCK'] },
  },
  dependsOn: 'nothing',
  expand: (call) => (call.flag('hidden') ? [] : [call.body()]),
}
