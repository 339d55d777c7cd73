/** One command of the command line. */
export interface Command {
  readonly name: string
  /** One sentence for the list of commands. */
  readonly summary: string
  /** How it is called, a line each. */
  readonly usage: readonly string[]
  readonly options: readonly CommandOption[]
  /** The exit code of a call that cannot be understood; 1 when absent. */
  readonly misuseCode?: number
  /** Returns the exit code; an AppError thrown becomes its message and the code 1. */
  run(words: readonly string[], options: Readonly<Record<string, string | undefined>>): Promise<number>
}

export interface CommandOption {
  readonly name: string
  /** What the value is called in the help; absent: the option takes none. */
  readonly value?: string
  readonly about: string
}
