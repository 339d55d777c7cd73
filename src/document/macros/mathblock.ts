import type { MacroDefinition } from './macro.ts'
import { sourceMacro } from './shared/source.ts'

/** Math block: its source, for what is drawn in the browser. */
export const mathblock: MacroDefinition = sourceMacro({
  name: 'mathblock',
  aliases: ['easy-math-block', 'mathjax-block-macro', 'latex'],
  title: 'Math block',
  output: 'block',
})
