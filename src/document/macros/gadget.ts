import type { MacroDefinition } from './macro.ts'
import { addressMacro } from './shared/address.ts'

/** A gadget of before 2023; what is left of it is its address. */
export const gadget: MacroDefinition = addressMacro({
  name: 'gadget',
  title: 'Gadget',
  names: ['url'],
  parameters: {},
})
