/** `{storage:…}`: nodes that wiki markup has no notation for, by their spelling in storage format. */
import { spell } from '../../spelling.ts'
import type { Attributes, Node } from '../../tree.ts'
import { holdsInlines, isCarriedName } from './carry.ts'
import { writePart } from './parameters.ts'
import { onOneLine } from './writing.ts'
import type { Writing } from './writing.ts'

/** Elements whose white space counts. */
const verbatimElements: ReadonlySet<string> = new Set(
  'pre textarea ac:parameter ac:default-parameter ac:adf-attribute ac:adf-parameter ac:plain-text-link-body'.split(
    ' ',
  ),
)

/** The node's element in tags, its content as markup between them. */
export function writeCarried(writing: Writing, node: Node): string {
  if (node.type === 'task') return writeTask(writing, node)
  const spelling = spell(node)
  if (spelling === undefined) return writeVerbatim(writing, node)
  const { name, attributes, children } = spelling
  return tagged(name, attributes, writeChildren(writing, name, children))
}

/** An element around content that is markup already. */
export function tagged(name: string, attributes: Attributes, content: string): string {
  const parts = Object.entries(attributes)
    .filter(([key]) => isCarriedName(key))
    .map(([key, value]) => writePart(key, value))
  const inside = [writePart(undefined, name), ...parts].join('|')
  return content === '' ? `{storage/:${inside}}` : `{storage:${inside}}${content}{storage}`
}

/** Inline markup that stands among blocks without a paragraph. */
export function bare(markup: string): string {
  return `{storage:}${markup}{storage}`
}

function writeChildren(writing: Writing, name: string, children: readonly Node[]): string {
  if (holdsInlines(name)) {
    const depth = verbatimElements.has(name) ? 1 : 0
    writing.verbatim += depth
    const markup = onOneLine(writing.inlines(children))
    writing.verbatim -= depth
    return markup
  }
  const content = writing.blocks(children)
  return content === '' ? '' : `\n${content}\n`
}

function writeTask(writing: Writing, node: Node & { type: 'task' }): string {
  const said = {
    id: node.id,
    uuid: node.uuid,
    status: node.done ? 'complete' : undefined,
    ...node.attributes,
  }
  const attributes = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return tagged('ac:task', Object.fromEntries(attributes), writeChildren(writing, 'ac:task', node.children))
}

/** Comments, CDATA and text of other dialects keep their text as it is. */
function writeVerbatim(writing: Writing, node: Node): string {
  switch (node.type) {
    case 'comment':
      return verbatim('comment', {}, node.value)
    case 'characterData':
      return verbatim('cdata', {}, node.value)
    case 'raw':
      return node.format === 'wiki' ? node.value : verbatim('raw', { format: node.format }, node.value)
    case 'document':
      return onOneLine(writing.inlines(node.children))
    default:
      return ''
  }
}

function verbatim(kind: string, attributes: Readonly<Record<string, string>>, text: string): string {
  const isSafe = !text.includes('{storage}') && !text.includes('\r')
  const given = isSafe ? attributes : { ...attributes, text }
  const parts = Object.entries(given).map(([key, value]) => writePart(key, value))
  return `{storage!:${[kind, ...parts].join('|')}}${isSafe ? text : ''}{storage}`
}
