import { type MacroDefinition, MacroProblem } from './macro.ts'

/** Raw HTML: off, or cleaned of all that could run in the name of its readers, as everything else that is stored. */
export const html: MacroDefinition = {
  name: 'html',
  aliases: ['html-xhtml'],
  title: 'HTML',
  body: 'plain',
  output: 'block',
  parameters: {},
  dependsOn: 'wiki',
  expand: (call) => {
    if (call.env.allowRawHtml !== true) throw new MacroProblem('Raw HTML is turned off on this site.')
    return call.readText('editor', call.bodyText)
  },
}
