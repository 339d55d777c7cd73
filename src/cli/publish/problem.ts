import type { Message } from '../../document/message.ts'

/** What is to be said about a file. */
export interface Problem {
  /** `error`: the page is left as it is on the server. */
  readonly severity: 'error' | 'warning'
  readonly path: string
  readonly row: number
  readonly column: number
  readonly text: string
}

/** A problem with a file as a whole. */
export function aboutFile(severity: Problem['severity'], path: string, text: string): Problem {
  return { severity, path, row: 1, column: 1, text }
}

/** What a reader says about a file, as problems; `linesBefore` stand above what it read. */
export function problemsOf(
  path: string,
  messages: readonly Message[],
  linesBefore: number,
): readonly Problem[] {
  return messages.map(({ severity, text, row, column, hint }) => ({
    severity: severity === 'fatal' ? 'error' : severity,
    path,
    row: row + linesBefore,
    column,
    text: hint === undefined ? text : `${text} (${hint})`,
  }))
}

/** As compilers say it: `file:line:column: sentence`. */
export function spellProblem({ severity, path, row, column, text }: Problem): string {
  return `${path}:${row}:${column}: ${severity}: ${text}`
}
