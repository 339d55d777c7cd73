import type { MacroDefinition } from './macro.ts'
import { informationMacro } from './shared/information.ts'

/** A coloured box with an icon. */
export const info: MacroDefinition = informationMacro({
  name: 'info',
  title: 'Info',
  kind: 'information',
  icon: 'info',
})
