/** `inver convert` as people call it: a process of its own, with files and pipes. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { after, before, describe, it } from 'node:test'
import { canConvert, convert as convertText, formatNames } from '../../src/document/formats.ts'
import { nowhere } from '../../src/document/nowhere.ts'

const project = join(import.meta.dirname, '..', '..')
let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'inver-convert-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function convert(words: readonly string[], input = '') {
  const child = spawn(process.execPath, [join(project, 'src', 'main.ts'), 'convert', ...words], {
    cwd: folder,
  })
  child.stdin.on('error', () => {}) // It may end without having read everything.
  child.stdin.end(input)
  const exit = once(child, 'exit')
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { code: code as number | null, out, errors }
}

describe('inver convert', () => {
  it('reads standard input and writes standard output, byte for byte', async () => {
    const storage = '<p>a &nbsp;<b>b</b></p>\n<ac:structured-macro ac:name="cheese" />'
    const made = await convert(['--from', 'storage', '--to', 'storage'], storage)
    assert.deepEqual(made, { code: 0, out: storage, errors: '' })
    const shown = await convert(['--from', 'wiki', '--to', 'view', '-'], '{cheese}')
    assert.deepEqual(shown, { code: 0, out: 'I like cheese!', errors: '' })
  })

  it('reads a file, in the place that it is told', async () => {
    writeFileSync(join(folder, 'page.md'), '# Heading\n')
    const words = [
      '--from',
      'markdown',
      '--to',
      'view',
      '--page-title',
      'Page one',
      '--space',
      'KEY',
      'page.md',
    ]
    const { code, out } = await convert(words)
    assert.equal(code, 0)
    assert.match(out, /<h1 id="Pageone-Heading">Heading<\/h1>/)
  })

  it('does every pair that there is', async () => {
    const pairs = formatNames.flatMap((from) =>
      formatNames.filter((to) => canConvert(from, to)).map((to) => [from, to] as const),
    )
    const written = formatNames.filter((name) => canConvert('storage', name))
    assert.equal(pairs.length, written.filter((name) => name !== 'tree').length * written.length)
    const storage = '<p>A <strong>bold</strong> quokka</p><ac:structured-macro ac:name="cheese" />'
    for (const name of written) {
      const { text: document } = await convertText(storage, 'storage', name, { env: nowhere() })
      writeFileSync(join(folder, `input.${name}`), document)
    }
    // One process for all of them, each with the words of a command line.
    const script = `
      import { run } from ${JSON.stringify(pathToFileURL(join(project, 'src/cli/main.ts')).href)}
      const write = process.stdout.write.bind(process.stdout)
      const results = []
      for (const [from, to] of ${JSON.stringify(pairs)}) {
        let out = ''
        process.stdout.write = (text) => { out += text; return true }
        process.exitCode = undefined
        await run(['convert', '--from', from, '--to', to, 'input.' + from])
        results.push({ from, to, code: process.exitCode ?? 0, out })
      }
      write(JSON.stringify(results))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder })
    const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
    const results = JSON.parse(out) as { from: string; to: string; code: number; out: string }[]
    assert.equal(errors, '')
    assert.equal(results.length, pairs.length)
    for (const { from, to, code, out: document } of results) {
      assert.equal(code, 0, `${from} to ${to}`)
      assert.match(document, from === to ? /./ : /\bbold\b[^]*quokka/, `${from} to ${to}`)
      const keepsMarks = from !== 'plain' && from !== 'raw'
      if (keepsMarks && to === 'storage') assert.match(document, /<strong>bold<\/strong>/, from)
    }
  })

  it('says where a document cannot be read', async () => {
    writeFileSync(join(folder, 'bad.xml'), '<p>a</p>\n<p>b & c</p>\n<p>d')
    const { code, out, errors } = await convert(['--from', 'storage', '--to', 'view', 'bad.xml'])
    assert.deepEqual({ code, out }, { code: 1, out: '' })
    assert.equal(
      errors,
      "bad.xml:2:7: Unexpected character ' ' (code 32) (missing name?) (write &amp; for an ampersand)\n",
    )
  })

  it('checks for everything at once', async () => {
    const text = '<p>a & b</p>\n<p>c\n<ac:structured-macro ac:name="nonesuch" />'
    const { code, out, errors } = await convert(['--from', 'storage', '--check'], text)
    assert.deepEqual({ code, out }, { code: 1, out: '' })
    assert.deepEqual(
      errors
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 26)),
      ['-:1:7: Unexpected characte', '-:3:43: Unexpected close t', '-:3:1: There is no macro "'],
    )
    const fine = await convert(['--from', 'storage', '--check'], '<p>a</p>')
    assert.deepEqual(fine, { code: 0, out: '', errors: '' })
    assert.equal((await convert(['--from', 'markdown', '--check'], '# a')).code, 0)
  })

  it('repairs when it may, and says what it changed', async () => {
    const made = await convert(['--from', 'storage', '--to', 'storage', '--lenient'], '<p>a & b')
    assert.equal(made.out, '<p>a &amp; b</p>')
    assert.equal(made.code, 0)
    assert.match(made.errors, /^-:1:7: .*\(written as &amp;\)\n-:1:9: .*\(<\/p> was added\)\n$/)
  })

  it('takes large documents through pipes', async () => {
    const { code, out } = await convert(['--from', 'storage', '--to', 'plain'], '<p>word</p>'.repeat(100_000))
    assert.equal(code, 0)
    assert.equal(out.match(/word/g)?.length, 100_000)
  })

  const misuses: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /--from/],
    [['--from', 'storage'], /--to/],
    [['--from', 'word', '--to', 'view'], /"word" is not a format\. Formats: storage, /],
    [['--from', 'storage', '--to', 'pdf'], /"pdf" is not a format/],
    [['--from', 'tree', '--to', 'view'], /no conversion from tree to view/],
    [['--from', 'wiki', '--to', 'view', '--lenient'], /--lenient/],
    [['--from', 'storage', '--to', 'view', 'a', 'b'], /one file/],
    [['--from', 'storage', '--to', 'view', 'absent.xml'], /absent\.xml cannot be read/],
    [['--from', 'storage', '--into', 'view'], /--into/],
  ]
  for (const [words, sentence] of misuses) {
    it(`explains its use: ${words.join(' ') || 'no words'}`, async () => {
      const { code, out, errors } = await convert(words)
      assert.deepEqual({ code, out }, { code: 2, out: '' })
      assert.match(errors, sentence)
      assert.equal(errors.trim().split('\n').length, 1)
    })
  }
})
