import assert from 'node:assert/strict'
import { it } from 'node:test'
import { limits } from '../../base/limits.ts'
import { KeptConversions } from './kept-conversions.ts'

const working = (id: string) => ({ id, to: 'view', status: 'WORKING' }) as const
const done = (id: string, value: string) => ({ id, to: 'view', status: 'COMPLETED', value }) as const
const [ANN, BEN] = [1, 2]

it('one user takes no more places than are theirs', () => {
  const kept = new KeptConversions({ most: 3, mostOfUser: 2, characters: 100 })
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => kept.put(working(id), ANN, 0, 1)),
    [true, true, false],
  )
  assert.equal(kept.put(working('d'), BEN, 0, 1), true)
  assert.equal(kept.put(working('e'), null, 0, 1), false)
  assert.equal(kept.put(working('f'), ANN, limits.conversionMs, 1), true)
})

it('what is kept holds no more characters than there is room for', () => {
  const kept = new KeptConversions({ most: 10, mostOfUser: 10, characters: 100 })
  assert.equal(kept.put(working('a'), ANN, 0, 60), true)
  assert.equal(kept.put(working('b'), ANN, 0, 60), false)
  kept.end(done('a', 'short'))
  assert.equal(kept.put(working('b'), ANN, 0, 60), true)
  kept.end(done('b', 'x'.repeat(96)))
  assert.equal(kept.of(ANN, 'a', 0)?.value, 'short')
  assert.equal(kept.of(BEN, 'a', 0), undefined)
  const { status, error = '', value } = kept.of(ANN, 'b', 0) ?? assert.fail()
  assert.deepEqual([status, value], ['FAILED', undefined])
  assert.match(error, /no room/)
  assert.equal(kept.put(working('c'), ANN, 0, 95), true)
  assert.equal(kept.put(working('d'), ANN, limits.conversionMs, 100), true)
})
