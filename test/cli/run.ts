import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const project = join(import.meta.dirname, '..', '..')

/** How a run of the command line ended. */
export type Ended = { code: number | null; out: string; errors: string }

/** Runs `inver` as people do: a process of its own, with nothing of ours in its surroundings but what is given. */
export async function inver(
  words: readonly string[],
  { env = {}, input = '', cwd }: { env?: Record<string, string>; input?: string | Buffer; cwd?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(project, 'src', 'main.ts'), ...words], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env },
  })
  child.stdin.on('error', () => {}) // It may end without having read everything.
  child.stdin.end(input)
  const exit = once(child, 'close')
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { code: code as number | null, out, errors }
}
