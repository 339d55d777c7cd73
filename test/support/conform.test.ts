import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { problemsOf, uncalled, type Operation } from './conform.ts'

const operation: Operation = {
  id: 'getThing',
  method: 'GET',
  path: '/thing',
  reply: Type.Object({ id: Type.String() }, { additionalProperties: false }),
  errors: ['not-found'],
}

describe('holding answers against what their route declares', () => {
  it('accepts what is declared', () => {
    assert.deepEqual(problemsOf(operation, 200, { id: '1', absent: undefined }), [])
    assert.deepEqual(problemsOf(operation, 404, { message: 'none' }), [])
    assert.deepEqual(problemsOf(operation, 204, undefined), [])
    assert.deepEqual(problemsOf({ ...operation, reply: 'nothing', status: 204 }, 204, undefined), [])
    assert.deepEqual(problemsOf({ ...operation, reply: 'bytes' }, 200, 'anything'), [])
    assert.deepEqual(problemsOf({ ...operation, reply: 'bytes' }, 416, 'anything'), [])
  })

  it('refuses another shape, a surplus property, another status and a refusal that is not declared', () => {
    assert.match(problemsOf(operation, 200, { id: 1 }).join(), /\/id/)
    assert.notDeepEqual(problemsOf(operation, 200, { id: '1', more: 2 }), [])
    assert.deepEqual(problemsOf(operation, 200, undefined), ['declares a body and sends none'])
    assert.deepEqual(problemsOf({ ...operation, status: 201 }, 200, { id: '1' }), ['declares 201'])
    assert.deepEqual(problemsOf({ ...operation, reply: 'nothing' }, 200, {}), [
      'declares no body and sends one',
    ])
    assert.deepEqual(problemsOf(operation, 409, {}), ['declares only not-found'])
    assert.deepEqual(problemsOf(operation, 500, {}), ['declares only not-found'])
  })

  it('names operations that nobody called', () => {
    assert.deepEqual(uncalled([{ ...operation, id: 'neverCalled' }]), [
      'neverCalled GET /thing: never called',
    ])
  })
})
