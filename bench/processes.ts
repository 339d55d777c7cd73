import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Order } from './load.ts'

const project = join(import.meta.dirname, '..')
const CLOCK_TICKS_A_SECOND = 100
const START_SECONDS = 30

/** A server in a process of its own. */
export type ServerProcess = { port: number; pid: number; stop: () => Promise<void> }

/** Starts a server and waits for the line in which it says its address. */
export async function startServer(
  words: string[],
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, words, {
    cwd: project,
    env: { ...withoutSettings(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const killed = () => child.kill('SIGKILL')
  process.once('exit', killed)
  const port = await portOf(child, words)
  const stop = async () => {
    process.off('exit', killed)
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { port, pid: child.pid ?? 0, stop }
}

/** Settings of the one who runs the benchmark would change what is measured. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('INVER_')))
}

async function portOf(child: ChildProcess, words: string[]): Promise<number> {
  if (!child.stdout) throw new Error('The server has no output to read.')
  const lines = createInterface({ input: child.stdout })
  const timer = setTimeout(() => child.kill('SIGKILL'), START_SECONDS * 1000)
  let printed = ''
  try {
    for await (const line of lines) {
      printed += `${line}\n`
      const port = /http:\/\/[\w.[\]:]*?:(\d+)/.exec(line)?.[1]
      if (port) return Number(port)
    }
  } finally {
    clearTimeout(timer)
    child.stdout.resume()
  }
  throw new Error(`${words.join(' ')} did not say where it listens:\n${printed}`)
}

/** Processor seconds that a process has used so far, all threads together; undefined where the system does not tell. */
export function processorSeconds(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return undefined
  // The command's name, in brackets, may hold blanks; the numbers come after it.
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND
}

/** Megabytes of memory a process occupies; undefined where the system does not tell. */
export function residentMegabytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return undefined
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

/** The load generator's process: give it an order, get what it found. */
export class LoadGenerator {
  readonly #child: ChildProcess
  #waiting: { resolve: (result: unknown) => void; reject: (error: Error) => void } | undefined

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'load.ts'), { stdio: 'inherit' })
    this.#child.on('message', (answer: { result?: unknown; error?: string }) => {
      if (answer.error === undefined) this.#waiting?.resolve(answer.result)
      else this.#waiting?.reject(new Error(answer.error))
    })
    this.#child.on('exit', (code) =>
      this.#waiting?.reject(new Error(`The load generator ended with ${code}.`)),
    )
  }

  give<T>(order: Order): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting = { resolve: resolve as (result: unknown) => void, reject }
      this.#child.send(order)
    })
  }

  stop(): void {
    this.#child.kill()
  }
}
