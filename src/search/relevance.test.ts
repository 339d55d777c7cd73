import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseTextQuery, positiveTerms } from './query.ts'
import { relevanceTo } from './relevance.ts'

const filler = (words: number) => Array.from({ length: words }, (_, n) => `filler${n % 50}`).join(' ')
const order = (query: string, texts: readonly { title: string; body: string }[]): number[] => {
  const parsed = parseTextQuery(query)
  assert.ok(parsed)
  const fits = relevanceTo(positiveTerms(parsed))
  return texts
    .map((text, n) => ({ n, fit: fits(text) }))
    .toSorted((a, b) => b.fit - a.fit || a.n - b.n)
    .map(({ n }) => n)
}
const body = (text: string) => ({ title: 'Page', body: text })

describe('how well a text fits', () => {
  const rows: [what: string, query: string, texts: { title: string; body: string }[], best: number[]][] = [
    ['often before once', 'pump', [body('a pump'), body('pump, pump and pump')], [1, 0]],
    ['short before long', 'pump', [body(`pump ${filler(600)}`), body('pump')], [1, 0]],
    [
      'more terms before one of them often',
      'pump OR valve',
      [body('pump pump pump pump'), body('pump valve')],
      [1, 0],
    ],
    ['a title before a body', 'pump', [body('pump '.repeat(20)), { title: 'Pump', body: 'x' }], [1, 0]],
    [
      'a title of less else',
      'pump',
      [
        { title: 'All that has to be said of a pump', body: '' },
        { title: 'The pump', body: '' },
      ],
      [1, 0],
    ],
    ['other forms of a word count', 'pumps', [body('nothing'), body('pumping')], [1, 0]],
    ['but not of a quoted one', '"pumps"', [body('pumping pumping'), body('pumps')], [1, 0]],
    ['the beginning of words', 'pum*', [body('lump'), body('pumpkin')], [1, 0]],
    ['phrases in a row', '"blue pump"', [body('pump blue, blue and pump'), body('the blue pump')], [1, 0]],
    ['accents and case aside', 'café', [body('tea'), body('CAFE')], [1, 0]],
    ['scripts without spaces', '会議', [body('予定'), body('今日の会議の予定')], [1, 0]],
  ]
  for (const [what, query, texts, best] of rows) {
    it(what, () => assert.deepEqual(order(query, texts), best))
  }
})
