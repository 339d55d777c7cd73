/** Macros that show something from elsewhere: here a link to it, since the server fetches nothing for a document. */
import { html } from '../../build.ts'
import { safeUrl } from '../../sanitize.ts'
import type { Node } from '../../tree.ts'
import { type MacroCall, type MacroDefinition, MacroProblem, type ParameterDefinition } from '../macro.ts'

/** The address of a parameter, when it is one that may be linked. */
export function addressOf(call: MacroCall, ...names: readonly string[]): string {
  const [target] = call.targets(...names)
  const address = (target?.kind === 'url' ? target.url : (call.text(...names) ?? '')).trim()
  const safe = /^(?:https?:)?\/\//i.test(address) ? safeUrl(address) : undefined
  if (safe === undefined) throw new MacroProblem('No address was given that can be linked.')
  return safe
}

/** A link to the address in a box of the macro's own class. */
export function linkedAddress(address: string, title: string, className: string): Node {
  const link = html(
    'a',
    { class: 'external-link', rel: 'nofollow noopener', href: address },
    title === '' ? address : title,
  )
  return html('div', { class: className }, link)
}

interface Look {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly title: string
  readonly names: readonly string[]
  readonly parameters: Readonly<Record<string, ParameterDefinition>>
  readonly body?: MacroDefinition['body']
}

/** Defines a macro that is shown as a link to its address. */
export function addressMacro({
  name,
  aliases,
  title,
  names,
  parameters,
  body = 'none',
}: Look): MacroDefinition {
  return {
    name,
    aliases,
    title,
    body,
    output: 'block',
    parameters: { ...Object.fromEntries(names.map((one) => [one, { type: 'url' } as const])), ...parameters },
    dependsOn: 'nothing',
    expand: (call) => [
      linkedAddress(addressOf(call, ...names), call.text('title') ?? '', `${name}-macro external-content`),
    ],
  }
}
