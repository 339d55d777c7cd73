/**
 * `npm test`: finds the tests, runs them with Node's own runner and says how it went.
 *
 * A process runs many files, which is what keeps the suite fast; where there are many they are dealt to two processes.
 * `*.process.test.ts`, which start and kill servers, run in a second round with a process each, and the gates over
 * the whole run at last. Words on the command line keep the files whose path contains one of them: `npm test -- architecture`.
 */
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { run, type TestsStream } from 'node:test'
import { spec } from 'node:test/reporters'
import { configureGlobal } from 'fast-check'
import { addObservations, observations, type Observations } from './support/conform.ts'
import { stopPostgres } from './support/postgres.ts'
import { onlyPartOfTheSuiteRuns } from './support/suite.ts'

const project = join(import.meta.dirname, '..')
// Generated input is the same at every run, so that a failure means a change; `npm run fuzz` looks for new input.
configureGlobal({ seed: Number(process.env.INVER_TEST_SEED ?? 20_261_120) })
const COUNTED = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'] as const
const HANGING_SECONDS = 120
const LINGERING_SECONDS = 10
type Counts = Record<(typeof COUNTED)[number], number>

/** The gates over the whole run: they judge what the other files did. */
const GATE = /(^|\/)coverage\.test\.ts$/
const PARTS = 2
/** Below it a second process costs more than it saves. */
const FEWEST_IN_PARTS = 20

type Tests = { shared: string[]; isolated: string[]; gates: string[] }

/** What a process that ran a part of the files says of it. */
type PartResult = { counts: Counts; observations: Observations }

function findTests(words: string[]): Tests {
  const all = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: project }).sort()
  const chosen = all.filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  if (chosen.length < all.length) onlyPartOfTheSuiteRuns()
  const isolated = chosen.filter((file) => file.endsWith('.process.test.ts'))
  const gates = chosen.filter((file) => GATE.test(file))
  return {
    shared: chosen.filter((file) => !isolated.includes(file) && !gates.includes(file)),
    isolated,
    gates,
  }
}

/** Deals the files out to processes; the first prints as it goes, the others when it is done. */
async function runInParts(files: string[], total: Counts): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'inver-parts-'))
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const child = spawn(
      process.execPath,
      [import.meta.filename, PART, join(folder, String(part)), ...files.filter((_, n) => n % PARTS === part)],
      { cwd: project, stdio: ['ignore', part === 0 ? 'inherit' : 'pipe', 'inherit'] },
    )
    return { ended: once(child, 'exit'), printed: child.stdout ? text(child.stdout) : '' }
  })
  for (const [part, { ended, printed }] of parts.entries()) {
    const [code] = await ended
    process.stdout.write(await printed)
    if (code !== 0) process.exitCode = 1
    try {
      const result = JSON.parse(readFileSync(join(folder, String(part)), 'utf8')) as PartResult
      for (const name of COUNTED) total[name] += result.counts[name]
      addObservations(result.observations)
    } catch {
      console.error(`Part ${part + 1} of the files ended without a result.`)
      process.exitCode = 1
    }
  }
  rmSync(folder, { recursive: true })
}

/** The first word to a process that runs a part; the next is the file that it leaves its result in. */
const PART = '--part'

async function runPart(files: string[], resultFile: string): Promise<void> {
  await runRound(files, 'none', total)
  await stopPostgres()
  writeFileSync(
    resultFile,
    JSON.stringify({ counts: total, observations: observations() } satisfies PartResult),
  )
}

async function runAll({ shared, isolated, gates }: Tests): Promise<void> {
  const inParts = shared.length >= FEWEST_IN_PARTS
  if (inParts) await runInParts(shared, total)
  // Node's runner has one round in a process of its own kind: the gates join the files where those run here.
  await runRound(inParts ? gates : [...shared, ...gates], 'none', total)
  await stopPostgres()
  await runRound(isolated, 'process', total)
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
const start = performance.now()
const [first, resultFile, ...files] = process.argv.slice(2)
if (first === PART && resultFile !== undefined) await runPart(files, resultFile)
else {
  const tests = findTests(process.argv.slice(2))
  await runAll(tests)
  console.log(`\nAll rounds together (${Object.values(tests).flat().length} files):`)
  for (const name of COUNTED) console.log(`# ${name} ${total[name]}`)
  console.log(`# duration_ms ${Math.round(performance.now() - start)}`)
  if (total.tests === 0) {
    console.error('No test ran.')
    process.exitCode = 1
  }
}
