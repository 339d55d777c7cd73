import type { MacroDefinition } from './macro.ts'
import { sourceMacro } from './shared/source.ts'

/** Inline math: its source, for what is drawn in the browser. */
export const mathinline: MacroDefinition = sourceMacro({
  name: 'mathinline',
  aliases: ['easy-math', 'mathjax-inline-macro'],
  title: 'Inline math',
  output: 'inline',
})
