/** What the exit codes of the client's commands mean; docs/reference/exit-codes.md promises that they stay. */
export const exitCodes = {
  done: 0,
  failed: 1,
  misuse: 2,
  notFound: 3,
  refused: 4,
  conflict: 5,
  unreachable: 6,
  busy: 7,
  unsupported: 8,
  interrupted: 130,
} as const

/** A failure that is told in one sentence, and its exit code. */
export class Failure extends Error {
  readonly code: number

  constructor(kind: keyof typeof exitCodes, sentence: string) {
    super(sentence)
    this.name = 'Failure'
    this.code = exitCodes[kind]
  }
}
