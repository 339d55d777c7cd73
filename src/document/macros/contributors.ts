import { html, text } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'
import { dayText } from './shared/attachments.ts'
import { contributionParameters, contributionsOf } from './shared/contributions.ts'
import { contentLink } from './shared/list.ts'
import { userLink } from './shared/people.ts'

/** The people who made a page. */
export const contributors: MacroDefinition = {
  name: 'contributors',
  title: 'Contributors',
  body: 'none',
  output: 'either',
  parameters: {
    ...contributionParameters,
    mode: { type: 'enum', values: ['inline', 'list'], default: 'inline' },
    showCount: { type: 'boolean', default: 'false' },
    showLastTime: { type: 'boolean', default: 'false' },
    showPages: { type: 'boolean', default: 'false' },
    noneFoundMessage: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const found = await contributionsOf(call)
    if (found.length === 0)
      return [html('span', {}, call.text('noneFoundMessage') || 'No contributors found.')]
    const people = found.map(({ user, edits, comments, lastAt, pages }): Node[] => {
      const count = call.flag('showCount') ? ` (${edits + comments})` : ''
      const last = call.flag('showLastTime') ? ` ${dayText(lastAt, call.env.locale)}` : ''
      return [
        userLink(user),
        ...(count + last === '' ? [] : [{ type: 'text', value: count + last } as const]),
        ...(call.flag('showPages') ? pages.flatMap((page) => [text(' '), contentLink(page)]) : []),
      ]
    })
    if (call.text('mode') === 'list') {
      return [html('ul', { class: 'contributors' }, ...people.map((nodes) => html('li', {}, ...nodes)))]
    }
    const separated = people.flatMap((nodes, index): (Node | string)[] =>
      index === 0 ? nodes : [', ', ...nodes],
    )
    return [html('span', { class: 'contributors' }, ...separated)]
  },
}
