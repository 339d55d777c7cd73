/** Entity and character references: the fixed table of XHTML, nothing else, so nothing can expand into more. */
import { namedEntities } from './entities.ts'
import { Fault, unexpected } from './fault.ts'
import { nameEnd } from './names.ts'

/** The slice with every `&…;` replaced by its character; throws a `Fault` at the first bad one. */
export function decodeReferences(text: string, start: number, end: number): string {
  let out = ''
  let done = start
  for (let at = text.indexOf('&', start); at !== -1 && at < end; at = text.indexOf('&', done)) {
    const semicolon = referenceEnd(text, at)
    out += text.slice(done, at) + characterOf(text, at, semicolon)
    done = semicolon + 1
  }
  return out + text.slice(done, end)
}

/** The offset of the semicolon that ends the reference. */
function referenceEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 35) {
    const end = nameEnd(text, at + 1)
    if (end === at + 1) throw unexpected(text, end, ' (missing name?)', 'write &amp; for an ampersand')
    if (text.charCodeAt(end) === 59) return end
    const name = text.slice(at + 1, end)
    const hint = namedEntities.has(name) ? `\`&${name}\` needs a semicolon` : `write &amp; for an ampersand`
    throw unexpected(text, end, `; expected a semi-colon after the reference for entity '${name}'`, hint)
  }
  const isHex = text.charCodeAt(at + 2) === 120
  const digits = isHex ? /[0-9a-fA-F]*/y : /[0-9]*/y
  const first = at + (isHex ? 3 : 2)
  digits.lastIndex = first
  digits.test(text)
  const end = digits.lastIndex
  if (text.charCodeAt(end) === 59 && end > first) return end
  throw unexpected(text, end, isHex ? '; expected a hex number (0-9a-fA-F).' : '; expected a decimal number.')
}

function characterOf(text: string, at: number, semicolon: number): string {
  if (text.charCodeAt(at + 1) !== 35) {
    const name = text.slice(at + 1, semicolon)
    const character = namedEntities.get(name)
    if (character === undefined) {
      throw new Fault(
        `Undeclared general entity "${name}"`,
        at,
        'write the character itself, or its number as &#…;',
      )
    }
    return character
  }
  const isHex = text.charCodeAt(at + 2) === 120
  const code = Number.parseInt(text.slice(at + (isHex ? 3 : 2), semicolon), isHex ? 16 : 10)
  if (!isAllowed(code)) {
    const shown = code > 0x10ffff ? code : code.toString(16)
    throw new Fault(
      `Illegal character entity: expansion character (code 0x${shown})`,
      at,
      'leave this character out',
    )
  }
  return String.fromCodePoint(code)
}

/** XML 1.0's `Char`. */
function isAllowed(code: number): boolean {
  if (code < 32) return code === 9 || code === 10 || code === 13
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff)
}
