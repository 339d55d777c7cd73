import type { MacroDefinition } from './macro.ts'
import { addressMacro } from './shared/address.ts'

/** Something of another site: a video, a map. */
export const widget: MacroDefinition = addressMacro({
  name: 'widget',
  title: 'Widget Connector',
  names: ['url'],
  parameters: {},
})
