/** What stands for something in a row: `{date}`, `{user}` and, of commits, `{hash}`, `{author}`, `{subject}`. */
export type Filling = Readonly<Record<string, string>>

/** The cells of a row as it is written in a command: `a | b | c`; a bar in a cell is `\|`. */
export function cellsOf(row: string): string[] {
  return row.split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, '|'))
}

/** The cells with what is known filled in; other words in braces stay as they are. */
export function fillCells(cells: readonly string[], filling: Filling): string[] {
  return cells.map((cell) =>
    cell.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(filling, name) ? (filling[name] ?? '') : whole,
    ),
  )
}

/** The day where the command runs, as 2026-11-20. */
export function dayOf(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
}
