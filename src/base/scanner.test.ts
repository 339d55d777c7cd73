import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { AppError } from './errors.ts'
import { openScanner, SCANNER_ADDRESS } from './scanner.ts'

/** Listens as clamd does: `answer` says what to say to the pieces of a stream; undefined: the stream is not over. */
async function listening(
  answer: (pieces: readonly Buffer[], isOver: boolean) => string | undefined,
  work: (address: string) => Promise<void>,
): Promise<void> {
  const server = createServer((socket) => converse(socket, answer)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await work(`127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
  }
}

const COMMAND = 'zINSTREAM\0'

function converse(
  socket: Socket,
  answer: (pieces: readonly Buffer[], isOver: boolean) => string | undefined,
) {
  let bytes = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (more: Buffer) => {
    bytes = Buffer.concat([bytes, more])
    if (bytes.length < COMMAND.length) return
    assert.equal(bytes.toString('latin1', 0, COMMAND.length), COMMAND)
    const pieces: Buffer[] = []
    let isOver = false
    for (let at = COMMAND.length; at + 4 <= bytes.length;) {
      const length = bytes.readUInt32BE(at)
      isOver = length === 0
      if (at + 4 + length > bytes.length) break
      pieces.push(bytes.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    const said = answer(pieces, isOver)
    if (said !== undefined) socket.end(said)
  })
}

const stream = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)))
const isUnavailable = (pattern: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === 'unavailable' && pattern.test(error.message)

describe('the scanner', () => {
  it('is sent the whole file, and says what it found', async () => {
    const whole = (pieces: readonly Buffer[]) => Buffer.concat([...pieces]).toString()
    await listening(
      (pieces, isOver) => {
        if (!isOver) return undefined
        return whole(pieces).includes('harm') ? 'stream: Some.Thing-1 FOUND\0' : 'stream: OK\0'
      },
      async (address) => {
        const scanner = openScanner(address, 1000)
        assert.equal(await scanner.find(stream('all ', 'is ', 'well')), undefined)
        assert.equal(await scanner.find(stream()), undefined)
        assert.equal(await scanner.find(stream('x'.repeat(300_000), 'ha', 'rm')), 'Some.Thing-1')
      },
    )
  })

  it('may stop in the middle, and is believed only if it says that nothing was found', async () => {
    await listening(
      () => 'INSTREAM size limit exceeded. ERROR\0',
      async (address) => {
        const much = stream(...Array.from({ length: 200 }, () => 'x'.repeat(65_536)))
        await assert.rejects(openScanner(address, 1000).find(much), isUnavailable(/size limit exceeded/))
      },
    )
    for (const said of ['', 'stream: OK', 'ok\0', 'x'.repeat(5000)]) {
      await listening(
        (_pieces, isOver) => (isOver ? said : undefined),
        (address) => assert.rejects(openScanner(address, 1000).find(stream('x')), isUnavailable(/./)),
      )
    }
  })

  it('that is silent, or not there, lets nothing through', async () => {
    await listening(
      () => undefined,
      (address) => assert.rejects(openScanner(address, 100).find(stream('x')), isUnavailable(/in time/)),
    )
    await assert.rejects(openScanner('unix:/nowhere/at/all', 100).find(stream('x')), isUnavailable(/ENOENT/))
  })

  it('is found by path, name or number', () => {
    for (const good of ['unix:/run/clamav/clamd.ctl', 'clamd:3310', '127.0.0.1:3310', '[::1]:3310'])
      assert.match(good, SCANNER_ADDRESS)
    for (const bad of ['', 'unix:', 'clamd', 'http://clamd:3310', ':3310', '::1:3310'])
      assert.doesNotMatch(bad, SCANNER_ADDRESS)
  })
})
