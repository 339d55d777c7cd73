import type { MacroDefinition } from './macro.ts'
import { MacroProblem } from './macro.ts'
import { contentTable } from './shared/content-list.ts'
import { limitOf } from './shared/list.ts'

/** What a person has made or changed. */
export const contentByUser: MacroDefinition = {
  name: 'content-by-user',
  title: 'Content by User',
  body: 'none',
  output: 'block',
  parameters: { '': { type: 'user', required: true }, max: { type: 'int', default: '50' } },
  dependsOn: 'reader',
  expand: async (call) => {
    const contributors = call.targets('', 'user', 'username')
    if (contributors.length === 0) throw new MacroProblem('No user was given.')
    const found = await call.env.listContent({
      contributors,
      sort: 'modified',
      reverse: true,
      limit: limitOf(call, 50),
    })
    return [contentTable(found, call.env, 'aui content-by-user')]
  },
}
