import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { convert } from '../../formats.ts'
import { documentLimits } from '../../limits.ts'
import { nowhere } from '../../nowhere.ts'
import type { Document } from '../../tree.ts'
import { textContent } from '../../visit.ts'
import { colouredCode, withLineNumbers } from './code-colours.ts'
import { codeLanguage } from './code-languages.ts'

const page = (): Document => ({ type: 'document', children: [] })
const hasColours = async (code: string, language: string) =>
  (await colouredCode(code, language, page())).some((node) => node.type === 'element')

test('the languages of code blocks are coloured, in the spellings in use', async () => {
  const names =
    'actionscript3 bash shell c# csharp cpp css coldfusion delphi diff erlang groovy html xml java javafx javascript json ' +
    'markdown perl php powershell python ruby sass scala sql typescript vb yaml go rust kotlin swift dockerfile JS'
  const code = '<!-- a --> # b\n"c" 1 -- d\n// e\nFROM f\n@g: h;\n+ i\nif (true) { return null; }\n'
  for (const name of names.split(' ')) {
    assert.notEqual(codeLanguage(name), undefined, name)
    assert.ok(await hasColours(code, name), name)
  }
  for (const name of ['text', 'plain', 'none', '', 'no such language', '__proto__', 'constructor'])
    assert.equal(await hasColours(code, name), false, name)
})

test('the text of coloured code is the code', async () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '&',
    '&lt;',
    '"',
    "'",
    '\n',
    '\r',
    '\\',
    '`',
    '${',
    '/*',
    '*/',
    '//',
    '#',
    'if',
    '</span>',
    '😀',
    '\u00a0',
    ' ',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.constantFrom('js', 'java', 'xml', 'php', 'markdown', 'bash'),
      async (code, language) => {
        const nodes = await colouredCode(code, language, page())
        assert.equal(textContent(nodes), code)
        assert.equal(textContent(withLineNumbers(nodes, 1)), code)
      },
    ),
    { numRuns: 300 },
  )
})

test('code that would take long is shown without colours', async () => {
  assert.ok(await hasColours('var a;\n'.repeat(100), 'js'))
  assert.equal(await hasColours('var a;\n'.repeat(documentLimits.colouredCode), 'js'), false)
  assert.equal(await hasColours('$'.repeat(20_000), 'java'), false)
  assert.equal(await hasColours('a b \n'.repeat(5_000), 'csharp'), false)
  const document = page()
  const block = 'var a;\n'.repeat(5_000)
  let coloured = 0
  for (let count = 0; count < 20; count++) {
    if ((await colouredCode(block, 'js', document)).length > 1) coloured++
  }
  assert.equal(coloured, Math.floor(documentLimits.colouredDocument / block.length))
})

test('lines are numbered from where the block says, and the code comes back from the view', async () => {
  const storage =
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">js</ac:parameter><ac:parameter ac:name="linenumbers">true</ac:parameter>' +
    '<ac:parameter ac:name="firstline">9</ac:parameter><ac:plain-text-body><![CDATA[\n/* a\n   b */ <c>\n]]></ac:plain-text-body></ac:structured-macro>'
  const { text: view } = await convert(storage, 'storage', 'view', { env: nowhere() })
  assert.deepEqual(
    [...view.matchAll(/data-line="(\d+)"/g)].map(([, number]) => number),
    ['9', '10', '11'],
  )
  const { text: back } = await convert(view, 'editor', 'storage', { env: nowhere() })
  assert.equal(back, storage)
})
