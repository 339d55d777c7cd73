import type { MacroDefinition } from './macro.ts'
import { sourceMacro } from './shared/source.ts'

/** Markdown: its source, for what is drawn in the browser. */
export const markdown: MacroDefinition = sourceMacro({
  name: 'markdown',
  aliases: ['markdown-from-url'],
  title: 'Markdown',
  output: 'block',
})
