/**
 * Macro tags, `{name}` and `{name:parameters}`: finding them all and pairing those that enclose a body.
 *
 * One pass, before anything else is read: a macro's body is one piece for lines, cells and items around it.
 * `{name:…}` always opens; a bare `{name}` closes the innermost open macro of its name, else opens. Beyond the
 * vendor's notation, `{name/}` has no body whatever stands behind it, and `{name!}` encloses plain text.
 */
import { macroFacts } from '../../macro-facts.ts'
import { TooManyNodes, maximumNodes } from './markup.ts'

/** One tag that opens a macro. */
export interface Tag {
  readonly name: string
  readonly start: number
  /** Where the tag itself ends. */
  readonly end: number
  /** What stands between the name and the closing brace, without the colon. */
  readonly parameters: string
  readonly body?: Region & { readonly kind: 'plain' | 'rich' }
  /** Where the whole macro ends. */
  readonly extent: number
}

/** A piece of the text. */
export interface Region {
  readonly start: number
  readonly end: number
}

/** Names of macros that are no macros in storage format but notation of their own. */
export const notation: ReadonlyMap<string, 'rich'> = new Map([
  ['quote', 'rich'],
  ['color', 'rich'],
  ['storage', 'rich'],
])

const tagName = /[A-Za-z][A-Za-z0-9._-]*/y
const openBrace = 123
const closeBrace = 125
const backslash = 92
const newline = 10

interface Opening {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly parameters: string
}

/** Every macro tag of the text that opens something, by its offset. */
export function findTags(text: string): ReadonlyMap<number, Tag> {
  const tags = new Map<number, Tag>()
  const open = new OpenTags(tags)
  const unclosed = new Set<string>()
  /** No tag that starts before this offset has a closing brace on its line. */
  let hopeless = 0
  for (let at = text.indexOf('{'); at !== -1; at = text.indexOf('{', at)) {
    if (isEscaped(text, at) || at < hopeless) {
      at++
      continue
    }
    if (text.charCodeAt(at + 1) === openBrace) {
      at += 2
      continue
    }
    const read = readTag(text, at)
    if (typeof read === 'number') {
      hopeless = Math.max(hopeless, read)
      at++
      continue
    }
    if (tags.size > maximumNodes) throw new TooManyNodes(at)
    at = place(text, read, open, unclosed)
  }
  return tags
}

/** The tag at an opening brace; else the offset up to which no other can close either. */
function readTag(
  text: string,
  at: number,
): (Opening & { readonly mark: string; readonly bare: boolean }) | number {
  tagName.lastIndex = at + 1
  const name = tagName.exec(text)?.[0]
  if (name === undefined) return 0
  let next = at + 1 + name.length
  const suffix = text.charAt(next)
  const mark = suffix === '/' || suffix === '!' ? suffix : ''
  next += mark.length
  const code = text.charCodeAt(next)
  if (code === closeBrace) return { name, mark, bare: mark === '', start: at, end: next + 1, parameters: '' }
  if (code !== 58) return 0
  const first = next + 1
  for (next = first; next < text.length; next++) {
    const code = text.charCodeAt(next)
    if (code === backslash) next++
    else if (code === closeBrace) {
      return { name, mark, bare: false, start: at, end: next + 1, parameters: text.slice(first, next) }
    } else if (code === newline) break
  }
  return next
}

/** Opens or closes what the tag says; answers where to go on. */
function place(
  text: string,
  tag: Opening & { readonly mark: string; readonly bare: boolean },
  open: OpenTags,
  unclosed: Set<string>,
): number {
  const kind = bodyKind(tag.name, tag.mark)
  if (kind === 'none') open.alone(tag)
  else if (kind === 'plain') return plain(text, tag, open, unclosed)
  else if (!tag.bare || !open.close(tag)) open.push(tag)
  return tag.end
}

/** A macro with a plain body: it runs to its closing tag, whatever stands between. */
function plain(text: string, tag: Opening, open: OpenTags, unclosed: Set<string>): number {
  const closing = `{${tag.name}}`
  const found = unclosed.has(closing) ? -1 : text.indexOf(closing, tag.end)
  if (found !== -1) {
    open.alone(tag, { kind: 'plain', start: tag.end, end: found }, found + closing.length)
    return found + closing.length
  }
  unclosed.add(closing)
  const runsOn = /^(?:code|noformat)$/i.test(tag.name)
  if (runsOn) open.alone(tag, { kind: 'plain', start: tag.end, end: text.length }, text.length)
  else open.alone(tag)
  return runsOn ? text.length : tag.end
}

function bodyKind(name: string, mark: string): 'none' | 'plain' | 'rich' {
  if (mark !== '') return mark === '/' ? 'none' : 'plain'
  return (
    notation.get(name) ?? macroFacts.get(name)?.body ?? macroFacts.get(name.toLowerCase())?.body ?? 'rich'
  )
}

/** The tags that wait for their closing tag. */
class OpenTags {
  readonly #tags: Map<number, Tag>
  readonly #waiting: Opening[] = []
  readonly #count = new Map<string, number>()

  constructor(tags: Map<number, Tag>) {
    this.#tags = tags
  }

  /** A tag whose end is known. It is a bodiless macro when no body is given. */
  alone({ name, start, end, parameters }: Opening, body?: Tag['body'], extent = end): void {
    this.#tags.set(start, { name, start, end, parameters, extent, ...(body && { body }) })
  }

  /** Opens; until it is closed the macro has no body. */
  push(tag: Opening): void {
    this.alone(tag)
    this.#waiting.push(tag)
    this.#count.set(tag.name, (this.#count.get(tag.name) ?? 0) + 1)
  }

  /** Closes the innermost open macro of the name; those opened within it stay without a body. */
  close(closing: Opening): boolean {
    if (!this.#count.get(closing.name)) return false
    for (let tag = this.#waiting.pop(); tag !== undefined; tag = this.#waiting.pop()) {
      this.#count.set(tag.name, (this.#count.get(tag.name) ?? 1) - 1)
      if (tag.name !== closing.name) continue
      this.alone(tag, { kind: 'rich', start: tag.end, end: closing.start }, closing.end)
      return true
    }
    return false
  }
}

/** Whether an odd number of backslashes stands before the offset. */
function isEscaped(text: string, at: number): boolean {
  let before = at
  while (before > 0 && text.charCodeAt(before - 1) === backslash) before--
  return (at - before) % 2 === 1
}
