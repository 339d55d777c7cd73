import type { MacroDefinition } from './macro.ts'
import { frameMacro } from './shared/frame.ts'

/** Something of another site, such as a film: in a sandboxed frame where the site is allowed. */
export const widget: MacroDefinition = frameMacro({
  name: 'widget',
  title: 'Widget Connector',
  names: ['url'],
  height: 360,
})
