/**
 * A strict reader for XML fragments: any number of elements and text at the top, no prolog, no DOCTYPE.
 *
 * It pushes what it reads to a handler and stops at the first fault, worded as the Woodstox parser words it,
 * because clients of the wiki have learnt to read those sentences. One pass, no recursion, no look-back.
 */
import { decodeReferences } from './references.ts'
import { Fault, unexpected, type XmlFault } from './fault.ts'
import { isNameChar, nameEnd } from './names.ts'

/** Attributes in the order written; absent when there are none. */
export type XmlAttributes = Record<string, string>

/** Receives what is read. Offsets are those of the text given, ends exclusive. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes | undefined, start: number, end: number): void
  /** `<name />`: opened and closed at once. */
  empty(name: string, attributes: XmlAttributes | undefined, start: number, end: number): void
  close(name: string, start: number, end: number): void
  text(value: string, start: number, end: number): void
  characterData(value: string, start: number, end: number): void
  comment(value: string, start: number, end: number): void
}

export interface XmlOptions {
  /** Prefixes that need no declaration. */
  readonly prefixes: readonly string[]
  /** The deepest nesting that is read. */
  readonly depth: number
}

/** What XML 1.0 forbids anywhere: control characters, U+FFFE and U+FFFF … */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
/** … and lone surrogates, which no encoding can carry. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The element that the wiki puts around a fragment before it parses; it shows in the messages. */
const WRAPPER = 'xml'

interface State {
  readonly text: string
  readonly handler: XmlHandler
  readonly options: XmlOptions
  /** Offset of the first forbidden character, or the length of the text. */
  readonly forbidden: number
  readonly hasReturns: boolean
  readonly names: string[]
  /** Prefix → how many open elements declare it. */
  readonly declared: Map<string, number>
  /** The open elements that declare prefixes, innermost last; `depth` counts the elements around one. */
  readonly declarations: { readonly depth: number; readonly prefixes: readonly string[] }[]
  pos: number
  nextAmpersand: number
  nextSectionEnd: number
  pendingDeclarations: string[] | undefined
  attributePrefixes: string[] | undefined
}

/** Reads the whole text; returns the first fault, or undefined when the text is well-formed. */
export function readXml(text: string, handler: XmlHandler, options: XmlOptions): XmlFault | undefined {
  const state: State = {
    text,
    handler,
    options,
    forbidden: firstForbidden(text),
    hasReturns: text.includes('\r'),
    names: [],
    declared: new Map(),
    declarations: [],
    pos: 0,
    nextAmpersand: indexOrEnd(text, '&', 0),
    nextSectionEnd: indexOrEnd(text, ']]>', 0),
    pendingDeclarations: undefined,
    attributePrefixes: undefined,
  }
  try {
    readContent(state)
    return undefined
  } catch (error) {
    if (error instanceof Fault) return firstFault(state, error.fault)
    throw error
  }
}

function firstForbidden(text: string): number {
  const control = text.search(FORBIDDEN)
  const surrogate = text.isWellFormed() ? -1 : text.search(LONE_SURROGATE)
  const first =
    control === -1 || surrogate === -1 ? Math.max(control, surrogate) : Math.min(control, surrogate)
  return first === -1 ? text.length : first
}

function readContent(state: State): void {
  const { text } = state
  const length = text.length
  while (state.pos < length) {
    if (text.charCodeAt(state.pos) !== 60) readText(state)
    else {
      const next = text.charCodeAt(state.pos + 1)
      if (next === 47) readEndTag(state)
      else if (next === 33) readSection(state)
      else if (next === 63) readInstruction(state)
      else readStartTag(state)
    }
    if (state.pos > state.forbidden) throw forbiddenFault(state)
  }
  const open = state.names.at(-1)
  if (open !== undefined) {
    throw new Fault(`Unexpected close tag </${WRAPPER}>; expected </${open}>.`, length, unclosedHint(open))
  }
}

function readText(state: State): void {
  const { text } = state
  const start = state.pos
  const end = indexOrEnd(text, '<', start)
  if (state.nextSectionEnd < end) {
    if (state.nextSectionEnd < start) state.nextSectionEnd = indexOrEnd(text, ']]>', start)
    if (state.nextSectionEnd < end) {
      const cause = "String ']]>' not allowed in textual content, except as the end marker of CDATA section"
      throw new Fault(cause, state.nextSectionEnd, 'write ]]&gt; instead')
    }
  }
  state.pos = end
  state.handler.text(decoded(state, start, end), start, end)
}

/** The slice with references decoded and line ends normalised. */
function decoded(state: State, start: number, end: number): string {
  const { text } = state
  if (state.nextAmpersand < start) state.nextAmpersand = indexOrEnd(text, '&', start)
  const hasReferences = state.nextAmpersand < end
  if (state.hasReturns) {
    // Line ends first: a return written as &#13; is meant.
    const value = text.slice(start, end).replace(/\r\n?/g, '\n')
    if (!hasReferences) return value
    const fault = faultOfReferences(text, start, end)
    if (fault !== undefined) throw fault
    return decodeReferences(value, 0, value.length)
  }
  return hasReferences ? decodeReferences(text, start, end) : text.slice(start, end)
}

/** Looks for a fault at its own offset, before the offsets are shifted by normalising line ends. */
function faultOfReferences(text: string, start: number, end: number): Fault | undefined {
  try {
    decodeReferences(text, start, end)
    return undefined
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

function readEndTag(state: State): void {
  const { text, names } = state
  const start = state.pos
  const expected = names.at(-1)
  let end: number
  if (
    expected !== undefined &&
    text.startsWith(expected, start + 2) &&
    !isNameChar(text.charCodeAt(start + 2 + expected.length))
  ) {
    end = start + 2 + expected.length
  } else {
    end = nameEnd(text, start + 2)
    if (end === start + 2) throw unexpected(text, end, ' (missing name?)')
    const name = text.slice(start + 2, end)
    const cause = `Unexpected close tag </${name}>; expected </${expected ?? WRAPPER}>.`
    throw new Fault(
      cause,
      start,
      expected === undefined ? `no <${name}> is open here` : unclosedHint(expected),
    )
  }
  while (isSpace(text.charCodeAt(end))) end++
  if (text.charCodeAt(end) !== 62) throw unexpected(text, end, " in end tag Expected '>'.")
  names.pop()
  undeclare(state)
  state.pos = end + 1
  state.handler.close(expected, start, state.pos)
}

function readStartTag(state: State): void {
  const { text, names } = state
  const start = state.pos
  let pos = nameEnd(text, start + 1)
  if (pos === start + 1) {
    throw unexpected(
      text,
      pos,
      " in content after '<' (malformed start element?).",
      'write &lt; for a less-than sign in text',
    )
  }
  const name = text.slice(start + 1, pos)
  let attributes: XmlAttributes | undefined
  let code = text.charCodeAt(pos)
  if (code !== 62 && code !== 47) {
    state.pos = pos
    attributes = readAttributes(state)
    pos = state.pos
    code = text.charCodeAt(pos)
  }
  const isEmpty = code === 47
  if (isEmpty && text.charCodeAt(pos + 1) !== 62) throw unexpected(text, pos + 1, " expected '>'")
  state.pos = pos + (isEmpty ? 2 : 1)
  declare(state, name, start)
  if (isEmpty) {
    undeclare(state)
    state.handler.empty(name, attributes, start, state.pos)
    return
  }
  names.push(name)
  if (names.length > state.options.depth) {
    throw new Fault(
      `Maximum Element Depth limit (${state.options.depth}) Exceeded`,
      start,
      'nest fewer elements',
    )
  }
  state.handler.open(name, attributes, start, state.pos)
}

/** Stops at `>` or at the `/` of an empty tag. */
function readAttributes(state: State): XmlAttributes | undefined {
  const { text } = state
  let pos = state.pos
  let attributes: XmlAttributes | undefined
  for (;;) {
    const before = pos
    while (isSpace(text.charCodeAt(pos))) pos++
    const code = text.charCodeAt(pos)
    if (code === 62 || code === 47) break
    if (pos === before) throw unexpected(text, pos, ` excepted space, or '>' or "/>"`)
    if (code === 60 || pos >= text.length) {
      throw new Fault(
        "Unexpected '<' character in element (missing closing '>'?)",
        pos,
        'close the tag with >',
      )
    }
    const nameStart = pos
    pos = nameEnd(text, pos)
    if (pos === nameStart)
      throw unexpected(text, pos, code === 58 ? ' (missing namespace prefix?)' : ' (missing name?)')
    const name = text.slice(nameStart, pos)
    while (isSpace(text.charCodeAt(pos))) pos++
    if (text.charCodeAt(pos) !== 61)
      throw unexpected(text, pos, " expected '='", `give ${name} a value: ${name}="…"`)
    pos++
    while (isSpace(text.charCodeAt(pos))) pos++
    const quote = text.charCodeAt(pos)
    if (quote !== 34 && quote !== 39) {
      throw unexpected(text, pos, ' in start tag Expected a quote', `put quotes around the value of ${name}`)
    }
    const end = valueEnd(text, pos + 1, quote)
    const value = attributeValue(state, pos + 1, end)
    attributes ??= {}
    if (Object.hasOwn(attributes, name))
      throw new Fault(`Duplicate attribute '${name}'.`, nameStart, `write ${name} once`)
    setAttribute(attributes, name, value)
    if (name.includes(':') || name === 'xmlns') noteAttributePrefix(state, name)
    pos = end + 1
  }
  state.pos = pos
  return attributes
}

function setAttribute(attributes: XmlAttributes, name: string, value: string): void {
  if (name !== '__proto__') attributes[name] = value
  else
    Object.defineProperty(attributes, name, { value, enumerable: true, configurable: true, writable: true })
}

function valueEnd(text: string, start: number, quote: number): number {
  let pos = start
  for (;;) {
    const code = text.charCodeAt(pos)
    if (code === quote) return pos
    if (code === 60 || pos >= text.length) {
      throw unexpected(
        text,
        pos,
        ' in attribute value',
        'write &lt; for a less-than sign, and close the quote',
      )
    }
    pos++
  }
}

function attributeValue(state: State, start: number, end: number): string {
  const { text } = state
  let plain = true
  for (let pos = start; pos < end; pos++) {
    const code = text.charCodeAt(pos)
    if (code === 38 || code < 32) {
      plain = false
      break
    }
  }
  if (plain) return text.slice(start, end)
  const fault = faultOfReferences(text, start, end)
  if (fault !== undefined) throw fault
  const value = text.slice(start, end).replace(/\r\n|[\t\n\r]/g, ' ')
  return decodeReferences(value, 0, value.length)
}

/** `<!--` and `<![CDATA[`; everything else that begins so is refused, DOCTYPE included. */
function readSection(state: State): void {
  const { text } = state
  const start = state.pos
  if (text.startsWith('<!--', start)) {
    const dashes = text.indexOf('--', start + 4)
    if (dashes === -1) throw new Fault('Unexpected EOF in comment', start, 'close the comment with -->')
    if (text.charCodeAt(dashes + 2) !== 62) {
      throw new Fault(
        "String '--' not allowed in comment (missing '>'?)",
        dashes,
        'write - - inside comments',
      )
    }
    state.pos = dashes + 3
    state.handler.comment(normalised(state, start + 4, dashes), start, state.pos)
    return
  }
  if (!text.startsWith('<![CDATA[', start)) {
    const cause = "Unrecognized XML directive; expected CDATA or comment ('<![CDATA[' or '<!--')."
    throw new Fault(cause, start, 'leave out DOCTYPE and other declarations')
  }
  const end = text.indexOf(']]>', start + 9)
  if (end === -1) throw new Fault('Unexpected EOF in CDATA section', start, 'close the section with ]]>')
  state.pos = end + 3
  state.handler.characterData(normalised(state, start + 9, end), start, state.pos)
}

function normalised(state: State, start: number, end: number): string {
  const value = state.text.slice(start, end)
  return state.hasReturns ? value.replace(/\r\n?/g, '\n') : value
}

/** A processing instruction means nothing here; it is passed on as a comment, as HTML does. */
function readInstruction(state: State): void {
  const { text, pos } = state
  const nameStop = nameEnd(text, pos + 2)
  const target = text.slice(pos + 2, nameStop)
  if (target === '') throw unexpected(text, nameStop, ' (missing name?)')
  if (target.toLowerCase() === 'xml') {
    const cause = `Illegal processing instruction target ("${target}"); xml (case insensitive) is reserved by the specs.`
    throw new Fault(cause, pos, 'leave out the XML declaration')
  }
  const end = text.indexOf('?>', nameStop)
  if (end === -1) throw new Fault('Unexpected EOF in processing instruction', pos, 'close it with ?>')
  state.pos = end + 2
  state.handler.comment(normalised(state, pos + 1, end + 1), pos, state.pos)
}

function noteAttributePrefix(state: State, name: string): void {
  if (name === 'xmlns') return
  const colon = name.indexOf(':')
  const prefix = name.slice(0, colon)
  if (prefix === 'xmlns') (state.pendingDeclarations ??= []).push(name.slice(colon + 1))
  else if (prefix !== 'xml' && !state.options.prefixes.includes(prefix))
    (state.attributePrefixes ??= []).push(name)
}

/** Puts the element's own declarations in force, then checks its prefixes. */
function declare(state: State, name: string, start: number): void {
  const { declared, options } = state
  const own = state.pendingDeclarations
  if (own !== undefined) {
    state.declarations.push({ depth: state.names.length, prefixes: own })
    for (const prefix of own) declared.set(prefix, (declared.get(prefix) ?? 0) + 1)
    state.pendingDeclarations = undefined
  }
  const colon = name.indexOf(':')
  if (colon !== -1) {
    const prefix = name.slice(0, colon)
    if (!options.prefixes.includes(prefix) && !declared.has(prefix)) {
      throw new Fault(`Undeclared namespace prefix "${prefix}"`, start, prefixHint(prefix))
    }
  }
  const doubtful = state.attributePrefixes
  if (doubtful === undefined) return
  state.attributePrefixes = undefined
  for (const attribute of doubtful) {
    const [prefix = '', local = ''] = attribute.split(':', 2)
    if (declared.has(prefix)) continue
    throw new Fault(
      `Undeclared namespace prefix "${prefix}" (for attribute "${local}")`,
      start,
      prefixHint(prefix),
    )
  }
}

/** Called when the element has left the list of open names. */
function undeclare(state: State): void {
  const own = state.declarations.at(-1)
  if (own === undefined || own.depth !== state.names.length) return
  state.declarations.pop()
  for (const prefix of own.prefixes) {
    const left = (state.declared.get(prefix) ?? 1) - 1
    if (left === 0) state.declared.delete(prefix)
    else state.declared.set(prefix, left)
  }
}

/** A forbidden character that stands before the fault was met first by a reader that goes character by character. */
function firstFault(state: State, fault: XmlFault): XmlFault {
  return state.forbidden < fault.offset ? forbiddenFault(state).fault : fault
}

function forbiddenFault(state: State): Fault {
  const code = state.text.charCodeAt(state.forbidden)
  const cause =
    code < 32
      ? `Illegal character ((CTRL-CHAR, code ${code}))`
      : `Illegal character (code 0x${code.toString(16)})`
  return new Fault(cause, state.forbidden, 'leave this character out')
}

/** What to do about an element that is not closed. */
export function unclosedHint(name: string): string {
  return VOID_ELEMENTS.has(name)
    ? `write <${name} /> : storage format is XML`
    : `close <${name}> with </${name}>`
}

function prefixHint(prefix: string): string {
  return `only ac:, ri: and at: are known without xmlns:${prefix}`
}

/** Elements that HTML never closes. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set([
  'br',
  'hr',
  'img',
  'col',
  'input',
  'wbr',
  'area',
  'embed',
  'link',
  'meta',
  'param',
  'source',
  'track',
])

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from)
  return index === -1 ? text.length : index
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13
}
