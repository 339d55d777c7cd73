/** Hostile sizes and shapes: everything ends, soon, with an answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormatName } from './format.ts'
import { canConvert, checkStorage, convert, readStorage } from './formats.ts'
import { documentLimits } from './limits.ts'
import { nowhere } from './nowhere.ts'

const env = nowhere()
const MILLION = 1_000_000
/** Generous for a busy machine: what grows with the square of the size takes many minutes. */
const BOUND_MS = 60_000

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
      assert.ok(performance.now() - start < BOUND_MS)
    })
  }
}

/** The worst for one format, at twice the size. */
const hostile: readonly (readonly [FormatName, string, string])[] = [
  ['editor', 'formatting that is opened again in every paragraph', '<p><b><i>'],
  ['editor', 'tags without an end', '<a '],
  ['wiki', 'stars', '*'],
  ['wiki', 'braces', '{'],
  ['wiki', 'signs of quotation', '>'],
  ['markdown', 'signs of quotation', '>'],
  ['markdown', 'backticks', '`'],
  ['markdown', 'backticks of one and two', '`a``'],
  ['markdown', 'stars with blanks', '* '],
  ['markdown', 'images without an end', '![a]('],
  ['atlas_doc_format', 'panels', '{"type":"panel","content":['],
]

for (const [from, shape, piece] of hostile) {
  test(`two million characters of ${shape} as ${from}`, async () => {
    const start = performance.now()
    await convert(piece.repeat((2 * MILLION) / piece.length), from, 'storage', { env })
    assert.ok(performance.now() - start < BOUND_MS)
  })
}

test('a text beyond the limit is refused in every format, unread', async () => {
  const text = '['.repeat(documentLimits.characters + 1)
  for (const from of readers.filter((format) => canConvert(format, 'storage'))) {
    const { messages, text: nothing } = await convert(text, from, 'storage', { env })
    assert.deepEqual([messages.map(({ severity }) => severity), nothing], [['fatal'], ''], from)
    assert.match(messages[0]?.text ?? '', /longer than 10000000 characters/)
  }
})

test('HTML of few characters that makes many elements is read as its text', async () => {
  const formatting = Array.from({ length: 280 }, (_, index) => `<font size="${index}">`).join('')
  const { messages, text } = await convert(`<p>${formatting}${'<p>x'.repeat(5_000)}`, 'editor', 'plain', {
    env,
  })
  assert.match(messages[0]?.text ?? '', /too many elements/)
  assert.equal(text.replaceAll(' ', ''), 'x'.repeat(5_000))
})

test('tables of contents of many headings are bounded together', async () => {
  const text = '<ac:structured-macro ac:name="toc" />'.repeat(1_900) + '<h1>x</h1>'.repeat(20_000)
  const { text: html } = await convert(text, 'storage', 'view', { env })
  assert.ok(html.length < 100 * MILLION)
  assert.match(html, /too many macros/)
})

/** A wiki in which a page called `A` holds this text. */
function wikiWith(text: string) {
  const by = { username: '', userKey: '', accountId: '', displayName: '', url: '', avatarUrl: '' }
  const place = { kind: 'page' as const, spaceKey: 'K', spaceName: 'K', version: 1, url: '/A', updatedAt: '' }
  const content = { ...place, id: 'A', title: 'A', updatedBy: by }
  let reads = 0
  const env = nowhere({
    resolve: (targets) => Promise.resolve(targets.map(() => ({ kind: 'content', content }))),
    readBody: () => {
      reads++
      return Promise.resolve(readStorage(text).tree.children)
    },
  })
  return { env, reads: () => reads }
}
const include = (title: string) =>
  `<ac:structured-macro ac:name="include"><ac:parameter ac:name="">${title}</ac:parameter></ac:structured-macro>`

test('a large page that is included often is brought in until it is too much, and is read no more then', async () => {
  const { env, reads } = wikiWith(`<p>${'x'.repeat(MILLION)}</p>`)
  const { text } = await convert(include('A').repeat(1_000), 'storage', 'view', { env })
  assert.ok(text.length < 2 * documentLimits.expandedCharacters, String(text.length))
  assert.ok(reads() <= documentLimits.expandedCharacters / MILLION + 2 * documentLimits.macrosAtOnce)
  assert.match(text, /bring in too much/)
})

test('of many macros that are too much, a few say so', async () => {
  const { text } = await convert(
    '<ac:structured-macro ac:name="loremipsum" />'.repeat(10_000),
    'storage',
    'view',
    { env },
  )
  const said = text.split('too many macros').length - 1
  assert.ok(said >= 10 && said <= documentLimits.refusedMacros, String(said))
})

test('pages that include each other end', async () => {
  const content = (id: string) => ({
    id,
    kind: 'page' as const,
    title: id,
    spaceKey: 'K',
    spaceName: 'K',
    version: 1,
    url: `/${id}`,
    updatedAt: '',
    updatedBy: { username: '', userKey: '', accountId: '', displayName: '', url: '', avatarUrl: '' },
  })
  // Every page includes two others, each deeper in.
  const wiki = nowhere({
    content: content('0'),
    resolve: (targets) =>
      Promise.resolve(
        targets.map((target) =>
          target.kind === 'page' ? { kind: 'content', content: content(target.title) } : { kind: 'missing' },
        ),
      ),
    readBody: (id) => Promise.resolve(readStorage(include(`${id}a`) + include(`${id}b`)).tree.children),
  })
  const { text: html } = await convert(include('1'), 'storage', 'view', { env: wiki })
  assert.match(html, /Already included/)
  assert.ok(html.length < 10 * MILLION)
})

test('a large page that was changed everywhere is merged in bounded time', async () => {
  const page = (word: string) =>
    Array.from(
      { length: 20_000 },
      (_, index) => `<p>${word} ${index}</p>${index % 3 === 0 ? '<hr />' : ''}`,
    ).join('')
  const start = performance.now()
  const { text } = await convert(page('new'), 'editor', 'storage', { env, original: page('old') })
  assert.equal(text, page('new'))
  assert.ok(performance.now() - start < BOUND_MS)
})
