/** Text, with everything that notation could mean kept from meaning it. */
import { emoticonAt } from './emoticons.ts'
import { escapable, isSpaceAt, isWordAt, referenceAt } from './escape.ts'
import { readBareAddress } from './links.ts'
import type { Surroundings } from './writing.ts'

/** The characters before and behind the text, in the same run; empty where there are none. */
export interface Neighbours {
  readonly before: string
  readonly behind: string
}

/** Characters that may need a closer look. */
const watched = /[\\[\]{}|!*_\-+^~?:;(<&\u00A0\n]/

/** The text as markup. */
export function writeText(
  value: string,
  neighbours: Neighbours,
  surroundings: Surroundings,
  isVerbatim: boolean,
): string {
  const text = isVerbatim ? value : joinLines(value)
  const isIndented = isVerbatim && neighbours.before === '' && text.startsWith(' ')
  if (!isIndented && !watched.test(text)) return text
  let out = isIndented ? '&#32;' : ''
  for (let at = isIndented ? 1 : 0; at < text.length; at++)
    out += writeCharacter(text, at, neighbours, surroundings)
  return out
}

/** A line end in text is a blank like any other. */
function joinLines(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  const last = lines.length - 1
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : line.trimStart()
      return index === last ? start : start.trimEnd()
    })
    .join(' ')
}

function writeCharacter(
  text: string,
  at: number,
  neighbours: Neighbours,
  surroundings: Surroundings,
): string {
  const char = text.charAt(at)
  switch (char) {
    case '\\':
      return isSafeBackslash(text, at, neighbours) ? char : '&#92;'
    case '[':
    case '{':
    case '|':
      return `\\${char}`
    case ']':
      return surroundings.inLink ? '\\]' : char
    case '}':
      return surroundings.active.has('{{') || previousOf(text, at, neighbours) === '}' ? '\\}' : char
    case '\u00A0':
      return '&nbsp;'
    case '\n':
      return '&#10;'
    case '!':
      return opensBefore(text, at, neighbours) ? '\\!' : char
    case '?':
      return isDoubled(text, at, neighbours) || surroundings.active.has('??') ? '\\?' : char
    case ':':
    case ';':
    case '<':
      return isMeant(text, at, neighbours, surroundings) ? `&#${char.charCodeAt(0)};` : char
    case '(':
      return emoticonAt(text, at, text.length) === undefined && isFollowedByText(text, at, neighbours)
        ? char
        : '\\('
    case '&':
      return isReference(text, at, neighbours) ? '&amp;' : char
    case '-':
      return writeHyphen(text, at, neighbours, surroundings)
    case '*':
    case '_':
    case '+':
    case '^':
    case '~':
      return marks(text, at, neighbours, surroundings) ? `\\${char}` : char
    default:
      return char
  }
}

function nextOf(text: string, at: number, { behind }: Neighbours): string {
  return asWritten(text.charAt(at + 1) || behind)
}

function previousOf(text: string, at: number, { before }: Neighbours): string {
  return asWritten(at === 0 ? before : text.charAt(at - 1))
}

/** A no-break space is written as a reference, which is no space. */
function asWritten(char: string): string {
  return char === '\u00A0' ? '&' : char
}

function isSafeBackslash(text: string, at: number, neighbours: Neighbours): boolean {
  const next = nextOf(text, at, neighbours)
  return next !== '' && next !== '\\' && !escapable.has(next)
}

/** Whether something that is no white space follows. */
function opensBefore(text: string, at: number, neighbours: Neighbours): boolean {
  const next = nextOf(text, at, neighbours)
  return next !== '' && !isSpaceAt(next, 0)
}

function isDoubled(text: string, at: number, neighbours: Neighbours): boolean {
  return nextOf(text, at, neighbours) === '?' || previousOf(text, at, neighbours) === '?'
}

function isFollowedByText(text: string, at: number, { behind }: Neighbours): boolean {
  return at + 1 < text.length || behind === ''
}

/** Whether an emoticon or an address would be read here. */
function isMeant(text: string, at: number, neighbours: Neighbours, { inLink }: Surroundings): boolean {
  if (nextOf(text, at, neighbours) === '(' && text.charAt(at) !== '<') return true
  if (emoticonAt(text, at, text.length) !== undefined) return true
  return text.charAt(at) === ':' && !inLink && readBareAddress(text, at, 0, text.length) !== undefined
}

/** Whether a reference would be read here, or could be with what stands behind the text. */
function isReference(text: string, at: number, { behind }: Neighbours): boolean {
  if (referenceAt(text, at) !== undefined) return true
  return behind !== '' && /^&#?[A-Za-z0-9]*$/.test(text.slice(at, at + 40))
}

/** Whether a mark would open a phrase here, or close one that is open. */
function marks(text: string, at: number, neighbours: Neighbours, { active }: Surroundings): boolean {
  const previous = previousOf(text, at, neighbours)
  const next = nextOf(text, at, neighbours)
  const opens = !isWordAt(previous, 0) && next !== '' && !isSpaceAt(next, 0)
  const closes = active.has(text.charAt(at)) && !isSpaceAt(previous, 0) && !isWordAt(next, 0)
  return opens || closes
}

/** Hyphens that stand together are a dash when they stand free, else text; one alone is a mark. */
function writeHyphen(text: string, at: number, neighbours: Neighbours, surroundings: Surroundings): string {
  const previous = previousOf(text, at, neighbours)
  if (previous === '-') {
    // Behind a hyphen that was kept from being a dash, one that is left alone could open a phrase.
    const isSecond = text.charAt(at - 1) === '-' && previousOf(text, at - 1, neighbours) !== '-'
    const isLast = nextOf(text, at, neighbours) === '\\'
    return isSecond && isLast && writeHyphen(text, at - 1, neighbours, surroundings) !== '-' ? '\\-' : '-'
  }
  let end = at
  while (text.charAt(end) === '-') end++
  if (end === text.length && neighbours.behind === '-') return '\\-'
  const next = nextOf(text, end - 1, neighbours)
  if (end - at === 1 && next !== '-') return marks(text, at, neighbours, surroundings) ? '\\-' : '-'
  const isFree =
    (previous === '' || isSpaceAt(previous, 0)) &&
    (next === '' || next === '-' || next === '\\' || isSpaceAt(next, 0))
  return isFree ? '\\-' : '-'
}
