import type { MacroDefinition } from './macro.ts'
import { mathMacro } from './shared/math.ts'

/** A formula in a line of text, in the parameter `body`. */
export const mathinline: MacroDefinition = mathMacro({
  name: 'mathinline',
  aliases: ['eazy-math-inline', 'mathjax-inline-macro'],
  title: 'Inline Math',
  body: 'none',
  output: 'inline',
})
