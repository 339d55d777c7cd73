import type { MacroDefinition } from './macro.ts'
import { passThrough } from './shared/pass-through.ts'

/** A part of a table made of macros. */
export const tableCell: MacroDefinition = passThrough('table-cell', 'Table Cell', [])
