import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import { textPdf } from './pdf.ts'

describe('a PDF of text', () => {
  const read = async (title: string, text: string) => {
    const { totalPages, text: pages } = await extractText(await getDocumentProxy(textPdf(title, text)))
    return { totalPages, text: pages.join('\n') }
  }

  it('is read by others, with its umlauts, quotes and parentheses', async () => {
    const { totalPages, text } = await read('Größe (1)', 'A line \\ “quoted” – 5 €\nsecond')
    assert.equal(totalPages, 1)
    for (const part of ['Größe (1)', 'A line \\ “quoted” – 5 €', 'second'])
      assert.ok(text.includes(part), part)
  })

  it('goes on over pages, and breaks long lines at blanks', async () => {
    const { totalPages, text } = await read('Long', `${'word '.repeat(100)}\n${'line\n'.repeat(120)}`)
    assert.equal(totalPages, 3)
    assert.equal(text.match(/word/g)?.length, 100)
    assert.equal(text.match(/line/g)?.length, 120)
  })

  it('says what its font cannot', async () => {
    assert.ok((await read('世界', '')).text.includes('??'))
  })
})
