import assert from 'node:assert/strict'
import { it } from 'node:test'
import { stem } from './stem.ts'

it('stems the words of the paper as the paper says', () => {
  const pairs =
    'caresses caress ponies poni ties ti cats cat feed feed agreed agre plastered plaster bled bled motoring motor ' +
    'sing sing conflated conflat troubled troubl sized size hopping hop tanned tan falling fall hissing hiss ' +
    'fizzed fizz failing fail filing file happy happi sky sky relational relat conditional condit rational ration ' +
    'valenci valenc hesitanci hesit digitizer digit conformabli conform radicalli radic differentli differ ' +
    'vileli vile analogousli analog vietnamization vietnam predication predic operator oper feudalism feudal ' +
    'decisiveness decis hopefulness hope callousness callous formaliti formal sensitiviti sensit sensibiliti ' +
    'sensibl triplicate triplic formative form formalize formal electriciti electr electrical electr hopeful hope ' +
    'goodness good revival reviv allowance allow inference infer airliner airlin gyroscopic gyroscop adjustable ' +
    'adjust defensible defens irritant irrit replacement replac adjustment adjust dependent depend adoption adopt ' +
    'homologou homolog communism commun activate activ angulariti angular homologous homolog effective effect ' +
    'bowdlerize bowdler probate probat rate rate cease ceas controll control roll roll'
  const words = pairs.split(' ')
  for (let i = 0; i < words.length; i += 2) assert.equal(stem(words[i]!), words[i + 1]!)
})

it('keeps the forms of one word together', () => {
  for (const forms of [
    'release releases released releasing',
    'deploy deploys deployed deploying deployment',
  ]) {
    const stems = new Set(forms.split(' ').map(stem))
    assert.equal(stems.size, 1, [...stems].join(' '))
  }
})

it('leaves words alone that are too short to have an ending', () => {
  for (const word of ['', 'a', 'is', 'as']) assert.equal(stem(word), word)
})
