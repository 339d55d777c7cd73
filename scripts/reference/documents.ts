import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiParts } from '../../src/api/mount.ts'
import { describedNames, descriptionOf } from '../../src/api/openapi.ts'
import { apiPages } from './api-pages.ts'
import { legacyDoorsPage } from './legacy-doors.ts'
import { compatibilityTables } from './compatibility.ts'
import { configurationPage, errorsPage, limitsPage, macrosPage } from './tables.ts'
import { sdkOperations } from './sdk-operations.ts'
import { notServed, notServedTable } from './vendor-operations.ts'

/** A document that is written by the code, by its path in the project. */
export interface GeneratedDocument {
  readonly path: string
  readonly text: string
}

/** The folder of the project. */
export const project = join(import.meta.dirname, '..', '..')

/** Every generated document as it should be now. */
export async function generatedDocuments(): Promise<GeneratedDocument[]> {
  const missing = notServed(project)
  return [
    { path: 'COMPATIBILITY.md', text: filledIn('COMPATIBILITY.md', compatibilityTables(missing)) },
    { path: 'docs/reference/not-served.tsv', text: notServedTable(missing) },
    { path: 'docs/reference/configuration.md', text: configurationPage() },
    { path: 'docs/reference/errors.md', text: errorsPage() },
    { path: 'docs/reference/limits.md', text: limitsPage(project) },
    { path: 'docs/reference/macros.md', text: macrosPage(project) },
    { path: 'docs/reference/legacy-doors.md', text: legacyDoorsPage() },
    ...apiPages(),
    ...openApiDocuments(),
    ...(await sdkOperations()),
  ]
}

/** Paths of the generated documents that are absent or say something else than they should. */
export async function staleDocuments(): Promise<string[]> {
  return (await generatedDocuments())
    .filter(({ path, text }) => readIfThere(path) !== text)
    .map(({ path }) => path)
}

/** The document as it stands, with new text between `<!-- NAME -->` and `<!-- end of NAME -->`. */
function filledIn(path: string, parts: Readonly<Record<string, string>>): string {
  let text = readIfThere(path) ?? ''
  for (const [name, part] of Object.entries(parts)) {
    const [open, close] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`]
    const [start, end] = [text.indexOf(open), text.indexOf(close)]
    if (start < 0 || end < start) throw new Error(`${path} has no place for "${name}".`)
    text = `${text.slice(0, start + open.length)}${part}${text.slice(end)}`
  }
  return text
}

function openApiDocuments(): GeneratedDocument[] {
  return describedNames.map((name) => ({
    path: `docs/reference/openapi/${name}.json`,
    text: `${JSON.stringify(descriptionOf(name, apiParts), null, 2)}\n`,
  }))
}

function readIfThere(path: string): string | undefined {
  const file = join(project, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
