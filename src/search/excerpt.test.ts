import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { limits } from '../base/limits.ts'
import { highlightTitle, searchExcerpt } from './excerpt.ts'
import { parseTextQuery, positiveTerms } from './query.ts'

function terms(text: string) {
  const query = parseTextQuery(text)
  return query === undefined ? [] : positiveTerms(query)
}

/** The excerpt with [ and ] for the marks. */
function marked(body: string, text: string): string {
  return searchExcerpt(body, terms(text), 'highlight')
    .replaceAll('@@@hl@@@', '[')
    .replaceAll('@@@endhl@@@', ']')
}

describe('excerpts', () => {
  it('mark words, their other forms, phrases, prefixes, parts of identifiers and pairs', () => {
    const cases: [string, string, string][] = [
      ['Two releases today.', 'release', 'Two [releases] today.'],
      ['Two releases today.', '"release"', 'Two releases today.'],
      ['a big big house', '"big house"', 'a big [big house]'],
      ['walking the walk', 'walk*', '[walking] the [walk]'],
      ['call getPageById now', 'page', 'call [getPageById] now'],
      ['call foo_bar now', 'foo_bar', 'call [foo_bar] now'],
      ['全文検索のテスト', '検索', '全文[検索]のテスト'],
      ['全文検索のテスト', '全文検索', '[全文検索]のテスト'],
      ['Café au lait', 'cafe', '[Café] au lait'],
      ['one two', 'one -two', '[one] two'],
      ['nothing here', 'absent', 'nothing here'],
      ['<b> & "x"', 'x', '<b> & "[x]"'],
    ]
    for (const [body, text, expected] of cases) assert.equal(marked(body, text), expected)
    assert.equal(highlightTitle('Release notes', terms('notes')), 'Release @@@hl@@@notes@@@endhl@@@')
  })

  it('show the passage with most of the words, between whole words', () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(60)
    const body = `${filler}first apple ${filler}second apple and pear ${filler}`
    const excerpt = marked(body, 'apple pear')
    assert.match(excerpt, /second \[apple\] and \[pear\]/)
    assert.match(excerpt, /^…(lorem|ipsum|dolor|sit|amet) .* (lorem|ipsum|dolor|sit|amet)…$/)
    assert.equal(excerpt.length < limits.searchExcerptLength + 60, true)
  })

  it('have an unmarked and an empty form', () => {
    assert.equal(searchExcerpt('One  two\nthree', terms('two'), 'indexed'), 'One two three')
    assert.equal(searchExcerpt('One two', terms('two'), 'none'), '')
    assert.equal(searchExcerpt('', terms('two'), 'highlight'), '')
  })

  it('do not cut a character of two units', () => {
    const excerpt = searchExcerpt('😀'.repeat(1000), [], 'indexed')
    assert.equal(excerpt.isWellFormed(), true)
  })
})
