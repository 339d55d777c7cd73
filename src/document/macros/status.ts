import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

const LOZENGES: Readonly<Record<string, string>> = {
  green: 'aui-lozenge-success',
  red: 'aui-lozenge-error',
  yellow: 'aui-lozenge-current',
  blue: 'aui-lozenge-complete',
  purple: 'aui-lozenge-progress',
}

/** A coloured lozenge. */
export const status: MacroDefinition = {
  name: 'status',
  title: 'Status',
  body: 'none',
  output: 'inline',
  parameters: {
    title: { type: 'string' },
    colour: { type: 'enum', values: ['Grey', 'Red', 'Yellow', 'Green', 'Blue', 'Purple'], default: 'Grey' },
    subtle: { type: 'boolean', default: 'false' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const colour = call.text('colour', 'color') ?? 'Grey'
    const classes = ['status-macro', 'aui-lozenge']
    const lozenge = LOZENGES[colour.toLowerCase()]
    if (lozenge !== undefined) classes.push(lozenge)
    if (call.flag('subtle')) classes.push('aui-lozenge-subtle')
    // Without a title the colour is all that is said.
    return [html('span', { class: classes.join(' ') }, call.text('title') || colour.toUpperCase())]
  },
}
