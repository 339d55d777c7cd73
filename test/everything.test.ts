/** A page that holds every element and every macro survives every round trip. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Environment } from '../src/document/env.ts'
import type { FormatName } from '../src/document/format.ts'
import { convert, readStorage } from '../src/document/formats.ts'
import { settled, withMergedMarks } from '../src/document/formats/settled.samples.ts'
import { writeTree } from '../src/document/formats/tree/write.ts'
import { macros } from '../src/document/macros/index.ts'
import { walk } from '../src/document/visit.ts'
import { elements, everythingPage, layoutPages, macroCalls } from './fixtures/everything.ts'
import { smallWiki as env } from './support/small-wiki.ts'

/** The nodes that the specification has a heading or, for marks, a line for. */
function specifiedNodes(): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', 'docs/reference/document-tree.md'), 'utf8')
  const headings = [...text.matchAll(/^### (.+)$/gm)].flatMap(([, names = '']) => names.split(', '))
  const [, table = ''] = /^\| mark \|.*\n((?:\|.*\n)+)/m.exec(text) ?? []
  const marks = [...table.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  )
  return [...new Set([...headings, ...marks])].filter((name) => /^[a-z]\w*$/.test(name))
}

/** Nodes of which storage format has none: what could not be read is a macro there. */
const notInStorage = new Set(['raw'])

function typesIn(storage: string): Set<string> {
  const { tree, messages } = readStorage(storage)
  assert.deepEqual(messages, [])
  const types = new Set<string>(['document'])
  walk(tree.children, (node) => {
    types.add(node.type)
  })
  return types
}

function dump(storage: string): string {
  const { tree, messages } = readStorage(storage)
  assert.deepEqual(messages, [])
  return writeTree(settled(withMergedMarks(settled(tree))))
}

async function to(text: string, from: FormatName, format: FormatName, original?: string): Promise<string> {
  const { text: made, messages } = await convert(text, from, format, { env, original })
  assert.deepEqual(messages, [], `${from} to ${format}`)
  return made
}

describe('a page that holds everything', () => {
  it('has every node of the specification', () => {
    const names = specifiedNodes()
    assert.ok(
      names.length > 40 && names.includes('superscript') && names.includes('tableCell'),
      names.join(' '),
    )
    for (const name of names.filter((one) => !notInStorage.has(one))) {
      assert.ok(elements[name], `test/fixtures/everything.ts has no entry for the node ${name}`)
      assert.ok(typesIn(elements[name]).has(name), `the entry for ${name} holds no such node`)
    }
    assert.deepEqual(
      Object.keys(elements).filter((name) => !names.includes(name)),
      [],
    )
  })

  it('has every macro', () => {
    const names = macros.map(({ name }) => name)
    assert.deepEqual(Object.keys(macroCalls).toSorted(), names.toSorted())
    const called = new Set<string>()
    walk(readStorage(everythingPage).tree.children, (node) => {
      if (node.type === 'macro') called.add(node.name)
    })
    const without = macros.filter(
      ({ name, aliases = [] }) => ![name, ...aliases].some((one) => called.has(one)),
    )
    assert.deepEqual(
      without.map(({ name }) => name),
      [],
    )
  })

  for (const [index, page] of [everythingPage, ...layoutPages].entries()) {
    const title = index === 0 ? 'the page' : `layout page ${index}`
    for (const shown of ['editor', 'view'] as const) {
      it(`${title} comes back from ${shown} byte for byte`, async () => {
        const html = await to(page, 'storage', shown)
        assert.equal(await to(html, 'editor', 'storage', page), page)
      })
    }
    for (const format of ['atlas_doc_format', 'wiki', 'markdown'] as const) {
      it(`${title} means the same after ${format}`, async () => {
        const text = await to(page, 'storage', format)
        assert.equal(dump(await to(text, format, 'storage')), dump(page))
      })
    }
  }

  it('is readable as Markdown', async () => {
    const text = await to(everythingPage, 'storage', 'markdown')
    for (const line of [
      '## Elements',
      '# From Markdown',
      '<!--cf:info title="A box: info"',
      '```java',
      '1. first',
      '**strong**',
      '- [ ] ',
      '- [x] ',
      '| Key |',
      '> Somebody said this.',
    ])
      assert.ok(text.includes(line), line)
  })

  it('is kept for other readers only where no macro asked the wiki on behalf of this one', async () => {
    for (const [name, storage] of Object.entries(macroCalls)) {
      for (const format of ['view', 'export_view'] as const) {
        const asked = new Set<string>()
        const { dependsOn } = await convert(storage, 'storage', format, { env: noting(asked) })
        if (asked.size > 0) assert.equal(dependsOn, 'reader', `${name} asked ${[...asked].join()}`)
      }
    }
  })
})

/** The environment, which notes what is asked of it that one reader may be told and another may not. */
function noting(asked: Set<string>): Environment {
  return new Proxy<Environment>(env, {
    get: (target, key: keyof Environment) => {
      const isAlike = key === 'readWelcome' || key === 'applicationUrl'
      if (key === 'reader' || (typeof target[key] === 'function' && !isAlike)) asked.add(key)
      return target[key]
    },
  })
}
