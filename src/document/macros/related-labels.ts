import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { labelList } from './shared/labels.ts'
import { listOf } from './shared/list.ts'

/** Labels that go with those of this page, or with those that are given. */
export const relatedLabels: MacroDefinition = {
  name: 'related-labels',
  title: 'Related Labels',
  body: 'none',
  output: 'block',
  parameters: { labels: { type: 'string', multiple: true } },
  dependsOn: 'reader',
  expand: async (call) => {
    const given = listOf(call.text('labels'))
    const related = given.length > 0 ? given : (call.env.content?.labels ?? [])
    return [labelList(await ask(call.env.listLabels?.({ related, sort: 'count', limit: 20 })))]
  },
}
