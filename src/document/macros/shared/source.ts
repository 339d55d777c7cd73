/** Macros whose body is a text in a language of its own, shown as that text; the browser may draw it. */
import type { MacroDefinition } from '../macro.ts'

interface Look {
  readonly name: string
  readonly aliases: readonly string[]
  readonly title: string
  readonly output: 'inline' | 'block'
}

export function sourceMacro({ name, aliases, title, output }: Look): MacroDefinition {
  return {
    name,
    aliases,
    title,
    body: 'plain',
    output,
    parameters: {},
    dependsOn: 'nothing',
    expand: (call) => {
      const element = output === 'inline' ? 'code' : 'pre'
      return [call.plainBody(element, { class: `${name}-source`, 'data-source-language': name })]
    },
  }
}
