import type { CommandOption, Options } from './command.ts'

/** How a client's command may answer. */
export const outputOptions: readonly CommandOption[] = [
  { name: 'json', about: 'Answer in JSON.' },
  { name: 'porcelain', about: 'Answer in lines of tab-separated fields, which stay as they are.' },
]

/** An answer: the same facts for people, for `--porcelain` and for `--json`. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** What `--json` shows. */
  readonly data: unknown
}

/** Prints an answer in the way that was asked for. */
export function show(options: Options, { columns, rows, data }: Table): void {
  if (options.json !== undefined) return print(JSON.stringify(data, null, 2))
  const cells = rows.map((row) => row.map((cell) => String(cell).replace(/\s+/g, ' ').trim()))
  if (options.porcelain !== undefined) return cells.forEach((row) => print(row.join('\t')))
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => (row[index] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell.padEnd(index === row.length - 1 ? 0 : (widths[index] ?? 0)))
      .join('  ')
      .trimEnd()
  for (const row of [columns, ...cells]) print(line(row))
}

/** Prints what was done: a sentence for people, fields for `--porcelain`, data for `--json`. */
export function tell(
  options: Options,
  { sentence, fields, data }: { sentence: string; fields: readonly (string | number)[]; data: unknown },
): void {
  if (options.json !== undefined) print(JSON.stringify(data, null, 2))
  else print(options.porcelain === undefined ? sentence : fields.join('\t'))
}

/** A line on standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
