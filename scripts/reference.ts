/**
 * Writes the reference that is read off the code: `npm run reference`. With `--check` it writes nothing, names what
 * is stale and ends with exit code 1.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedDocuments, project, staleDocuments } from './reference/documents.ts'

if (process.argv.includes('--check')) {
  const stale = await staleDocuments()
  for (const path of stale) console.error(`${path} is stale: run "npm run reference".`)
  if (stale.length > 0) process.exitCode = 1
} else {
  const stale = new Set(await staleDocuments())
  for (const { path, text } of await generatedDocuments()) {
    if (!stale.has(path)) continue
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
    console.log(path)
  }
}
