import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail server that keeps what it takes; `refuse` makes it answer so to every recipient. */
export class Post {
  readonly letters: { to: string; mail: Email }[] = []
  refuse: number | undefined
  attempts = 0
  #server: SMTPServer | undefined
  port = 0

  async open(): Promise<void> {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) => {
        this.attempts++
        if (this.refuse === undefined) return done()
        done(Object.assign(new Error('not now'), { responseCode: this.refuse }))
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            for (const { address } of session.envelope.rcptTo) this.letters.push({ to: address, mail })
            done()
          })
        })
      },
    })
    await new Promise<void>((resolve) => {
      this.#server?.listen(this.port, '127.0.0.1', resolve)
    })
    this.port = (this.#server.server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server?.close(resolve)
    })
  }
}
