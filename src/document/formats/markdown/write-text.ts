/** Text, with everything that Markdown could mean kept from meaning it. */
import { emojiAt } from './emoji.ts'

/** Where a text stands: what is written before it, and the first character behind it. */
export interface Place {
  readonly before: string
  readonly behind: string
  /** In a table's cell, a bar would end it. */
  readonly isCell: boolean
}

const watched = /[\\`*_[\]<>&~!:@|#+=\-.)?\d\u00A0\n]/
const punctuation = /[!-/:-@[-`{-~]/
const word = /[\p{L}\p{N}]/u

/** The text as Markdown. Line ends stay line ends. */
export function writeText(value: string, place: Place): string {
  if (!watched.test(value)) return value
  let out = ''
  for (let at = 0; at < value.length; at++) {
    const previous = at === 0 ? place.before : value.charAt(at - 1)
    const isLineStart = previous === '' || previous === '\n' || isIndent(value, at, place)
    const next = (value.charAt(at + 1) || place.behind).replace('\u00A0', '&')
    out += isLineStart
      ? writeFirst(value, at, previous, next, place)
      : write(value, at, previous, next, place)
  }
  return out
}

function isIndent(value: string, at: number, place: Place): boolean {
  let before = at
  while (before > 0 && value.charAt(before - 1) === ' ') before--
  return before === 0 ? place.before === '' || place.before === '\n' : value.charAt(before - 1) === '\n'
}

const lineStarts = /^(?:#{1,6}(?:\s|$)|[-+](?:\s|$|[-|: ])|=+|>|\||:[:-]|!!!|\?\?\?|~~~)/

/** A character that could begin a block where it stands. */
function writeFirst(value: string, at: number, previous: string, next: string, place: Place): string {
  const rest = value.slice(at, at + 40)
  const char = value.charAt(at)
  if (char === ' ' || char === '\t') return char
  if (char === '*' || char === '_') return `\\${char}`
  if (lineStarts.test(rest) || (rest.length === 1 && /[-+#=]/.test(char))) return `\\${char}`
  return write(value, at, previous, next, place)
}

function write(value: string, at: number, previous: string, next: string, { isCell, behind }: Place): string {
  const char = value.charAt(at)
  switch (char) {
    case '\\':
      return next === '' || next === '\n' || punctuation.test(next) ? '\\\\' : char
    case '`':
    case '[':
    case ']':
      return `\\${char}`
    case '*':
      return previous === ' ' && next === ' ' ? char : '\\*'
    case '_':
      return (previous === ' ' && next === ' ') || (word.test(previous) && word.test(next)) ? char : '\\_'
    case '<':
      return next === '' || /[A-Za-z/!?]/.test(next) || at === value.length - 1 ? '\\<' : char
    case '&':
      return /^&(?:#\d+|#x[0-9a-f]+|\w+);/i.test(value.slice(at, at + 40)) || endsOpen(value, at, behind)
        ? '&amp;'
        : char
    case '~':
      return previous === '~' || next === '~' || next === '' ? '\\~' : char
    case '!':
      return at === value.length - 1 && behind !== '' ? '\\!' : char
    case ':':
      return emojiAt(value, at) !== undefined ||
        /^:\/\/?|^:[^\s]*@/.test(value.slice(at, at + 60)) ||
        at === value.length - 1
        ? '\\:'
        : char
    case '@':
      return isSpace(previous) || isSpace(next) || previous === '' ? char : '\\@'
    case '|':
      return isCell ? '\\|' : char
    case '\u00A0':
      return '&nbsp;'
    case '.':
    case ')':
      return isNumbered(value, at) && (next === '' || isSpace(next)) ? `\\${char}` : char
    default:
      return char
  }
}

function endsOpen(value: string, at: number, behind: string): boolean {
  return behind !== '' && /^&#?\w*$/.test(value.slice(at, at + 40))
}

/** Whether only digits stand between the beginning of the line and the offset. */
function isNumbered(value: string, at: number): boolean {
  return /(?:^|\n)[ \t]*\d{1,9}$/.test(value.slice(Math.max(0, at - 30), at))
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === ''
}
