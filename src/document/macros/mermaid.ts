import type { MacroDefinition } from './macro.ts'
import { sourceMacro } from './shared/source.ts'

/** Mermaid diagram: its source, for what is drawn in the browser. */
export const mermaid: MacroDefinition = sourceMacro({
  name: 'mermaid',
  aliases: ['mermaid-macro'],
  title: 'Mermaid diagram',
  output: 'block',
})
