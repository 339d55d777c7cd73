import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { limits } from '../../base/limits.ts'
import type { CqlThing } from './scope.ts'
import { applies, type CqlField, cqlFields } from './fields.ts'
import { cqlFunctions } from './functions.ts'
import { RESERVED_CHARACTERS } from './lexer.ts'
import { RESERVED_WORDS } from './parser.ts'

const reference = readFileSync(join(import.meta.dirname, '../../../docs/reference/cql.md'), 'utf8')

/** The rows of the table below a heading, without its head. */
function rowsBelow(heading: string): string[] {
  const section = reference.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
}

const THINGS: Record<CqlThing, string> = { content: 'content', space: 'spaces', user: 'users' }

function fieldRow(field: CqlField): string {
  const names = [field.name, ...(field.aliases ?? [])].map((name) => `\`${name}\``).join(', ')
  const operators = field.operators.map((operator) => `\`${operator.toUpperCase()}\``).join(' ')
  const things: CqlThing[] = ['content', 'space', 'user']
  const of = things.filter((thing) => applies(field, thing)).map((thing) => THINGS[thing])
  return `| ${names} | ${operators} | ${values(field)} | ${of.join(', ')} | ${field.order ? 'yes' : ''} | ${field.summary} |`
}

function values(field: CqlField): string {
  if (field.instant !== undefined) return 'date'
  const named = { content: 'content id', space: 'space key', user: 'user', name: 'text' } as const
  return field.equals === undefined ? 'words' : named[field.equals.values]
}

describe('docs/reference/cql.md', () => {
  it('has a row for every field, as the code has it', () => {
    assert.deepEqual(rowsBelow('Fields'), cqlFields.map(fieldRow))
  })

  it('has a row for every function, as the code has it', () => {
    const rows = cqlFunctions.map(
      ({ signature, type, summary }) => `| \`${signature}\` | ${type} | ${summary} |`,
    )
    assert.deepEqual(rowsBelow('Functions'), rows)
  })

  it('lists the reserved words and characters, and the limits', () => {
    for (const word of RESERVED_WORDS) assert.match(reference, new RegExp(`\\b${word}\\b`))
    for (const character of RESERVED_CHARACTERS)
      assert.equal(reference.includes(`\`${character === '|' ? '\\|' : character}\``), true, character)
    for (const limit of [
      limits.cqlLength,
      limits.cqlDepth,
      limits.cqlClauses,
      limits.cqlListValues,
      limits.cqlOrderKeys,
    ]) {
      assert.equal(reference.includes(String(limit)), true, String(limit))
    }
  })
})
