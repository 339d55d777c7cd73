import type { MacroDefinition } from './macro.ts'
import { informationMacro } from './shared/information.ts'

/** A coloured box with an icon. */
export const tip: MacroDefinition = informationMacro({
  name: 'tip',
  title: 'Tip',
  kind: 'tip',
  icon: 'approve',
})
