import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** The place where a new sheet begins when the page is printed. */
export const scrollPagebreak: MacroDefinition = {
  name: 'scroll-pagebreak',
  aliases: ['pagebreak', 'page-break'],
  title: 'Page Break',
  body: 'none',
  output: 'block',
  parameters: {},
  dependsOn: 'nothing',
  expand: () => [html('div', { class: 'scroll-pagebreak' })],
}
