import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { collect } from '../documents/python.ts'

/** Runs one of the programs beside this file with Python's standard library, and reads the JSON it prints. */
export async function runScript(
  name: string,
  variables: Record<string, string>,
): Promise<Record<string, unknown>> {
  const child = spawn('python3', ['-B', join(import.meta.dirname, 'programs', `${name}.py`)], {
    env: { PATH: process.env['PATH'], PYTHONUTF8: '1', NO_PROXY: '*', no_proxy: '*', ...variables },
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
