import type { MacroDefinition } from './macro.ts'
import { fileMacro } from './shared/file-view.ts'

/** An attached PowerPoint presentation. */
export const viewppt: MacroDefinition = fileMacro('viewppt', 'Office PowerPoint', [], {})
