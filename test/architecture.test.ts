import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import {
  ALLOWED,
  emptyNames,
  folderOf,
  importsOf,
  impureDocument,
  misdirected,
  rings,
  trespasses,
  type Breach,
  type Source,
} from './support/imports.ts'

const src = join(import.meta.dirname, '..', 'src')
const sources: Source[] = globSync('**/*.ts', { cwd: src })
  .sort()
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))

function assertNone(breaches: Breach[]): void {
  assert.equal(breaches.map(({ path, line, why }) => `src/${path}:${line}  ${why}`).join('\n'), '')
}

function breachesIn(check: (sources: Source[]) => Breach[], files: Record<string, string>): string[] {
  return check(Object.entries(files).map(([path, text]) => ({ path, text }))).map(
    ({ path, line, why }) => `${path}:${line} ${why}`,
  )
}

describe('the house', () => {
  it('has only the folders of the table', () => {
    const folders = new Set(sources.map(({ path }) => folderOf(path)))
    folders.delete('root')
    assert.deepEqual(
      [...folders].filter((folder) => !(folder in ALLOWED)),
      [],
    )
  })

  it('imports in one direction', () => assertNone(misdirected(sources)))
  it('has no ring of folders', () => assertNone(rings(sources)))
  it('1: keeps document free of Node, clocks and I/O', () => assertNone(impureDocument(sources)))
  it('2-5: keeps SQL, settings, HTTP and rules where they belong', () => assertNone(trespasses(sources)))
  it('names files and types by what they are', () => assertNone(emptyNames(sources)))

  it('imports files that exist, by their full name', () => {
    const missing = sources
      .flatMap(importsOf)
      .filter(({ specifier, target }) => specifier.startsWith('.') && !existsSync(join(src, target)))
    assertNone(
      missing.map(({ from, line, specifier }) => ({ path: from, line, why: `no file ${specifier}` })),
    )
  })
})

describe('the checks of the house', () => {
  it('see imports in all their spellings, with their lines', () => {
    const text = [
      "import { a } from './a.ts'",
      "import type {\n  B,\n} from '../b.ts'",
      "import './c.ts'",
      "export * from './d.ts'",
      "export { e } from './e.ts'",
      "const f = await import('./f.ts')",
      "// import { g } from './g.ts'",
      "/* import h from './h.ts' */",
      "export const i = ' from '",
      "import j, * as k from 'node:fs'",
    ].join('\n')
    assert.deepEqual(
      importsOf({ path: 'x/y.ts', text })
        .sort((one, other) => one.line - other.line)
        .map(({ line, target, typeOnly }) => `${line} ${target}${typeOnly ? ' type' : ''}`),
      ['1 x/a.ts', '4 b.ts type', '5 x/c.ts', '6 x/d.ts', '7 x/e.ts', '8 x/f.ts', '12 node:fs'],
    )
  })

  it('refuse an import against the table', () => {
    assert.deepEqual(
      breachesIn(misdirected, {
        'store/a.ts': "import { b } from '../domain/b.ts'",
        'api/v1/a.ts': "\nimport { b } from '../v2/b.ts'",
        'api/dc/a.ts': "import { b } from '../v1/b.ts'\nimport { c } from '../flavour.ts'",
        'api/v2/a.ts':
          "import type { T } from '../../document/tree.ts'\nimport { t } from '../../document/tree.ts'",
        'document/formats/wiki/a.ts': "import { b } from '../storage/b.ts'",
        'document/formats/wiki/a.test.ts': "import { b } from '../storage/b.ts'",
        'document/macros/a.ts': "import { b } from '../formats/storage/b.ts'",
        'web/a.ts': "import { b } from '../api/flavour.ts'",
        'domain/a.ts': "import { b } from '../../test/support/app.ts'",
        'domain/a.test.ts': "import { b } from '../../test/support/app.ts'",
        'cellar/a.ts': "import { b } from '../base/b.ts'",
        'app.ts': "import { b } from './web/b.ts'",
      }),
      [
        'store/a.ts:1 store may not import domain (../domain/b.ts)',
        'api/v1/a.ts:2 api/v1 may not import api/v2 (../v2/b.ts)',
        'api/v2/a.ts:2 api may not import document (../../document/tree.ts)',
        'document/formats/wiki/a.ts:1 document/formats/wiki may not import document/formats/storage (../storage/b.ts)',
        'document/macros/a.ts:1 macros never import formats (../formats/storage/b.ts)',
        'web/a.ts:1 web may not import api (../api/flavour.ts)',
        'domain/a.ts:1 src imports nothing outside src (../../test/support/app.ts)',
        'cellar/a.ts:1 folder "cellar" is not in the table',
      ],
    )
  })

  it('find a ring of folders', () => {
    assert.deepEqual(
      breachesIn(rings, {
        'a/x.ts': "import { y } from '../b/y.ts'",
        'b/y.ts': "import { z } from '../c/z.ts'",
        'c/z.ts': "import { x } from '../a/x.ts'",
        'd/w.ts': "import { x } from '../a/x.ts'",
      }),
      ['c/z.ts:1 ring of folders: a → b → c → a'],
    )
  })

  it('follow document into base', () => {
    assert.deepEqual(
      breachesIn(impureDocument, {
        'document/a.ts': "import { b } from '../base/b.ts'\nimport type { L } from '../base/log.ts'",
        'base/b.ts': "import { c } from './c.ts'\nexport const b = () => new Date()",
        'base/c.ts': "import { readFileSync } from 'node:fs'",
        'base/log.ts': "import { write } from 'node:fs'",
        'base/unreached.ts': "import { write } from 'node:fs'",
      }),
      [
        'base/b.ts:2 document reads no clock and does no I/O: export const b = () => new Date()',
        'base/c.ts:1 document reaches node:fs',
      ],
    )
  })

  it('refuse trespasses', () => {
    assert.deepEqual(
      breachesIn(trespasses, {
        'domain/content/read.ts': "import { sql } from 'kysely'",
        'domain/content/rows.ts': "import { sql } from 'kysely'",
        'domain/access/visible.ts': "import { sql } from 'kysely'",
        'http/server.ts': "import fastify from 'fastify'\nimport http from 'node:http'",
        'api/mount.ts': "import type { F } from 'fastify'\nimport cookie from '@fastify/cookie'",
        'web/a.ts': "import { request } from 'node:http'\nimport { can } from '../domain/access/policy.ts'",
        'api/v1/b.ts': "import { page } from '../../domain/content/rows.ts'",
        'store/a.ts': "import { readConfig } from '../config.ts'\nconst a = process.env['A']",
        'config.ts': "const a = process.env['A']",
        'main.ts': "import { readConfig } from './config.ts'\nconst a = process.env",
      }),
      [
        'domain/content/read.ts:1 kysely is imported only by store, search, rows.ts and access/visible.ts',
        'api/mount.ts:1 fastify appears only in http',
        'api/mount.ts:2 @fastify/cookie appears only in http',
        'web/a.ts:1 node:http appears only in http',
        'web/a.ts:2 web holds no rule and no SQL: it may not import domain/access/policy.ts',
        'api/v1/b.ts:1 api holds no rule and no SQL: it may not import domain/content/rows.ts',
        'store/a.ts:1 only root and cli import config.ts',
        'store/a.ts:2 process.env is read only in config.ts',
        'main.ts:2 process.env is read only in config.ts',
      ],
    )
  })

  it('refuse empty names', () => {
    assert.deepEqual(
      breachesIn(emptyNames, {
        'domain/user-service.ts': 'export type UserDTO = 1\nclass PageManager {}\ninterface Utility {}',
        'base/xml/entities.ts': 'export type EntityTable = 1',
        'domain/provide.ts': 'type Implied = 1',
      }),
      [
        'domain/user-service.ts:1 the file\'s name says "service"',
        'domain/user-service.ts:1 the type UserDTO says "DTO"',
        'domain/user-service.ts:2 the type PageManager says "Manager"',
      ],
    )
  })
})
