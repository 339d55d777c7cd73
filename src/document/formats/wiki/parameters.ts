/** The parameters of a macro tag, `a=b|c`, both ways. */
import type { ParameterTarget } from '../../macro-facts.ts'
import type { Parameter, Target } from '../../tree.ts'
import {
  decodeReferences,
  escapableInParameters,
  guardAmpersands,
  numericReference,
  trimBlanks,
} from './escape.ts'
import { readResource } from './targets.ts'

/** One part between two bars; the name is undefined when there was no equals sign. */
export interface Part {
  readonly name: string | undefined
  readonly value: string
}

/** The parts of a tag's parameters, escapes resolved. */
export function splitParameters(text: string): readonly Part[] {
  const parts: Part[] = []
  let name: string | undefined
  let value = ''
  for (let at = 0; at <= text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\' && escapableInParameters.has(text.charAt(at + 1))) value += text.charAt(++at)
    else if (char === '=' && name === undefined) {
      name = decodeReferences(trimBlanks(value))
      value = ''
    } else if (char === '|' || at === text.length) {
      if (name !== undefined || trimBlanks(value) !== '')
        parts.push({ name, value: decodeReferences(trimBlanks(value)) })
      name = undefined
      value = ''
    } else value += char
  }
  return parts
}

/** Name and value as they stand between bars; the default parameter of an empty name needs no equals sign. */
export function writePart(name: string | undefined, value: string): string {
  return name === undefined ? escapePart(value) : `${escapePart(name)}=${escapePart(value)}`
}

/** A parameter of a known type: what its text points at, when that is something of the wiki. */
export function typedParameter(name: string, text: string, kind: ParameterTarget | undefined): Parameter {
  const targets = kind === undefined ? undefined : readTargets(text, kind)
  return targets === undefined ? { name, text } : { name, text, targets }
}

function readTargets(text: string, kind: ParameterTarget): readonly Target[] | undefined {
  const names =
    kind === 'space' || kind === 'user' ? text.split(',').map((item) => item.trim()) : [text.trim()]
  const targets = names.map((name) => readTarget(name, kind))
  const found = targets.filter((target) => target !== undefined)
  return found.length === targets.length ? found : undefined
}

/** Pseudo names (`@self`, `currentSpace()`, `/`) and exclusions (`-KEY`) point at nothing. */
function readTarget(name: string, kind: ParameterTarget): Target | undefined {
  if (name === '' || /^[@*+/-]|\(\)$/.test(name)) return undefined
  switch (kind) {
    case 'space':
      return { kind: 'space', key: name }
    case 'user':
      return { kind: 'user', username: name }
    case 'url':
      return /^[a-z][a-z0-9+.-]*:/i.test(name) ? { kind: 'url', url: name } : undefined
    case 'attachment': {
      const resource = readResource(name.includes('^') ? name : `^${name}`)
      return resource?.kind === 'attachment' ? resource : undefined
    }
    case 'page': {
      const resource = readResource(name)
      return resource?.kind === 'page' || resource?.kind === 'blogPost' ? resource : undefined
    }
  }
}

function escapePart(value: string): string {
  const escaped = guardAmpersands(value).replace(/[|={}\\]/g, (char) => `\\${char}`)
  return escaped.replace(/\n|^[ \t]|[ \t]$/g, numericReference)
}
