import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { offsetOfFault, offsetsOfPaths } from './places.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('a text has a fault exactly when it is no JSON', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '0.5',
    'true',
    'nul',
    ' ',
    '\n',
    '\\u00e9',
  )
  const pieces = fc.array(piece, { maxLength: 9 }).map((list) => list.join(''))
  fc.assert(
    fc.property(
      fc.oneof(
        pieces,
        fc.json(),
        fc.json().map((text) => text.slice(1)),
      ),
      (text) => {
        assert.equal(offsetOfFault(text) === undefined, isJson(text), text)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('the fault is where a person would look for it', () => {
  for (const [text, offset] of [
    ['', 0],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{"a":"\n"}', 6],
    ['["\\x"]', 2],
    ['[1]x', 3],
    ['{"a":tru}', 5],
    ['[', 1],
  ] as const)
    assert.equal(offsetOfFault(text), offset, text)
  assert.equal(offsetOfFault('['.repeat(200_000)), 200_000)
})

test('the place of a value is found by its path', () => {
  const text = '{ "a": [1, {"b\\"": [ ] , "c":"d"}], "content": {"x":null} }'
  const places = [
    [[], '{ "a"'],
    [['a'], '[1,'],
    [['a', 0], '1,'],
    [['a', 1], '{"b'],
    [['a', 1, 'b"'], '[ ]'],
    [['a', 1, 'c'], '"d"'],
    [['content', 'x'], 'null'],
    [['content', 'y', 1], '{"x"'],
  ] as const
  const offsets = offsetsOfPaths(
    text,
    places.map(([path]) => path),
  )
  for (const [index, [path, begins]] of places.entries())
    assert.ok(text.slice(offsets[index]).startsWith(begins), JSON.stringify(path))
})
