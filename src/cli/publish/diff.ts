/** Two texts as a unified diff. */
import { hunksOf } from './merge.ts'

const CONTEXT = 3

/** What `diff -u` would say; empty when the texts are the same. */
export function unifiedDiff(
  oldName: string,
  newName: string,
  old: readonly string[],
  fresh: readonly string[],
): string {
  const hunks = hunksOf(old, fresh)
  if (hunks.length === 0) return ''
  const out = [`--- ${oldName}`, `+++ ${newName}`]
  let shift = 0
  for (let first = 0; first < hunks.length;) {
    let last = first
    while ((hunks[last + 1]?.start ?? Infinity) - (hunks[last]?.end ?? 0) <= 2 * CONTEXT) last++
    const group = hunks.slice(first, last + 1)
    const start = Math.max(0, (group[0]?.start ?? 0) - CONTEXT)
    const end = Math.min(old.length, (group.at(-1)?.end ?? 0) + CONTEXT)
    const lines: string[] = []
    let position = start
    for (const hunk of group) {
      lines.push(...old.slice(position, hunk.start).map((line) => ` ${line}`))
      lines.push(...old.slice(hunk.start, hunk.end).map((line) => `-${line}`))
      lines.push(...hunk.parts.map((line) => `+${line}`))
      position = hunk.end
    }
    lines.push(...old.slice(position, end).map((line) => ` ${line}`))
    const added = lines.filter((line) => !line.startsWith('-')).length
    out.push(`@@ -${range(start, end - start)} +${range(start + shift, added)} @@`, ...lines)
    shift += added - (end - start)
    first = last + 1
  }
  return `${out.join('\n')}\n`
}

function range(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`
}
