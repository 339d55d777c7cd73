import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { keyringOf } from './keyring.ts'

/** Takes what macOS' program takes: `security -i` with commands on standard input, finding and deleting by words. */
const SECURITY = `#!/bin/sh
echo "$*" >> "$0.words"
entry() { while [ $# -gt 0 ]; do [ "$1" = -a ] && account=$2; [ "$1" = -w ] && value=\${2:-}; shift; done; }
case $1 in
  -i) read -r line; set -- $line; [ "$1" = add-generic-password ] || exit 1; entry "$@"; echo "$value" > "$0.$account" ;;
  find-generic-password) entry "$@"; cat "$0.$account" 2>/dev/null || { echo 'could not be found' >&2; exit 44; } ;;
  delete-generic-password) entry "$@"; rm "$0.$account" ;;
esac
`

let folder: string
const { PATH } = process.env
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'inver-security-'))
  writeFileSync(join(folder, 'security'), SECURITY)
  chmodSync(join(folder, 'security'), 0o755)
  process.env.PATH = folder + delimiter + PATH
})
after(() => {
  process.env.PATH = PATH
  rmSync(folder, { recursive: true, force: true })
})

describe('the keychain of macOS', { skip: process.platform === 'win32' && 'there is no sh' }, () => {
  it('keeps any secret, gives it back and forgets it; no process has it among its words', () => {
    const keychain = keyringOf('darwin') ?? assert.fail('there is one')
    const entry = { profile: 'my "work" profile', folder: '/Users/jane/.config/inver' }
    const secret = `it's "quoted" ü \\ $HOME -w x`
    assert.equal(keychain.keep(entry, secret), undefined)
    assert.deepEqual(keychain.read(entry), { secret })
    const words = readFileSync(join(folder, 'security.words'), 'utf8')
    assert.ok(!words.includes('quoted') && !words.includes(Buffer.from(secret).toString('base64')), words)
    keychain.forget(entry)
    assert.deepEqual(keychain.read(entry), { reason: 'could not be found' })
    assert.equal(keychain.keep(entry, 'x'.repeat(4000)), 'the secret is too long for it')
  })

  it('is not asked for on Windows', () => assert.equal(keyringOf('win32'), undefined))
})
