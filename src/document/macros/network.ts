import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { limitOf } from './shared/list.ts'
import { userLink, userPicture, usersOf } from './shared/people.ts'

/** The people that somebody follows, or that follow them. */
export const network: MacroDefinition = {
  name: 'network',
  title: 'Network',
  body: 'none',
  output: 'block',
  parameters: {
    '': { type: 'enum', values: ['following', 'followers'], default: 'following' },
    user: { type: 'user' },
    theme: { type: 'enum', values: ['full', 'tiny'], default: 'full' },
    max: { type: 'int', default: '30' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const isNamed = call.targets('user', 'username').length > 0
    const reader = call.env.reader
    const [user] = isNamed || reader === undefined ? await usersOf(call, 'user', 'username') : [reader]
    if (user === undefined) return []
    const mode = call.text('', 'mode') === 'followers' ? 'followers' : 'following'
    const isTiny = call.text('theme') === 'tiny'
    const people = await ask(call.env.listNetwork?.({ user, mode, limit: limitOf(call, 30) }))
    const items = people.map((person) =>
      html('li', {}, userPicture(person, isTiny ? 24 : 48), ...(isTiny ? [] : [' ', userLink(person)])),
    )
    return [html('ul', { class: `network-macro network-${mode}` }, ...items)]
  },
}
