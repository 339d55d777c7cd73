import type { MacroDefinition } from './macro.ts'
import { addressMacro } from './shared/address.ts'

/** A feed of another site. */
export const rss: MacroDefinition = addressMacro({
  name: 'rss',
  title: 'RSS Feed',
  names: ['url', ''],
  parameters: {},
})
