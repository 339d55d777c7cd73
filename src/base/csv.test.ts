import assert from 'node:assert/strict'
import { it } from 'node:test'
import { csv } from './csv.ts'

it('quotes what needs it and leaves no formula', () => {
  assert.equal(
    csv([
      ['a', 1, true],
      ['x,"y"\nz', '=1+1', '-'],
    ]),
    'a,1,true\r\n"x,""y""\nz",\'=1+1,\'-\r\n',
  )
})
