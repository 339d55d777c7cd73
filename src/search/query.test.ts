import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { limits } from '../base/limits.ts'
import { parseTextQuery, positiveTerms, type TextQuery } from './query.ts'

/** `=` exact, `*` prefix, `/` what else does as well. */
function shown(query: TextQuery | undefined): string {
  if (query === undefined) return 'nothing'
  switch (query.kind) {
    case 'all':
      return 'all'
    case 'not':
      return `!${shown(query.part)}`
    case 'term':
      return `${query.exact ? '=' : ''}${[query.words.join('_'), ...query.also].join('/')}${query.prefix ? '*' : ''}`
    default:
      return `(${query.parts.map(shown).join(query.kind === 'and' ? ' & ' : ' | ')})`
  }
}

const cases: readonly (readonly [string, string])[] = [
  ['release notes', '(release/releas & notes/note)'],
  ['"release notes"', '=release_notes'],
  ['“release notes”', '=release_notes'],
  ['"release no*"', '=release_no*'],
  ['"release"', '=release'],
  ['rel*', 'rel*'],
  ['foo_bar*', 'foo_bar*'],
  ['te?t', 'te*'],
  ['te*t', 'te*'],
  ['*foo', 'foo'],
  ['*', 'all'],
  ['a OR b c', '(a | (b & c))'],
  ['a || b && c', '(a | (b & c))'],
  ['(a OR b) AND NOT c', '((a | b) & !c)'],
  ['chalk butter -cheddar', '(chalk & butter & !cheddar)'],
  ['chalk -"blue cheese"', '(chalk & !=blue_cheese)'],
  ['+a -b !c', '(a & !b & !c)'],
  ['-a', '!a'],
  ['- a', 'a'],
  ['NOT NOT a', 'a'],
  ['a or b', '(a & or & b)'],
  ['getPageById', 'getpagebyid'],
  ['a.b.c', 'a_b_c'],
  ['ABC-123', 'abc_123'],
  ['foo-bar', 'foo_bar'],
  ['"big house"~5', '(=big & =house)'],
  ['roam~', '(roam | roa*)'],
  ['word~0.8', '(word | wor*)'],
  ['do~', 'do'],
  ['x^2', 'x'],
  ['文書管理', '文書_書管_管理'],
  ['文', '文*'],
  ['漢字 test', '(漢字 & test)'],
  ['ABC漢', 'abc_漢*'],
  ['\\(x\\)', 'x'],
  ['foo\\*', 'foo'],
  ['\\OR', 'or'],
  ['', 'nothing'],
  ['!!! ... ???', 'nothing'],
  ['AND OR NOT', 'nothing'],
  ['((( ) AND (', 'nothing'],
  ['a )b( c', '(a & (b & c))'],
  ['"unbalanced foo', '(unbalanced/unbalanc & foo)'],
  ['constructor __proto__', '(constructor & proto)'],
  ['a AND', 'a'],
  ['OR a', 'a'],
]

describe('full-text queries', () => {
  it('reads what people type', () => {
    for (const [text, expected] of cases) assert.equal(shown(parseTextQuery(text)), expected, text)
  })

  it('keeps within its limits', () => {
    const long = parseTextQuery('word '.repeat(10_000))
    assert.equal(long?.kind === 'and' && long.parts.length, limits.textQueryWords)
    const deep = parseTextQuery(`${'(a OR '.repeat(5000)}b`)
    let depth = 0
    for (let at = deep; at !== undefined && 'parts' in at; at = at.parts.at(-1)) depth++
    assert.equal(depth <= 2 * limits.textQueryDepth + 2, true, String(depth))
    assert.equal(shown(parseTextQuery(`${'NOT '.repeat(4001)}x`)), '!x')
  })

  it('leaves excluded words out of what is marked', () => {
    const query = parseTextQuery('a -b (c OR NOT d)')
    assert.deepEqual(query && positiveTerms(query).map(({ words }) => words[0]), ['a', 'c'])
  })

  it('answers every text', () => {
    const piece = fc.constantFrom(
      'a',
      'B',
      ' ',
      '"',
      '(',
      ')',
      '*',
      '~',
      '-',
      '+',
      '!',
      '\\',
      ' OR ',
      ' AND ',
      ' NOT ',
      '漢',
      '^',
      '?',
      '&&',
      '||',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (typed) => void shown(parseTextQuery(typed))),
      { numRuns: 1000 },
    )
  })
})
