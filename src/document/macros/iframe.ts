import type { MacroDefinition } from './macro.ts'
import { addressMacro } from './shared/address.ts'

/** A page of another site. */
export const iframe: MacroDefinition = addressMacro({
  name: 'iframe',
  title: 'Iframe',
  names: ['src', 'url'],
  parameters: {
    width: { type: 'string' },
    height: { type: 'string' },
    frameborder: { type: 'string' },
    scrolling: { type: 'string' },
    align: { type: 'string' },
    title: { type: 'string' },
  },
})
