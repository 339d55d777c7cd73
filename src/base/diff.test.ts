import assert from 'node:assert/strict'
import { it } from 'node:test'
import { diffLines } from './diff.ts'

const signs = { same: ' ', removed: '-', added: '+' } as const
const shown = (before: string, after: string) =>
  diffLines([...before], [...after])
    .map(({ kind, line }) => signs[kind] + line)
    .join('')

it('keeps what both texts have', () => {
  assert.equal(shown('abc', 'abc'), ' a b c')
  assert.equal(shown('abc', 'axc'), ' a-b+x c')
  assert.equal(shown('', 'ab'), '+a+b')
  assert.equal(shown('ab', ''), '-a-b')
  assert.equal(shown('abcd', 'bxd'), '-a b-c+x d')
  assert.equal(shown('aa', 'aaa'), ' a a+a')
})

it('replaces texts that are too long to compare', () => {
  const lines = Array.from({ length: 2000 }, (_, i) => String(i))
  const turned = diffLines(lines, lines.toReversed())
  assert.equal(turned.length, 4000)
  assert.deepEqual(
    turned.filter(({ kind }) => kind === 'added').map(({ line }) => line),
    lines.toReversed(),
  )
})
