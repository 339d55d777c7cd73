import { connect, type Socket } from 'node:net'

/** One answer, as far as a load generator cares: the body is only kept on request. */
export type Reply = { status: number; head: string; body: string }

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/**
 * One keep-alive connection that sends requests as prepared bytes, one after the other. It understands just
 * enough of HTTP/1.1 to know where an answer ends, so that generating load costs little.
 */
export class Connection {
  readonly #socket: Socket
  #pending: ((error?: Error) => void) | undefined
  #received: Buffer = Buffer.alloc(0)
  #reply: Reply | undefined
  keepBodies = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#settle(error))
    socket.on('close', () => this.#settle(new Error('The server closed the connection.')))
  }

  /** Opens a connection to 127.0.0.1. */
  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1' })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new Connection(socket)
  }

  /** Sends one request and waits for the whole answer. */
  async send(request: string): Promise<Reply> {
    const done = new Promise<void>((resolve, reject) => {
      this.#pending = (error) => (error ? reject(error) : resolve())
    })
    this.#socket.write(request)
    await done
    return this.#reply as Reply
  }

  close(): void {
    this.#socket.destroy()
  }

  #settle(error?: Error): void {
    const pending = this.#pending
    this.#pending = undefined
    pending?.(error)
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const endOfHead = this.#received.indexOf(END_OF_HEAD)
    if (endOfHead < 0) return
    const head = this.#received.toString('latin1', 0, endOfHead)
    const start = endOfHead + END_OF_HEAD.length
    const end = endOfBody(head, this.#received, start)
    if (end === undefined) return
    const status = Number(head.slice(9, 12))
    const keep = this.keepBodies || status >= 300
    this.#reply = { status, head, body: keep ? this.#received.toString('utf8', start, end) : '' }
    this.#received = this.#received.subarray(end)
    this.#settle()
  }
}

function endOfBody(head: string, received: Buffer, start: number): number | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined)
    return received.length >= start + Number(length) ? start + Number(length) : undefined
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    const end = received.indexOf('0\r\n\r\n', start)
    return end < 0 ? undefined : end + 5
  }
  return start
}

/** A request as bytes. */
export function requestBytes(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): string {
  const all: Record<string, string> = { host: '127.0.0.1', ...headers }
  if (body !== undefined) {
    all['content-type'] = 'application/json'
    all['content-length'] = String(Buffer.byteLength(body))
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`
}
