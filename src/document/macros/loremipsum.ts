import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

const SENTENCES = [
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit.',
  'Sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.',
  'Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.',
  'Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur.',
  'Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.',
]

/** Paragraphs of filler text. */
export const loremipsum: MacroDefinition = {
  name: 'loremipsum',
  title: 'Lorem Ipsum',
  body: 'none',
  output: 'block',
  parameters: { '': { type: 'int', default: '3' } },
  dependsOn: 'nothing',
  expand: (call) => {
    const count = call.number('', { min: 1, max: 30 }) ?? 3
    return Array.from({ length: count }, (_, index) => {
      const turn = index % SENTENCES.length
      return html('p', {}, [...SENTENCES.slice(turn), ...SENTENCES.slice(0, turn)].join(' '))
    })
  },
}
