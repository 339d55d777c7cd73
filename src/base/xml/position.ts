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

/** The positions of offsets that ascend, in one pass over the text. */
export function positionsOf(
  text: string,
  offsets: readonly number[],
): readonly { readonly row: number; readonly column: number }[] {
  const lineEnd = /\r\n?|\n/g
  let row = 1
  let rowStart = 0
  let next = lineEnd.exec(text) === null ? Infinity : lineEnd.lastIndex
  return offsets.map((offset) => {
    while (next <= offset) {
      row++
      rowStart = next
      next = lineEnd.exec(text) === null ? Infinity : lineEnd.lastIndex
    }
    return { row, column: offset - rowStart + 1 }
  })
}
