import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { limits } from '../base/limits.ts'
import { analyse, placedWords, rawWords, textWords } from './words.ts'

describe('words', () => {
  it('folds case, accents, width and ligatures', () => {
    const folded: Record<string, string> = {
      Café: 'cafe',
      STRASSE: 'strasse',
      Straße: 'strasse',
      'cafe\u0301': 'cafe',
      ﬁne: 'fine',
      ＡＢＣ１: 'abc1',
      Łódź: 'lodz',
      İstanbul: 'istanbul',
      ΟΔΟΣ: 'οδοσ',
      Ёлка: 'елка',
      '⑴': '1',
    }
    for (const [raw, word] of Object.entries(folded)) assert.equal(analyse(raw).words, word, raw)
  })

  it('cuts unspaced scripts into overlapping pairs and a last character', () => {
    assert.equal(analyse('文書管理').words, '文書 書管 管理 理')
    assert.equal(analyse('ｶﾞｷﾞ').words, 'ガギ ギ')
    assert.equal(analyse('한국어').words, '한국 국어 어')
    assert.equal(analyse('ABC漢字v2').words, 'abc 漢字 字 v2')
    assert.equal(analyse('𠮷野家').words, '𠮷野 野家 家')
  })

  it('finds identifiers whole, by part and by tail', () => {
    assert.deepEqual(analyse('getPageById'), {
      words: 'getpagebyid',
      more: ['get', 'page', 'by', 'id', 'pagebyid', 'byid'],
      open: false,
    })
    assert.deepEqual(analyse('HTTPServers').more, ['httpserver', 'http', 'servers', 'server'])
    assert.deepEqual(rawWords('foo_bar a.b-c ABC-123'), ['foo', 'bar', 'a', 'b', 'c', 'ABC', '123'])
  })

  it('says what occurs, and what else finds it', () => {
    const { words, more } = textWords('Releases, releases! And a release.')
    assert.equal(words, 'releases releases and a release')
    assert.deepEqual([...more], ['releas'])
  })

  it('stops at the limits of an entry', () => {
    const many = Array.from({ length: 2000 }, (_, i) => `w${i}`).join(' ')
    const { words } = textWords(many, 3000)
    assert.equal(words.split(' ').length > 50 && words.length < 600, true, words)
    assert.deepEqual(textWords(many).words.split(' ').length, 2000)
    assert.equal(analyse('x'.repeat(5000)).words.length, limits.indexedWordLength)
  })

  it('places words where they stand', () => {
    const text = 'see 文書管理 foo_bar'
    const placed = placedWords(text).map(({ word, start, end }) => [word, text.slice(start, end)])
    assert.deepEqual(placed, [
      ['see', 'see'],
      ['文書', '文書'],
      ['書管', '書管'],
      ['管理', '管理'],
      ['理', '理'],
      ['foo', 'foo'],
      ['bar', 'bar'],
    ])
  })

  it('makes words of which each is one word again, free of all syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const raw of rawWords(text)) {
          const { words, more } = analyse(raw)
          const all = words === '' ? more : [...words.split(' '), ...more]
          for (const word of all) {
            assert.match(word, /^[\p{L}\p{N}\p{M}]+$/u)
            assert.equal(/[A-Z]/.test(word), false)
            assert.equal(word.isWellFormed(), true)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
