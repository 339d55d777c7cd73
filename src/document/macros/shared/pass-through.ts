/** Macros of apps that only dress their body: the body is shown. */
import type { MacroDefinition } from '../macro.ts'

/** Defines a macro that shows its body in an element of its own class. */
export function passThrough(name: string, title: string, aliases: readonly string[]): MacroDefinition {
  return {
    name,
    aliases,
    title,
    body: 'rich',
    output: 'block',
    parameters: {},
    dependsOn: 'nothing',
    expand: (call) => [call.body('div', { class: `${name}-macro` })],
  }
}
