import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isDeeperThan } from './depth.ts'

it('the depth of a value is that of its lists and objects', () => {
  for (const flat of [null, undefined, 1, 'text', true]) assert.equal(isDeeperThan(flat, 0), false)
  assert.equal(isDeeperThan([], 0), true)
  assert.equal(isDeeperThan([], 1), false)
  assert.equal(isDeeperThan({ a: [{ b: 1 }] }, 3), false)
  assert.equal(isDeeperThan({ a: [{ b: [] }] }, 3), true)
  assert.equal(isDeeperThan(JSON.parse('['.repeat(1_000_000) + ']'.repeat(1_000_000)), 100), true)
})
