import assert from 'node:assert/strict'
import { it } from 'node:test'
import { initials, placeholder } from './drawings.ts'
import { emoji, emoticon } from './emoticons.ts'

it('a person is drawn by initials, in any script, and escaped', () => {
  assert.match(initials('Jane van Doe', 1).markup, />JD</)
  assert.match(initials('Ørsted', 2).markup, />Ø</)
  assert.match(initials('田中 太郎', 3).markup, />田太</)
  assert.match(initials('<b> &x', 4).markup, /<circle/)
  assert.match(initials(undefined, 0).markup, /<circle/)
})

it('every emoticon of storage format has a picture; names that are none have none', () => {
  for (const name of ['smile', 'thumbs-down', 'light-off', 'blue-star', 'broken-heart', 'question']) {
    assert.match(emoticon(name)?.markup ?? '', /^<svg/)
  }
  for (const name of ['', 'toString', '__proto__', '../x']) assert.equal(emoticon(name), undefined)
})

it('emoji are drawn by their code points, site emoji by a stand-in', () => {
  assert.match(emoji('1f600')?.markup ?? '', /😀/)
  assert.match(emoji('a1b2c3d4-0000-4000-8000-000000000000')?.markup ?? '', /☺/)
  for (const id of ['3c', 'ffffff', 'd800', 'xyz', '0']) {
    const drawn = emoji(id)?.markup ?? ''
    assert.doesNotMatch(drawn, /<text[^>]*><|\uD800/)
  }
})

it('placeholders say what they stand for, escaped and not too long', () => {
  assert.match(placeholder('unknown-macro', { name: '<x>' })?.markup ?? '', /&lt;x&gt;/)
  const long = placeholder('unknown-macro', { name: 'y'.repeat(5000) })?.markup ?? ''
  assert.ok(long.length < 1000)
  assert.equal(placeholder('other', {}), undefined)
})
