/**
 * Writes what the engine makes of each document case into its `===` and `>>>` sections, from the case's first section
 * that can be read. The difference is for review: `node bin/run.cjs scripts/accept-corpus.ts [words of the path]`.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canConvert, convert } from '../src/document/formats.ts'
import { formatCase, parseCase, type Section, trimEnd } from '../test/support/corpus.ts'
import { smallWiki } from '../test/support/small-wiki.ts'

const folder = join(import.meta.dirname, '..', 'test', 'corpus')
const words = process.argv.slice(2)

for (const file of globSync('**/*.case', { cwd: folder })) {
  if (words.length > 0 && !words.some((word) => file.includes(word))) continue
  const path = join(folder, file)
  const stated = parseCase(readFileSync(path, 'utf8'))
  const from = stated.sections.find(({ sign }) => sign !== '>>>')
  if (from === undefined) continue
  const sections: Section[] = []
  for (const section of stated.sections) {
    const isWritten = section !== from && section.sign !== '<<<' && canConvert(from.format, section.format)
    const made = isWritten
      ? await convert(from.text, from.format, section.format, { env: smallWiki })
      : undefined
    sections.push(made === undefined ? section : { ...section, text: trimEnd(made.text) })
  }
  writeFileSync(path, formatCase({ ...stated, sections }))
}
