import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openLeakedPasswords } from './leaked-passwords.ts'

const folder = mkdtempSync(join(tmpdir(), 'inver-leaked-'))
after(() => rmSync(folder, { recursive: true }))

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

function listOf(
  name: string,
  passwords: readonly string[],
  line: (hash: string, n: number) => string,
): string {
  const file = join(folder, name)
  writeFileSync(file, passwords.map(sha1).toSorted().map(line).join(''))
  return file
}

describe('a list of leaked passwords', () => {
  const spellings: Record<string, (hash: string, n: number) => string> = {
    'bare hashes': (hash) => `${hash}\n`,
    'counts, and lines that end as on Windows': (hash, n) => `${hash}:${10 ** (n % 8)}\r\n`,
    'small letters': (hash, n) => `${hash.toLowerCase()}:${n}\n`,
  }
  for (const [what, line] of Object.entries(spellings)) {
    it(`has what is in it and nothing else: ${what}`, async () => {
      for (const count of [1, 2, 3, 7, 64, 1000]) {
        const inside = Array.from({ length: count }, (_, n) => `leaked ${n}`)
        const leaked = await openLeakedPasswords(listOf(`${what} ${count}`, inside, line))
        for (const password of inside) assert.ok(await leaked.has(password), `${password} of ${count}`)
        for (let n = 0; n < 200; n++) assert.ok(!(await leaked.has(`other ${n}`)))
        await leaked.close()
      }
    })
  }

  it('may end without a line break', async () => {
    const file = join(folder, 'open end')
    writeFileSync(file, ['a', 'b', 'c'].map(sha1).toSorted().join('\n'))
    const leaked = await openLeakedPasswords(file)
    for (const password of ['a', 'b', 'c']) assert.ok(await leaked.has(password))
    assert.ok(!(await leaked.has('d')))
    await leaked.close()
  })

  it('is refused when it is another file, or none', async () => {
    const file = join(folder, 'words')
    writeFileSync(file, 'password\n123456\n')
    await assert.rejects(openLeakedPasswords(file), /its first line is no SHA-1/)
    await assert.rejects(openLeakedPasswords(join(folder, 'none')), /cannot be used: ENOENT/)
  })
})
