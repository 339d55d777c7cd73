/** A line of two texts that were compared. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly line: string
}

/** Bounds time and memory: beyond it what differs is taken as replaced. */
const MOST_CELLS = 1_000_000

/** How the lines of one text become those of another: the longest common subsequence stays. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return [
    ...same(before.slice(0, start)),
    ...between(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ]
}

function same(lines: readonly string[]): DiffLine[] {
  return lines.map((line) => ({ kind: 'same', line }))
}

function between(before: readonly string[], after: readonly string[]): DiffLine[] {
  const width = after.length + 1
  const isLarge = before.length * after.length > MOST_CELLS
  // Cell i, j: how many lines can stay from line i of the one and line j of the other on.
  const stay = isLarge ? undefined : new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number) => stay?.[i * width + j] ?? 0
  if (stay) {
    for (let i = before.length - 1; i >= 0; i--) {
      for (let j = after.length - 1; j >= 0; j--) {
        stay[i * width + j] =
          before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
      }
    }
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [old, young] = [before[i], after[j]]
    if (!isLarge && old !== undefined && old === young) {
      lines.push({ kind: 'same', line: old })
      i++
      j++
    } else if (old !== undefined && (young === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', line: old })
      i++
    } else if (young !== undefined) {
      lines.push({ kind: 'added', line: young })
      j++
    }
  }
  return lines
}
