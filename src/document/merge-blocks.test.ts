import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { parseCase } from '../../test/support/corpus.ts'
import { convert } from './formats.ts'
import { nowhere } from './nowhere.ts'

const env = nowhere()

/** A document whose bytes no writer of ours would choose. */
const STORED = [
  '<p   class="first">One<br></br>two &eacute;</p>',
  '<ac:structured-macro ac:macro-id="11111111-2222-3333-4444-555555555555" ac:name="info"  ac:schema-version="1"><ac:rich-text-body><p>Boxed</p></ac:rich-text-body></ac:structured-macro>',
  '<h2 id="x">A title</h2>',
  '<ul><li><p>a</p></li>\n<li>b</li></ul>',
  '<table class="wrapped"><colgroup><col /></colgroup><tbody><tr><td style="text-align: left;">cell</td></tr></tbody></table>',
  '<p>Last.</p>',
]

for (const format of ['markdown', 'wiki'] as const) {
  const through = async (stored: string, edit: (text: string) => string) => {
    const { text } = await convert(stored, 'storage', format, { env })
    return (await convert(edit(text), format, 'storage', { env, original: stored })).text
  }

  it(`${format}: what nobody touched comes back to the byte`, async () => {
    const stored = STORED.join('\n\n')
    assert.equal(await through(stored, (text) => text), stored)
  })

  it(`${format}: one paragraph changes, the other blocks stay as they were`, async () => {
    const stored = STORED.join('\n')
    const changed = await through(stored, (text) => text.replace('Last.', 'At last.'))
    assert.equal(changed, stored.replace('Last.', 'At last.'))
  })

  it(`${format}: a row of a table changes, and its attributes that the notation cannot show stay`, async () => {
    const stored =
      '<p>a</p>\n<table class="wrapped"><tbody><tr><th>x</th></tr><tr><td>one</td></tr></tbody></table>'
    const changed = await through(stored, (text) => text.replace('one', 'two'))
    assert.equal(changed, stored.replace('one', 'two'))
  })

  it(`${format}: a new block between two old ones is all that is new`, async () => {
    const stored = STORED.join('')
    const changed = await through(stored, (text) => text.replace('Last.', 'New.\n\nLast.'))
    assert.equal(changed, stored.replace('<p>Last.</p>', '<p>New.</p><p>Last.</p>'))
  })

  it(`${format}: a block that was taken away is gone, and nothing else`, async () => {
    const stored = STORED.join('')
    const changed = await through(stored, (text) => text.replace('Last.', ''))
    assert.equal(changed, stored.replace('<p>Last.</p>', ''))
  })

  it(`${format}: every document of the corpus survives being looked at`, async () => {
    const corpus = join(import.meta.dirname, '../../test/corpus')
    let count = 0
    for (const file of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.case')) continue
      const { sections } = parseCase(readFileSync(join(corpus, file), 'utf8'))
      const stored = sections.find((section) => section.format === 'storage' && section.sign !== '>>>')?.text
      if (stored === undefined) continue
      count++
      assert.equal(await through(stored, (text) => text), stored, file)
    }
    assert.ok(count > 50, String(count))
  })
}
