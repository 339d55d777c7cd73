import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { people } from './people.ts'

const project = join(import.meta.dirname, '..', '..')
const START_SECONDS = 30

/** The real server as a process of its own. */
export type ServerProcess = {
  url: string
  /** Everything it printed so far, both outputs. */
  printed: () => string
  /** Ends it without warning, as a power failure would; resolves when it is gone. */
  kill: () => Promise<void>
  /** Asks it to end; resolves with its exit code. */
  stop: () => Promise<number | null>
}

/** Starts `inver serve` on a free port over this data folder and waits until it says that it listens. */
export async function startServerProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const { child, printed } = startProcess(['serve', '--port', '0', '--data', dataFolder], environment)
  const url = await addressIn(child, printed)
  const gone = async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    return child.exitCode
  }
  return {
    url,
    printed,
    kill: async () => {
      child.kill('SIGKILL')
      await gone()
    },
    stop: () => {
      child.kill('SIGTERM')
      return gone()
    },
  }
}

/** Runs `inver` with these words to its end. */
export async function runInver(
  words: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; printed: string }> {
  const { child, printed } = startProcess(words, environment)
  await once(child, 'close')
  return { code: child.exitCode, printed: printed() }
}

function startProcess(
  words: string[],
  environment: Record<string, string>,
): { child: ChildProcess; printed: () => string } {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(INVER_|NODE_OPTIONS|NODE_TEST_CONTEXT)/.test(name),
  )
  const child = spawn(process.execPath, ['bin/run.cjs', 'src/main.ts', ...words], {
    cwd: project,
    env: {
      ...Object.fromEntries(inherited),
      INVER_ADMIN_PASSWORD: people.admin.password,
      INVER_RATE_LIMIT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killed = () => child.kill('SIGKILL')
  process.once('exit', killed)
  child.once('exit', () => process.off('exit', killed))
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  return { child, printed: () => text }
}

async function addressIn(child: ChildProcess, printed: () => string): Promise<string> {
  if (!child.stdout) throw new Error('The server has no output to read.')
  const timer = setTimeout(() => child.kill('SIGKILL'), START_SECONDS * 1000)
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [url] = /http:\/\/[\w.-]+:\d+/.exec(line) ?? []
      if (url) return url
    }
  } finally {
    clearTimeout(timer)
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  throw new Error(
    `The server ended with ${child.exitCode ?? child.signalCode} before it listened:\n${printed()}`,
  )
}
