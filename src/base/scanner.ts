import { connect, type NetConnectOpts } from 'node:net'
import { Readable } from 'node:stream'
import { AppError } from './errors.ts'

/** Looks through files for what harms whoever opens them. */
export interface Scanner {
  /** What was found, by the scanner's name for it; undefined: nothing. Throws `unavailable` when it does not answer. */
  find(bytes: Readable): Promise<string | undefined>
}

/** Where a scanner listens: `unix:` and a path, or host and port. */
export const SCANNER_ADDRESS = /^(?:unix:(?<path>\/.+)|(?<host>[^\s:/]+|\[[0-9a-f:]+\]):(?<port>\d{1,5}))$/i

/** A clamd of ClamAV, asked by its command INSTREAM: one connection for each file. */
export function openScanner(address: string, idleMs: number): Scanner {
  const { path, host, port } = SCANNER_ADDRESS.exec(address)?.groups ?? {}
  const place: NetConnectOpts =
    path === undefined ? { host: host?.replace(/^\[|\]$/g, ''), port: Number(port) } : { path }
  return {
    async find(bytes) {
      const answer = await converse(place, bytes, idleMs)
      if (/^stream: OK$/.test(answer)) return undefined
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
      if (found !== undefined) return found
      throw unavailable(answer === '' ? 'it said nothing' : `it said "${answer.slice(0, 200)}"`)
    },
  }
}

/** What it answers. It may stop reading before the end: then what it said by then counts. */
function converse(place: NetConnectOpts, bytes: Readable, idleMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(place)
    const request = Readable.from(framed(bytes))
    /** With what it said, if that is whole. */
    const end = (otherwise: string) => {
      request.destroy()
      socket.destroy()
      if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')))
      else reject(unavailable(otherwise))
    }
    socket.setEncoding('utf8').setTimeout(idleMs, () => end('it did not answer in time'))
    socket.on('data', (text: string) => {
      answer += text
      if (answer.includes('\0') || answer.length > MOST_ANSWER) end('its answer has no end')
    })
    socket.on('error', (error) => end(error.message))
    socket.on('close', () => end('it hung up'))
    request.on('error', (error) => end(error.message))
    request.pipe(socket, { end: false })
  })
}

/** A line of it is short; more is no answer of clamd's. */
const MOST_ANSWER = 4096

/** `zINSTREAM`, then pieces with their lengths in front, then a length of nothing (clamd(8)). */
async function* framed(bytes: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    yield length
    yield piece
  }
  yield Buffer.alloc(4)
}

function unavailable(why: string): AppError {
  return new AppError(
    'unavailable',
    `The file could not be looked through for malware (${why}). Try again later.`,
  )
}
