import { html } from '../build.ts'
import { documentLimits } from '../limits.ts'
import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { listOf } from './shared/list.ts'
import { userLink } from './shared/people.ts'

/** The members of groups. */
export const userlister: MacroDefinition = {
  name: 'userlister',
  title: 'User List',
  body: 'none',
  output: 'block',
  parameters: { groups: { type: 'string', multiple: true, default: '*' } },
  dependsOn: 'reader',
  expand: async (call) => {
    const groups = listOf(call.text('groups', 'group')).filter((group) => group !== '*')
    const users = await ask(call.env.listUsers?.({ groups, limit: documentLimits.macroListItems }))
    return [html('ul', { class: 'userlister' }, ...users.map((user) => html('li', {}, userLink(user))))]
  },
}
