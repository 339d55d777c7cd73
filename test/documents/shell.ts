import { spawn, spawnSync } from 'node:child_process'
import { collect } from './python.ts'

/** What `curl` printed, and the status that it was answered. */
export type CurlAnswer = { status: number; text: string; json: unknown }

/** Why the shell examples cannot run here; undefined when they can. */
export function curlMissing(): string | undefined {
  if (spawnSync('curl', ['--version']).status === 0) return undefined
  const missing = 'there is no curl here'
  console.error(`\n!!! THE DOCUMENTS' SHELL EXAMPLES ARE SKIPPED: ${missing}\n`)
  return missing
}

/** Runs one line of shell with `curl` in it; the line sees `SITE` and `LOGIN` and what else is given. */
export async function shell(
  line: string,
  variables: Record<string, string>,
  folder: string,
): Promise<CurlAnswer> {
  const child = spawn('/bin/sh', ['-c', `${line} -sS --noproxy '*' -w '\\n%{http_code}'`], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [printed, complaints] = await Promise.all([collect(child.stdout), collect(child.stderr)])
  const [, text = '', status = '0'] = /^([\s\S]*)\n(\d{3})$/.exec(printed) ?? []
  if (status === '0') throw new Error(`${line}\n${complaints}${printed}`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined // An empty answer to a DELETE, or an error that is no JSON: the assertions tell.
  }
  return { status: Number(status), text, json }
}
