/** A changed text that keeps the spelling (entities, line breaks) of what did not change in it. */
import type { Node, Text } from './tree.ts'

/** A piece of stored text that shows as one piece of `value`. */
interface Unit {
  readonly value: string
  readonly start: number
  readonly end: number
}

/**
 * The stored text with the change from `before` to `after` made in it; both have their white space collapsed, which the
 * stored one need not. Undefined when the stored nodes are not one text that shows as `before`.
 */
export function spliceText(
  stored: readonly Node[],
  before: string,
  after: string,
): readonly Node[] | undefined {
  const [only] = stored
  if (stored.length !== 1 || only?.type !== 'text') return undefined
  const raw =
    only.source === undefined ? only.value : only.source.text.slice(only.source.start, only.source.end)
  const units = unitsOf(raw, only)
  if (units === undefined) return undefined
  const values = units.map(({ value }) => value)
  const lead = values[0] === ' ' && !before.startsWith(' ') ? 1 : 0
  const trail = values.length > lead && values.at(-1) === ' ' && !before.endsWith(' ') ? 1 : 0
  const old = [...before]
  if (
    values.slice(lead, values.length - trail).join('') !== before ||
    old.length !== units.length - lead - trail
  )
    return undefined
  const fresh = [...after]
  const limit = Math.min(old.length, fresh.length)
  let prefix = 0
  while (prefix < limit && old[prefix] === fresh[prefix]) prefix++
  let suffix = 0
  while (suffix < limit - prefix && old[old.length - 1 - suffix] === fresh[fresh.length - 1 - suffix])
    suffix++
  const kept = (from: number, to: number) => slice(only, units, from, to)
  const middle: Text = { type: 'text', value: fresh.slice(prefix, fresh.length - suffix).join('') }
  return [...kept(0, lead + prefix), middle, ...kept(units.length - trail - suffix, units.length)].filter(
    (node) => node.value !== '' || node.source !== undefined,
  )
}

/** Units of the stored text: references, runs of white space, single characters. */
function unitsOf(raw: string, node: Text): readonly Unit[] | undefined {
  const units: Unit[] = []
  const pattern = /&[^;]*;|[ \t\n\r\f]+|[^]/gu
  const isEscaped = node.source !== undefined
  // What a reference stands for is read off the decoded value, which has the same units in the same order.
  const decoded = isEscaped ? [...node.value.replace(/[ \t\n\r\f]+/g, ' ')] : undefined
  for (const match of raw.matchAll(isEscaped ? pattern : /[ \t\n\r\f]+|[^]/gu)) {
    const value =
      decoded === undefined ? (/^[ \t\n\r\f]/.test(match[0]) ? ' ' : match[0]) : decoded[units.length]
    if (value === undefined) return undefined
    units.push({ value, start: match.index, end: match.index + match[0].length })
  }
  return decoded !== undefined && decoded.length !== units.length ? undefined : units
}

function slice(node: Text, units: readonly Unit[], from: number, to: number): readonly Text[] {
  const first = units[from]
  const last = units[to - 1]
  if (first === undefined || last === undefined || to <= from) return []
  if (node.source === undefined) return [{ type: 'text', value: node.value.slice(first.start, last.end) }]
  const { text, start } = node.source
  const value = units.slice(from, to).map((unit) => unit.value)
  return [
    {
      type: 'text',
      value: value.join(''),
      source: { text, start: start + first.start, end: start + last.end },
    },
  ]
}
