import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Which libraries a program runs on: ours in their place, or the real ones where they are installed. */
export type Libraries = 'stand-ins' | 'installed'

const MODULES = ['requests', 'lxml']

/** The ways to run the programs here, or the reason why there is none. */
export function pythonHere(): { libraries: Libraries[] } | { missing: string } {
  const script = `import importlib.util as u; print([m for m in ${JSON.stringify(MODULES)} if u.find_spec(m)])`
  const { status, stdout, error } = spawnSync('python3', ['-c', script], { encoding: 'utf8' })
  if (status !== 0) {
    const missing = `there is no python3 here (${error?.message ?? `exit code ${status}`})`
    console.error(`\n!!! THE DOCUMENTS' PYTHON PROGRAMS ARE SKIPPED: ${missing}\n`)
    return { missing }
  }
  return { libraries: stdout.trim() === '[]' ? ['stand-ins'] : ['stand-ins', 'installed'] }
}

/** Runs one of the programs and reads the JSON it prints; an error of the program is an error here. */
export async function runProgram(
  name: string,
  libraries: Libraries,
  variables: Record<string, string>,
): Promise<Record<string, unknown>> {
  const programs = join(import.meta.dirname, 'programs')
  const child = spawn('python3', ['-B', join(programs, 'run.py'), libraries, join(programs, `${name}.py`)], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PYTHONUTF8: '1',
      NO_PROXY: '*',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [printed, complaints, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', resolve)
    }),
  ])
  if (code !== 0) throw new Error(`${name}.py ended with ${code}:\n${complaints}${printed}`)
  return JSON.parse(printed) as Record<string, unknown>
}

/** All of a stream's text. */
export async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
