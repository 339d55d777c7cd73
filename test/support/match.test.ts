import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anyId, anyString, anyTime, exactly, including, mismatches, valueAt } from './match.ts'

describe('matching an answer', () => {
  it('accepts what contains the expectation', () => {
    const actual = {
      id: '12',
      title: 'Été',
      when: '2026-11-20T18:00:00.000Z',
      results: [{ id: '1' }, { id: '2', more: true }],
    }
    assert.deepEqual(
      mismatches(actual, { id: anyId, title: /^É/, when: anyTime, results: [{}, { more: true }] }),
      [],
    )
    assert.deepEqual(mismatches(actual, { results: including({ more: true }) }), [])
    assert.deepEqual(mismatches({ a: { b: null } }, exactly({ a: { b: null } })), [])
  })

  it('names every difference by its path', () => {
    assert.deepEqual(mismatches({ a: 1, b: { c: [1, 2] } }, { a: '1', b: { c: [1, 3], d: anyString } }), [
      '$.a: expected "1", got 1',
      '$.b.c[1]: expected 3, got 2',
      '$.b.d: expected a string, got nothing',
    ])
    assert.deepEqual(mismatches([1], [1, 2]), ['$: expected 2 items, got 1: [1]'])
    assert.deepEqual(mismatches('abc', /^b/), ['$: expected to match /^b/, got "abc"'])
    assert.deepEqual(mismatches([{ a: 1 }], including({ a: 2 })), ['$: no item like {"a":2} in [{"a":1}]'])
    assert.deepEqual(mismatches({ a: { b: 1, c: 2 } }, exactly({ a: { b: 1 } })), [
      '$.a.c: not expected, is 2',
    ])
    assert.deepEqual(mismatches(null, {}), ['$: expected an object, got null'])
  })

  it('finds values by path', () => {
    const value = { results: [{ _links: { webui: '/x' } }], 'x.y': { z: 3 } }
    assert.equal(valueAt(value, 'results[0]._links.webui'), '/x')
    assert.equal(valueAt(value, 'results[-1]._links.webui'), '/x')
    assert.equal(valueAt(value, "['x.y'].z"), 3)
    assert.equal(valueAt(value, 'results[3].id'), undefined)
    assert.equal(valueAt(value, 'nothing.at.all'), undefined)
  })
})
