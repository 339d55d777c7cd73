import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { labelList } from './shared/labels.ts'

/** The labels given last. */
export const recentlyUsedLabels: MacroDefinition = {
  name: 'recently-used-labels',
  title: 'Recently Used Labels',
  body: 'none',
  output: 'block',
  parameters: {
    count: { type: 'int', default: '10' },
    scope: { type: 'enum', values: ['global', 'space', 'personal'], default: 'global' },
    title: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const spaceKey =
      call.text('scope') === 'space' ? (call.env.content?.spaceKey ?? call.env.spaceKey) : undefined
    const limit = call.number('count', { min: 1, max: 500 }) ?? 10
    const labels = await ask(call.env.listLabels?.({ spaceKey, sort: 'recent', limit }))
    const title = call.text('title') ?? ''
    const heading: Node[] = title === '' ? [] : [html('h4', {}, title)]
    return [...heading, labelList(labels)]
  },
}
