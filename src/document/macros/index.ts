/** The list of all macros, in alphabetical order. */
import { anchor } from './anchor.ts'
import { attachments } from './attachments.ts'
import { cheese } from './cheese.ts'
import { children } from './children.ts'
import { code } from './code.ts'
import { column } from './column.ts'
import { contentbylabel } from './contentbylabel.ts'
import { details } from './details.ts'
import { excerptInclude } from './excerpt-include.ts'
import { excerpt } from './excerpt.ts'
import { expand } from './expand.ts'
import { include } from './include.ts'
import { info } from './info.ts'
import type { MacroDefinition } from './macro.ts'
import { noformat } from './noformat.ts'
import { note } from './note.ts'
import { panel } from './panel.ts'
import { recentlyUpdated } from './recently-updated.ts'
import { section } from './section.ts'
import { spaceAttachments } from './space-attachments.ts'
import { status } from './status.ts'
import { tip } from './tip.ts'
import { toc } from './toc.ts'
import { warning } from './warning.ts'

/** Every macro that is installed. */
export const macros: readonly MacroDefinition[] = [
  anchor,
  attachments,
  cheese,
  children,
  code,
  column,
  contentbylabel,
  details,
  excerpt,
  excerptInclude,
  expand,
  include,
  info,
  noformat,
  note,
  panel,
  recentlyUpdated,
  section,
  spaceAttachments,
  status,
  tip,
  toc,
  warning,
]

const byName = new Map(
  macros.flatMap((macro) => [macro.name, ...(macro.aliases ?? [])].map((name) => [name, macro])),
)

/** The macro of a name or alias. */
export function macroNamed(name: string): MacroDefinition | undefined {
  return byName.get(name)
}
