/** Three versions of a text brought together: what one side changed is taken, what both changed differently is said. */
import { align } from '../../document/align.ts'
import { readStorage } from '../../document/formats.ts'
import { writeNodes } from '../../document/formats/storage/write.ts'
import { blockElements, blockTypes, isBlankText } from '../../document/kinds.ts'
import type { Node } from '../../document/tree.ts'

/** A stretch that both sides changed, each in its own way. */
export interface Conflict {
  readonly base: readonly string[]
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

/** The result; where there are conflicts, it has their side. */
export interface Merged {
  readonly parts: readonly string[]
  readonly conflicts: readonly Conflict[]
}

/** A replaced stretch of the base. */
interface Hunk {
  readonly start: number
  readonly end: number
  readonly parts: readonly string[]
}

/** The pieces of a storage text that are merged as wholes: its outermost blocks, with the blanks behind them. */
export function blocksOf(storage: string): readonly string[] {
  const { tree, messages } = readStorage(storage)
  if (messages.some(({ severity }) => severity === 'fatal')) return storage === '' ? [] : [storage]
  const groups: Node[][] = []
  let isOpen = false
  for (const node of tree.children) {
    const last = groups.at(-1)
    if (last !== undefined && (isBlankText(node) || (isOpen && !isBlock(node)))) last.push(node)
    else {
      groups.push([node])
      isOpen = !isBlock(node)
    }
  }
  return groups.map(writeNodes)
}

function isBlock(node: Node): boolean {
  if (node.type === 'element') return blockElements.has(node.name)
  return node.type === 'macro' || blockTypes.has(node.type)
}

/** Merges three lists of pieces. */
export function mergeThree(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): Merged {
  const [own, other] = [hunksOf(base, ours), hunksOf(base, theirs)]
  const parts: string[] = []
  const conflicts: Conflict[] = []
  let position = 0
  let [a, b] = [0, 0]
  while (a < own.length || b < other.length) {
    const [mine, its] = [own[a], other[b]]
    if (mine === undefined || its === undefined || !meet(mine, its)) {
      const next = isFirst(mine, its) ? mine : its
      if (next === mine) a++
      else b++
      if (next === undefined) break
      parts.push(...base.slice(position, next.start), ...next.parts)
      position = next.end
      continue
    }
    const start = Math.min(mine.start, its.start)
    let end = Math.max(mine.end, its.end)
    const [fromA, fromB] = [a, b]
    a++
    b++
    for (;;) {
      const [nextA, nextB] = [own[a], other[b]]
      if (nextA !== undefined && nextA.start < end) end = Math.max(end, own[a++]?.end ?? end)
      else if (nextB !== undefined && nextB.start < end) end = Math.max(end, other[b++]?.end ?? end)
      else break
    }
    const oursHere = applied(base, own.slice(fromA, a), start, end)
    const theirsHere = applied(base, other.slice(fromB, b), start, end)
    if (!isSame(oursHere, theirsHere)) {
      conflicts.push({ base: base.slice(start, end), ours: oursHere, theirs: theirsHere })
    }
    parts.push(...base.slice(position, start), ...theirsHere)
    position = end
  }
  parts.push(...base.slice(position))
  return { parts, conflicts }
}

/** Which stretches of the old list the new one replaces, and with what. */
export function hunksOf(old: readonly string[], fresh: readonly string[]): readonly Hunk[] {
  const numbers = new Map<string, number>()
  const numbered = (part: string): number => {
    const key = part.trimEnd()
    const known = numbers.get(key) ?? numbers.size
    numbers.set(key, known)
    return known
  }
  const partners = align(old.map(numbered), fresh.map(numbered), () => false)
  const hunks: Hunk[] = []
  let [from, done] = [0, 0]
  for (let index = 0; index <= fresh.length; index++) {
    const partner = index === fresh.length ? old.length : partners[index]
    if (partner === undefined) continue
    if (partner > from || index > done)
      hunks.push({ start: from, end: partner, parts: fresh.slice(done, index) })
    from = partner + 1
    done = index + 1
  }
  return hunks
}

/** Two changes of the same stretch, or two additions at the same place. */
function meet(a: Hunk, b: Hunk): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start
  return a.start < b.end && b.start < a.end
}

function isFirst(a: Hunk | undefined, b: Hunk | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined
  return a.start < b.start || (a.start === b.start && a.end <= b.end)
}

function applied(
  base: readonly string[],
  hunks: readonly Hunk[],
  start: number,
  end: number,
): readonly string[] {
  const parts: string[] = []
  let position = start
  for (const hunk of hunks) {
    parts.push(...base.slice(position, hunk.start), ...hunk.parts)
    position = hunk.end
  }
  return [...parts, ...base.slice(position, end)]
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part.trimEnd() === b[index]?.trimEnd())
}
