import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert } from '../../formats.ts'
import { nowhere } from '../../nowhere.ts'

const block = (source: string) =>
  `<ac:structured-macro ac:name="mathblock"><ac:plain-text-body><![CDATA[${source}]]></ac:plain-text-body></ac:structured-macro>`
const view = async (storage: string) => (await convert(storage, 'storage', 'view', { env: nowhere() })).text

test('the source of a formula comes back from the view', async () => {
  for (const storage of [
    block('\\begin{pmatrix}a & b \\\\ c & d\\end{pmatrix}'),
    block('\\text{<b>}'),
    '<p>a <ac:structured-macro ac:name="mathinline"><ac:parameter ac:name="body">x &lt; y</ac:parameter></ac:structured-macro></p>',
  ]) {
    const shown = await view(storage)
    assert.match(shown, /<math /)
    assert.equal((await convert(shown, 'editor', 'storage', { env: nowhere() })).text, storage)
  }
})

test('delimiters around a formula mean nothing', async () => {
  const formula = (html: string) => /<semantics>(.*?)<annotation/.exec(html)?.[1]
  const plain = formula(await view(block('x^2')))
  assert.match(plain ?? '', /<msup>/)
  for (const source of ['$x^2$', '$$x^2$$', '\\(x^2\\)', '\\[x^2\\]'])
    assert.equal(formula(await view(block(source))), plain, source)
})

test('a formula that is too much becomes an error box', async () => {
  for (const source of [
    '',
    'a'.repeat(20_000),
    '{'.repeat(4_000) + '}'.repeat(4_000),
    '\\sqrt{'.repeat(600) + '}'.repeat(600),
    '\\def\\a{\\a\\a}\\a',
    '\\undefined',
  ])
    assert.match(await view(block(source)), /aui-message-error/, source.slice(0, 20))
})
