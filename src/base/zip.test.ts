import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { zip } from './zip.ts'

it('is read by another program', (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'inver-zip-'))
  test.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'two.zip')
  writeFileSync(
    file,
    zip([
      { name: 'a.txt', bytes: Buffer.from('one one one one') },
      { name: 'ä/b.txt', bytes: Buffer.alloc(100_000, 'x') },
    ]),
  )
  const script = [
    'import sys, zipfile',
    'z = zipfile.ZipFile(sys.argv[1])',
    'assert z.testzip() is None',
    'print([(i.filename, i.file_size) for i in z.infolist()], z.read("a.txt").decode())',
  ].join('\n')
  let said: string
  try {
    said = execFileSync('python3', ['-c', script, file], { encoding: 'utf8' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return test.skip('there is no python3 here')
    throw error
  }
  assert.equal(said.trim(), "[('a.txt', 15), ('ä/b.txt', 100000)] one one one one")
})
