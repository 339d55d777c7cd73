/** Hostile sizes and shapes: everything ends, soon, with an answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormatName } from './format.ts'
import { canConvert, checkStorage, convert } from './formats.ts'
import { nowhere } from './nowhere.ts'

const env = nowhere()
const MILLION = 1_000_000

test('entities expand into one character each: nothing else is declared', () => {
  const laughs = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><p>&lol2;</p>'
  assert.match(checkStorage(laughs)?.text ?? '', /^Unrecognized XML directive/)
  assert.equal(checkStorage('<p>&lol;</p>')?.text, 'Undeclared general entity "lol"')
})

test('100,000 nested elements are refused in storage', () => {
  assert.match(checkStorage('<p>'.repeat(100_000))?.text ?? '', /^Maximum Element Depth/)
})

/** Shapes that take some programs a time that grows with the square of the size, or their stack. */
const shapes: Readonly<Record<string, (size: number) => string>> = {
  brackets: (size) => '['.repeat(size),
  signs: (size) => '<'.repeat(size),
  'open elements': (size) => '<b>'.repeat(size / 3),
  'open blocks': (size) => '<div>'.repeat(size / 5),
  'close tags': (size) => '</p>'.repeat(size / 4),
  attributes: (size) => `<p ${'a '.repeat(size / 2)}>`,
  'different attributes': (size) =>
    `<p ${Array.from({ length: size / 8 }, (_, index) => `a${index}=""`).join(' ')}>`,
  quotes: (size) => `<a href="${'"'.repeat(size)}`,
  ampersands: (size) => '&'.repeat(size),
  entities: (size) => '&amp;'.repeat(size / 5),
  comments: (size) => '<!--'.repeat(size / 4),
  sections: (size) => '<![CDATA['.repeat(size / 9),
  braces: (size) => '{a'.repeat(size / 2),
  stars: (size) => '*a '.repeat(size / 3),
  bars: (size) => '|'.repeat(size),
  'tables in tables': (size) => '<table><tr><td>'.repeat(size / 15),
  'list items': (size) => '<li>'.repeat(size / 4),
  'formatting in paragraphs': (size) => '<p><b><i>'.repeat(size / 9),
}
const readers: readonly FormatName[] = ['storage', 'editor', 'wiki', 'markdown', 'plain', 'atlas_doc_format']

for (const from of readers.filter((format) => canConvert(format, 'view'))) {
  for (const [shape, make] of Object.entries(shapes)) {
    test(`a million characters of ${shape} as ${from}`, async () => {
      const start = performance.now()
      await convert(make(MILLION), from, 'view', { env })
      // Generous for a busy machine; what grows with the square takes minutes.
      assert.ok(performance.now() - start < 10_000)
    })
  }
}
