import type { MacroDefinition } from './macro.ts'
import { addressMacro } from './shared/address.ts'

/** HTML of another site, which is not fetched: a link to it. */
export const htmlInclude: MacroDefinition = addressMacro({
  name: 'html-include',
  aliases: ['markdown-from-url'],
  title: 'HTML Include',
  names: ['url', ''],
  parameters: {},
})
