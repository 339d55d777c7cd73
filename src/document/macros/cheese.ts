import { text } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** Says that it likes cheese: the example of the vendor's documentation. */
export const cheese: MacroDefinition = {
  name: 'cheese',
  title: 'Cheese',
  body: 'none',
  output: 'inline',
  parameters: {},
  dependsOn: 'nothing',
  expand: () => [text('I like cheese!')],
}
