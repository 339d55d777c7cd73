import { limits } from '../../base/limits.ts'
import type { CqlCondition, CqlName, CqlOperator, CqlOrder, CqlQuery, CqlText, CqlValue } from './ast.ts'
import { type CqlToken, lexCql, RESERVED_CHARACTERS } from './lexer.ts'
import { badCql, missingCql } from './messages.ts'

/** Words that a value can only be in quotes. */
export const RESERVED_WORDS: readonly string[] = (
  'after and as avg before begin by commit contains count distinct else empty end explain from having if in inner ' +
  'insert into is isnull left like limit max min not null or order outer right select sum then was where update'
).split(' ')

const reserved: ReadonlySet<string> = new Set(RESERVED_WORDS)

/** Read a query. Refuses one that is empty, too long, too deep or not CQL (`bad-cql`). */
export function parseCql(cql: string): CqlQuery {
  if (cql.trim() === '') throw missingCql()
  if (cql.length > limits.cqlLength) {
    throw badCql(cql, `The query is longer than ${limits.cqlLength} characters.`)
  }
  return new Parser(cql).query()
}

class Parser {
  readonly #cql: string
  readonly #tokens: readonly CqlToken[]
  #at = 0
  #clauses = 0

  constructor(cql: string) {
    this.#cql = cql
    this.#tokens = lexCql(cql)
  }

  query(): CqlQuery {
    const condition = this.#isWord('order') ? undefined : this.#either(0)
    const order = this.#isWord('order') ? this.#order() : []
    if (this.#peek().kind !== 'end') this.#refuse('AND, OR, ORDER BY or the end of the query')
    return { condition, order }
  }

  #either(depth: number): CqlCondition {
    const parts = [this.#every(depth)]
    while (this.#takeWord('or')) parts.push(this.#every(depth))
    return joined('or', parts)
  }

  #every(depth: number): CqlCondition {
    const parts = [this.#unit(depth)]
    while (this.#takeWord('and')) parts.push(this.#unit(depth))
    return joined('and', parts)
  }

  #unit(depth: number): CqlCondition {
    let negative = false
    while (this.#takeWord('not')) negative = !negative
    const part = this.#peek().kind === '(' ? this.#group(depth) : this.#clause()
    return negative ? { kind: 'not', part } : part
  }

  #group(depth: number): CqlCondition {
    const { at } = this.#next()
    if (depth >= limits.cqlDepth) {
      throw badCql(this.#cql, `Parentheses are nested deeper than ${limits.cqlDepth}.`, at)
    }
    const inner = this.#either(depth + 1)
    if (this.#peek().kind !== ')') this.#refuse('AND, OR or a closing parenthesis')
    this.#next()
    return inner
  }

  #clause(): CqlCondition {
    const field = this.#name()
    if (++this.#clauses > limits.cqlClauses) {
      throw badCql(this.#cql, `The query has more than ${limits.cqlClauses} clauses.`, field.at)
    }
    const operator = this.#operator(field)
    const values = operator === 'in' || operator === 'not in' ? this.#list() : [this.#value()]
    return { kind: 'clause', field, operator, values }
  }

  #name(): CqlName {
    const token = this.#peek()
    const isName =
      token.kind === 'string' || (token.kind === 'word' && !reserved.has(token.text.toLowerCase()))
    if (!isName) this.#refuse('a field, as in: type = page')
    this.#next()
    return { text: token.text, at: token.at }
  }

  #operator(field: CqlName): CqlOperator {
    const token = this.#peek()
    if (token.kind === 'operator') {
      this.#next()
      return token.text as CqlOperator
    }
    if (this.#takeWord('in')) return 'in'
    if (this.#takeWord('not')) {
      if (!this.#takeWord('in')) this.#refuse('IN after NOT')
      return 'not in'
    }
    return this.#refuse(`an operator after "${field.text}" (=, !=, ~, !~, >, >=, <, <=, IN or NOT IN)`)
  }

  #list(): CqlValue[] {
    // `space in favouriteSpaces()`: a function that stands for several values needs no parentheses.
    if (this.#peek().kind !== '(') {
      const value = this.#value()
      if (value.kind === 'call') return [value]
      throw badCql(this.#cql, 'A list of values must stand in parentheses.', value.at)
    }
    this.#next()
    const values = [this.#value()]
    while (this.#peek().kind === ',') {
      this.#next()
      values.push(this.#value())
    }
    if (values.length > limits.cqlListValues) {
      throw badCql(this.#cql, `The list has more than ${limits.cqlListValues} values.`, values[0]?.at)
    }
    if (this.#peek().kind !== ')') this.#refuse('a comma or a closing parenthesis')
    this.#next()
    return values
  }

  #value(): CqlValue {
    const token = this.#peek()
    if (token.kind === 'string') {
      this.#next()
      return { kind: 'text', text: token.text, at: token.at }
    }
    // `space = ~jdoe`: the key of a personal space.
    if (token.kind === 'operator' && token.text === '~') {
      const word = this.#tokens[this.#at + 1]
      if (word?.kind === 'word' && word.at === token.end) {
        this.#next()
        return { kind: 'text', text: `~${this.#bareWord().text}`, at: token.at }
      }
    }
    if (token.kind !== 'word') this.#refuse('a value')
    const word = this.#bareWord()
    return this.#peek().kind === '(' ? this.#call(word) : word
  }

  #bareWord(): CqlText {
    const { text, at } = this.#next()
    if (reserved.has(text.toLowerCase())) {
      throw badCql(this.#cql, `The reserved word "${text}" must stand in quotes.`, at)
    }
    for (const [i, character] of [...text].entries()) {
      if (RESERVED_CHARACTERS.includes(character)) {
        throw badCql(this.#cql, `The reserved character "${character}" must stand in quotes.`, at + i)
      }
    }
    return { kind: 'text', text, at }
  }

  #call({ text, at }: CqlText): CqlValue {
    this.#next()
    const args: string[] = []
    while (this.#peek().kind !== ')') {
      if (args.length > 0) {
        if (this.#peek().kind !== ',') this.#refuse('a comma or a closing parenthesis')
        this.#next()
      }
      const token = this.#peek()
      if (token.kind !== 'string' && token.kind !== 'word') this.#refuse(`an argument of ${text}()`)
      args.push(this.#next().text)
    }
    this.#next()
    return { kind: 'call', name: text, args, at }
  }

  #order(): CqlOrder[] {
    this.#next()
    if (!this.#takeWord('by')) this.#refuse('BY after ORDER')
    const order = [this.#orderKey()]
    while (this.#peek().kind === ',') {
      const { at } = this.#next()
      if (order.length >= limits.cqlOrderKeys) {
        throw badCql(this.#cql, `ORDER BY takes at most ${limits.cqlOrderKeys} fields.`, at)
      }
      order.push(this.#orderKey())
    }
    return order
  }

  #orderKey(): CqlOrder {
    const field = this.#name()
    const descending = this.#takeWord('desc')
    if (!descending) this.#takeWord('asc')
    return { field, descending }
  }

  #peek(): CqlToken {
    return this.#tokens[this.#at] as CqlToken
  }

  /** The end is never passed: whoever takes a token has seen that it is another. */
  #next(): CqlToken {
    const token = this.#peek()
    if (token.kind !== 'end') this.#at++
    return token
  }

  #isWord(word: string): boolean {
    const token = this.#peek()
    return token.kind === 'word' && token.text.toLowerCase() === word
  }

  #takeWord(word: string): boolean {
    const taken = this.#isWord(word)
    if (taken) this.#at++
    return taken
  }

  #refuse(expected: string): never {
    const token = this.#peek()
    const found = token.kind === 'end' ? 'the query ends' : `there is "${token.text}"`
    throw badCql(this.#cql, `Expected ${expected}, but ${found}.`, token.at)
  }
}

function joined(kind: 'and' | 'or', parts: readonly CqlCondition[]): CqlCondition {
  const [first, second] = parts
  return first !== undefined && second === undefined ? first : { kind, parts }
}
