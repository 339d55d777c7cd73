import type { MacroDefinition } from './macro.ts'
import { fileMacro } from './shared/file-view.ts'

/** An attached file as a picture that leads to it. */
export const viewFile: MacroDefinition = fileMacro('view-file', 'View File', [], {})
