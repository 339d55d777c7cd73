/** One JSON line per record on standard error: `{time, level, message, …facts}`. Never pass secrets or bodies. */
export type Level = 'debug' | 'info' | 'warn' | 'error'

export interface Log {
  debug(message: string, facts?: Record<string, unknown>): void
  info(message: string, facts?: Record<string, unknown>): void
  warn(message: string, facts?: Record<string, unknown>): void
  error(message: string, facts?: Record<string, unknown>): void
}

const ORDER: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 }

/** A log that writes records of `least` and above with `write` (default: standard error). */
export function createLog(least: Level, write: (line: string) => void = toStandardError): Log {
  const record =
    (level: Level) =>
    (message: string, facts: Record<string, unknown> = {}) => {
      if (ORDER[level] < ORDER[least]) return
      write(JSON.stringify({ time: new Date().toISOString(), level, message, ...facts }))
    }
  return { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') }
}

/** What of an error belongs into a log record. */
export function errorFacts(error: unknown): Record<string, unknown> {
  return error instanceof Error ? { error: error.message, stack: error.stack } : { error: String(error) }
}

function toStandardError(line: string): void {
  process.stderr.write(line + '\n')
}
