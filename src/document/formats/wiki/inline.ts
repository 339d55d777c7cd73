/** Inline markup, read from left to right in one pass over each region. */
import type { Mark, Node } from '../../tree.ts'
import { emoticonAt } from './emoticons.ts'
import { escapable, isSpaceAt, isWordAt, phraseMarks, referenceAt, skipBlanks } from './escape.ts'
import { imageEnd, linkEnd, readBareAddress, readImage, readLink } from './links.ts'
import type { Found } from './links.ts'
import { readMacro } from './macros.ts'
import { maximumDepth } from './markup.ts'
import type { Markup } from './markup.ts'

/** A mark that opens and closes a phrase. `bit` is its place in the set of open marks. */
interface Phrase {
  readonly type: Mark['type']
  readonly open: string
  readonly close: string
  readonly bit: number
}

const phrases: readonly Phrase[] = [
  ...Object.entries(phraseMarks).map(([mark, type], index) => ({
    type,
    open: mark,
    close: mark,
    bit: 1 << index,
  })),
  { type: 'code', open: '{{', close: '}}', bit: 1 << 6 },
  { type: 'cite', open: '??', close: '??', bit: 1 << 7 },
]
const inLink = 1 << 8

const phraseByMark: ReadonlyMap<string, Phrase> = new Map(phrases.map((phrase) => [phrase.open, phrase]))

/** Characters at which something may begin; all others are text. */
const special = new Uint8Array(128)
for (const char of '\\[:\n!-{*+^~_?(;&<') special[char.charCodeAt(0)] = 1

/** The region as inline nodes. */
export function readInlines(markup: Markup, start: number, end: number, depth: number, active = 0): Node[] {
  if (depth > maximumDepth) return [{ type: 'text', value: markup.text.slice(start, end) }]
  return new InlineReader(markup, start, end, depth, active).read()
}

/** One region while its inlines are read. */
class InlineReader {
  readonly #markup: Markup
  readonly #text: string
  readonly #start: number
  readonly #end: number
  readonly #depth: number
  readonly #active: number
  readonly #nodes: Node[] = []
  /** Text that is read but not yet a node, and where the text behind it begins. */
  #pending = ''
  #from: number
  /** By phrase bit: no phrase that opens before this offset closes. */
  readonly #hopeless = new Map<number, number>()
  #noImageBefore = 0

  constructor(markup: Markup, start: number, end: number, depth: number, active: number) {
    this.#markup = markup
    this.#text = markup.text
    this.#start = start
    this.#end = end
    this.#depth = depth
    this.#active = active
    this.#from = start
  }

  read(): Node[] {
    const text = this.#text
    let at = this.#start
    while (at < this.#end) {
      const code = text.charCodeAt(at)
      if (code >= 128 || special[code] === 0) at++
      else at = this.#readSpecial(text.charAt(at), at)
    }
    this.#flush(this.#end)
    return this.#nodes
  }

  /** Reads what begins at a special character; answers where to go on. */
  #readSpecial(char: string, at: number): number {
    switch (char) {
      case '\\':
        return this.#backslash(at)
      case '\n':
        return this.#break(at, at + 1)
      case '[':
        return this.#take(at, this.#active & inLink ? undefined : this.#link(at)) ?? at + 1
      case ':':
        return this.#take(at, this.#address(at)) ?? this.#emoticon(at) ?? at + 1
      case ';':
      case '(':
      case '<':
        return this.#emoticon(at) ?? at + 1
      case '&':
        return this.#reference(at)
      case '!':
        return this.#take(at, this.#image(at)) ?? at + 1
      case '{':
        return this.#take(at, this.#macro(at)) ?? this.#guarded(at) ?? this.#doubled('{{', at)
      case '-':
        return this.#dashes(at) ?? this.#phrase('-', at) ?? at + 1
      case '?':
        return this.#doubled('??', at)
      default:
        return this.#phrase(char, at) ?? at + 1
    }
  }

  /** What was found becomes nodes; answers where it ends. */
  #take(at: number, found: Found | undefined): number | undefined {
    if (found === undefined) return undefined
    this.#flush(at)
    this.#nodes.push(...found.nodes)
    this.#from = found.end
    return found.end
  }

  /** The text up to `at` becomes a node. */
  #flush(at: number): void {
    const value = this.#pending + this.#text.slice(this.#from, at)
    this.#pending = ''
    if (value === '') return
    this.#markup.spend()
    this.#nodes.push({ type: 'text', value })
  }

  /** `value` stands for what is between `at` and `next`. */
  #say(value: string, at: number, next: number): number {
    this.#pending += this.#text.slice(this.#from, at) + value
    this.#from = next
    return next
  }

  #backslash(at: number): number {
    const next = this.#text.charAt(at + 1)
    if (next === '\\' && at + 1 < this.#end) {
      if (!this.#isForcedBreak(at)) return at + 1
      const behind = skipBlanks(this.#text, at + 2, this.#end)
      const endsLine = behind < this.#end && this.#text.charAt(behind) === '\n'
      return this.#break(at, endsLine ? behind + 1 : behind)
    }
    if (at + 1 < this.#end && escapable.has(next)) return this.#say(next, at, at + 2)
    return at + 1
  }

  /** Not behind another backslash, and not in a word that has more of them (`\\server\share`). */
  #isForcedBreak(at: number): boolean {
    if (at > this.#start && this.#text.charAt(at - 1) === '\\' && this.#from < at) return false
    for (let next = at + 2; next < this.#end && !isSpaceAt(this.#text, next); next++) {
      if (this.#text.charAt(next) === '\\') return false
    }
    return true
  }

  #break(at: number, next: number): number {
    this.#flush(at)
    this.#markup.spend()
    this.#nodes.push({ type: 'lineBreak' })
    this.#from = skipBlanks(this.#text, next, this.#end)
    return this.#from
  }

  #link(at: number): Found | undefined {
    const found = readLink(this.#markup, at, this.#end, this.#depth + 2, this.#active | inLink)
    if (found) this.#markup.spend()
    return found
  }

  #address(colon: number): Found | undefined {
    if (this.#active & inLink) return undefined
    const found = readBareAddress(this.#text, colon, this.#from, this.#end)
    if (found === undefined) return undefined
    const value = this.#text.slice(found.start, found.end)
    this.#flush(found.start)
    this.#from = colon
    this.#markup.spend()
    return { nodes: [{ type: 'anchor', url: value, children: [{ type: 'text', value }] }], end: found.end }
  }

  #emoticon(at: number): number | undefined {
    const found = emoticonAt(this.#text, at, this.#end)
    if (found === undefined || found.end > this.#end) return undefined
    if (found.end < this.#end && isWordAt(this.#text, found.end)) return undefined
    this.#markup.spend()
    return this.#take(at, { nodes: [{ type: 'emoticon', name: found.name }], end: found.end })
  }

  #reference(at: number): number {
    const found = referenceAt(this.#text, at)
    return found === undefined || found.end > this.#end ? at + 1 : this.#say(found.value, at, found.end)
  }

  #image(at: number): Found | undefined {
    if (at < this.#noImageBefore || at + 1 >= this.#end || isSpaceAt(this.#text, at + 1)) return undefined
    const close = imageEnd(this.#text, at, this.#end)
    if (close === -1) {
      const newline = this.#text.slice(at, this.#end).indexOf('\n')
      this.#noImageBefore = newline === -1 ? this.#end : at + newline
      return undefined
    }
    const node = readImage(this.#text, at + 1, close)
    if (node === undefined) return undefined
    this.#markup.spend()
    return { nodes: [node], end: close + 1 }
  }

  #macro(at: number): Found | undefined {
    const tag = this.#markup.tags.get(at)
    if (tag === undefined || tag.end > this.#end) return undefined
    const whole = tag.extent <= this.#end
    const { body: _, ...bodiless } = tag
    const nodes = readMacro(
      this.#markup,
      whole ? tag : { ...bodiless, extent: tag.end },
      'inline',
      this.#depth + 2,
    )
    return { nodes, end: whole ? tag.extent : tag.end }
  }

  /** A run of hyphens is a dash when it stands free, else text: never the mark of a phrase. */
  #dashes(at: number): number | undefined {
    const text = this.#text
    if (text.charAt(at + 1) !== '-') return undefined
    let next = at
    while (next < this.#end && text.charAt(next) === '-') next++
    const length = next - at
    const free =
      (at === this.#start || isSpaceAt(text, at - 1)) && (next === this.#end || isSpaceAt(text, next))
    return free && length <= 3 ? this.#say(length === 2 ? '\u2013' : '\u2014', at, next) : next
  }

  /** `{*}`: a mark between braces opens anywhere. */
  #guarded(at: number): number | undefined {
    const open = this.#text.startsWith('??}', at + 1) ? '??' : this.#text.charAt(at + 1)
    const phrase = phraseByMark.get(open)
    const inner = at + open.length + 2
    if (phrase === undefined || inner > this.#end || this.#text.charAt(inner - 1) !== '}') return undefined
    return this.#close(phrase, at, inner)
  }

  /** A mark of two characters; one of them alone is text. */
  #doubled(mark: '{{' | '??', at: number): number {
    if (!this.#text.startsWith(mark, at)) return at + 1
    return this.#phrase(mark, at) ?? at + 2
  }

  #phrase(mark: string, at: number): number | undefined {
    const phrase = phraseByMark.get(mark)
    if (phrase === undefined) return undefined
    const inner = at + mark.length
    if (inner >= this.#end || isSpaceAt(this.#text, inner)) return undefined
    if (at > this.#start && isWordAt(this.#text, at - 1)) return undefined
    return this.#close(phrase, at, inner)
  }

  /** Reads the phrase that was opened at `at` and whose content begins at `inner`, when it closes. */
  #close(phrase: Phrase, at: number, inner: number): number | undefined {
    if (this.#active & phrase.bit || at < (this.#hopeless.get(phrase.bit) ?? 0)) return undefined
    const found = findClose(this.#markup, phrase, inner, this.#end)
    if (found.close === undefined) {
      this.#hopeless.set(phrase.bit, found.stop)
      return undefined
    }
    this.#markup.spend()
    const children = readInlines(this.#markup, inner, found.close, this.#depth + 1, this.#active | phrase.bit)
    return this.#take(at, { nodes: [{ type: phrase.type, children }], end: found.stop })
  }
}

/** Where the phrase's content ends and where its closing mark does; without a closing mark, where the search stopped. */
function findClose(
  { text, tags }: Markup,
  { close }: Phrase,
  inner: number,
  end: number,
): { readonly close?: number; readonly stop: number } {
  const mark = close.charCodeAt(0)
  for (let at = inner; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) return { stop: at }
    if (code === 92) at++
    else if (code === 91) {
      const link = linkEnd(text, at, end)
      if (link !== -1) at = link
    } else if (code === 123) {
      if (text.startsWith(`{${close}}`, at) && at + close.length + 2 <= end && close !== '}}') {
        return at > inner ? { close: at, stop: at + close.length + 2 } : { stop: at }
      }
      const tag = tags.get(at)
      if (tag === undefined) continue
      const isTransparent = tag.name === 'color' || tag.name === 'storage'
      if (!isTransparent || tag.extent > end) return { stop: at }
      at = tag.extent - 1
    } else if (code === mark && isClosing(text, close, at, inner, end)) {
      return { close: at, stop: at + close.length }
    }
  }
  return { stop: end }
}

function isClosing(text: string, close: string, at: number, inner: number, end: number): boolean {
  const next = at + close.length
  if (at === inner || next > end || isSpaceAt(text, at - 1) || !text.startsWith(close, at)) return false
  if (close === '-' && (text.charAt(next) === '-' || text.charAt(at - 1) === '-')) return false
  if (close === '}}' && text.charAt(next) === '}' && next < end) return false
  return next === end || !isWordAt(text, next)
}
