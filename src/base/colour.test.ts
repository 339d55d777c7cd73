import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { acceptColour } from './colour.ts'

const colours: readonly (readonly [string, string])[] = [
  ['#0B6A74', '#0b6a74'],
  [' #abc ', '#aabbcc'],
  ['#abcd', '#aabbccdd'],
  ['#11223344', '#11223344'],
  ['#112233ff', '#112233'],
  ['rgb(255, 0,51)', '#ff0033'],
  ['rgb(100% 0% 20%)', '#ff0033'],
  ['rgba(0,0,0,.5)', '#00000080'],
  ['rgb(0 0 0 / 50%)', '#00000080'],
  ['rgb(999,-5,0)', '#ff0000'],
  ['hsl(120, 100%, 25%)', '#008000'],
  ['hsla(240deg 100% 50% / 1)', '#0000ff'],
  ['White', '#ffffff'],
  ['transparent', '#00000000'],
]
for (const [given, expected] of colours) {
  test(`${given} is ${expected}`, () => assert.equal(acceptColour(given), expected))
}

const nonsense = [
  '',
  '#12',
  '#12345',
  '#ggg',
  'red;}',
  'expression(1)',
  'url(#x)',
  'rgb(1,2)',
  'rgb(1,2,3,4,5)',
  'rgb(a,b,c)',
  'var(--x)',
  '#fff;background:url(//x)',
  '#fff}html{',
  'constructor',
  '__proto__',
]
for (const text of nonsense) {
  test(`${JSON.stringify(text)} is no colour`, () => assert.equal(acceptColour(text), undefined))
}

test('whatever is given, only digits come back', () => {
  const piece = fc.constantFrom(
    '#',
    'f',
    '0',
    'rgb(',
    'hsl(',
    ')',
    ',',
    ' ',
    '1',
    '%',
    ';',
    '}',
    '/*',
    '"',
    '/',
    '.',
  )
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        assert.match(acceptColour(text) ?? '#000000', /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/)
      },
    ),
  )
})
