import type { MacroDefinition } from './macro.ts'
import { informationMacro } from './shared/information.ts'

/** A coloured box with an icon. */
export const warning: MacroDefinition = informationMacro({
  name: 'warning',
  title: 'Warning',
  kind: 'warning',
  icon: 'error',
})
