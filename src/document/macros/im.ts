import { text } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** Presence in a messenger; those services are gone, so the name is all that is shown. */
export const im: MacroDefinition = {
  name: 'im',
  title: 'IM Presence',
  body: 'none',
  output: 'inline',
  parameters: {
    '': { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => [text(call.text('') ?? '')],
}
