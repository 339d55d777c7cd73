/** What Markdown says in comments: macros, attributes, and comments themselves. */
import { commentText } from '../../../base/xml/write.ts'
import type { Attributes, Macro, Parameter } from '../../tree.ts'
import { isAttributeName, writePairs } from './tags.ts'

/** A comment of the document. */
export function writeComment(text: string): string {
  const safe = commentText(text).replace(/\n\s*\n/g, '\n')
  return `<!--${/^(?:cf:|\/cf:|@|!)/.test(safe) ? '!' : ''}${safe}-->`
}

/** Attributes: of the block below when the comment has its own line, else of the inline before. */
export function writeSaid(attributes: Attributes): string {
  return `<!--@ ${writePairs(Object.entries(attributes))}-->`
}

/** What stands in the opening comment of a macro; undefined when a comment cannot say it. */
export function openingOf(macro: Macro): string | undefined {
  const { name, parameters, legacy, extra, id, schemaVersion, attributes = {} } = macro
  if (legacy || extra !== undefined || !/^[A-Za-z][\w.-]*$/.test(name) || !parameters.every(isText))
    return undefined
  if (!parameters.every((parameter) => isSayable(parameter.name))) return undefined
  if (!Object.keys(attributes).every(isAttributeName)) return undefined
  const said = Object.entries({ '@macro-id': id, '@schema-version': schemaVersion }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const others = Object.entries(attributes).map(([key, value]) => [`@${key}`, value] as const)
  const words = writePairs([...pairsOf(parameters), ...said, ...others])
  return `cf:${name}${words === '' ? '' : ` ${words}`}`
}

/** Whether the parameter is a name and a text. */
export function isText(parameter: Parameter): boolean {
  return (
    parameter.targets === undefined && parameter.nodes === undefined && parameter.attributes === undefined
  )
}

/** Parameters as pairs. */
export function pairsOf(parameters: readonly Parameter[]): readonly (readonly [string, string])[] {
  return parameters.map(({ name, text }) => [name, text])
}

/** A fenced block whose fence is longer than any in the text. */
export function codeFence(text: string, info: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return text === '' ? `${fence}${info}\n${fence}` : `${fence}${info}\n${text}\n${fence}`
}

function isSayable(name: string): boolean {
  return name === '' || (/^[^\s"=@/<>-][^\s"=<>]*$/.test(name) && !name.includes('--'))
}
