/** What the code has, the reference names; what the reference says, the code still has. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { limitsIn } from '../scripts/reference/tables.ts'
import { project, staleDocuments } from '../scripts/reference/documents.ts'
import { hasVendorLists } from '../scripts/reference/vendor-operations.ts'
import { apiParts } from '../src/api/mount.ts'
import { errorCatalogue } from '../src/base/errors.ts'
import { limits } from '../src/base/limits.ts'
import { commands } from '../src/cli/main.ts'
import { settings } from '../src/config.ts'
import { documentLimits } from '../src/document/limits.ts'
import { macros } from '../src/document/macros/index.ts'
import manifest from '../package.json' with { type: 'json' }

const read = (path: string): string => readFileSync(join(project, path), 'utf8')

/** Of these names, those that a page does not have as code. */
function unnamed(path: string, names: readonly string[]): string[] {
  const text = read(path)
  return names.filter((name) => !text.includes(`\`${name}\``))
}

describe('the reference', () => {
  it('is what the code says: npm run reference', async () => {
    assert.deepEqual(await staleDocuments(), [])
  })

  it('has every setting, with a sentence', () => {
    assert.deepEqual(
      unnamed(
        'docs/reference/configuration.md',
        settings.flatMap(({ variable, option }) => [variable, ...(option ? [`--${option}`] : [])]),
      ),
      [],
    )
    assert.deepEqual(
      settings.filter(({ about }) => !/^[A-Za-z].*\.$/.test(about)).map(({ name }) => name),
      [],
    )
  })

  it('has every error code, with what to do', () => {
    assert.deepEqual(unnamed('docs/reference/errors.md', Object.keys(errorCatalogue)), [])
    const silent = Object.entries(errorCatalogue).filter(([, { summary }]) => !/^[A-Z].*\.$/.test(summary))
    assert.deepEqual(silent, [])
  })

  it('has every limit, each under a reason', () => {
    for (const [file, values] of Object.entries({
      'src/base/limits.ts': limits,
      'src/document/limits.ts': documentLimits,
    })) {
      const explained = limitsIn(read(file)).flatMap(({ names }) => names)
      assert.deepEqual(explained.sort(), Object.keys(values).sort(), file)
      assert.deepEqual(unnamed('docs/reference/limits.md', Object.keys(values)), [])
    }
  })

  it('has every macro and every one of its other names', () => {
    const names = macros.flatMap(({ name, aliases = [] }) => [name, ...aliases])
    assert.deepEqual(unnamed('docs/reference/macros.md', names), [])
  })

  it('has every operation, in COMPATIBILITY.md and on its own page', () => {
    const routes = apiParts.flatMap((part) => part.routes)
    const addresses = routes.map(({ method, path }) => `${method} ${path}`)
    assert.deepEqual(unnamed('COMPATIBILITY.md', addresses), [])
    const pages = globSync('docs/reference/api/*.md', { cwd: project }).map(read).join('\n')
    assert.deepEqual(
      routes.filter(({ id }) => !pages.includes(`## ${id}\n`)).map(({ id }) => id),
      [],
    )
    assert.deepEqual(
      routes.filter(({ summary }) => !/^[A-Z].*\.$/.test(summary)).map(({ id }) => id),
      [],
    )
  })

  it('lists as not served what the vendor has and we have not', (test) => {
    // The comparison itself is part of the first test; it is only made where the vendor's lists are at hand.
    if (!hasVendorLists(project))
      return test.skip('skipped: the lists of the vendor’s operations are not here')
    const rows = read('docs/reference/not-served.tsv').trim().split('\n')
    assert.ok(rows.length > 1)
  })
})

const documents = globSync(['*.md', 'docs/**/*.md', 'bench/*.md', 'test/**/*.md'], { cwd: project }).sort()

describe('the documents', () => {
  it('link to files that exist', () => {
    const broken = documents.flatMap((path) =>
      [...withoutCode(read(path)).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(project, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    )
    assert.deepEqual(broken, [])
  })

  it('name source files and folders that exist', () => {
    const gone = documents.flatMap((path) =>
      [...read(path).matchAll(/`((?:src|test|docs|scripts|bench|bin)\/[\w./-]*)`/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(project, target)))
        .map((target) => `${path}: ${target}`),
    )
    assert.deepEqual(gone, [])
  })

  it('call scripts and commands that there are', () => {
    const scripts = Object.keys(manifest.scripts)
    const names = commands.map(({ name }) => name)
    const wrong = documents.flatMap((path) => {
      const text = read(path)
      const run = [...text.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name = '']) => name)
      const called = [...text.matchAll(/npm run -s inver -- ([a-z]+)/g)].map(([, name = '']) => name)
      return [
        ...run.filter((name) => !scripts.includes(name)).map((name) => `${path}: npm run ${name}`),
        ...called.filter((name) => !names.includes(name)).map((name) => `${path}: inver ${name}`),
      ]
    })
    assert.deepEqual(wrong, [])
  })

  it('describe every folder of src in ARCHITECTURE.md', () => {
    const text = read('ARCHITECTURE.md')
    const folders = globSync('src/*/', { cwd: project }).map((path) => path.replace(/^src\/|\/$/g, ''))
    assert.deepEqual(
      folders.filter((folder) => !text.includes(`\`${folder}/\``) && !text.includes(`\`src/${folder}/\``)),
      [],
    )
  })
})

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
}
