import { limits } from '../base/limits.ts'
import { analyse, rawWords, stemOf, wordsOf } from './words.ts'

/** What a reader asks of the full text: terms under and, or, not. `all` finds everything (a lone `*`). */
export type TextQuery =
  | TextTerm
  | { readonly kind: 'and' | 'or'; readonly parts: readonly TextQuery[] }
  | { readonly kind: 'not'; readonly part: TextQuery }
  | { readonly kind: 'all' }

/** Where a term is looked for. */
export type TextScope = 'title' | 'any'

/** One word, or several that must stand one after the other. */
export interface TextTerm {
  readonly kind: 'term'
  readonly scope: TextScope
  /** Folded words, at least one. */
  readonly words: readonly string[]
  /** Whether the last word may go on. */
  readonly prefix: boolean
  /** Only as written: neither stems nor parts of identifiers. */
  readonly exact: boolean
  /** Words that do as well as a single one: its stem. */
  readonly also: readonly string[]
}

/**
 * Read what a person types: words (all must occur), `"exact phrases"`, `prefix*`, `fuzzy~`, `AND`, `OR`, `NOT`,
 * `+`, `-` and parentheses. Every text is a query: what cannot be understood is read as words. Undefined when
 * there is no word in it.
 */
export function parseTextQuery(text: string, scope: TextScope = 'any'): TextQuery | undefined {
  return new Reader(text, scope).read()
}

type Sign = 'and' | 'or' | 'not' | 'require' | 'open' | 'close'
type Piece = { readonly sign: Sign } | { readonly query: TextQuery }

/** A quoted phrase with its distance, a sign, or a run of anything else. A backslash takes the next character's meaning. */
const PIECE =
  /["“”]((?:\\.|[^"“”\\])*)["“”](~\d*)?|(\(|\)|&&|\|\|)|(?<![^\s(])([-+!])(?=[^\s])|((?:\\[^]|[^\s()"“”\\]|\\$)+)|["“”]/gsu

class Reader {
  readonly #pieces: Piece[] = []
  #at = 0
  #wordsLeft: number = limits.textQueryWords
  readonly #scope: TextScope

  constructor(text: string, scope: TextScope) {
    this.#scope = scope
    for (const match of text.slice(0, limits.cqlLength).matchAll(PIECE)) {
      const piece = this.#piece(match)
      if (piece !== undefined) this.#pieces.push(piece)
    }
  }

  read(): TextQuery | undefined {
    const parts: TextQuery[] = []
    // A parenthesis that closes nothing is passed over.
    while (this.#at < this.#pieces.length) {
      const part = this.#either(0)
      if (part !== undefined) parts.push(part)
      this.#at++
    }
    return joined('and', parts)
  }

  #piece([, phrase, distance, sign, mark, run]: RegExpExecArray): Piece | undefined {
    if (phrase !== undefined)
      return this.#query(phraseQuery(unescaped(phrase), distance !== undefined, this.#scope))
    if (sign !== undefined) return { sign: SIGNS.get(sign) ?? 'and' }
    if (mark !== undefined) return { sign: mark === '+' ? 'require' : 'not' }
    if (run === undefined) return undefined
    const word = SIGNS.get(run)
    return word === undefined ? this.#query(runQuery(run, this.#scope)) : { sign: word }
  }

  #query(query: TextQuery | undefined): Piece | undefined {
    if (query === undefined || this.#wordsLeft <= 0) return undefined
    this.#wordsLeft -= query.kind === 'term' ? query.words.length : 1
    return { query }
  }

  #either(depth: number): TextQuery | undefined {
    const parts: TextQuery[] = []
    let sawOr: boolean
    do {
      const part = this.#every(depth)
      if (part !== undefined) parts.push(part)
      sawOr = this.#take('or')
    } while (sawOr)
    return joined('or', parts)
  }

  #every(depth: number): TextQuery | undefined {
    const parts: TextQuery[] = []
    for (let piece = this.#peek(); piece !== undefined; piece = this.#peek()) {
      if ('sign' in piece && (piece.sign === 'or' || piece.sign === 'close')) break
      const part = this.#one(depth)
      if (part !== undefined) parts.push(part)
    }
    return joined('and', parts)
  }

  #one(depth: number): TextQuery | undefined {
    let negative = false
    for (;;) {
      const piece = this.#pieces[this.#at++]
      if (piece === undefined) return undefined
      if ('query' in piece) return negated(piece.query, negative)
      if (piece.sign === 'not') negative = !negative
      if (piece.sign === 'or' || piece.sign === 'close') {
        this.#at--
        return undefined
      }
      if (piece.sign === 'open' && depth < limits.textQueryDepth) {
        const inner = this.#either(depth + 1)
        this.#take('close')
        return inner && negated(inner, negative)
      }
    }
  }

  #peek(): Piece | undefined {
    return this.#pieces[this.#at]
  }

  #take(sign: Sign): boolean {
    const piece = this.#peek()
    if (piece === undefined || !('sign' in piece) || piece.sign !== sign) return false
    this.#at++
    return true
  }
}

const SIGNS: ReadonlyMap<string, Sign> = new Map([
  ['AND', 'and'],
  ['&&', 'and'],
  ['OR', 'or'],
  ['||', 'or'],
  ['NOT', 'not'],
  ['(', 'open'],
  [')', 'close'],
])

function joined(kind: 'and' | 'or', parts: readonly TextQuery[]): TextQuery | undefined {
  return parts.length > 1 ? { kind, parts } : parts[0]
}

function negated(query: TextQuery, negative: boolean): TextQuery {
  if (!negative) return query
  return query.kind === 'not' ? query.part : { kind: 'not', part: query }
}

function unescaped(text: string): string {
  return text.replace(/\\([^])/g, '$1')
}

/** A phrase; with a distance, all its words wherever they stand. */
function phraseQuery(text: string, loose: boolean, scope: TextScope): TextQuery | undefined {
  if (!loose) return term(text, scope, { exact: true, prefix: /[\p{L}\p{N}\p{M}]\*$/u.test(text) })
  const parts = rawWords(text).flatMap((raw) => term(raw, scope, { exact: true }) ?? [])
  return joined('and', parts)
}

const RUN = /^((?:\\[^]|[^\\])*?)(~[\d.]*)?(?:\^[\d.]+)?$/

/** A run of characters between spaces: a word, an identifier, a word with wildcards. */
function runQuery(run: string, scope: TextScope): TextQuery | undefined {
  const [, text = run, tilde] = RUN.exec(run) ?? []
  if (/^\*+$/.test(text)) return { kind: 'all' }
  if (tilde !== undefined) return fuzzy(unescaped(text), scope)
  // What stands before the first wildcard is what an index can look up; for `*word` it is the word.
  const [first = '', ...rest] = text.split(/(?<!\\)[*?]+/)
  if (rest.length === 0) return term(unescaped(text), scope)
  if (rawWords(first).length > 0) {
    return term(unescaped(first), scope, { prefix: /[\p{L}\p{N}\p{M}]$/u.test(first) })
  }
  const after = rest.find((part) => rawWords(part).length > 0)
  return after === undefined ? undefined : term(unescaped(after), scope, { prefix: !text.endsWith(after) })
}

/** Neither engine knows edit distance: a fuzzy word may end otherwise, which covers most forms and slips. */
function fuzzy(text: string, scope: TextScope): TextQuery | undefined {
  const exactly = term(text, scope)
  if (exactly?.words.length !== 1) return exactly
  const [word = ''] = exactly.words
  const beginning = word.slice(0, Math.max(3, word.length - 2)).toWellFormed()
  if (beginning === word || beginning.includes('\ufffd')) return exactly
  const begun: TextTerm = { ...exactly, words: [beginning], prefix: true, also: [] }
  return { kind: 'or', parts: [exactly, begun] }
}

function term(
  text: string,
  scope: TextScope,
  as: { exact?: boolean; prefix?: boolean } = {},
): TextTerm | undefined {
  const raws = rawWords(text)
  const words = raws.flatMap((raw) => wordsOf(analyse(raw))).slice(0, limits.textQueryWords)
  const last = raws.at(-1)
  if (last === undefined || words.length === 0) return undefined
  const exact = as.exact ?? false
  let prefix = as.prefix ?? false
  if (analyse(last).open) {
    // The pair before it says as much as a lone last character; without one, the character begins a pair.
    if (isPairEndingWith(words.at(-2), words.at(-1))) words.pop()
    else prefix = true
  }
  const stemmed = words.length === 1 && !exact && !prefix ? stemOf(words[0] ?? '') : undefined
  return { kind: 'term', scope, words, prefix, exact, also: stemmed === undefined ? [] : [stemmed] }
}

function isPairEndingWith(pair: string | undefined, character: string | undefined): boolean {
  return pair !== undefined && character !== undefined && pair !== character && pair.endsWith(character)
}

/** The terms that a hit must or may hold, without the excluded ones: for marking and for rank. */
export function positiveTerms(query: TextQuery): TextTerm[] {
  if (query.kind === 'term') return [query]
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(positiveTerms) : []
}
