/** Builds what a macro gets to see of its call. */
import type { Environment } from '../env.ts'
import type { OutlineEntry } from '../headings.ts'
import type { Document, Element, Macro, Target } from '../tree.ts'
import type { Included, MacroCall, MacroDefinition } from './macro.ts'
import { targetFromText } from './shared/target-text.ts'

interface Facts {
  readonly macro: Macro
  readonly definition: MacroDefinition
  readonly env: Environment
  readonly purpose: 'view' | 'export'
  readonly document: Document
  readonly ordinal: number
  outline(): readonly OutlineEntry[]
  include(target: Target): Promise<Included>
  readText: MacroCall['readText']
}

export function callOf(facts: Facts): MacroCall {
  const { macro, definition } = facts
  const text = (...names: readonly string[]) => {
    for (const name of names) {
      const given = macro.parameters.find((parameter) => parameter.name === name)
      if (given !== undefined) return given.text
    }
    for (const name of names) {
      const { default: byDefault } = definition.parameters[name] ?? {}
      if (byDefault !== undefined) return byDefault
    }
    return undefined
  }
  return {
    macro,
    env: facts.env,
    purpose: facts.purpose,
    document: facts.document,
    ordinal: facts.ordinal,
    outline: facts.outline,
    include: facts.include,
    readText: facts.readText,
    text,
    flag: (name) => text(name)?.trim().toLowerCase() === 'true',
    number: (name, { min, max }) => {
      const value = Number.parseInt(text(name) ?? '', 10)
      return Number.isNaN(value) ? undefined : Math.min(Math.max(value, min), max)
    },
    targets: (...names) => targetsOf(macro, definition, names),
    body: bodyOf(macro),
    bodyText: macro.body.kind === 'plain' ? macro.body.text : '',
    plainBody: (name, attributes, shown) => {
      const value = macro.body.kind === 'plain' ? macro.body.text : ''
      const children = shown ?? [{ type: 'text', value }]
      return generated(name, { ...attributes, 'data-macro-body': 'plain' }, children)
    },
  }
}

function targetsOf(macro: Macro, definition: MacroDefinition, names: readonly string[]): readonly Target[] {
  for (const name of names) {
    const parameter = macro.parameters.find((candidate) => candidate.name === name)
    if (parameter === undefined) continue
    if (parameter.targets !== undefined) return parameter.targets
    const { type = 'string', multiple = false } = definition.parameters[name] ?? {}
    const values = multiple ? parameter.text.split(',') : [parameter.text]
    return values.flatMap((value) => targetFromText(value.trim(), type) ?? [])
  }
  return []
}

function bodyOf(macro: Macro): MacroCall['body'] {
  const children = macro.body.kind === 'rich' ? macro.body.children : []
  function body(): Document
  function body(element: string, attributes?: Readonly<Record<string, string>>): Element
  function body(element?: string, attributes: Readonly<Record<string, string>> = {}): Document | Element {
    if (element === undefined) return { type: 'document', children }
    return generated(element, { ...attributes, 'data-macro-body': 'rich' }, children)
  }
  return body
}

function generated(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: Element['children'],
): Element {
  return { type: 'element', name, generated: true, attributes, children }
}
