import assert from 'node:assert/strict'
import { it } from 'node:test'
import { cellsOf, dayOf, fillCells } from './row-template.ts'

it('a row is taken apart before it is filled, so that what is filled in makes no cells', () => {
  const cells = cellsOf('{date} | {subject} | a \\| b | {other}|')
  assert.deepEqual(fillCells(cells, { date: '2026-11-20', subject: 'x | {date}' }), [
    '2026-11-20',
    'x | {date}',
    'a | b',
    '{other}',
    '',
  ])
  assert.equal(dayOf(new Date(2026, 0, 2)), '2026-01-02')
})
