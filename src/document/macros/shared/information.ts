/** The four coloured boxes: info, tip, note, warning. */
import { html } from '../../build.ts'
import type { Node } from '../../tree.ts'
import type { MacroDefinition } from '../macro.ts'

interface Look {
  readonly name: string
  readonly title: string
  /** In the class of the box. */
  readonly kind: string
  readonly icon: string
}

/** Defines one of the boxes. */
export function informationMacro({ name, title, kind, icon }: Look): MacroDefinition {
  return {
    name,
    title,
    body: 'rich',
    output: 'block',
    parameters: { title: { type: 'string' }, icon: { type: 'boolean', default: 'true' } },
    dependsOn: 'nothing',
    expand: (call) => {
      const parts: Node[] = []
      const heading = call.text('title') ?? ''
      if (heading !== '') parts.push(html('p', { class: 'title' }, heading))
      if (call.flag('icon')) {
        const classes = `aui-icon aui-icon-small aui-iconfont-${icon} confluence-information-macro-icon`
        parts.push(html('span', { class: classes }))
      }
      parts.push(call.body('div', { class: 'confluence-information-macro-body' }))
      return [
        html('div', { class: `confluence-information-macro confluence-information-macro-${kind}` }, ...parts),
      ]
    },
  }
}
