/** Row and column (1-based) of an offset; `\r\n`, `\r` and `\n` each end a row, as XML counts. */
export function positionOf(text: string, offset: number): { row: number; column: number } {
  const lineEnd = /\r\n?|\n/g
  let row = 1
  let rowStart = 0
  for (
    let match = lineEnd.exec(text);
    match !== null && lineEnd.lastIndex <= offset;
    match = lineEnd.exec(text)
  ) {
    row++
    rowStart = lineEnd.lastIndex
  }
  return { row, column: offset - rowStart + 1 }
}
