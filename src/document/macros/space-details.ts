import { html } from '../build.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { widthStyle } from './shared/width.ts'

/** The space of the page. */
export const spaceDetails: MacroDefinition = {
  name: 'space-details',
  title: 'Space Details',
  body: 'none',
  output: 'block',
  parameters: { width: { type: 'string' } },
  dependsOn: 'reader',
  expand: async (call) => {
    const { env } = call
    const key = env.content?.spaceKey ?? env.spaceKey
    const [resolved] = key === undefined ? [] : await env.resolve([{ kind: 'space', key }])
    if (resolved?.kind !== 'space')
      throw new MacroProblem('The text that holds this macro belongs to no space.')
    const { space } = resolved
    const row = (name: string, value: Parameters<typeof html>[2]) =>
      html('tr', {}, html('th', {}, name), html('td', {}, value ?? ''))
    const rows = [row('Name', html('a', { href: space.url }, space.name)), row('Key', space.key)]
    if (space.description) rows.push(row('Description', space.description))
    return [html('table', { class: 'aui space-details', ...widthStyle(call) }, html('tbody', {}, ...rows))]
  },
}
