/**
 * `npm test`: finds the tests, runs them with Node's own runner and says how it went.
 *
 * Everything runs in this one process, which is what keeps the suite fast; only `*.process.test.ts`,
 * which start and kill servers, run in a second round with a process each. Words on the command line
 * keep the files whose path contains one of them: `npm test -- architecture`.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { run, type TestsStream } from 'node:test'
import { spec } from 'node:test/reporters'
import { configureGlobal } from 'fast-check'
import { stopPostgres } from './support/postgres.ts'
import { onlyPartOfTheSuiteRuns } from './support/suite.ts'

const project = join(import.meta.dirname, '..')
// Generated input is the same at every run, so that a failure means a change; `npm run fuzz` looks for new input.
configureGlobal({ seed: Number(process.env.INVER_TEST_SEED ?? 20_261_120) })
const COUNTED = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'] as const
const HANGING_SECONDS = 120
const LINGERING_SECONDS = 10
type Counts = Record<(typeof COUNTED)[number], number>

/** The gates over the whole run come last: they judge what the other files did. */
const LAST = /(^|\/)coverage\.test\.ts$/

function findTests(words: string[]): { shared: string[]; isolated: string[] } {
  const all = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: project }).sort()
  const chosen = all.filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  if (chosen.length < all.length) onlyPartOfTheSuiteRuns()
  const isolated = chosen.filter((file) => file.endsWith('.process.test.ts'))
  const shared = chosen.filter((file) => !isolated.includes(file))
  const gates = shared.filter((file) => LAST.test(file))
  return { shared: [...shared.filter((file) => !gates.includes(file)), ...gates], isolated }
}

async function runRound(files: string[], isolation: 'none' | 'process', total: Counts): Promise<void> {
  if (files.length === 0) return
  const events = run({
    files: files.map((file) => join(project, file)),
    isolation,
    concurrency: isolation === 'process' ? 2 : false,
    cwd: project,
  })
  const watch = refuseToLinger(events)
  const finished = new Promise<void>((resolve, reject) => {
    events.on('test:summary', (summary) => {
      if (summary.file !== undefined) return // Node also sums up each isolated file; the round's own sum has none.
      const counts = summary.counts
      total.tests += counts.tests
      total.suites += counts.suites
      total.pass += counts.passed
      total.fail += counts.tests - counts.passed - counts.skipped - counts.todo - counts.cancelled
      total.cancelled += counts.cancelled
      total.skipped += counts.skipped
      total.todo += counts.todo
      if (!summary.success) process.exitCode = 1
    })
    events.on('end', resolve)
    events.on('error', reject)
  })
  const report = new spec()
  report.pipe(process.stdout, { end: false })
  events.compose(report).resume()
  await finished
  clearInterval(watch)
}

/**
 * Node's runner in one process waits until nothing is left to wait for, so a handle that a test
 * forgot to close, or a test that hangs, would hold the suite up for ever. Name it and fail instead.
 */
function refuseToLinger(events: TestsStream): NodeJS.Timeout {
  const running = new Set<string>()
  let quietSince = Date.now()
  events.on('test:dequeue', ({ name, file }) => running.add(`${name} (${file})`))
  events.on('test:complete', ({ name, file }) => running.delete(`${name} (${file})`))
  for (const event of ['test:dequeue', 'test:complete', 'test:stdout'] as const) {
    events.on(event, () => (quietSince = Date.now()))
  }
  return setInterval(() => {
    const quietSeconds = (Date.now() - quietSince) / 1000
    if (quietSeconds < (running.size > 0 ? HANGING_SECONDS : LINGERING_SECONDS)) return
    if (running.size > 0) console.error(`Not finished after ${HANGING_SECONDS} s: ${[...running].join('; ')}`)
    console.error(`Left open: ${process.getActiveResourcesInfo().join(', ')}`)
    process.exit(1)
  }, 1_000).unref()
}

const total: Counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 }
const { shared, isolated } = findTests(process.argv.slice(2))
const start = performance.now()
await runRound(shared, 'none', total)
await stopPostgres()
await runRound(isolated, 'process', total)

console.log(`\nAll rounds together (${shared.length + isolated.length} files):`)
for (const name of COUNTED) console.log(`# ${name} ${total[name]}`)
console.log(`# duration_ms ${Math.round(performance.now() - start)}`)
if (total.tests === 0) {
  console.error('No test ran.')
  process.exitCode = 1
}
