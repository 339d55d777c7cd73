/** Which items of a new list stand for which of an old one. */

/** Beyond this many comparisons equal items are paired only where each side has one. */
const MAX_COMPARISONS = 4_000_000

/**
 * For each new item the index of its old partner: equal items in the same order first (a longest common subsequence),
 * then, between two such pairs, items that `isSameKind` in their order.
 */
export function align(
  old: readonly number[],
  fresh: readonly number[],
  isSameKind: (oldIndex: number, freshIndex: number) => boolean,
): (number | undefined)[] {
  const partners: (number | undefined)[] = fresh.map(() => undefined)
  let start = 0
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) {
    partners[start] = start
    start++
  }
  let oldEnd = old.length
  let freshEnd = fresh.length
  while (oldEnd > start && freshEnd > start && old[oldEnd - 1] === fresh[freshEnd - 1]) {
    oldEnd--
    freshEnd--
    partners[freshEnd] = oldEnd
  }
  const isSmall = (oldEnd - start) * (freshEnd - start) <= MAX_COMPARISONS
  if (isSmall) pairByTable(old, fresh, start, oldEnd, freshEnd, partners)
  else pairUnique(old, fresh, start, oldEnd, freshEnd, partners)
  pairRest(partners, start, oldEnd, freshEnd, isSameKind)
  return partners
}

function pairByTable(
  old: readonly number[],
  fresh: readonly number[],
  start: number,
  oldEnd: number,
  freshEnd: number,
  partners: (number | undefined)[],
): void {
  const rows = oldEnd - start
  const columns = freshEnd - start
  if (rows === 0 || columns === 0) return
  const width = columns + 1
  const lengths = new Uint16Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const isEqual = old[start + row] === fresh[start + column]
      const below = lengths[(row + 1) * width + column] ?? 0
      const right = lengths[row * width + column + 1] ?? 0
      const both = (lengths[(row + 1) * width + column + 1] ?? 0) + 1
      lengths[row * width + column] = isEqual ? both : Math.max(below, right)
    }
  }
  let row = 0
  let column = 0
  while (row < rows && column < columns) {
    if (old[start + row] === fresh[start + column]) {
      partners[start + column++] = start + row++
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row++
    else column++
  }
}

/** Pairs items that occur once on both sides, as long as the order is kept. */
function pairUnique(
  old: readonly number[],
  fresh: readonly number[],
  start: number,
  oldEnd: number,
  freshEnd: number,
  partners: (number | undefined)[],
): void {
  const places = new Map<number, number>()
  for (let index = start; index < oldEnd; index++) {
    const key = old[index] as number
    places.set(key, places.has(key) ? -1 : index)
  }
  let last = start - 1
  for (let index = start; index < freshEnd; index++) {
    const place = places.get(fresh[index] as number)
    if (place === undefined || place <= last) continue
    partners[index] = place
    last = place
  }
}

/** How far to look for an item of the same kind: beyond this the two have little to do with each other. */
const LOOK_AHEAD = 50

/** Between two pairs, pairs what is left in its order. */
function pairRest(
  partners: (number | undefined)[],
  start: number,
  oldEnd: number,
  freshEnd: number,
  isSameKind: (oldIndex: number, freshIndex: number) => boolean,
): void {
  // The next old item that is taken, for every place: read off from behind.
  const limits: number[] = []
  let limit = oldEnd
  for (let index = freshEnd - 1; index >= start; index--) {
    limits[index] = limit
    limit = partners[index] ?? limit
  }
  let nextOld = start
  for (let index = start; index < freshEnd; index++) {
    const partner = partners[index]
    if (partner !== undefined) {
      nextOld = partner + 1
      continue
    }
    const end = Math.min(limits[index] ?? oldEnd, nextOld + LOOK_AHEAD)
    for (let candidate = nextOld; candidate < end; candidate++) {
      if (!isSameKind(candidate, index)) continue
      partners[index] = candidate
      nextOld = candidate + 1
      break
    }
  }
}
