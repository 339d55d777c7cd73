/** What Markdown of wikis has beyond CommonMark and GFM, as rules of the parser. */
import createMarkdown from 'markdown-it'
import type { MarkdownIt, StateBlock, StateCore, StateInline } from 'markdown-it'
import { emojiAt } from './emoji.ts'
import { isOpenAtEnd, pieceAt, startsBlock } from './tags.ts'

/** A parser that gives tokens of these rules beside its own: `storage_block`, `storage_piece`, `emoji`, `box_open`, … */
export function createParser(): MarkdownIt {
  const parser = createMarkdown({ html: false, linkify: true, breaks: false, typographer: false })
  parser.linkify.set({ fuzzyLink: false })
  parser.linkify.add('//', null)
  parser.normalizeLink = (url) => url
  parser.normalizeLinkText = (text) => text
  parser.validateLink = () => true
  const interrupting = { alt: ['paragraph', 'reference', 'blockquote', 'list'] }
  parser.core.ruler.disable('text_join')
  parser.core.ruler.before('inline', 'page_titles', bracketPageTitles)
  parser.block.ruler.before('fence', 'storage_block', storageBlock, interrupting)
  parser.block.ruler.before('fence', 'directive', directive, interrupting)
  parser.block.ruler.before('fence', 'admonition', admonition, { alt: ['paragraph'] })
  parser.inline.ruler.before('autolink', 'storage_piece', storagePiece)
  parser.inline.ruler.before('emphasis', 'emoji', emoji)
  return parser
}

/** Titles in `[text](ac:Page Title)` may hold blanks, which links elsewhere may not. */
function bracketPageTitles(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== 'inline' || !token.content.includes('](ac:')) continue
    token.content = token.content.replace(/\]\((ac:[^()<>\n"]* [^()<>\n"]*)\)/g, '](<$1>)')
  }
}

/** Lines that begin with a tag, up to a blank line that stands in no comment or CDATA section. */
function storageBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (indentOf(state, startLine) - state.blkIndent >= 4) return false
  const first = lineOf(state, startLine)
  if (!startsBlock(first, silent)) return false
  if (silent) return true
  let next = startLine + 1
  let open = openPart(first)
  const endsWithComment = first.startsWith('<!--')
  const runsOn = (line: number): boolean => open !== '' || !(endsWithComment || isEnd(state, line))
  while (next < endLine && runsOn(next)) {
    open = openPart(`${open}\n${lineOf(state, next++)}`)
  }
  state.line = next
  const token = state.push('storage_block', '', 0)
  token.content = state.getLines(startLine, next, state.blkIndent, true)
  token.map = [startLine, next]
  return true
}

/** The text from a comment or CDATA section that is still open on; empty when none is. */
function openPart(text: string): string {
  if (!isOpenAtEnd(text)) return ''
  return text.lastIndexOf('<![CDATA[') > text.lastIndexOf(']]>') ? '<![CDATA[' : '<!--'
}

function indentOf(state: StateBlock, line: number): number {
  return state.sCount[line] ?? 0
}

function isEnd(state: StateBlock, line: number): boolean {
  return state.isEmpty(line) || indentOf(state, line) < state.blkIndent
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
}

const directiveMark = /^(:{3,})\s*([A-Za-z][\w.-]*)\s*(.*)$/

/** `:::name title`, content, `:::`. */
function directive(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (indentOf(state, startLine) - state.blkIndent >= 4) return false
  const [, colons, name, rest = ''] = directiveMark.exec(lineOf(state, startLine).trimEnd()) ?? []
  if (colons === undefined || name === undefined) return false
  if (silent) return true
  let depth = 1
  let next = startLine + 1
  for (; next < endLine; next++) {
    if (indentOf(state, next) < state.blkIndent && !state.isEmpty(next)) break
    const line = lineOf(state, next).trim()
    if (directiveMark.test(line)) depth++
    else if (/^:{3,}$/.test(line) && --depth === 0) break
  }
  openBox(state, { name, title: rest, isDirective: true }, startLine, next, state.blkIndent)
  state.line = Math.min(next + 1, endLine)
  return true
}

const admonitionMark = /^(!!!|\?\?\?\+?)\s+([A-Za-z][\w-]*)\s*(?:"([^"]*)")?\s*$/

/** `!!! name "title"` and lines indented by four blanks. */
function admonition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const [, mark, name, title] = admonitionMark.exec(lineOf(state, startLine)) ?? []
  if (mark === undefined || name === undefined) return false
  if (silent) return true
  const indent = state.blkIndent + 4
  let next = startLine + 1
  while (next < endLine && (state.isEmpty(next) || indentOf(state, next) >= indent)) next++
  openBox(
    state,
    { name, title: title ?? '', isDirective: false, isCollapsed: mark !== '!!!' },
    startLine,
    next,
    indent,
  )
  state.line = next
  return true
}

/** What the opening token of a box says. */
export interface Box {
  readonly name: string
  readonly title: string
  readonly isDirective: boolean
  readonly isCollapsed?: boolean
}

function openBox(state: StateBlock, box: Box, startLine: number, endLine: number, indent: number): void {
  const { parentType, lineMax, blkIndent } = state
  const token = state.push('box_open', '', 1)
  token.meta = { ...box }
  token.map = [startLine, endLine]
  state.lineMax = endLine
  state.blkIndent = indent
  state.md.block.tokenize(state, startLine + 1, endLine)
  state.parentType = parentType
  state.lineMax = lineMax
  state.blkIndent = blkIndent
  state.push('box_close', '', -1)
}

const missing = new WeakMap<StateInline, Set<string>>()

/** A tag, comment or CDATA section inside a line. */
function storagePiece(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 60) return false
  const known = missing.get(state) ?? new Set<string>()
  missing.set(state, known)
  const found = pieceAt(state.src, state.pos, known)
  if (found === undefined || found.end > state.posMax) return false
  if (!silent) state.push('storage_piece', '', 0).meta = { ...found.piece }
  state.pos = found.end
  return true
}

function emoji(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 58) return false
  const found = emojiAt(state.src, state.pos)
  if (found === undefined || found.end > state.posMax) return false
  if (!silent) state.push('emoji', '', 0).content = found.name
  state.pos = found.end
  return true
}
