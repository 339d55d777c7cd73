import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { CqlCondition, CqlQuery, CqlValue } from './ast.ts'
import { parseCql } from './parser.ts'

/** A query in its plainest form; what it says is read back as the same. */
function print({ condition, order }: CqlQuery): string {
  const keys = order.map(({ field, descending }) => `${quote(field.text)} ${descending ? 'desc' : 'asc'}`)
  return [condition ? printCondition(condition) : '', keys.length > 0 ? `order by ${keys.join(', ')}` : '']
    .filter((part) => part !== '')
    .join(' ')
}

function printCondition(condition: CqlCondition): string {
  switch (condition.kind) {
    case 'not':
      return `not (${printCondition(condition.part)})`
    case 'clause': {
      const values = condition.values.map(printValue).join(', ')
      const list = condition.operator.endsWith('in') ? `(${values})` : values
      return `${quote(condition.field.text)} ${condition.operator} ${list}`
    }
    default:
      return condition.parts.map((part) => `(${printCondition(part)})`).join(` ${condition.kind} `)
  }
}

function printValue(value: CqlValue): string {
  return value.kind === 'text' ? quote(value.text) : `${value.name}(${value.args.map(quote).join(', ')})`
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

const grammar: readonly (readonly [string, string])[] = [
  ['type = page', '"type" = "page"'],
  ['  TYPE=Page ', '"TYPE" = "Page"'],
  ['a = 1 or b = 2 and c = 3', '("a" = "1") or (("b" = "2") and ("c" = "3"))'],
  ['(a = 1 or b = 2) and c = 3', '(("a" = "1") or ("b" = "2")) and ("c" = "3")'],
  ['not a = 1 and b = 2', '(not ("a" = "1")) and ("b" = "2")'],
  ['a = 1 AND NOT (b = 2 OR c = 3)', '("a" = "1") and (not (("b" = "2") or ("c" = "3")))'],
  ['not not a = 1', '"a" = "1"'],
  ['a in (1, "two", three)', '"a" in ("1", "two", "three")'],
  ['a NOT IN (x)', '"a" not in ("x")'],
  ['space in favouriteSpaces()', '"space" in (favouriteSpaces())'],
  [
    'a != 1 or a !~ b or a >= c or a <= d or a < e or a > f or a ~ g',
    '("a" != "1") or ("a" !~ "b") or ("a" >= "c") or ("a" <= "d") or ("a" < "e") or ("a" > "f") or ("a" ~ "g")',
  ],
  ['title = \'it is "here"\'', '"title" = "it is \\"here\\""'],
  ['title = "it\\\'s \\"x\\" \\\\ \\t\\u0041\\+"', '"title" = "it\'s \\"x\\" \\\\ \tA\\\\+"'],
  ['space = ~jdoe', '"space" = "~jdoe"'],
  ['created > now("-4w")', '"created" > now("-4w")'],
  ['created > now(-4w)', '"created" > now("-4w")'],
  ['id in recentlyViewedContent(10, 20)', '"id" in (recentlyViewedContent("10", "20"))'],
  ['created > 2024-01-01', '"created" > "2024-01-01"'],
  [
    'space.title ~ x order by space.key desc, title, created ASC',
    '"space.title" ~ "x" order by "space.key" desc, "title" asc, "created" asc',
  ],
  ['ORDER BY created', 'order by "created" asc'],
  ['label = 文書', '"label" = "文書"'],
  ['label = my:x', '"label" = "my:x"'],
  ['type = "page"and(a=1)', '("type" = "page") and ("a" = "1")'],
]

const refused: readonly (readonly [string, RegExp])[] = [
  ['', /^cql query parameter is required$/],
  [' \n ', /^cql query parameter is required$/],
  [
    'type',
    /^Could not parse cql : type : Expected an operator after "type" .* but the query ends\. \(at character 5\)$/,
  ],
  ['type = ', /Expected a value, but the query ends\. \(at character 8\)$/],
  ['type = page and', /Expected a field, as in: type = page, but the query ends/],
  [
    'type = page label = x',
    /Expected AND, OR, ORDER BY or the end of the query, but there is "label"\. \(at character 13\)$/,
  ],
  ['title = two words', /Expected AND, OR, ORDER BY or the end .* "words"/],
  ['= page', /Expected a field, .* there is "="\. \(at character 1\)/],
  ['(type = page', /Expected AND, OR or a closing parenthesis, but the query ends/],
  ['type = page)', /there is "\)"/],
  ['type in page', /A list of values must stand in parentheses\. \(at character 9\)/],
  ['type in (page', /Expected a comma or a closing parenthesis/],
  ['type in ()', /Expected a value/],
  ['type not page', /Expected IN after NOT/],
  ['type is null', /Expected an operator after "type"/],
  ['title = "abc', /The string that begins here has no closing "\. \(at character 9\)/],
  ["title = 'abc\\'", /has no closing '/],
  ['title = a.b', /The reserved character "\." must stand in quotes\. \(at character 10\)/],
  ['title = a/b', /The reserved character "\/" must stand in quotes/],
  ['creator = me@example', /The reserved character "@" must stand in quotes/],
  ['title = select', /The reserved word "select" must stand in quotes/],
  ['and = 1', /Expected a field/],
  ['type ! page', /The character "!" is not expected here/],
  ['type = page order created', /Expected BY after ORDER/],
  ['type = page order by', /Expected a field/],
  ['type = page order by title sideways', /there is "sideways"/],
  ['created > now("-4w"', /Expected a comma or a closing parenthesis/],
  ['created > now(,)', /Expected an argument of now\(\)/],
  [`${'('.repeat(limits.cqlDepth + 1)}a = 1`, /nested deeper/],
  [`${'a = 1 or '.repeat(limits.cqlClauses)}a = 1`, /more than \d+ clauses/],
  [`a in (${'1,'.repeat(limits.cqlListValues)}1)`, /more than \d+ values/],
  [`a = 1 order by ${'b,'.repeat(limits.cqlOrderKeys)}b`, /at most \d+ fields/],
  [`a = "${'x'.repeat(limits.cqlLength)}"`, /longer than \d+ characters/],
]

function isBadCql(error: unknown): boolean {
  return error instanceof AppError && error.code === 'bad-cql'
}

describe('CQL grammar', () => {
  it('reads what is CQL', () => {
    for (const [cql, printed] of grammar) {
      assert.equal(print(parseCql(cql)), printed, cql)
      assert.equal(print(parseCql(printed)), printed, `again: ${cql}`)
    }
  })

  it('refuses what is not, saying what and where', () => {
    for (const [cql, message] of refused) {
      assert.throws(
        () => parseCql(cql),
        (error) => isBadCql(error) && message.test((error as AppError).message),
        cql.slice(0, 60),
      )
    }
  })

  it('takes the deepest and longest that it allows', () => {
    parseCql(`${'('.repeat(limits.cqlDepth)}a = 1${')'.repeat(limits.cqlDepth)}`)
    parseCql(`${'not '.repeat(4000)}a = 1`)
    parseCql(Array.from({ length: limits.cqlClauses }, () => 'a = 1').join(' and '))
  })

  it('either reads a text, and then its print as the same, or refuses it as bad CQL', () => {
    const piece = fc.constantFrom(
      'type',
      'title',
      '=',
      '!=',
      '~',
      '!~',
      '>',
      '<=',
      ' in ',
      ' not in ',
      '(',
      ')',
      ',',
      ' and ',
      ' or ',
      ' not ',
      ' order by ',
      ' desc',
      '"',
      "'",
      '\\',
      ' ',
      'page',
      'now',
      '1',
      '.',
      '*',
      '文',
      '~a',
      '"a b"',
      '\\u0041',
    )
    const clause = fc.constantFrom(
      'a=1',
      'b in (1,2)',
      'c ~ "x y"',
      'd > now("-1d")',
      'not e=1',
      '(f=1 or g=2)',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(piece, { maxLength: 25 }).map((all) => all.join('')),
      fc.array(clause, { minLength: 1, maxLength: 8 }).map((all) => all.join(' and ')),
    )
    fc.assert(
      fc.property(text, (cql) => {
        let parsed: CqlQuery
        try {
          parsed = parseCql(cql)
        } catch (error) {
          assert.equal(isBadCql(error), true, String(error))
          return
        }
        const printed = print(parsed)
        assert.equal(print(parseCql(printed)), printed)
      }),
      { numRuns: 2000 },
    )
  })
})
