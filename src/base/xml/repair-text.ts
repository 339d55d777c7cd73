/** Repairs of running text and of attribute values: references, signs and characters that cannot stand there. */
import { namedEntities } from './entities.ts'
import { Fault, type XmlFault } from './fault.ts'
import type { Mending } from './mend.ts'
import { nameEnd } from './names.ts'
import { decodeReferences } from './references.ts'

const SUSPECT = /[&<"]|\]\]>/g
const FORBIDDEN =
  /(?:[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])+/g

/** Leaves out the characters that XML cannot carry at all. */
export function dropForbidden(mending: Mending): void {
  for (const { 0: found, index } of mending.text.matchAll(FORBIDDEN)) {
    const code = found.charCodeAt(0)
    const cause =
      code < 32
        ? `Illegal character ((CTRL-CHAR, code ${code}))`
        : `Illegal character (code 0x${code.toString(16)})`
    const fault = { cause, offset: index, hint: 'leave this character out' }
    mending.put(index, index + found.length, '', 'left out', () => fault)
  }
}

/** Mends the slice. In an attribute value `<` and, with `quotes`, double quotes are escaped as well. */
export function repairText(
  mending: Mending,
  start: number,
  end: number,
  place: 'text' | 'attribute',
  quotes = false,
): void {
  const { text } = mending
  const slice = text.slice(start, end)
  const suspect = new RegExp(SUSPECT)
  for (let match = suspect.exec(slice); match !== null; match = suspect.exec(slice)) {
    const at = start + match.index
    const [found] = match
    if (found === '&') suspect.lastIndex = repairReference(mending, at, end) - start
    else if (found === '"') {
      if (quotes) mending.write(at, at + 1, '&quot;')
    } else if (found === '<') {
      if (place === 'attribute')
        escape(mending, at, '&lt;', "Unexpected character '<' (code 60) in attribute value")
    } else if (place === 'text') {
      const cause = "String ']]>' not allowed in textual content, except as the end marker of CDATA section"
      escape(mending, at + 2, '&gt;', cause, at)
    }
  }
}

function escape(mending: Mending, at: number, replacement: string, cause: string, offset = at): void {
  mending.put(at, at + 1, replacement, `written as ${replacement}`, () => ({
    cause,
    offset,
    hint: `write ${replacement} instead`,
  }))
}

/** Mends the reference at an ampersand, or escapes the ampersand; gives back where to go on. */
function repairReference(mending: Mending, at: number, end: number): number {
  const { text } = mending
  const stop = text.charCodeAt(at + 1) === 35 ? numberEnd(text, at + 2) : nameEnd(text, at + 1)
  const hasSemicolon = text.charCodeAt(stop) === 59 && stop < end
  const isKnown = stop <= end && means(text.slice(at, stop))
  if (isKnown && hasSemicolon) return stop + 1
  const fault = () => faultOf(text.slice(0, end), at)
  if (isKnown && !/[\w=]/.test(text.charAt(stop))) {
    mending.put(stop, stop, ';', 'the missing semicolon was added', fault)
    return stop
  }
  const isCharacter = hasSemicolon && /^&#(?:x[0-9a-fA-F]+|[0-9]+)$/.test(text.slice(at, stop))
  if (isCharacter) mending.put(at, stop + 1, '', 'left out', fault)
  else mending.put(at, at + 1, '&amp;', 'written as &amp;', fault)
  return isCharacter ? stop + 1 : at + 1
}

function numberEnd(text: string, start: number): number {
  const digits = text.charCodeAt(start) === 120 ? /x[0-9a-fA-F]*/y : /[0-9]*/y
  digits.lastIndex = start
  digits.test(text)
  return digits.lastIndex
}

/** Whether a reference without its semicolon stands for a character. */
function means(reference: string): boolean {
  if (!reference.startsWith('&#')) return namedEntities.has(reference.slice(1))
  return /^&#(?:x[0-9a-fA-F]{1,8}|[0-9]{1,9})$/.test(reference) && faultOf(`${reference};`, 0).cause === ''
}

function faultOf(text: string, at: number): XmlFault {
  try {
    const semicolon = text.indexOf(';', at)
    decodeReferences(text, at, semicolon === -1 ? text.length : semicolon + 1)
  } catch (error) {
    if (error instanceof Fault) return error.fault
    throw error
  }
  return { cause: '', offset: at }
}
