import type { MacroDefinition } from './macro.ts'
import { mathMacro } from './shared/math.ts'

/** A formula in its body, in a line of text where `atlassian-macro-output-type` says so. */
export const easyMath: MacroDefinition = mathMacro({
  name: 'easy-math',
  title: 'Easy Math',
  body: 'plain',
  output: 'either',
})
