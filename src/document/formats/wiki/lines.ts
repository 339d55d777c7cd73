/** Lines of a region, and what a line's beginning says it is. */
import { skipBlanks } from './escape.ts'
import { startsBlock } from './macros.ts'
import type { Markup } from './markup.ts'
import type { Tag } from './tags.ts'

/** What the line that begins at an offset starts. */
export type LineKind = 'blank' | 'heading' | 'quote' | 'rule' | 'list' | 'table' | 'macro' | 'text'

const headingMark = /h[1-6]\./y
const ruleMark = /-{4,5}[ \t]*(?:\n|$)/y
const listMark = /(?:-|[*#]{1,20})[ \t]/y

/** What the line starts; `at` is its first character that is no blank. */
export function lineKind(markup: Markup, at: number, end: number): LineKind {
  if (at >= end) return 'blank'
  const { text } = markup
  switch (text.charAt(at)) {
    case '\n':
      return 'blank'
    case 'h':
      return matches(headingMark, text, at, end) ? 'heading' : 'text'
    case 'b':
      return text.startsWith('bq.', at) && at + 3 <= end ? 'quote' : 'text'
    case '|':
      return 'table'
    case '*':
    case '#':
      return matches(listMark, text, at, end) ? 'list' : 'text'
    case '-':
      if (isRule(text, at, end)) return 'rule'
      return matches(listMark, text, at, end) ? 'list' : 'text'
    case '{':
      return blockTagAt(markup, at, end) === undefined ? 'text' : 'macro'
    default:
      return 'text'
  }
}

/** The marks of a list item's line, at its first character. */
export function listMarks(text: string, at: number): string {
  listMark.lastIndex = at
  return listMark.exec(text)?.[0].slice(0, -1) ?? ''
}

/** The tag at `at` when it starts a block there. */
export function blockTagAt(markup: Markup, at: number, end: number): Tag | undefined {
  const tag = markup.tags.get(at)
  if (tag === undefined || tag.extent > end) return undefined
  const behind = skipBlanks(markup.text, tag.extent, end)
  return startsBlock(markup, tag, behind >= end || markup.text.charAt(behind) === '\n') ? tag : undefined
}

/** Where the line ends: at a newline that stands in no macro's body. */
export function lineEnd({ text, tags }: Markup, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) return at
    if (code !== 123) continue
    const tag = tags.get(at)
    if (tag !== undefined && tag.extent <= end) at = tag.extent - 1
  }
  return end
}

function matches(pattern: RegExp, text: string, at: number, end: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text) && pattern.lastIndex <= end
}

/** Four or five dashes with nothing behind them on their line, nor in their region. */
function isRule(text: string, at: number, end: number): boolean {
  ruleMark.lastIndex = at
  if (ruleMark.test(text) && ruleMark.lastIndex <= end + 1) return true
  return end - at < 64 && /^-{4,5}[ \t]*$/.test(text.slice(at, end))
}
