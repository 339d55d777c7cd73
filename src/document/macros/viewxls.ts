import type { MacroDefinition } from './macro.ts'
import { fileMacro } from './shared/file-view.ts'

/** An attached Excel workbook. */
export const viewxls: MacroDefinition = fileMacro('viewxls', 'Office Excel', [], {})
