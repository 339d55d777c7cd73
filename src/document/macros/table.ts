import type { MacroDefinition } from './macro.ts'
import { passThrough } from './shared/pass-through.ts'

/** A table made of macros, as old pages have it. */
export const table: MacroDefinition = passThrough('table', 'Table', [])
