import type { MacroDefinition } from './macro.ts'
import { sourceMacro } from './shared/source.ts'

/** PlantUML diagram: its source, for what is drawn in the browser. */
export const plantuml: MacroDefinition = sourceMacro({
  name: 'plantuml',
  aliases: ['plantumlrender'],
  title: 'PlantUML diagram',
  output: 'block',
})
