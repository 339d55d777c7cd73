import type { Transporter } from 'nodemailer'

/** One e-mail to one reader, in both forms. */
export interface Letter {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Without angle brackets; the same for every attempt to send it. */
  readonly messageId: string
  /** Letters of one thread share it. */
  readonly thread: string
  readonly headers: Readonly<Record<string, string>>
}

/** The mail server will never take this letter; others it may. */
export class LetterRefused extends Error {}

/** Hands letters to a mail server. */
export class Mail {
  readonly #url: string
  readonly #from: string
  readonly #timeoutMs: number
  #transport: Promise<Transporter> | undefined

  constructor(url: string, from: string, timeoutMs: number) {
    this.#url = url
    this.#from = from
    this.#timeoutMs = timeoutMs
  }

  /** The library is loaded with the first letter: most starts send none. */
  #open(): Promise<Transporter> {
    this.#transport ??= import('nodemailer').then(({ createTransport }) =>
      createTransport({
        url: this.#url,
        connectionTimeout: this.#timeoutMs,
        greetingTimeout: this.#timeoutMs,
        socketTimeout: this.#timeoutMs,
        // A letter is text: nothing in it makes this server read a file or ask another.
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
    )
    return this.#transport
  }

  /** Resolves when the server has taken the letter. Throws `LetterRefused`, or what may go better another time. */
  async send({ to, thread, messageId, headers, ...letter }: Letter): Promise<void> {
    try {
      const transport = await this.#open()
      await transport.sendMail({
        ...letter,
        from: this.#from,
        to,
        messageId: `<${messageId}>`,
        inReplyTo: `<${thread}>`,
        references: [`<${thread}>`],
        headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk', ...headers },
      })
    } catch (error) {
      const { responseCode, command } = error as { responseCode?: number; command?: string }
      const isAboutLetter = command === 'RCPT TO' || command === 'DATA' || command === 'MAIL FROM'
      if (responseCode !== undefined && responseCode >= 500 && isAboutLetter) {
        throw new LetterRefused((error as Error).message)
      }
      throw error
    }
  }

  close(): void {
    void this.#transport?.then((transport) => transport.close())
  }
}
