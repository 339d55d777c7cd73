import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { labelCloud, labelList } from './shared/labels.ts'
import { spaceKeysOf } from './shared/list.ts'

/** The labels used most. */
export const popularLabels: MacroDefinition = {
  name: 'popular-labels',
  title: 'Popular Labels',
  body: 'none',
  output: 'block',
  parameters: {
    count: { type: 'int', default: '100' },
    spaceKey: { type: 'space' },
    style: { type: 'enum', values: ['list', 'heatmap'], default: 'list' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const [spaceKey] = spaceKeysOf(call, 'spaceKey') ?? []
    const limit = call.number('count', { min: 1, max: 500 }) ?? 100
    const labels = await ask(call.env.listLabels?.({ spaceKey, sort: 'count', limit }))
    return [call.text('style') === 'heatmap' ? labelCloud(labels) : labelList(labels)]
  },
}
