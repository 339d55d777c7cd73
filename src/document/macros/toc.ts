import type { MacroDefinition } from './macro.ts'
import { tableOfContents, tocParameters } from './shared/toc.ts'

/** The headings of the page as links. */
export const toc: MacroDefinition = {
  name: 'toc',
  title: 'Table of Contents',
  body: 'none',
  output: 'block',
  parameters: tocParameters,
  dependsOn: 'nothing',
  late: true,
  expand: (call) => [tableOfContents(call, call.outline())],
}
