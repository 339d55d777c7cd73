import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'
import { userLink, usersOf } from './shared/people.ts'

/** Status messages of a person. The wiki keeps none any more, so the person is all that is shown. */
export const statusList: MacroDefinition = {
  name: 'status-list',
  aliases: ['status-updates'],
  title: 'User Status List',
  body: 'none',
  output: 'block',
  parameters: { username: { type: 'user' }, '': { type: 'user' } },
  dependsOn: 'reader',
  expand: async (call) => {
    const users = await usersOf(call, 'username', '')
    const items = users.map((user) => html('li', {}, userLink(user), ' has no status messages.'))
    return [html('ul', { class: 'status-list-macro' }, ...items)]
  },
}
