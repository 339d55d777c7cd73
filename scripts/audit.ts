/**
 * `npm run audit`: whether something is known against the packages that the server runs with. Not every registry answers
 * this question, and none does without a network: then it says so and is no failure, unless `--required` is given.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const SECONDS = 60
/** From these on it is a failure; what is less is printed. */
const GRAVE = ['high', 'critical'] as const

interface Audit {
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly range: string; readonly fixAvailable: unknown }>
  >
  readonly message?: string
  readonly error?: { readonly summary?: string }
}

const isRequired = process.argv.includes('--required')
const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: join(import.meta.dirname, '..'),
  encoding: 'utf8',
  timeout: SECONDS * 1000,
  shell: process.platform === 'win32',
})
const audit = parse(stdout)
if (audit?.vulnerabilities === undefined) {
  const why = audit?.message ?? audit?.error?.summary ?? error?.message ?? 'no answer'
  console.log(`skipped: the registry says nothing about known holes (${why.split('\n', 1)[0]})`)
  process.exitCode = isRequired ? 1 : 0
} else {
  const found = Object.entries(audit.vulnerabilities)
  for (const [name, { severity, range, fixAvailable }] of found) {
    console.log(`${severity}: ${name} ${range}${fixAvailable === false ? ', no fix yet' : ''}`)
  }
  const grave = found.filter(([, { severity }]) => GRAVE.some((one) => one === severity))
  console.log(`${found.length} packages with known holes, ${grave.length} of them ${GRAVE.join(' or ')}`)
  process.exitCode = grave.length > 0 ? 1 : 0
}

function parse(text: string): Audit | undefined {
  try {
    return JSON.parse(text) as Audit
  } catch {
    return undefined
  }
}
