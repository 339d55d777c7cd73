import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** Markdown in a page, shown as what it means. */
export const markdown: MacroDefinition = {
  name: 'markdown',
  aliases: ['markdown-macro', 'confluence-markdown-macro'],
  title: 'Markdown',
  body: 'plain',
  output: 'block',
  parameters: {},
  dependsOn: 'nothing',
  expand: (call) => [html('div', { class: 'markdown-macro' }, ...call.readText('markdown', call.bodyText))],
}
