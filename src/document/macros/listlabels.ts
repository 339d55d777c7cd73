import { html } from '../build.ts'
import { documentLimits } from '../limits.ts'
import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { labelList } from './shared/labels.ts'
import { listOf, spaceKeysOf } from './shared/list.ts'

/** All labels from A to Z. */
export const listlabels: MacroDefinition = {
  name: 'listlabels',
  title: 'Labels List',
  body: 'none',
  output: 'block',
  parameters: { spaceKey: { type: 'space' }, excludedLabels: { type: 'string', multiple: true } },
  dependsOn: 'reader',
  expand: async (call) => {
    const [named] = spaceKeysOf(call, 'spaceKey') ?? []
    const spaceKey = named ?? call.env.content?.spaceKey ?? call.env.spaceKey
    const excluded = new Set(listOf(call.text('excludedLabels')))
    const all = await ask(
      call.env.listLabels?.({ spaceKey, sort: 'name', limit: documentLimits.macroListItems }),
    )
    const letters = Map.groupBy(
      all.filter(({ name }) => !excluded.has(name)),
      ({ name }) => (name[0] ?? '').toUpperCase(),
    )
    const parts = [...letters].flatMap(([letter, labels]) => [html('h4', {}, letter), labelList(labels)])
    return [html('div', { class: 'listlabels-macro' }, ...parts)]
  },
}
