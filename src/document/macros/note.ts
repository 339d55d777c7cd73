import type { MacroDefinition } from './macro.ts'
import { informationMacro } from './shared/information.ts'

/** A coloured box with an icon. */
export const note: MacroDefinition = informationMacro({
  name: 'note',
  title: 'Note',
  kind: 'note',
  icon: 'warning',
})
