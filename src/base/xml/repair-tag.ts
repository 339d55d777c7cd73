/** Start tags as people write them: attributes without quotes, without values, twice, with prefixes of elsewhere. */
import { unexpected } from './fault.ts'
import type { Mending } from './mend.ts'
import { nameEnd } from './names.ts'
import { repairText } from './repair-text.ts'

/** An attribute where it stands; `quote` is empty for a bare value, `value` absent where none is given. */
interface Written {
  readonly name: string
  readonly start: number
  readonly nameStop: number
  readonly value: { readonly start: number; readonly end: number; readonly quote: string } | undefined
  readonly end: number
}

/** What between the name of an element and its `>` is of use, and what is not. */
export interface Tag {
  readonly name: string
  readonly nameStop: number
  readonly attributes: readonly Written[]
  readonly rubbish: readonly { readonly start: number; readonly end: number }[]
  readonly isEmpty: boolean
  /** After the `>`. */
  readonly end: number
}

/** Looks for quotes further on that are not there only once. */
export type QuoteEnds = { '"': boolean; "'": boolean }

/** The start tag at a `<`; undefined when it is no tag but a sign in a text. */
export function findTag(text: string, start: number, quotes: QuoteEnds): Tag | undefined {
  const nameStop = nameEnd(text, start + 1)
  if (nameStop === start + 1) return undefined
  const attributes: Written[] = []
  const rubbish: { start: number; end: number }[] = []
  let pos = nameStop
  for (;;) {
    while (isSpace(text.charCodeAt(pos))) pos++
    const char = text.charAt(pos)
    if (char === '' || char === '<') return undefined
    if (char === '>' || text.startsWith('/>', pos)) {
      const isEmpty = char === '/'
      const name = text.slice(start + 1, nameStop)
      return { name, nameStop, attributes, rubbish, isEmpty, end: pos + (isEmpty ? 2 : 1) }
    }
    const stop = nameEnd(text, pos)
    if (stop === pos) {
      const last = rubbish.at(-1)
      if (last?.end === pos) last.end++
      else rubbish.push({ start: pos, end: pos + 1 })
      pos++
      continue
    }
    const written = findAttribute(text, pos, stop, quotes)
    attributes.push(written)
    pos = written.end
  }
}

function findAttribute(text: string, start: number, nameStop: number, quotes: QuoteEnds): Written {
  const name = text.slice(start, nameStop)
  let pos = nameStop
  while (isSpace(text.charCodeAt(pos))) pos++
  if (text.charAt(pos) !== '=') return { name, start, nameStop, value: undefined, end: nameStop }
  pos++
  while (isSpace(text.charCodeAt(pos))) pos++
  const quote = text.charAt(pos)
  if (quote === '"' || quote === "'") {
    const end = quotes[quote] ? text.indexOf(quote, pos + 1) : -1
    if (end === -1) quotes[quote] = false
    // A value that holds whole tags is one whose quote was never closed.
    else if (!holdsTags(text.slice(pos + 1, end)))
      return { name, start, nameStop, value: { start: pos + 1, end, quote }, end: end + 1 }
    pos++
  }
  const bare = /[^\s<>]*/y
  bare.lastIndex = pos
  bare.test(text)
  const isSelfClosing = text.startsWith('/>', bare.lastIndex - 1)
  const end = isSelfClosing ? bare.lastIndex - 1 : bare.lastIndex
  return { name, start, nameStop, value: { start: pos, end, quote: '' }, end }
}

function holdsTags(value: string): boolean {
  return value.includes('<') && value.includes('>')
}

/** Writes the attributes of a tag so that they can be read. `isDeclared` says which prefixes are known. */
export function repairAttributes(mending: Mending, tag: Tag, isDeclared: (prefix: string) => boolean): void {
  const { text } = mending
  const names = new Set<string>()
  let rubbish = 0
  const dropRubbish = (before: number) => {
    for (
      let piece = tag.rubbish[rubbish];
      piece !== undefined && piece.start < before;
      piece = tag.rubbish[++rubbish]
    ) {
      const { start, end } = piece
      mending.put(
        start,
        end,
        '',
        'left out',
        () => unexpected(text, start, ` excepted space, or '>' or "/>"`).fault,
      )
    }
  }
  for (const attribute of tag.attributes) {
    dropRubbish(attribute.start)
    repairAttribute(mending, attribute, names, isDeclared)
  }
  dropRubbish(tag.end)
}

function repairAttribute(
  mending: Mending,
  attribute: Written,
  names: Set<string>,
  isDeclared: (prefix: string) => boolean,
): void {
  const { text } = mending
  const { name, start, nameStop, value, end } = attribute
  const colon = name.indexOf(':')
  const isUnknown = colon !== -1 && !isDeclared(name.slice(0, colon))
  const shown = isUnknown ? nameWithoutPrefix(name) : name
  if (names.has(shown)) {
    mending.put(start, end, '', `the second ${shown} was left out`, () => ({
      cause: `Duplicate attribute '${shown}'.`,
      offset: start,
      hint: `write ${shown} once`,
    }))
    return
  }
  names.add(shown)
  if (!isSpace(text.charCodeAt(start - 1)))
    mending.put(
      start,
      start,
      ' ',
      'a blank was added',
      () => unexpected(text, start, ` excepted space, or '>' or "/>"`).fault,
    )
  if (isUnknown) {
    const prefix = name.slice(0, colon)
    mending.put(start, nameStop, shown, `the prefix ${prefix}: was left out`, () => ({
      cause: `Undeclared namespace prefix "${prefix}" (for attribute "${name.slice(colon + 1)}")`,
      offset: start,
      hint: `only ac:, ri: and at: are known without xmlns:${prefix}`,
    }))
  }
  if (value === undefined) {
    mending.put(
      nameStop,
      nameStop,
      `="${shown}"`,
      `${shown} was given a value`,
      () => unexpected(text, nameStop, " expected '='", `give ${shown} a value: ${shown}="…"`).fault,
    )
    return
  }
  if (value.quote !== '') {
    repairText(mending, value.start, value.end, 'attribute')
    return
  }
  const opening = /["']/.test(text.charAt(value.start - 1)) ? value.start - 1 : value.start
  mending.put(
    opening,
    value.start,
    '"',
    'quotes were added',
    () =>
      unexpected(text, opening, ' in start tag Expected a quote', `put quotes around the value of ${shown}`)
        .fault,
  )
  repairText(mending, value.start, value.end, 'attribute', true)
  mending.write(value.end, value.end, '"')
}

/** A name that needs no declaration. */
export function nameWithoutPrefix(name: string): string {
  const local = name.slice(name.lastIndexOf(':') + 1)
  return nameEnd(local, 0) === local.length && local !== '' ? local : name.replaceAll(':', '-')
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13
}
