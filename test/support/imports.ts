/**
 * The direction of imports (ARCHITECTURE.md) as data, and the checks that read it off the sources.
 * Sources are plain `{ path, text }` pairs, so that the checks can be tried on made-up ones.
 */
import { dirname, join, normalize } from 'node:path/posix'

/** A source file below `src/`, by its path from there. */
export type Source = { path: string; text: string }

/** What one file asks of another, and on which line. */
export type Import = { from: string; line: number; specifier: string; target: string; typeOnly: boolean }

/** Something against the rules, as the test prints it. */
export type Breach = { path: string; line: number; why: string }

/** Folder → the folders it may import; `'types of x'` allows `import type` only. Root files may import all. */
export const ALLOWED: Record<string, string[]> = {
  base: [],
  document: ['base'],
  store: ['base'],
  search: ['base', 'store'],
  http: ['base'],
  domain: ['base', 'document', 'store', 'search'],
  jobs: ['base', 'store', 'domain'],
  api: ['base', 'http', 'domain', 'types of document'],
  web: ['base', 'http', 'domain', 'document'],
  sdk: [],
  cli: ['base', 'document', 'domain', 'sdk', 'root'],
}

/** Inside a folder: part → the other parts of the same folder it may import. Unlisted parts are free. */
const PARTS: Record<string, Record<string, string[]>> = {
  'api/': { v1: [''], v2: [''], dc: ['', 'v1'], legacy: [''] },
  'document/formats/': {
    storage: [''],
    wiki: [''],
    adf: [''],
    html: [''],
    markdown: [''],
    text: [''],
    tree: [''],
  },
}

/** Words that say nothing about what a thing is, so no file and no type carries them. */
export const EMPTY_WORDS =
  /^(services?|managers?|helpers?|utils?|dtos?|entity|entities|repository|repositories|providers?|impls?)$/i

/** HTML's named entities are called that by the standard. */
const ENTITIES_OF_HTML = /^base\/xml\/entities(\.test)?\.ts$/

const isTest = (path: string): boolean => path.endsWith('.test.ts')

/** The first folder of a path below `src/`, or `root` for the files that lie there. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : 'root'
}

/** Every import, re-export and `import()` of a file, by regular expression over its lines. */
export function importsOf(source: Source): Import[] {
  const code = blankComments(source.text)
  const found: Import[] = []
  const add = (match: RegExpMatchArray, specifier: string, typeOnly: boolean) => {
    const line = code.slice(0, (match.index ?? 0) + match[0].indexOf(specifier)).split('\n').length
    const target = specifier.startsWith('.') ? normalize(join(dirname(source.path), specifier)) : specifier
    found.push({ from: source.path, line, specifier, target, typeOnly })
  }
  for (const match of code.matchAll(
    /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*$,\s]|\{[^}]*\})*?from\s+['"]([^'"]+)['"]/gm,
  )) {
    add(match, match[2] ?? '', match[1] !== undefined)
  }
  for (const match of code.matchAll(/^[ \t]*import\s+['"]([^'"]+)['"]/gm)) add(match, match[1] ?? '', false)
  for (const match of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) add(match, match[1] ?? '', false)
  return found
}

/** Comment lines become empty, so that what they quote is not taken for code; line numbers stay. */
function blankComments(text: string): string {
  return text
    .replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/^[ \t]*\/\/.*$/gm, '')
}

/** Imports against the table of folders, and between the parts of `api` and of `document`. */
export function misdirected(sources: Source[]): Breach[] {
  return allImports(sources).flatMap((asked) => {
    const why = whyMisdirected(asked)
    return why ? [{ path: asked.from, line: asked.line, why }] : []
  })
}

function whyMisdirected(asked: Import): string | undefined {
  if (!asked.specifier.startsWith('.')) return undefined
  if (asked.target.startsWith('../')) return whyOutside(asked)
  const [from, to] = [folderOf(asked.from), folderOf(asked.target)]
  if (from === to) return whyAcrossParts(asked)
  if (from === 'root') return undefined
  const allowed = ALLOWED[from]
  if (!allowed) return `folder "${from}" is not in the table`
  if (allowed.includes(to) || (asked.typeOnly && allowed.includes(`types of ${to}`))) return undefined
  return `${from} may not import ${to} (${asked.specifier})`
}

/** A unit's test may use the suite's own support, such as its databases; nothing else leaves `src`. */
function whyOutside(asked: Import): string | undefined {
  if (isTest(asked.from) && asked.target.startsWith('../test/support/')) return undefined
  if (asked.target === '../package.json') return undefined
  return `src imports nothing outside src (${asked.specifier})`
}

function whyAcrossParts(asked: Import): string | undefined {
  if (isTest(asked.from)) return undefined // A format's test may look at what came out through another format.
  if (asked.from.startsWith('document/macros/') && asked.target.startsWith('document/formats/')) {
    return `macros never import formats (${asked.specifier})`
  }
  for (const [base, parts] of Object.entries(PARTS)) {
    if (!asked.from.startsWith(base) || !asked.target.startsWith(base)) continue
    const [from, to] = [partOf(asked.from, base), partOf(asked.target, base)]
    if (from === to || from === '') continue
    if (!(parts[from] ?? ['']).includes(to))
      return `${base}${from} may not import ${base}${to} (${asked.specifier})`
  }
  return undefined
}

function partOf(path: string, base: string): string {
  const rest = path.slice(base.length)
  return rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : ''
}

/** Rings in the graph of folders as the sources really draw it. */
export function rings(sources: Source[]): Breach[] {
  const edges = new Map<string, Map<string, Import>>()
  for (const asked of allImports(sources)) {
    const [from, to] = [folderOf(asked.from), folderOf(asked.target)]
    if (!asked.specifier.startsWith('.') || asked.target.startsWith('../') || from === to) continue
    if (isTest(asked.from)) continue
    const targets = edges.get(from) ?? new Map<string, Import>()
    if (!targets.has(to)) targets.set(to, asked)
    edges.set(from, targets)
  }
  const breaches: Breach[] = []
  const walk = (folder: string, trail: string[]) => {
    for (const [to, asked] of edges.get(folder) ?? []) {
      const start = trail.indexOf(to)
      // Each ring is reported once, from its alphabetically first folder.
      if (start === 0 && trail.every((other) => other >= to)) {
        breaches.push({
          path: asked.from,
          line: asked.line,
          why: `ring of folders: ${[...trail, to].join(' → ')}`,
        })
      } else if (start < 0) walk(to, [...trail, to])
    }
  }
  for (const folder of edges.keys()) if (folder !== 'root' && folder !== 'cli') walk(folder, [folder])
  return breaches
}

/** Invariant 1: `document`, and what it uses of `base`, is pure: no `node:`, no clock, no I/O. */
export function impureDocument(sources: Source[]): Breach[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const reached = new Set(
    sources.map(({ path }) => path).filter((path) => folderOf(path) === 'document' && !isTest(path)),
  )
  const breaches: Breach[] = []
  for (const path of reached) {
    const source = byPath.get(path)
    if (!source) continue
    for (const asked of importsOf(source)) {
      if (asked.specifier.startsWith('node:')) {
        breaches.push({ path, line: asked.line, why: `document reaches ${asked.specifier}` })
      }
      if (!asked.typeOnly && byPath.has(asked.target)) reached.add(asked.target)
    }
    for (const { line, text } of matchingLines(
      source,
      /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bfetch\(|\bprocess\.|\bBuffer\b|\bsetTimeout\(/,
    )) {
      breaches.push({ path, line, why: `document reads no clock and does no I/O: ${text.trim()}` })
    }
  }
  return breaches
}

/** Invariants 2 to 5: who may touch Kysely, the environment, the configuration, HTTP and the rules. */
export function trespasses(sources: Source[]): Breach[] {
  const breaches: Breach[] = []
  for (const source of sources) {
    for (const asked of importsOf(source)) {
      const why = whyTrespass(asked)
      if (why) breaches.push({ path: source.path, line: asked.line, why })
    }
    if (source.path === 'config.ts' || isTest(source.path)) continue
    for (const { line } of matchingLines(source, /\bprocess\.env\b/)) {
      breaches.push({ path: source.path, line, why: 'process.env is read only in config.ts' })
    }
  }
  return breaches
}

function whyTrespass({ from, specifier, target }: Import): string | undefined {
  const folder = folderOf(from)
  if (/^kysely(\/|$)/.test(specifier) && !mayUseKysely(from)) {
    return 'kysely is imported only by store, search, rows.ts and access/visible.ts'
  }
  if (target === 'config.ts' && folder !== 'root' && folder !== 'cli')
    return 'only root and cli import config.ts'
  if (
    /^(fastify(\/|-|$)|@fastify\/|node:https?$|https?$)/.test(specifier) &&
    folder !== 'http' &&
    !(from === 'base/outgoing.ts' && specifier.startsWith('node:')) &&
    !isTest(from)
  ) {
    return `${specifier} appears only in http`
  }
  if (
    (folder === 'api' || folder === 'web') &&
    /^domain\/(access\/(policy|visible)\.ts|(.*\/)?rows\.ts)$/.test(target)
  ) {
    return `${folder} holds no rule and no SQL: it may not import ${target}`
  }
  return undefined
}

function mayUseKysely(path: string): boolean {
  return (
    /^(store|search)\//.test(path) ||
    /(^|\/)rows(\.test)?\.ts$/.test(path) ||
    path === 'domain/access/visible.ts'
  )
}

/** File and type names that carry a word which says nothing. */
export function emptyNames(sources: Source[]): Breach[] {
  return sources.flatMap((source) => {
    if (ENTITIES_OF_HTML.test(source.path)) return []
    const inPath = source.path
      .replace(/\.ts$/, '')
      .split(/[/.-]/)
      .filter((word) => EMPTY_WORDS.test(word))
      .map((word) => ({ path: source.path, line: 1, why: `the file's name says "${word}"` }))
    const inTypes = matchingLines(
      source,
      /^\s*(?:export\s+)?(?:type|interface|(?:abstract\s+)?class)\s+(\w+)/,
    ).flatMap(({ line, match }) =>
      (match[1] ?? '')
        .split(/(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|_/)
        .filter((word) => EMPTY_WORDS.test(word))
        .map((word) => ({ path: source.path, line, why: `the type ${match[1]} says "${word}"` })),
    )
    return [...inPath, ...inTypes]
  })
}

function matchingLines(
  source: Source,
  pattern: RegExp,
): { line: number; text: string; match: RegExpMatchArray }[] {
  return blankComments(source.text)
    .split('\n')
    .flatMap((text, index) => {
      const match = text.match(pattern)
      return match ? [{ line: index + 1, text, match }] : []
    })
}

function allImports(sources: Source[]): Import[] {
  return sources.flatMap(importsOf)
}
