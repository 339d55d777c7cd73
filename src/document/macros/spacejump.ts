import { html } from '../build.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { spaceKeysOf } from './shared/list.ts'

/** A link to a space. */
export const spacejump: MacroDefinition = {
  name: 'spacejump',
  title: 'Space Jump',
  body: 'none',
  output: 'inline',
  parameters: {
    space: { type: 'space' },
    '': { type: 'space' },
    alias: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const [key] = spaceKeysOf(call, 'space', '', 'key') ?? []
    if (key === undefined) throw new MacroProblem('No space was given.')
    const [resolved] = await call.env.resolve([{ kind: 'space', key }])
    if (resolved?.kind !== 'space') throw new MacroProblem('The space could not be found.')
    return [html('a', { href: resolved.space.url }, call.text('alias') || resolved.space.name)]
  },
}
