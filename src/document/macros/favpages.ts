import type { MacroDefinition } from './macro.ts'
import { contentList } from './shared/content-list.ts'
import { limitOf } from './shared/list.ts'

/** The pages that the reader has starred. */
export const favpages: MacroDefinition = {
  name: 'favpages',
  title: 'Favourite Pages',
  body: 'none',
  output: 'block',
  parameters: { maxResults: { type: 'int', default: '50' } },
  dependsOn: 'reader',
  expand: async (call) => {
    if (call.env.reader === undefined) return []
    const cql = 'favourite = currentUser() and type = page'
    return [
      contentList(await call.env.listContent({ cql, sort: 'title', limit: limitOf(call, 50) }), 'favpages'),
    ]
  },
}
