import assert from 'node:assert/strict'
import { it } from 'node:test'
import { coloured, inColours } from './colours.ts'

it('colours lines of a diff that went, came and say where', () => {
  const diff = '--- a\n+++ b\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n'
  const [red, green, cyan, end] = ['\u001b[31m', '\u001b[32m', '\u001b[36m', '\u001b[0m']
  assert.equal(
    coloured(diff),
    `${red}--- a${end}\n${green}+++ b${end}\n${cyan}@@ -1,2 +1,2 @@${end}\n same\n${red}-old${end}\n${green}+new${end}\n`,
  )
  if (!process.stdout.isTTY) assert.equal(inColours(diff), diff)
})
