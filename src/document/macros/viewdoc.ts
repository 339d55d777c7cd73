import type { MacroDefinition } from './macro.ts'
import { fileMacro } from './shared/file-view.ts'

/** An attached Word document. */
export const viewdoc: MacroDefinition = fileMacro('viewdoc', 'Office Word', [], {})
