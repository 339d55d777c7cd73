/**
 * Makes the package that can be installed: `npm run package [-- FOLDER]` writes `inver-VERSION.tgz` into FOLDER, or `dist`.
 *
 * A clone runs its TypeScript as it is, but Node strips no types below `node_modules`. So the package has the sources as
 * JavaScript, in the same folders, and a manifest that says so. What it is made of stays in `dist/package`.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const project = join(import.meta.dirname, '..')
const made = join(project, 'dist', 'package')
const goal = resolve(process.argv[2] ?? join(project, 'dist'))

interface Manifest {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** What of the manifest is for those who install, and not for those who develop. */
const FIELDS = [
  'name',
  'version',
  'private',
  'description',
  'license',
  'bin',
  'type',
  'dependencies',
  'optionalDependencies',
  'engines',
]

function compile(): void {
  for (const settings of ['tsconfig.package.json', 'src/sdk']) {
    execFileSync(process.execPath, ['bin/run.cjs', 'tsc', '-p', settings], { cwd: project, stdio: 'inherit' })
  }
  // The compiler leaves these as they are; other programs that read declarations want the names of files that exist.
  for (const path of globSync('src/sdk/**/*.d.ts', { cwd: made })) {
    const file = join(made, path)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2'))
  }
}

function copy(): void {
  const assets = globSync('src/**/*.{css,js,svg}', { cwd: project })
  for (const path of [...assets, 'bin/run.cjs', 'README.md', 'LICENSE', 'CHANGELOG.md']) {
    mkdirSync(dirname(join(made, path)), { recursive: true })
    cpSync(join(project, path), join(made, path))
  }
}

function manifest(): Record<string, unknown> {
  const own = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Manifest
  const exports = Object.entries(own.exports).map(([name, path]) => {
    const bare = path.replace(/\.ts$/, '')
    return [name, { types: `${bare}.d.ts`, default: `${bare}.js` }]
  })
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, own[field]])),
    exports: Object.fromEntries(exports) as unknown,
  }
}

rmSync(made, { recursive: true, force: true })
compile()
copy()
writeFileSync(join(made, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
mkdirSync(goal, { recursive: true })
const words = ['pack', made, '--pack-destination', goal, '--silent']
process.stdout.write(execFileSync('npm', words, { cwd: made, encoding: 'utf8' }))
