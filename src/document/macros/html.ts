import { type MacroDefinition, MacroProblem } from './macro.ts'

/** Raw HTML: never shown as such, since it could run script in the name of every reader. */
export const html: MacroDefinition = {
  name: 'html',
  aliases: ['html-xhtml'],
  title: 'HTML',
  body: 'plain',
  output: 'block',
  parameters: {},
  dependsOn: 'nothing',
  expand: () => {
    throw new MacroProblem('Raw HTML is turned off on this site.')
  },
}
