import assert from 'node:assert/strict'
import { it } from 'node:test'
import { randomToken } from '../../base/ids.ts'
import { commonWords } from './common-words.ts'
import { isEasilyGuessed } from './weak-password.ts'

const OWN = ['edith.editor', 'edith@corp.example', 'Edith Éditör', 'wiki.acme-rockets.example']

for (const password of [
  'password',
  'Password1!',
  'P@ssw0rd123',
  'p4$$w0rd',
  'passwordpassword',
  'iloveyou2',
  'ILoveYou!!',
  'sunshine1987',
  'Football99',
  'letmein123',
  'trustno1',
  'superman',
  'princess.1',
  'dragonmonkey',
  'welcome2026',
  'Summer2026!',
  'administrator',
  'admin1234',
  'changeme!',
  '12345678',
  '87654321',
  '11223344',
  '00000000',
  '123456789a',
  'abcd1234',
  'abcdefgh',
  'qwertyui',
  'qwertz123',
  '1q2w3e4r',
  '1qaz2wsx',
  'qazwsxedc',
  'zxcvbnm,',
  '147258369',
  'aaaaaaaa',
  'abcabcabc',
  'michael1',
  'Confluence1',
  'inverwiki1',
  'edith1984',
  'EditorEdith',
  'edith.editor',
  'acme2026',
  'Rockets!123',
]) {
  it(`${password} is easily guessed`, () => assert.equal(isEasilyGuessed(password, OWN), true))
}

for (const password of [
  'correct horse battery',
  'a password for tests',
  'admin-test-password',
  'Tr0ub4dor&3xkcd',
  'vW9#kq2!',
  '84629175',
  'zwölf blaue Schuhe',
  'слон танцует вальс',
  'wobblythistle',
  'long enough',
]) {
  it(`${password} is not`, () => assert.equal(isEasilyGuessed(password, OWN), false))
}

it('takes what is random for what it is', () => {
  // Of twelve characters one in some ten thousand is all digits but for a word.
  for (let n = 0; n < 500; n++) assert.equal(isEasilyGuessed(randomToken(18), OWN), false)
})

it('stands for more than the three thousand most common passwords', () => {
  const likely = [...commonWords].flatMap((word) =>
    ['', '1', '12', '123', '!', '2026'].map((tail) => word + tail).filter(({ length }) => length >= 8),
  )
  assert.ok(likely.length > 3000, String(likely.length))
  assert.deepEqual(
    likely.filter((password) => !isEasilyGuessed(password)),
    [],
  )
})

it('takes no longer for what was made to be slow', () => {
  for (const hostile of ['a'.repeat(1024), 'ab'.repeat(512), `${'a'.repeat(1023)}b`, '1!'.repeat(500)]) {
    assert.equal(typeof isEasilyGuessed(hostile, OWN), 'boolean')
  }
})
