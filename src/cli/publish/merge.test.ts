import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { blocksOf, mergeThree } from './merge.ts'

const merged = (base: string, ours: string, theirs: string) => {
  const { parts, conflicts } = mergeThree([...base], [...ours], [...theirs])
  return conflicts.length === 0 ? parts.join('') : conflicts
}

describe('a merge of three versions', () => {
  it('takes what one side changed', () => {
    assert.equal(merged('abcd', 'aXcd', 'abcY'), 'aXcY')
    assert.equal(merged('abcd', 'aXcd', 'abYd'), 'aXYd')
    assert.equal(merged('abcd', 'abcd', 'bcd'), 'bcd')
    assert.equal(merged('abcd', 'acd', 'abcde'), 'acde')
    assert.equal(merged('ab', 'XabY', 'aZb'), 'XaZbY')
  })

  it('takes once what both changed in the same way', () => {
    assert.equal(merged('abc', 'aXc', 'aXcY'), 'aXcY')
  })

  it('says what both changed differently', () => {
    assert.deepEqual(merged('abc', 'aXc', 'aYc'), [{ base: ['b'], ours: ['X'], theirs: ['Y'] }])
    assert.deepEqual(merged('ab', 'aXb', 'aYb'), [{ base: [], ours: ['X'], theirs: ['Y'] }])
    assert.equal((merged('abcd', 'aXYd', 'abZd') as unknown[]).length, 1)
  })

  it('knows the blocks of storage format, and loses nothing of it', () => {
    const storage =
      '<h1>A</h1>\n<p>b <em>c</em></p>bare <em>text</em> <ac:structured-macro ac:name="toc" />tail<p>d</p> '
    const blocks = blocksOf(storage)
    assert.equal(blocks.join(''), storage)
    assert.equal(blocks[0], '<h1>A</h1>\n')
    assert.deepEqual(blocksOf('<p>broken'), ['<p>broken'])
    assert.deepEqual(blocksOf(''), [])
  })
})
