import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { canConvert, convert } from '../src/document/formats.ts'
import { macros } from '../src/document/macros/index.ts'
import { parseCase, trimEnd } from './support/corpus.ts'
import { smallWiki } from './support/small-wiki.ts'

const folder = join(import.meta.dirname, 'corpus')
const files = globSync('**/*.case', { cwd: folder }).toSorted()

for (const file of files) {
  test(`document case ${file}`, async () => {
    const { sections } = parseCase(readFileSync(join(folder, file), 'utf8'))
    let conversions = 0
    for (const from of sections.filter(({ sign }) => sign !== '>>>')) {
      for (const to of sections.filter(({ sign }) => sign !== '<<<')) {
        // A case may be ahead of the formats.
        if (!canConvert(from.format, to.format)) continue
        const { text, messages } = await convert(from.text, from.format, to.format, { env: smallWiki })
        assert.deepEqual(messages, [], `${from.format} → ${to.format}`)
        assert.equal(trimEnd(text), to.text, `${from.format} → ${to.format}`)
        conversions++
      }
    }
    assert.ok(conversions > 1, 'the case states a document in two formats at least')
  })
}

test('every macro has a document case', () => {
  const named = new Set(files.map((file) => file.replace(/^macros\//, '').replace(/(?:--.*)?\.case$/, '')))
  const without = macros.map(({ name }) => name).filter((name) => !named.has(name))
  assert.deepEqual(without, [])
})
