import type { MacroDefinition } from './macro.ts'
import { fileMacro } from './shared/file-view.ts'

/** An attached PDF document. */
export const viewpdf: MacroDefinition = fileMacro('viewpdf', 'PDF', [], {})
