import type { MacroDefinition } from './macro.ts'
import { passThrough } from './shared/pass-through.ts'

/** A part of a table made of macros. */
export const tableRow: MacroDefinition = passThrough('table-row', 'Table Row', [])
