import type { MacroDefinition } from './macro.ts'
import { addressMacro } from './shared/address.ts'

/** The address of a page that shares a link. */
export const sharelinksUrlmacro: MacroDefinition = addressMacro({
  name: 'sharelinks-urlmacro',
  title: 'Shared Link',
  names: ['url', 'link', ''],
  parameters: { title: { type: 'string' } },
})
