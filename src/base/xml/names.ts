/** Which characters an XML name is made of (the colon counts as one, as in the names of prefixed elements). */

const START = 1
const INSIDE = 2
const ascii = new Uint8Array(128)
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_')
  ascii[char.charCodeAt(0)] = START | INSIDE
for (const char of '0123456789-.:') ascii[char.charCodeAt(0)] = INSIDE

/** Ranges of UTF-16 code units beyond ASCII, as XML 1.0 lists them; surrogates stand for the planes above. */
const startRanges = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xdfff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
] as const
const insideRanges = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
] as const

export function isNameStart(code: number): boolean {
  if (code < 128) return ((ascii[code] ?? 0) & START) !== 0
  return startRanges.some(([from, to]) => code >= from && code <= to)
}

export function isNameChar(code: number): boolean {
  if (code < 128) return ((ascii[code] ?? 0) & INSIDE) !== 0
  return isNameStart(code) || insideRanges.some(([from, to]) => code >= from && code <= to)
}

/** The end of the name that starts at the offset; the offset itself when none does. */
export function nameEnd(text: string, start: number): number {
  if (!isNameStart(text.charCodeAt(start))) return start
  let pos = start + 1
  while (isNameChar(text.charCodeAt(pos))) pos++
  return pos
}
