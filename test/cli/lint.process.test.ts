/** `inver lint` as people call it, without any server. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { inver } from './run.ts'

let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'inver-lint-'))
  mkdirSync(join(folder, 'docs'))
  writeFileSync(join(folder, 'docs/fine.md'), '---\ntitle: Fine\n---\n\nAll is **well**.\n\n- [ ] task\n')
  writeFileSync(join(folder, 'docs/doubtful.md'), '---\ntitle: X\n---\n# X\n\n<script>x</script>\n')
  writeFileSync(join(folder, 'docs/doubtful.wiki'), 'h1. X\r\n\r\n{nope:a=b}\r\n')
  writeFileSync(join(folder, 'docs/links.md'), '# Links\n\n[fine](fine.md), [gone](gone.md)\n')
  writeFileSync(join(folder, 'docs/broken.xml'), '<p>a</p>\n<p><b>x</p>')
})
after(() => rmSync(folder, { recursive: true, force: true }))

const lint = (words: string, input = '') => inver(['lint', ...words.split(' ')], { cwd: folder, input })

describe('inver lint', () => {
  it('says nothing about what is well', async () => {
    assert.deepEqual(await lint('docs/fine.md'), { code: 0, out: '', errors: '' })
  })

  it('names file, row and column of every finding in a folder, and fails on an error', async () => {
    const { code, out } = await lint('docs')
    assert.equal(code, 1)
    assert.deepEqual(out.replaceAll('\\', '/').split('\n'), [
      'docs/broken.xml:2:8: error: Unexpected close tag </p>; expected </b>. (close <b> with </b>)',
      'docs/doubtful.md:6:1: warning: <script> is kept, but never shown. (pages show nothing that could run)',
      'docs/doubtful.wiki:1:1: warning: doubtful.md has the title "X", too; this page is published as "X (top)"',
      'docs/doubtful.wiki:3:2: warning: There is no macro "nope". (it is kept, and shown as a placeholder)',
      'docs/links.md:3:25: warning: gone.md: there is no such file; the link is left as it is',
      '',
    ])
  })

  it('fails on a warning only when it is strict', async () => {
    assert.equal((await lint('docs/doubtful.wiki')).code, 0)
    assert.equal((await lint('docs/doubtful.wiki --strict')).code, 1)
  })

  it('answers in JSON and in tab-separated fields', async () => {
    const finding = { severity: 'error', path: '-', row: 1, column: 8 }
    const [first] = JSON.parse((await lint('- --from storage --json', '<p><b>x</p>')).out) as object[]
    assert.deepEqual(first, {
      ...finding,
      text: 'Unexpected close tag </p>; expected </b>. (close <b> with </b>)',
    })
    const { out } = await lint('- --from storage --porcelain', '<p><b>x</p>')
    assert.match(out, /^-\t1\t8\terror\tUnexpected close tag/)
  })

  it('refuses what it cannot read', async () => {
    for (const words of ['docs/fine.txt', '-', 'docs/fine.md --from pdf', '--strict']) {
      assert.equal((await lint(words)).code, 2, words)
    }
    const { code, errors } = await lint('absent.md')
    assert.deepEqual([code, errors.startsWith('inver: absent.md cannot be read')], [1, true])
  })
})
