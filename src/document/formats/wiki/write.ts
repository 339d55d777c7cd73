/** A tree to wiki markup. What the notation cannot say is carried, so that it is there again when it is read. */
import type { Document, Node } from '../../tree.ts'
import { defaultWords } from './carry.ts'
import { trimBlanks } from './escape.ts'
import { isInline, isRun, runsOf, withoutBlanks } from './kinds.ts'
import type { Defaults } from './markup.ts'
import { bare, tagged, writeCarried } from './write-carry.ts'
import { writeInlines } from './write-inlines.ts'
import { writeCarriedPart, writeList, writeTable } from './write-lists.ts'
import { factsOf } from './macros.ts'
import { isBlockMacro, writeBlockMacro } from './write-macros.ts'
import { onLines, onOneLine, ownLines, plainSurroundings } from './writing.ts'
import type { Run, Surroundings, Writing } from './writing.ts'

/** Writes a document as wiki markup. */
export function writeWiki(tree: Document): string {
  const survey = surveyOf(tree)
  const blocks: Written<string> = new WeakMap()
  const runs: Written<Run> = new WeakMap()
  const writing: Writing = {
    defaults: survey.defaults,
    repeated: survey.repeated,
    open: new Set(),
    verbatim: 0,
    blocks: (nodes) => once(blocks, nodes, keyOf(writing), () => writeBlocks(writing, nodes)),
    carried: (node) => writeCarriedPart(writing, node) ?? writeCarried(writing, node),
    inlines: (nodes, surroundings) =>
      once(runs, nodes, keyOf(writing, surroundings), () => writeInlines(writing, nodes, surroundings)),
  }
  const body = writing.blocks(tree.children)
  const given = [...survey.defaults].map((key) => [key, defaultWords[key]])
  return given.length === 0 ? body : `${tagged('defaults', Object.fromEntries(given), '')}\n${body}`
}

/** What nodes were written as, by where they stand. */
type Written<T> = WeakMap<readonly Node[], Map<string, T>>

/** Notation is tried before a carrier is: without memory, each level of nesting would be written twice as often. */
function once<T>(written: Written<T>, nodes: readonly Node[], key: string, write: () => T): T {
  const known = written.get(nodes) ?? new Map<string, T>()
  written.set(nodes, known)
  const before = known.get(key)
  if (before !== undefined) return before
  const result = write()
  known.set(key, result)
  return result
}

function keyOf({ open, verbatim }: Writing, surroundings: Surroundings = plainSurroundings): string {
  return `${verbatim > 0} ${surroundings.inLink} ${surroundings.isLine} ${[...surroundings.active].join('')} ${[...open].join(' ')}`
}

function writeBlocks(writing: Writing, nodes: readonly Node[]): string {
  return runsOf(withoutBlanks(nodes))
    .map((part) => (isRun(part) ? bare(onOneLine(writing.inlines(part))) : writeBlock(writing, part)))
    .join('\n\n')
}

function writeBlock(writing: Writing, node: Node): string {
  return writeNatural(writing, node) ?? writing.carried(node)
}

function writeNatural(writing: Writing, node: Node): string | undefined {
  switch (node.type) {
    case 'list':
      return writeList(writing, node)
    case 'table':
      return writeTable(writing, node)
    case 'macro': {
      const markup = writeBlockMacro(writing, node)
      const isWrapped = node.body.kind === 'none' && writing.defaults.has('macros')
      return markup !== undefined && isWrapped ? bare(markup) : markup
    }
    default:
      if (node.attributes !== undefined) return undefined
  }
  switch (node.type) {
    case 'paragraph':
      return writeParagraph(writing, node.children)
    case 'heading':
      return `h${node.level}. ${trimBlanks(onOneLine(writing.inlines(node.children, ownLines)))}`
    case 'rule':
      return '----'
    case 'quote':
      return writeQuote(writing, node.children)
    default:
      return undefined
  }
}

function writeParagraph(writing: Writing, children: readonly Node[]): string | undefined {
  const run = writing.inlines(children, ownLines)
  const [only, ...more] = withoutBlanks(children)
  if (only?.type === 'macro' && more.length === 0 && isLoneMacro(only) && writing.defaults.has('macros')) {
    return writeBlockMacro(writing, only)
  }
  const markup = onLines(run)
  return markup === undefined || trimBlanks(markup) === '' ? undefined : trimBlanks(markup)
}

function writeQuote(writing: Writing, children: readonly Node[]): string {
  const [only, ...more] = withoutBlanks(children)
  if (only?.type === 'paragraph' && more.length === 0 && only.attributes === undefined) {
    const markup = writeParagraph(writing, only.children)
    if (markup !== undefined && !markup.includes('\n')) return `bq. ${markup}`
  }
  const isNested = writing.open.has('quote')
  writing.open.add('quote')
  const body = writing.blocks(children)
  if (!isNested) writing.open.delete('quote')
  return `{quote${isNested ? ':' : ''}}\n${body}${body === '' ? '' : '\n'}{quote}`
}

function isLoneMacro(node: Node): boolean {
  return node.type === 'macro' && node.body.kind === 'none' && isBlockMacro(node)
}

/** What is said once for the whole document: its habits, and which unknown macros it names more than once. */
interface Survey {
  readonly defaults: Defaults
  readonly repeated: ReadonlySet<string>
}

interface Tally {
  readonly habits: Record<'items' | 'cells' | 'macros' | 'links', number>
  readonly names: Map<string, number>
}

function surveyOf(tree: Document): Survey {
  const tally: Tally = { habits: { items: 0, cells: 0, macros: 0, links: 0 }, names: new Map() }
  count(tree.children, tally)
  const usual = (['items', 'cells', 'macros', 'links'] as const).filter((key) => tally.habits[key] > 0)
  const repeated = [...tally.names].filter(([, uses]) => uses > 1).map(([name]) => name)
  return { defaults: new Set(usual), repeated: new Set(repeated) }
}

function count(nodes: readonly Node[], tally: Tally): void {
  for (const node of nodes) {
    tallyNode(node, tally)
    if (node.type === 'macro') {
      if (isLoneMacro(node)) tally.habits.macros--
      count(node.body.kind === 'rich' ? node.body.children : [], tally)
    } else if ('children' in node) count(node.children, tally)
  }
}

function tallyNode(node: Node, { habits, names }: Tally): void {
  switch (node.type) {
    case 'macro':
      if (factsOf(node.name) === undefined) names.set(node.name, (names.get(node.name) ?? 0) + 1)
      return
    case 'paragraph': {
      const [only, ...more] = withoutBlanks(node.children)
      if (only !== undefined && more.length === 0 && isLoneMacro(only)) habits.macros += 2
      return
    }
    case 'listItem':
      habits.items += weigh(node.children)
      return
    case 'tableCell':
      habits.cells += weigh(node.children)
      return
    case 'link': {
      const isText = node.children.length > 0 && node.children.every((child) => child.type === 'text')
      if (isText) habits.links += node.body === 'rich' ? 1 : -1
      return
    }
    default:
  }
}

/** For a paragraph: 1; for bare text: -1. */
function weigh(children: readonly Node[]): number {
  const [first] = withoutBlanks(children)
  if (first === undefined) return 0
  if (first.type === 'paragraph') return first.attributes === undefined ? 1 : 0
  return isInline(first) ? -1 : 0
}
