import type { MacroDefinition } from './macro.ts'
import { frameMacro } from './shared/frame.ts'

/** A page of another site, in a sandboxed frame where the site is allowed. */
export const iframe: MacroDefinition = frameMacro({
  name: 'iframe',
  title: 'Iframe',
  names: ['src', 'url'],
  height: 400,
})
