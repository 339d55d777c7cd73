/** Wiki markup to a tree: blocks by the beginnings of their lines. */
import { positionOf } from '../../../base/xml/position.ts'
import type { Reading } from '../../format.ts'
import type { Message } from '../../message.ts'
import type { Node } from '../../tree.ts'
import { cleanText, offsetBefore, skipBlanks, trimRegion } from './escape.ts'
import { readInlines } from './inline.ts'
import { blockTagAt, lineEnd, lineKind } from './lines.ts'
import { readLists } from './lists.ts'
import { readDefaults } from './carry.ts'
import { breaksLine, readMacro } from './macros.ts'
import { TooManyNodes, maximumDepth, maximumNodes } from './markup.ts'
import type { Markup } from './markup.ts'
import { readTable } from './tables.ts'
import { findTags } from './tags.ts'
import type { Tag } from './tags.ts'

/** Reads wiki markup. Every text is some document; only one with too many parts is refused. */
export function readWiki(source: string): Reading {
  const messages: Message[] = []
  try {
    const text = cleanText(source)
    const markup = open(text)
    return { tree: { type: 'document', children: markup.blocks(0, text.length, 0) }, messages }
  } catch (error) {
    if (!(error instanceof TooManyNodes)) throw error
    messages.push({
      severity: 'fatal',
      text: `The text has more than ${maximumNodes} parts`,
      ...positionOf(source, offsetBefore(source, error.offset)),
      hint: 'split it into several pages',
    })
    return { tree: { type: 'document', children: [] }, messages }
  }
}

function open(text: string): Markup {
  let nodes = 0
  let reached = 0
  const tags = findTags(text)
  const starts = Float64Array.from(tags.keys())
  const implied = new WeakSet<Node>()
  const markup: Markup = {
    text,
    defaults: readDefaults(tags.get(0)),
    implied,
    tags,
    nextTag: (start, end) => {
      for (let index = firstAtLeast(starts, start); index < starts.length; index++) {
        const tag = tags.get(starts[index] ?? end)
        if (tag === undefined || tag.start >= end) return undefined
        if (tag.extent <= end) return tag
      }
      return undefined
    },
    spend: (count = 1) => {
      nodes += count
      if (nodes > maximumNodes) throw new TooManyNodes(reached)
    },
    blocks: (start, end, depth) => {
      reached = start
      return readBlocks(markup, start, end, depth)
    },
    inlines: (start, end, depth, active) => {
      reached = start
      return readInlines(markup, start, end, depth, active)
    },
    content: (start, end, depth, holder) => readContent(markup, start, end, depth, holder),
    flow: (start, end, depth) =>
      readFlow(
        markup,
        start,
        end,
        depth,
        markup.defaults.has('items') ? paragraphs(implied) : (nodes) => nodes,
      ),
  }
  return markup
}

/** The index of the first number that is not less than `least`, in ascending numbers. */
function firstAtLeast(numbers: Float64Array, least: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

function readContent(
  markup: Markup,
  start: number,
  end: number,
  depth: number,
  holder: 'items' | 'cells',
): readonly Node[] {
  const nodes = markup.blocks(start, end, depth)
  const [only, ...more] = nodes
  if (more.length > 0 || only?.type !== 'paragraph' || markup.defaults.has(holder)) return nodes
  return markup.implied.has(only) ? only.children : nodes
}

function readBlocks(markup: Markup, start: number, end: number, depth: number): Node[] {
  const { text } = markup
  if (depth > maximumDepth) return [asText(text, start, end)]
  const out: Node[] = []
  let at = start
  while (at < end) {
    const first = skipBlanks(text, at, end)
    const kind = lineKind(markup, first, end)
    if (kind === 'blank') {
      at = first + 1
      continue
    }
    markup.spend()
    const read = readers[kind](markup, first, end, depth)
    out.push(...read.nodes)
    at = read.end
  }
  return out
}

type BlockReader = (
  markup: Markup,
  start: number,
  end: number,
  depth: number,
) => { readonly nodes: readonly Node[]; readonly end: number }

const readers: Readonly<Record<Exclude<ReturnType<typeof lineKind>, 'blank'>, BlockReader>> = {
  heading: readHeading,
  quote: readQuote,
  rule: (markup, start, end) => ({ nodes: [{ type: 'rule' }], end: lineEnd(markup, start, end) + 1 }),
  list: readLists,
  table: readTable,
  macro: readBlockMacro,
  text: readParagraph,
}

function readHeading(markup: Markup, start: number, end: number, depth: number): ReturnType<BlockReader> {
  const stop = lineEnd(markup, start, end)
  const content = trimRegion(markup.text, start + 3, stop)
  const level = Number(markup.text.charAt(start + 1)) as 1 | 2 | 3 | 4 | 5 | 6
  const children = markup.inlines(content.start, content.end, depth)
  return { nodes: [{ type: 'heading', level, children }], end: stop + 1 }
}

function readQuote(markup: Markup, start: number, end: number, depth: number): ReturnType<BlockReader> {
  const stop = lineEnd(markup, start, end)
  const content = trimRegion(markup.text, start + 3, stop)
  const children = readFlow(markup, content.start, content.end, depth, paragraphs(markup.implied))
  return { nodes: [{ type: 'quote', children }], end: stop + 1 }
}

function readBlockMacro(markup: Markup, start: number, end: number, depth: number): ReturnType<BlockReader> {
  const tag = blockTagAt(markup, start, end)
  if (tag === undefined) return readParagraph(markup, start, end, depth)
  return { nodes: readStandingMacro(markup, tag, depth), end: tag.extent }
}

/** A paragraph runs on over lines until a blank one or one that starts another block. */
function readParagraph(markup: Markup, start: number, end: number, depth: number): ReturnType<BlockReader> {
  let stop = lineEnd(markup, start, end)
  while (stop < end) {
    const next = skipBlanks(markup.text, stop + 1, end)
    if (lineKind(markup, next, end) !== 'text') break
    stop = lineEnd(markup, next, end)
  }
  return { nodes: readFlow(markup, start, stop, depth, paragraphs(markup.implied)), end: stop + 1 }
}

/** A run of inlines, with the block macros in it standing by themselves; `wrap` makes blocks of the pieces between. */
function readFlow(
  markup: Markup,
  start: number,
  end: number,
  depth: number,
  wrap: (inlines: readonly Node[]) => readonly Node[],
): Node[] {
  const out: Node[] = []
  let from = start
  const flush = (stop: number): void => {
    const piece = trimRegion(markup.text, from, stop)
    if (piece.start < piece.end) out.push(...wrap(markup.inlines(piece.start, piece.end, depth)))
  }
  for (const tag of breakingTags(markup, start, end)) {
    flush(tag.start)
    out.push(...readStandingMacro(markup, tag, depth))
    from = tag.extent
  }
  flush(end)
  return out
}

function* breakingTags(markup: Markup, start: number, end: number): Generator<Tag> {
  for (let tag = markup.nextTag(start, end); tag !== undefined; tag = markup.nextTag(tag.extent, end)) {
    if (breaksLine(markup, tag) || startsOwnLine(markup, tag, start, end)) yield tag
  }
}

/** A block macro without a body breaks the run when it has a line of its own in it. */
function startsOwnLine(markup: Markup, tag: Tag, start: number, end: number): boolean {
  let before = tag.start
  while (
    before > start &&
    (markup.text.charAt(before - 1) === ' ' || markup.text.charAt(before - 1) === '\t')
  )
    before--
  if (before === start || markup.text.charAt(before - 1) !== '\n') return false
  return blockTagAt(markup, tag.start, end) !== undefined
}

/** A macro that makes a block; by default one without a body may stand in a paragraph of its own. */
function readStandingMacro(markup: Markup, tag: Tag, depth: number): readonly Node[] {
  const nodes = readMacro(markup, tag, 'block', depth + 2)
  const wrapped = markup.defaults.has('macros') && tag.body === undefined && tag.name !== 'storage'
  return wrapped ? paragraphs(markup.implied)(nodes) : nodes
}

/** Makes paragraphs of runs of inlines, and notes that their notation named none. */
function paragraphs(implied: WeakSet<Node>): (children: readonly Node[]) => readonly Node[] {
  return (children) => {
    if (children.length === 0) return []
    const paragraph: Node = { type: 'paragraph', children }
    implied.add(paragraph)
    return [paragraph]
  }
}

function asText(text: string, start: number, end: number): Node {
  return { type: 'paragraph', children: [{ type: 'text', value: text.slice(start, end) }] }
}
