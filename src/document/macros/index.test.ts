import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { macros } from './index.ts'

test('the list names every macro of the folder, in alphabetical order, and no name twice', () => {
  // `index` is the name of the list itself, so the macro `index` lives in another file.
  const own = new Set(['index.ts', 'macro.ts', 'call.ts'])
  const files = readdirSync(import.meta.dirname).filter(
    (file) => /^[a-z-]+\.ts$/.test(file) && !own.has(file),
  )
  assert.deepEqual(
    files.map((file) => file.slice(0, -3)).toSorted(),
    macros.map(({ name }) => (name === 'index' ? 'page-index' : name)).toSorted(),
  )
  const names = macros.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  assert.equal(new Set(names).size, names.length)
})
