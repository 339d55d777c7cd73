import assert from 'node:assert/strict'
import { it } from 'node:test'
import { nextDigest } from './rhythm.ts'

it('letters that tell everything together come in the morning, weekly ones of a Monday', () => {
  const next = (at: string, rhythm: 'daily' | 'weekly') =>
    new Date(nextDigest(Date.parse(at), rhythm)).toISOString()
  assert.equal(next('2026-11-28T05:59:59Z', 'daily'), '2026-11-28T06:00:00.000Z')
  assert.equal(next('2026-11-28T06:00:00Z', 'daily'), '2026-11-29T06:00:00.000Z')
  assert.equal(next('2026-11-28T18:00:00Z', 'weekly'), '2026-11-30T06:00:00.000Z')
  assert.equal(next('2026-11-30T06:00:00Z', 'weekly'), '2026-12-07T06:00:00.000Z')
})
