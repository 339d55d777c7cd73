import assert from 'node:assert/strict'
import { test } from 'node:test'
import { macroFacts } from './macro-facts.ts'
import { macros } from './macros/index.ts'

/** Every name under which the registry knows a macro. */
const named = macros.flatMap((macro) =>
  [macro.name, ...(macro.aliases ?? [])].map((name) => [name, macro] as const),
)

test('every macro that is shown has facts', () => {
  const without = named.map(([name]) => name).filter((name) => !macroFacts.has(name))
  assert.deepEqual(without, [])
})

test('facts are only of macros that are shown', () => {
  const known = new Set(named.map(([name]) => name))
  const others = [...macroFacts.keys()].filter((name) => !known.has(name))
  assert.deepEqual(others, [])
})

test('facts and registry give a macro the same body', () => {
  // The Cloud's forms of two macros keep their text elsewhere; they show by the macro that has it as its body.
  const bodiless = new Set(['mermaid-cloud', 'plantumlcloud'])
  for (const [name, { body }] of named)
    assert.equal(macroFacts.get(name)?.body, bodiless.has(name) ? 'none' : body, name)
})

test('where notation puts a macro its output can stand', () => {
  // Names for the use in a line of macros that show a block by their first name.
  const inLines = new Set(['footnote', 'unmigrated-inline-wiki-markup'])
  for (const [name, { output }] of named) {
    const place = inLines.has(name) ? 'either' : macroFacts.get(name)?.place
    assert.ok(place === output || place === 'either' || output === 'either', `${name}: ${place}, ${output}`)
  }
})

test('what facts call a target is a parameter of that type, and the unnamed parameter is one', () => {
  for (const [name, { parameters }] of named) {
    const { targets = {}, unnamed } = macroFacts.get(name) ?? {}
    for (const [parameter, type] of Object.entries(targets))
      assert.equal(parameters[parameter]?.type, type, `${name}: ${parameter}`)
    if (unnamed !== undefined) assert.ok(parameters[unnamed], `${name}: ${unnamed}`)
  }
})
