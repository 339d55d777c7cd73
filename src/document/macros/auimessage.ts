import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'

/** A message box of apps: `type` is info, warning, error, success, hint or generic. */
export const auimessage: MacroDefinition = {
  name: 'auimessage',
  aliases: ['alert'],
  title: 'Message',
  body: 'rich',
  output: 'block',
  parameters: {
    type: { type: 'string', default: 'info' },
    title: { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const kind = (call.text('type') ?? 'info').toLowerCase().replace(/[^a-z]/g, '')
    const title = call.text('title') ?? ''
    const heading: Node[] = title === '' ? [] : [html('p', { class: 'title' }, html('strong', {}, title))]
    return [html('div', { class: `aui-message aui-message-${kind}` }, ...heading, call.body('div'))]
  },
}
