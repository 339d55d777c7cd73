/** Macro nodes to `{name:a=b}…{name}`; undefined when a macro has no such notation and must be carried. */
import type { Macro, Node, Parameter } from '../../tree.ts'
import { isCarriedName } from './carry.ts'
import { factsOf, targetKind } from './macros.ts'
import { typedParameter, writePart } from './parameters.ts'
import { notation } from './tags.ts'
import { writeParameterTarget } from './targets.ts'
import { onOneLine } from './writing.ts'
import type { Writing } from './writing.ts'

const macroName = /^[A-Za-z][A-Za-z0-9._-]*$/

/** The macro as a block, on lines of its own. */
export function writeBlockMacro(writing: Writing, macro: Macro): string | undefined {
  return writeMacro(writing, macro, (children) => {
    const body = writing.blocks(children)
    return body === '' ? '\n' : `\n${body}\n`
  })
}

/** The macro inside a line; its body is a run of inlines. */
export function writeInlineMacro(writing: Writing, macro: Macro): string | undefined {
  if (macro.body.kind !== 'none' && factsOf(macro.name)?.place === 'block') return undefined
  const markup = writeMacro(writing, macro, (children) => onOneLine(writing.inlines(children)))
  return markup?.includes('\n') ? undefined : markup
}

/** Whether a macro of this name makes a block when it has a line for itself. */
export function isBlockMacro(macro: Macro): boolean {
  const facts = factsOf(macro.name)
  if (facts?.place === 'inline') return false
  return facts?.place === 'block' || !isOutputInline(macro)
}

/** Whether a macro with a body is a block even inside a line. */
export function breaksLine(macro: Macro): boolean {
  return macro.body.kind !== 'none' && factsOf(macro.name)?.place === 'block'
}

function isOutputInline({ parameters }: Macro): boolean {
  return parameters.some(({ name, text }) => name === 'atlassian-macro-output-type' && text === 'INLINE')
}

function writeMacro(
  writing: Writing,
  macro: Macro,
  writeBody: (children: readonly Node[]) => string,
): string | undefined {
  const { name, body } = macro
  if (!macroName.test(name) || notation.has(name) || macro.legacy || macro.extra !== undefined)
    return undefined
  const parts = writeParts(macro)
  const mark = bodyMark(writing, macro)
  if (parts === undefined || mark === undefined) return undefined
  if (body.kind === 'plain') return writePlain(name + mark + colon(parts), name, body.text)
  if (body.kind === 'none') return `{${name}${mark}${colon(parts)}}`
  const isNested = writing.open.has(name)
  const opening = `{${name}${parts === '' && isNested ? ':' : colon(parts)}}`
  writing.open.add(name)
  const markup = `${opening}${writeBody(body.children)}{${name}}`
  if (!isNested) writing.open.delete(name)
  return markup
}

function writePlain(inside: string, name: string, text: string): string | undefined {
  if (text.includes(`{${name}}`) || text.includes('\r')) return undefined
  const isLine = !text.includes('\n') && inside !== 'code' && !inside.startsWith('code:')
  return isLine && text !== '' ? `{${inside}}${text}{${name}}` : `{${inside}}\n${text}\n{${name}}`
}

function colon(parts: string): string {
  return parts === '' ? '' : `:${parts}`
}

/** What says how the tag is to be read when the facts do not; undefined when nothing can. */
function bodyMark(writing: Writing, { name, body }: Macro): '' | '/' | '!' | undefined {
  const facts = factsOf(name)
  if (body.kind === 'plain') return facts?.body === 'plain' ? '' : '!'
  if (body.kind === 'rich') return facts === undefined || facts.body === 'rich' ? '' : undefined
  if (facts === undefined) return writing.repeated.has(name) ? '/' : ''
  return facts.body === 'none' ? '' : '/'
}

function writeParts(macro: Macro): string | undefined {
  const facts = factsOf(macro.name)
  const names = new Set<string>()
  const parts: string[] = []
  for (const parameter of macro.parameters) {
    const { name, text } = parameter
    if (names.has(name) || name.startsWith('@') || !isReadable(parameter, facts)) return undefined
    const value = parameter.targets === undefined ? text : writeTargets(parameter)
    if (value === undefined) return undefined
    names.add(name)
    parts.push(writePart(name === (facts?.unnamed ?? '') && value !== '' ? undefined : name, value))
  }
  const said = { 'schema-version': macro.schemaVersion, 'macro-id': macro.id, ...macro.attributes }
  for (const [name, value] of Object.entries(said)) {
    if (value === undefined) continue
    if (!isCarriedName(name)) return undefined
    parts.push(writePart(`@${name}`, value))
  }
  return parts.join('|')
}

/** Whether the parameter would be read again as what it is: its type is the one that the facts give it. */
function isReadable(parameter: Parameter, facts: ReturnType<typeof factsOf>): boolean {
  const { name, text, targets } = parameter
  if (parameter.nodes !== undefined || parameter.attributes !== undefined) return false
  const value = targets === undefined ? text : writeTargets(parameter)
  if (value === undefined || value.includes('\r')) return false
  const read = typedParameter(name, value, targetKind(facts, name))
  return describe(read) === describe(parameter)
}

function writeTargets({ targets }: Parameter): string | undefined {
  const written = targets?.map(writeParameterTarget)
  return written?.every((text) => text !== undefined) ? written.join(',') : undefined
}

function describe({ text, targets }: Parameter): string {
  return JSON.stringify(targets ?? text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
          .filter((entry) => entry[1] !== undefined)
          .toSorted()
      : value,
  )
}
