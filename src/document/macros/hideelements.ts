import type { MacroDefinition } from './macro.ts'

/** Takes parts of the vendor's screen away, such as the title. Here there is nothing to take away and nothing to show. */
export const hideelements: MacroDefinition = {
  name: 'hideelements',
  title: 'Hide Elements',
  body: 'none',
  output: 'block',
  parameters: {},
  dependsOn: 'nothing',
  expand: () => [],
}
