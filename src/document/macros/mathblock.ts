import type { MacroDefinition } from './macro.ts'
import { mathMacro } from './shared/math.ts'

/** A formula on a line of its own. */
export const mathblock: MacroDefinition = mathMacro({
  name: 'mathblock',
  aliases: ['easy-math-block', 'mathjax-block-macro', 'latex'],
  title: 'Math Block',
  body: 'plain',
  output: 'block',
})
