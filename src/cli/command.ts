/** What was written behind the command. Values by option name; an option that takes none is `true`. */
export type Options = Readonly<Record<string, string | undefined>>

/** Options that may be given several times, in their order. */
export type Lists = Readonly<Record<string, readonly string[]>>

/** One command of the command line. */
export interface Command {
  readonly name: string
  /** One sentence for the list of commands. */
  readonly summary: string
  /** How it is called, a line each. */
  readonly usage: readonly string[]
  readonly options: readonly CommandOption[]
  /** What it does, where that is said by the first word behind it. */
  readonly actions?: readonly CommandAction[]
  /** The exit code of a call that cannot be understood; 1 when absent. */
  readonly misuseCode?: number
  /** The help on one of its actions; undefined when it has none of this name. */
  helpOn?(action: string): string | undefined
  /** Returns the exit code; an AppError or a Failure thrown becomes its message and a code. */
  run(words: readonly string[], options: Options, lists: Lists): Promise<number>
}

/** One of the things that a command does. */
export interface CommandAction {
  readonly name: string
  /** One sentence. */
  readonly summary: string
  /** Those of the command when absent. */
  readonly options?: readonly CommandOption[]
}

export interface CommandOption {
  readonly name: string
  /** What the value is called in the help; absent: the option takes none. */
  readonly value?: string
  /** May be given several times. */
  readonly multiple?: true
  readonly about: string
}
