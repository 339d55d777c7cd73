/** Markdown to a tree: CommonMark and GFM, boxes, macros in comments, and elements of storage format. */
import type { MarkdownIt, Token } from 'markdown-it'
import { positionOf } from '../../../base/xml/position.ts'
import type { Reading } from '../../format.ts'
import { documentLimits } from '../../limits.ts'
import type { Attributes, Macro, Node } from '../../tree.ts'
import { Builder } from './builder.ts'
import { readFrontMatter } from './frontmatter.ts'
import type { MatterValue } from './frontmatter.ts'
import { imageTarget, linkOf } from './links.ts'
import { alertMacros, boxNames, languageNames } from './macros.ts'
import { createParser } from './rules.ts'
import type { Box } from './rules.ts'
import { piecesOf, readPairs } from './tags.ts'
import type { Piece } from './tags.ts'
import { readTaskList } from './tasks.ts'

/** What a Markdown file is: a document, and the front matter that says what to do with it. */
export interface MarkdownReading extends Reading {
  readonly frontMatter: Readonly<Record<string, MatterValue>>
}

let parser: MarkdownIt | undefined

/** Reads a Markdown file. */
export function readMarkdown(source: string): MarkdownReading {
  if (source.length > documentLimits.characters) return refuse(source)
  const text = source
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  const matter = readFrontMatter(text.toWellFormed())
  parser ??= createParser()
  const builder = new Builder()
  readTokens(parser.parse(matter.body, {}), builder)
  return { tree: { type: 'document', children: builder.finish() }, messages: [], frontMatter: matter.values }
}

function refuse(source: string): MarkdownReading {
  const text = `The text is longer than ${documentLimits.characters} characters`
  const hint = 'split it into several pages'
  const message = { severity: 'fatal', text, ...positionOf(source, documentLimits.characters), hint } as const
  return { tree: { type: 'document', children: [] }, messages: [message], frontMatter: {} }
}

function readTokens(tokens: readonly Token[], builder: Builder): void {
  tokens.forEach((token, index) => readBlock(token, builder, tokens.slice(index + 1, index + 3)))
}

/** `ahead`: the tokens behind it, as far as it has to know them. */
function readBlock(token: Token, builder: Builder, ahead: readonly Token[]): void {
  const open = openers.get(token.type)
  if (open !== undefined) {
    open(token, builder, ahead)
    return
  }
  if (token.type.endsWith('_close')) {
    builder.close()
    return
  }
  switch (token.type) {
    case 'inline':
      for (const child of token.children ?? []) readInline(child, builder)
      return
    case 'fence':
      builder.addBlock(readFence(token.content, token.info))
      return
    case 'code_block':
      builder.addBlock(readFence(token.content, ''))
      return
    case 'hr':
      builder.addBlock({ type: 'rule' })
      return
    case 'storage_block':
      for (const piece of piecesOf(token.content.replace(/^[ \t\n]+|[ \t\n]+$/g, '')))
        builder.piece(piece, true)
      return
    default:
  }
}

type Opener = (token: Token, builder: Builder, ahead: readonly Token[]) => void

const openers: ReadonlyMap<string, Opener> = new Map(
  Object.entries<Opener>({
    paragraph_open: openParagraph,
    heading_open: (token, builder) => {
      const level = Number(token.tag.slice(1)) as 1 | 2 | 3 | 4 | 5 | 6
      builder.open((children, said) => [{ type: 'heading', level, ...held(said), children }])
    },
    blockquote_open: openQuote,
    bullet_list_open: (_token, builder) =>
      builder.open((children, said) => buildList(false, undefined, children, said)),
    ordered_list_open: (token, builder) => {
      const start = attributeOf(token, 'start')
      builder.open((children, said) => buildList(true, start === '1' ? undefined : start, children, said))
    },
    list_item_open: (_token, builder) =>
      builder.open((children, said) => [{ type: 'listItem', ...held(said), children }]),
    table_open: (_token, builder) => builder.open(buildTable),
    thead_open: (_token, builder) => builder.open((children) => children),
    tbody_open: (_token, builder) => builder.open((children) => children),
    tr_open: (_token, builder) => builder.open((children) => [{ type: 'tableRow', children }]),
    th_open: (token, builder) => openCell(token, builder, true),
    td_open: (token, builder) => openCell(token, builder, false),
    box_open: (token, builder) => {
      const macro = boxMacro(token.meta as unknown as Box)
      builder.open((children) => [{ ...macro, body: { kind: 'rich', children } }])
    },
  }),
)

/** A paragraph of a tight list is bare text; so is one that was said to be. */
function openParagraph(token: Token, builder: Builder, ahead: readonly Token[]): void {
  const content = ahead[0]?.content ?? ''
  const toc = /^\[(?:\[_?TOC_?\]|TOC)\]$/.test(content.trim())
  builder.open((children, said) => {
    if (toc)
      return [{ type: 'macro', name: 'toc', ...macroFields(said), parameters: [], body: { kind: 'none' } }]
    const { bare, ...attributes } = said ?? {}
    if (token.hidden && Object.keys(said ?? {}).length === 0) return children
    return bare === undefined ? [{ type: 'paragraph', ...held(attributes), children }] : children
  })
}

function openQuote(_token: Token, builder: Builder, ahead: readonly Token[]): void {
  const first = ahead[1]
  const [, word = ''] =
    /^\[!([A-Za-z]+)\][ \t]*(?:\n|$)/.exec(first?.type === 'inline' ? first.content : '') ?? []
  const name = alertMacros.get(word.toUpperCase())
  builder.open((children, said) => {
    if (name === undefined) return [{ type: 'quote', ...held(said), children }]
    const body = { kind: 'rich', children: withoutAlertMark(children, word) } as const
    return [{ type: 'macro', name, ...macroFields(said), parameters: [], body }]
  })
}

/** The first paragraph without the line that said what alert it is. */
function withoutAlertMark(nodes: readonly Node[], word: string): readonly Node[] {
  const [first, ...others] = nodes
  if (first?.type !== 'paragraph') return nodes
  const [mark, ...more] = joinTexts(first.children)
  if (mark?.type !== 'text') return nodes
  const value = mark.value.slice(word.length + 3).replace(/^[ \t]*\n?/, '')
  if (value === '' && more.length === 0) return others
  return [{ ...first, children: value === '' ? more : [{ type: 'text', value }, ...more] }, ...others]
}

function buildList(
  ordered: boolean,
  start: string | undefined,
  children: readonly Node[],
  said: Attributes | undefined,
): readonly Node[] {
  const tasks = ordered ? undefined : readTaskList(children, said)
  if (tasks !== undefined) return [tasks]
  const attributes = { ...(start !== undefined && { start }), ...said }
  return [{ type: 'list', ordered, ...held(attributes), children }]
}

function buildTable(rows: readonly Node[], said: Attributes | undefined): readonly Node[] {
  return [
    { type: 'table', ...held(said), children: [{ type: 'tableSection', name: 'tbody', children: rows }] },
  ]
}

function openCell(token: Token, builder: Builder, header: boolean): void {
  const align = /text-align:\s*(\w+)/.exec(attributeOf(token, 'style') ?? '')?.[1]
  const style = align === undefined ? undefined : { style: `text-align: ${align};` }
  builder.open((children, said) => [{ type: 'tableCell', header, ...held({ ...style, ...said }), children }])
}

function boxMacro({ name, title }: Box): Macro {
  const known = name.toLowerCase()
  const pairs = /^\{(.*)\}$/.exec(title.trim())?.[1]
  const parameters =
    pairs === undefined
      ? [{ name: 'title', text: title.trim().replace(/^\[(.*)\]$/, '$1') }].filter(({ text }) => text !== '')
      : readPairs(pairs).map(([key, text]) => ({ name: key, text }))
  return { type: 'macro', name: boxNames.get(known) ?? known, parameters, body: { kind: 'none' } }
}

/** The info string is the language, and parameters in braces behind it. */
function readFence(content: string, info: string): Node {
  const [, language = '', rest = ''] = /^\s*([^\s{]*)\s*(?:\{(.*)\})?/.exec(info) ?? []
  const named =
    language === '' ? [] : [{ name: 'language', text: languageNames.get(language.toLowerCase()) ?? language }]
  const others = readPairs(rest).map(([name, text]) => ({ name, text }))
  const text = content.endsWith('\n') ? content.slice(0, -1) : content
  return { type: 'macro', name: 'code', parameters: [...named, ...others], body: { kind: 'plain', text } }
}

function readInline(token: Token, builder: Builder): void {
  const mark = marks.get(token.type)
  if (mark !== undefined) {
    const tag = mark === 'strike' ? { tag: 'del' } : {}
    builder.open((children) => [{ type: mark, ...tag, children }])
    return
  }
  switch (token.type) {
    case 'text':
    case 'text_special':
      if (token.content !== '') builder.add([{ type: 'text', value: token.content }])
      return
    case 'softbreak':
      builder.add([{ type: 'text', value: '\n' }])
      return
    case 'hardbreak':
      builder.add([{ type: 'lineBreak' }])
      return
    case 'code_inline':
      builder.add([{ type: 'code', children: [{ type: 'text', value: token.content }] }])
      return
    case 'link_open': {
      const [url, title] = [attributeOf(token, 'href') ?? '', attributeOf(token, 'title')]
      builder.open((children) => [linkOf(url, title, joinTexts(children))])
      return
    }
    case 'image':
      builder.add([readImage(token)])
      return
    case 'emoji':
      builder.add([{ type: 'emoticon', name: token.content }])
      return
    case 'storage_piece':
      builder.piece(token.meta as unknown as Piece, false)
      return
    default:
      if (token.type.endsWith('_close')) builder.close()
  }
}

const marks: ReadonlyMap<string, 'strong' | 'emphasis' | 'strike'> = new Map([
  ['strong_open', 'strong'],
  ['em_open', 'emphasis'],
  ['s_open', 'strike'],
])

function readImage(token: Token): Node {
  const alt = (token.children ?? []).map((child) => child.content).join('')
  const title = attributeOf(token, 'title')
  const attributes = { ...(alt !== '' && { alt }), ...(title !== undefined && { title }) }
  return { type: 'image', target: imageTarget(attributeOf(token, 'src') ?? ''), ...held(attributes) }
}

function joinTexts(nodes: readonly Node[]): readonly Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = { type: 'text', value: last.value + node.value }
    } else joined.push(node)
  }
  return joined
}

function attributeOf(token: Token, name: string): string | undefined {
  const value = token.attrGet(name)
  return value === null ? undefined : String(value)
}

function macroFields(said: Attributes | undefined): Pick<Macro, 'id' | 'schemaVersion' | 'attributes'> {
  const { 'macro-id': id, 'schema-version': schemaVersion, ...others } = said ?? {}
  return {
    ...(id !== undefined && { id }),
    ...(schemaVersion !== undefined && { schemaVersion }),
    ...held(others),
  }
}

function held(attributes: Attributes | undefined): { attributes?: Attributes } {
  return attributes === undefined || Object.keys(attributes).length === 0 ? {} : { attributes }
}
