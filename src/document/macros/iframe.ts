import type { MacroDefinition } from './macro.ts'
import { addressMacro } from './shared/address.ts'

/** A page of another site. */
export const iframe: MacroDefinition = addressMacro({
  name: 'iframe',
  title: 'Iframe',
  names: ['src', 'url'],
  parameters: { title: { type: 'string' } },
})
