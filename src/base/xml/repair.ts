/**
 * Makes a text that is nearly XML well-formed: closes what is open, escapes bare signs, mends tags. One pass.
 *
 * Never gives up: what cannot be a tag, a comment or a section is taken for text.
 */
import { type Mend, Mending } from './mend.ts'
import { nameEnd } from './names.ts'
import { unexpected } from './fault.ts'
import { readXml, unclosedHint, VOID_ELEMENTS, type XmlHandler, type XmlOptions } from './read.ts'
import {
  findTag,
  isSpace,
  nameWithoutPrefix,
  repairAttributes,
  type QuoteEnds,
  type Tag,
} from './repair-tag.ts'
import { dropForbidden, repairText } from './repair-text.ts'
import { escapeText } from './write.ts'

export interface RepairOptions extends XmlOptions {
  /** Elements out of which no end tag of an element around them may close anything. */
  readonly walls: ReadonlySet<string>
}

export interface Repaired {
  readonly text: string
  /** In the order of the text; not all of them when there are very many. */
  readonly mends: readonly Mend[]
  readonly count: number
  /** Where in the text given an offset of the repaired one comes from. */
  originOf(offset: number): number
}

interface Open {
  readonly name: string
  /** In small letters, by which end tags find it. */
  readonly key: string
  /** The name that its tags have in the result; empty when they are left out. */
  readonly written: string
  readonly prefixes: readonly string[]
}

interface State {
  readonly mending: Mending
  readonly options: RepairOptions
  readonly open: Open[]
  /** How many open elements have a name, in small letters. */
  readonly names: Map<string, number>
  readonly declared: Map<string, number>
  readonly quotes: QuoteEnds
  depth: number
  hasCommentEnd: boolean
  hasSectionEnd: boolean
  hasInstructionEnd: boolean
}

/** How far up an end tag looks for its start tag. */
const REACH = 500
/** Elements that an element of the same name beside them closes, as in HTML. */
const CLOSED_BY_THE_NEXT = new Set(['li', 'tr', 'td', 'th', 'dt', 'dd', 'p', 'option'])

/** Repairs a text; one that is well-formed comes back as it is. */
export function repairXml(text: string, options: RepairOptions): Repaired {
  if (readXml(text, ignoreAll, options) === undefined)
    return { text, mends: [], count: 0, originOf: (offset) => offset }
  // Characters first: what stands on both sides of one may mean something together.
  const characters = new Mending(text)
  dropForbidden(characters)
  const structure = new Mending(characters.result())
  repairStructure(structure, options)
  const result = structure.result()
  const left = readXml(result, ignoreAll, options)
  if (left !== undefined) return asText(text, left.cause)
  const mapped = structure.told.map((mend) => ({ ...mend, offset: characters.originOf(mend.offset) }))
  return {
    text: result,
    mends: [...characters.told, ...mapped].toSorted((a, b) => a.offset - b.offset),
    count: characters.count + structure.count,
    originOf: (offset) => characters.originOf(structure.originOf(offset)),
  }
}

function repairStructure(mending: Mending, options: RepairOptions): void {
  const state: State = {
    mending,
    options,
    open: [],
    names: new Map(),
    declared: new Map(),
    quotes: { '"': true, "'": true },
    depth: 0,
    hasCommentEnd: true,
    hasSectionEnd: true,
    hasInstructionEnd: true,
  }
  const { text } = mending
  for (let pos = 0; pos < text.length;) pos = repairAt(state, pos)
  closeDownTo(state, 0, text.length, 'xml')
}

/** The last resort: every sign stands for itself. */
function asText(text: string, cause: string): Repaired {
  const mend = { cause, offset: 0, hint: 'write storage format', done: 'everything was taken for text' }
  return { text: escapeText(text), mends: [mend], count: 1, originOf: () => 0 }
}

const ignore = () => {}
const ignoreAll: XmlHandler = {
  open: ignore,
  empty: ignore,
  close: ignore,
  text: ignore,
  characterData: ignore,
  comment: ignore,
}

/** Repairs what begins at an offset; gives back where it ends. */
function repairAt(state: State, pos: number): number {
  const { mending } = state
  const { text } = mending
  if (text.charCodeAt(pos) !== 60) {
    const next = text.indexOf('<', pos)
    const end = next === -1 ? text.length : next
    repairText(mending, pos, end, 'text')
    return end
  }
  const next = text.charAt(pos + 1)
  if (next === '/') return repairEndTag(state, pos)
  if (next === '!') return repairSection(state, pos)
  if (next === '?') return repairInstruction(state, pos)
  const tag = findTag(text, pos, state.quotes)
  return tag === undefined ? escapeSign(mending, pos) : repairStartTag(state, pos, tag)
}

function escapeSign(mending: Mending, pos: number): number {
  const { text } = mending
  mending.put(pos, pos + 1, '&lt;', 'written as &lt;', () => {
    const stop = nameEnd(text, pos + 1)
    return stop > pos + 1
      ? {
          cause: "Unexpected '<' character in element (missing closing '>'?)",
          offset: pos,
          hint: 'close the tag with >, or write &lt; for a less-than sign in text',
        }
      : unexpected(
          text,
          pos + 1,
          " in content after '<' (malformed start element?).",
          'write &lt; for a less-than sign in text',
        ).fault
  })
  return pos + 1
}

function repairStartTag(state: State, pos: number, tag: Tag): number {
  const { mending, open, options } = state
  const { text } = mending
  const top = open.at(-1)
  if (top?.name === tag.name && CLOSED_BY_THE_NEXT.has(tag.name))
    closeDownTo(state, open.length - 1, pos, tag.name)
  if (state.depth >= options.depth) {
    mending.put(pos, tag.end, '', 'the element was left out, its content stays', () => ({
      cause: `Maximum Element Depth limit (${options.depth}) Exceeded`,
      offset: pos,
      hint: 'nest fewer elements',
    }))
    if (!tag.isEmpty) push(state, { name: tag.name, key: tag.name.toLowerCase(), written: '', prefixes: [] })
    return tag.end
  }
  const prefixes = tag.attributes.flatMap(({ name }) => (/^xmlns:[^:]+$/.test(name) ? [name.slice(6)] : []))
  for (const prefix of prefixes) state.declared.set(prefix, (state.declared.get(prefix) ?? 0) + 1)
  const isDeclared = (prefix: string) =>
    prefix === 'xmlns' || options.prefixes.includes(prefix) || state.declared.has(prefix)
  const written = repairName(mending, pos + 1, tag, isDeclared)
  repairAttributes(mending, tag, isDeclared)
  const element = { name: tag.name, key: tag.name.toLowerCase(), written, prefixes }
  const endTag = `</${tag.name}`
  const isVoid = VOID_ELEMENTS.has(tag.name) && !text.startsWith(endTag, tag.end)
  if (isVoid && !tag.isEmpty) {
    mending.put(tag.end - 1, tag.end, ' />', `written as <${tag.name} />`, () => ({
      cause: `Unexpected close tag </xml>; expected </${tag.name}>.`,
      offset: pos,
      hint: unclosedHint(tag.name),
    }))
  }
  if (tag.isEmpty || isVoid) undeclare(state, element)
  else {
    push(state, element)
    state.depth++
  }
  return tag.end
}

function repairName(
  mending: Mending,
  start: number,
  tag: Tag,
  isDeclared: (prefix: string) => boolean,
): string {
  const colon = tag.name.indexOf(':')
  if (colon === -1 || isDeclared(tag.name.slice(0, colon))) return tag.name
  const prefix = tag.name.slice(0, colon)
  const written = nameWithoutPrefix(tag.name)
  mending.put(start, tag.nameStop, written, `the prefix ${prefix}: was left out`, () => ({
    cause: `Undeclared namespace prefix "${prefix}"`,
    offset: start - 1,
    hint: `only ac:, ri: and at: are known without xmlns:${prefix}`,
  }))
  return written
}

function undeclare(state: State, { prefixes }: Open): void {
  for (const prefix of prefixes) {
    const left = (state.declared.get(prefix) ?? 1) - 1
    if (left === 0) state.declared.delete(prefix)
    else state.declared.set(prefix, left)
  }
}

function push(state: State, element: Open): void {
  state.open.push(element)
  state.names.set(element.key, (state.names.get(element.key) ?? 0) + 1)
}

function pop(state: State): Open | undefined {
  const closed = state.open.pop()
  if (closed === undefined) return undefined
  const left = (state.names.get(closed.key) ?? 1) - 1
  if (left === 0) state.names.delete(closed.key)
  else state.names.set(closed.key, left)
  undeclare(state, closed)
  return closed
}

function repairEndTag(state: State, pos: number): number {
  const { mending, open } = state
  const { text } = mending
  const nameStop = nameEnd(text, pos + 2)
  if (nameStop === pos + 2) return escapeSign(mending, pos)
  const name = text.slice(pos + 2, nameStop)
  let end = nameStop
  while (end < text.length && text.charAt(end) !== '>' && text.charAt(end) !== '<') end++
  const isEnded = text.charAt(end) === '>'
  const stop = isEnded ? end + 1 : nameStop
  const at = matching(state, name)
  const top = open.at(-1)
  if (at === -1) {
    mending.put(pos, stop, '', `</${name}> was left out`, () => ({
      cause: `Unexpected close tag </${name}>; expected </${top?.name ?? 'xml'}>.`,
      offset: pos,
      hint: top === undefined ? `no <${name}> is open here` : unclosedHint(top.name),
    }))
    return stop
  }
  closeDownTo(state, at + 1, pos, name)
  const closed = pop(state)
  if (closed === undefined) return stop
  if (closed.written === '') {
    mending.write(pos, stop, '')
    return stop
  }
  state.depth--
  const isClean = isEnded && text.slice(nameStop, end).trim() === ''
  const isRenamed = closed.written !== closed.name
  if (isClean && closed.name === name) {
    if (isRenamed) mending.write(pos, stop, `</${closed.written}>`)
    return stop
  }
  mending.put(pos, stop, `</${closed.written}>`, `written as </${closed.written}>`, () =>
    closed.name === name
      ? unexpected(text, skipSpace(text, nameStop), " in end tag Expected '>'.").fault
      : {
          cause: `Unexpected close tag </${name}>; expected </${closed.name}>.`,
          offset: pos,
          hint: `write </${closed.name}>: capitals count`,
        },
  )
  return stop
}

function skipSpace(text: string, start: number): number {
  let pos = start
  while (isSpace(text.charCodeAt(pos))) pos++
  return pos
}

/** The index of the open element that an end tag closes; -1 when there is none, or only behind a wall. */
function matching({ open, options, names }: State, name: string): number {
  const key = name.toLowerCase()
  if (!names.has(key)) return -1
  const lowest = Math.max(0, open.length - REACH)
  for (let index = open.length - 1; index >= lowest; index--) {
    const candidate = open[index]
    if (candidate?.key === key) return index
    if (options.walls.has(candidate?.name ?? '') && !options.walls.has(name)) return -1
  }
  return -1
}

/** Closes the open elements from the innermost to the one at an index. */
function closeDownTo(state: State, index: number, pos: number, by: string): void {
  const { open, mending } = state
  while (open.length > index) {
    const closed = pop(state)
    if (closed === undefined) return
    if (closed.written === '') continue
    state.depth--
    mending.put(pos, pos, `</${closed.written}>`, `</${closed.written}> was added`, () => ({
      cause: `Unexpected close tag </${by}>; expected </${closed.name}>.`,
      offset: pos,
      hint: unclosedHint(closed.name),
    }))
  }
}

function repairSection(state: State, pos: number): number {
  const { text } = state.mending
  if (text.startsWith('<!--', pos)) return repairComment(state, pos)
  if (text.startsWith('<![CDATA[', pos)) return repairCharacterData(state, pos)
  const end = /[^<>]*>/y
  end.lastIndex = pos + 2
  if (!end.test(text)) return escapeSign(state.mending, pos)
  return dropDeclaration(state.mending, pos, end.lastIndex)
}

function dropDeclaration(mending: Mending, pos: number, end: number): number {
  mending.put(pos, end, '', 'the declaration was left out', () => ({
    cause: "Unrecognized XML directive; expected CDATA or comment ('<![CDATA[' or '<!--').",
    offset: pos,
    hint: 'leave out DOCTYPE and other declarations',
  }))
  return end
}

function repairComment(state: State, pos: number): number {
  const { mending } = state
  const { text } = mending
  const end = state.hasCommentEnd ? text.indexOf('-->', pos + 4) : -1
  if (end === -1) {
    state.hasCommentEnd = false
    return escapeSign(mending, pos)
  }
  const inside = text.slice(pos + 4, end)
  const dashes = inside.endsWith('-') ? inside.length - 1 : inside.indexOf('--')
  if (dashes !== -1) {
    const mended = inside.replace(/-(?=-)/g, '- ').replace(/-$/, '- ')
    mending.put(pos + 4, end, mended, 'blanks were put between dashes', () => ({
      cause: "String '--' not allowed in comment (missing '>'?)",
      offset: pos + 4 + inside.indexOf('--'),
      hint: 'write - - inside comments',
    }))
  }
  return end + 3
}

/** A section that is not closed ends where the plain body around it does, else at the end of the text. */
function repairCharacterData(state: State, pos: number): number {
  const { mending } = state
  const { text } = mending
  const end = state.hasSectionEnd ? text.indexOf(']]>', pos + 9) : -1
  if (end === -1) state.hasSectionEnd = false
  else return end + 3
  const around = state.open.at(-1)
  const close = around === undefined ? -1 : text.indexOf(`</${around.name}>`, pos + 9)
  const stop = close === -1 ? text.length : close
  mending.put(stop, stop, ']]>', ']]> was added', () => ({
    cause: 'Unexpected EOF in CDATA section',
    offset: pos,
    hint: 'close the section with ]]>',
  }))
  return stop
}

function repairInstruction(state: State, pos: number): number {
  const { mending } = state
  const { text } = mending
  const nameStop = nameEnd(text, pos + 2)
  const end = state.hasInstructionEnd ? text.indexOf('?>', pos + 2) : -1
  if (end === -1) state.hasInstructionEnd = false
  if (end === -1 || nameStop === pos + 2) return escapeSign(mending, pos)
  const target = text.slice(pos + 2, nameStop)
  if (target.toLowerCase() === 'xml') {
    mending.put(pos, end + 2, '', 'the XML declaration was left out', () => ({
      cause: `Illegal processing instruction target ("${target}"); xml (case insensitive) is reserved by the specs.`,
      offset: pos,
      hint: 'leave out the XML declaration',
    }))
  }
  return end + 2
}
