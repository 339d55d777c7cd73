import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { AppError } from '../../base/errors.ts'
import { compileCql } from './compile.ts'
import { cqlFields } from './fields.ts'
import { cqlFunctions } from './functions.ts'
import type { CqlScope } from './scope.ts'

const scope: CqlScope = { engine: 'sqlite', now: 0, currentUserId: 1 }

const refused: readonly (readonly [string, RegExp, CqlScope?])[] = [
  [
    'titel = x',
    /^Could not parse cql : titel = x : There is no field "titel"\. The fields are ancestor, .*\(at character 1\)$/,
  ],
  ['constructor = x', /There is no field "constructor"/],
  [
    'space ~ DEV',
    /The field "space" does not support the operator "~"\. It supports "=", "!=", "IN" and "NOT IN"\./,
  ],
  ['text = x', /The field "text" does not support the operator "="\. It supports "~" and "!~"\./],
  ['created in ("2024-01-01")', /does not support the operator "IN"/],
  ['label > x', /does not support the operator ">"/],
  [
    'created > yesterday',
    /"yesterday" is not a date: write "yyyy-MM-dd", .* now\("-4w"\)\. \(at character 11\)/,
  ],
  ['created = "2023-02-29"', /is not a date/],
  [
    'created > now("-4q")',
    /"-4q" is not an increment of now\(\): write a sign, a number and one of y, M, w, d, h and m/,
  ],
  ['created > now("-1d", "x")', /now\(\[increment\]\) takes no more arguments/],
  [
    'created > tomorrow()',
    /There is no function tomorrow\(\)\. The functions are currentUser\(\), .*\(at character 11\)/,
  ],
  ['title = currentUser()', /The function currentUser\(\) cannot be used with the field "title"/],
  ['title = nonsense()', /There is no function nonsense\(\)/],
  ['creator = now()', /The function now\(\) cannot be used with the field "creator"/],
  ['created > currentUser()', /The function currentUser\(\) cannot be used with the field "created"/],
  ['text ~ now()', /The function now\(\) cannot be used with the field "text"/],
  ['id = abc', /"abc" is not a content id, which the field "id" needs/],
  ['ancestor in (1, "")', /"" is not a content id/],
  ['space = currentSpace()', /currentSpace\(\) needs a current space: give one with cqlcontext/],
  ['id = currentContent()', /currentContent\(\) needs a current content/],
  ['id in recentlyViewedContent(many)', /"many" is not a number of results/],
  [
    'type = page order by text',
    /Results cannot be ordered by "text", only by container, content, id, .*\(at character 22\)/,
  ],
  ['type = page order by nothing', /There is no field "nothing"/],
  ['user.fullname ~ ann', /The field "user.fullname" can only be used in a search for users/],
  ['space = DEV', /The field "space" does not apply to users/, { ...scope, answers: 'users' }],
]

describe('compiling CQL', () => {
  it('refuses what makes no sense, with a sentence that helps', () => {
    for (const [cql, message, otherScope] of refused) {
      assert.throws(
        () => compileCql(cql, otherScope ?? scope),
        (error) => error instanceof AppError && error.code === 'bad-cql' && message.test(error.message),
        cql,
      )
    }
  })

  it('tells which kinds of things a query can find', () => {
    const cases: [string, CqlScope['answers'], string[]][] = [
      ['text ~ x', 'anything', ['content']],
      ['type = page', 'anything', ['content']],
      ['type = space', 'anything', ['space']],
      ['type = space', 'content', []],
      ['type in (page, space, user)', 'anything', ['content', 'space', 'user']],
      ['type in (page, space) and macro = toc', 'anything', ['content']],
      ['type = space and type = page', 'anything', []],
      ['type = space or label = x', 'anything', ['content', 'space']],
      ['type != page', 'anything', ['content']],
      ['not type = space', 'anything', ['content']],
      ['type = user and user = ann', 'users', ['user']],
      ['order by title', 'anything', ['content']],
    ]
    for (const [cql, answers, things] of cases) {
      assert.deepEqual(compileCql(cql, { ...scope, answers }).things, things, cql)
    }
  })

  it('separates the words that every hit holds, also out of parentheses', () => {
    const cases: [string, boolean][] = [
      ['text ~ a', true],
      ['type = page and (space = DEV and title ~ a)', true],
      ['text ~ a or title ~ b', true],
      ['not text ~ a', false],
      ['text !~ a', false],
      ['text ~ "-a"', false],
      ['text ~ a or type = page', false],
      ['space.title ~ a', false],
      ['text ~ "!!!"', false],
    ]
    for (const [cql, expected] of cases) {
      assert.equal(compileCql(cql, scope).text !== undefined, expected, cql)
    }
  })

  it('knows every field and function by one name, whatever the case', () => {
    const names = cqlFields.flatMap((field) => [field.name, ...(field.aliases ?? [])])
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length)
    for (const { name, operators } of cqlFields) {
      const answers = name.startsWith('user') ? 'users' : 'anything'
      const value = operators.includes('>') ? '2024-01-01' : '"1"'
      for (const operator of operators) {
        const list = operator.endsWith('in') ? `(${value})` : value
        compileCql(`${name.toUpperCase()} ${operator} ${list}`, { ...scope, answers })
      }
    }
    for (const { name, type } of cqlFunctions) {
      const field = { content: 'id', space: 'space', user: 'creator', date: 'created', name: 'title' }[type]
      const operator = type === 'date' ? '>' : '='
      const inContext = { ...scope, currentSpaceKey: 'DEV', currentContentId: 1 }
      compileCql(`${field} ${operator} ${name.toUpperCase()}()`, inContext)
    }
  })

  it('compiles or refuses every query, and throws nothing else', () => {
    const field = fc.constantFrom(...cqlFields.map(({ name }) => name), 'nothing')
    const operator = fc.constantFrom('=', '!=', '~', '!~', '>', '<=', 'in', 'not in')
    const value = fc.oneof(
      fc.constantFrom(
        'page',
        '1',
        'currentUser()',
        'now("-1d")',
        '2024-01-01',
        '"a OR (b"',
        'now("+99999y")',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }).map((text) => JSON.stringify(text)),
    )
    const clause = fc
      .tuple(field, operator, value)
      .map(([f, o, v]) => `${f} ${o} ${o.endsWith('in') ? `(${v})` : v}`)
    fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 3 }), (clauses) => {
        try {
          compileCql(clauses.join(' or '), { ...scope, timeZone: 'Europe/Berlin' })
        } catch (error) {
          assert.equal(error instanceof AppError && error.code === 'bad-cql', true, String(error))
        }
      }),
      { numRuns: 500 },
    )
  })
})
