import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Failure } from './failure.ts'

/** The text of a file, or of standard input when it is `-`. */
export async function textOf(file: string): Promise<string> {
  return (await bytesOf(file)).toString('utf8')
}

/** The bytes of a file, or of standard input when it is `-`. */
export async function bytesOf(file: string): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin)
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Failure('failed', `${file} cannot be read: ${(error as Error).message}.`)
  }
}

/** Asks for a secret without showing it; from a pipe it is the first line. */
export async function secretFrom(question: string): Promise<string> {
  if (!process.stdin.isTTY) return ((await textOf('-')).split(/\r?\n/)[0] ?? '').trim()
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return (await lines.question('')).trim()
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
