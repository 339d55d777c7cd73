/** Characters that mean something in wiki markup, where they do, and how to write them when they should not. */
import { namedEntities } from '../../../base/xml/entities.ts'

/** Characters that a backslash takes the meaning from. */
export const escapable: ReadonlySet<string> = new Set('-#*_+?^~|%{}[]()!@')

/** Characters that a backslash takes the meaning from inside `{name:…}`. */
export const escapableInParameters: ReadonlySet<string> = new Set('|={}\\')

/** The phrase marks that are one character on both sides, with the node they make. */
export const phraseMarks = {
  '*': 'strong',
  _: 'emphasis',
  '-': 'strike',
  '+': 'underline',
  '^': 'superscript',
  '~': 'subscript',
} as const

const reference = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/y
const references = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g

/** The character that the reference at `at` stands for, and where the reference ends. */
export function referenceAt(
  text: string,
  at: number,
): { readonly value: string; readonly end: number } | undefined {
  reference.lastIndex = at
  const found = reference.exec(text)
  if (found === null) return undefined
  const [, decimal, hexadecimal, name] = found
  const value = name === undefined ? character(decimal, hexadecimal) : namedEntities.get(name)
  return value === undefined ? undefined : { value, end: reference.lastIndex }
}

/** The text with its references replaced by the characters they stand for. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(references, (whole) => referenceAt(whole, 0)?.value ?? whole)
}

/** The character as a numeric reference: the escape that works everywhere. */
export function numericReference(char: string): string {
  return `&#${char.codePointAt(0)};`
}

/** An ampersand that would be read as the start of a reference, kept from it. */
export function guardAmpersands(text: string): string {
  return text.includes('&') ? text.replace(references, (whole) => `&amp;${whole.slice(1)}`) : text
}

/** The text as markup can hold it: one kind of line end, and no character that XML forbids. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .toWellFormed()
}

/** The offset in the text before `cleanText` of what stands at an offset behind it. */
export function offsetBefore(text: string, cleanOffset: number): number {
  let left = cleanOffset
  let at = 0
  for (; at < text.length; at++) {
    const isHalfLineEnd = text.charAt(at) === '\r' && text.charAt(at + 1) === '\n'
    if (isHalfLineEnd || cleanText(text.charAt(at)) === '') continue
    if (left === 0) break
    left--
  }
  return at
}

/** Whether a letter or digit of any script stands at the offset. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
  }
  return code >= 0xaa && wideWord.test(text.charAt(at))
}

const wideWord = /[\p{L}\p{N}\p{M}]/u

/** Whether white space (a no-break space too) stands at the offset; beyond the text nothing does. */
export function isSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 32 || code === 10 || code === 9 || code === 0xa0
}

/** The first offset from `start` on that is no blank or tab. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++
  return at
}

/** The region without white space at its ends. */
export function trimRegion(text: string, start: number, end: number): { start: number; end: number } {
  let from = start
  let to = end
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return { start: from, end: to }
}

/** The text without white space at its ends; a no-break space stays. */
export function trimBlanks(text: string): string {
  const { start, end } = trimRegion(text, 0, text.length)
  return text.slice(start, end)
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10
}

function character(decimal: string | undefined, hexadecimal: string | undefined): string | undefined {
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
  const allowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe)
  if (allowed || (code > 0xffff && code <= 0x10ffff)) return String.fromCodePoint(code)
  return undefined
}
