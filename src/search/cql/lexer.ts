import { badCql } from './messages.ts'

/** A piece of a query. `text` of a string is what it stands for, without quotes and escapes. */
export interface CqlToken {
  readonly kind: 'word' | 'string' | 'operator' | '(' | ')' | ',' | 'end'
  readonly text: string
  readonly at: number
  readonly end: number
}

/** Operators, longest first. */
const OPERATOR = /!=|!~|>=|<=|=|~|>|</y

/** The dot is reserved in values, yet part of field names: the parser tells them apart. */
const WORD = /[^\s()"',=!~<>+;?|*/%^$#@[\]]+/y

/** Characters that only a string may hold. */
export const RESERVED_CHARACTERS = '+.,;?|*/%^$#@[]'

/** Cut a query into pieces; the last is the end. Refuses what no piece begins with, and strings that do not end. */
export function lexCql(query: string): CqlToken[] {
  const cql = storable(query)
  const tokens: CqlToken[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(cql.charAt(at))) at++
    const token = nextToken(cql, at)
    tokens.push(token)
    if (token.kind === 'end') return tokens
    at = token.end
  }
}

/** What no text of a database can hold finds nothing; it must not fail there either. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd')
}

function nextToken(cql: string, at: number): CqlToken {
  const first = cql.charAt(at)
  if (first === '') return { kind: 'end', text: '', at, end: at }
  if (first === '(' || first === ')' || first === ',') return { kind: first, text: first, at, end: at + 1 }
  if (first === '"' || first === "'") return stringAt(cql, at, first)
  const operator = matchAt(OPERATOR, cql, at)
  if (operator !== undefined) return { kind: 'operator', text: operator, at, end: at + operator.length }
  const word = matchAt(WORD, cql, at)
  if (word !== undefined) return { kind: 'word', text: word, at, end: at + word.length }
  const advice = RESERVED_CHARACTERS.includes(first)
    ? `The reserved character "${first}" must stand in quotes.`
    : `The character "${first}" is not expected here.`
  throw badCql(cql, advice, at)
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function stringAt(cql: string, at: number, quote: string): CqlToken {
  let text = ''
  let from = at + 1
  for (let i = from; i < cql.length; i++) {
    const character = cql.charAt(i)
    if (character === quote) {
      return { kind: 'string', text: storable(text + cql.slice(from, i)), at, end: i + 1 }
    }
    if (character !== '\\') continue
    const escape = escapeAt(cql, i)
    text += cql.slice(from, i) + escape.text
    from = i + escape.length
    i = from - 1
  }
  throw badCql(cql, `The string that begins here has no closing ${quote}.`, at)
}

/**
 * An escape in a string. The backslash stays before a character that needs none, since full-text queries have
 * escapes of their own: `"\+"` and `"\\+"` both ask for a plus sign.
 */
function escapeAt(cql: string, at: number): { text: string; length: number } {
  const next = cql.charAt(at + 1)
  if (next === '"' || next === "'" || next === '\\') return { text: next, length: 2 }
  const control = CONTROLS.get(next)
  if (control !== undefined) return { text: control, length: 2 }
  const unit = /^u([0-9a-fA-F]{4})/.exec(cql.slice(at + 1, at + 6))?.[1]
  return unit === undefined
    ? { text: '\\', length: 1 }
    : { text: String.fromCharCode(Number.parseInt(unit, 16)), length: 6 }
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
