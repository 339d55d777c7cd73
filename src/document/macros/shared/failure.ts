/** What stands for a macro that is not installed or that failed. */
import { html } from '../../build.ts'
import type { Environment } from '../../env.ts'
import type { MacroOutput } from '../../expansion.ts'
import type { Macro } from '../../tree.ts'
import type { MacroDefinition } from '../macro.ts'

/** The placeholder picture of a macro that nobody here knows. */
export function unknownMacro(macro: Macro, env: Environment): MacroOutput {
  const query = new URLSearchParams({ name: macro.name, locale: env.locale.replace('-', '_'), version: '2' })
  const image = html('img', {
    class: 'wysiwyg-unknown-macro',
    src: `${env.contextPath}/plugins/servlet/confluence/placeholder/unknown-macro?${query}`,
    alt: `Unknown macro: '${macro.name}'`,
    title: `Unknown macro: '${macro.name}'`,
  })
  return { nodes: [image], inline: true, outcome: 'unknown', showsBody: false }
}

/** The box that says that a macro failed, and why. */
export function failure(macro: Macro, definition: MacroDefinition, reason: string): MacroOutput {
  const title = `Error rendering macro '${macro.name}'`
  if (definition.output === 'inline') {
    const nodes = [html('span', { class: 'error', title: reason }, title)]
    return { nodes, inline: true, outcome: 'failed', showsBody: false }
  }
  const box = html(
    'div',
    { class: 'aui-message aui-message-error' },
    html('p', { class: 'title' }, html('strong', {}, title)),
    html('p', {}, reason),
  )
  return { nodes: [box], inline: false, outcome: 'failed', showsBody: false }
}
