import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sealWith, unsealed } from './seal.ts'

const words = 'words that nobody guesses, 32 or more'

it('a sealed text opens with the same words, for the same thing, and no other way', () => {
  const seal = sealWith(words)
  const kept = seal.close('GEZDGNBVGY3TQOJQ', 'second factor 7')
  assert.ok(!kept.includes('GEZD'))
  assert.equal(sealWith(words).open(kept, 'second factor 7'), 'GEZDGNBVGY3TQOJQ')
  assert.equal(seal.open(kept, 'second factor 8'), undefined)
  assert.equal(sealWith(`${words}!`).open(kept, 'second factor 7'), undefined)
  assert.equal(unsealed.open(kept, 'second factor 7'), undefined)
})

it('a text that was changed or cut off does not open', () => {
  const seal = sealWith(words)
  const kept = seal.close('secret', 'one')
  for (let n = 'sealed:'.length; n < kept.length; n++) {
    const other = kept[n] === 'A' ? 'Q' : 'A'
    const changed = kept.slice(0, n) + other + kept.slice(n + 1)
    // The last digit of base64 may stand for the same bytes.
    if (!Buffer.from(changed.slice(7), 'base64url').equals(Buffer.from(kept.slice(7), 'base64url')))
      assert.equal(seal.open(changed, 'one'), undefined)
    assert.equal(seal.open(kept.slice(0, n), 'one'), undefined)
  }
})

it('no two are kept alike, and what was never sealed is read as it is', () => {
  const seal = sealWith(words)
  assert.notEqual(seal.close('secret', 'one'), seal.close('secret', 'one'))
  assert.equal(seal.open('secret', 'one'), 'secret')
  assert.equal(unsealed.open(unsealed.close('secret', 'one'), 'one'), 'secret')
})
