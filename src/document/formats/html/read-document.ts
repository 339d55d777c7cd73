/** A whole HTML text → document, merged into the original when that is known. */
import { escapeHtmlText } from '../../../base/xml/write.ts'
import { emptyExpansion } from '../../expansion.ts'
import type { Reading, ReadOptions } from '../../format.ts'
import { merge } from '../../merge.ts'
import type { Message } from '../../message.ts'
import { nowhere } from '../../nowhere.ts'
import type { Document, Macro, Node } from '../../tree.ts'
import { childrenOf, walk } from '../../visit.ts'
import { parseHtml } from './parse.ts'
import { printFragment } from './print.ts'
import { printerFor } from './printer.ts'
import { readNodes } from './read.ts'
import type { Reader } from './reader.ts'
import type { StorageAccess } from './storage-access.ts'
import { tidyFlow } from './tidy.ts'

/** Reads editor or view HTML. Never fatal. */
export function readHtml(html: string, { original, env }: ReadOptions, storage: StorageAccess): Reading {
  const reader: Reader = { readStorage: nodesOf(storage), macros: new Map(), env, read: readNodes }
  const stored = original === undefined ? undefined : storage.readStorage(original)
  if (stored === undefined || stored.messages.length > 0) {
    const { nodes, messages } = readTop(reader, html)
    return { tree: { type: 'document', children: unwrapped(nodes) }, messages }
  }
  return readEdited(html, reader, stored.tree, storage)
}

function nodesOf({ readStorage }: StorageAccess): Reader['readStorage'] {
  return (text) => {
    const { tree, messages } = readStorage(text)
    return messages.length > 0 ? undefined : tree.children
  }
}

function readEdited(html: string, base: Reader, stored: Document, storage: StorageAccess): Reading {
  const without = absentFrom(html)
  const printed = (nodes: readonly Node[], numbers?: ReadonlyMap<Node, number>) => {
    const env = nowhere({ contextPath: base.env?.contextPath ?? '', origin: base.env?.origin ?? '' })
    const { writeStorage } = storage
    return printFragment(
      printerFor({ purpose: 'editor', env, expansion: emptyExpansion, writeStorage, numbers, without }),
      nodes,
    )
  }
  const normalise = (nodes: readonly Node[]) => readTop(base, printed(nodes)).nodes
  const reader: Reader = { ...base, macros: macrosById(stored), normalise }
  const numbers = numbered(stored)
  const origins = new Map<Node, number>()
  const unedited = readTop({ ...base, numbers: origins }, printed(stored.children, numbers)).nodes
  const { nodes: edited, messages } = readTop(reader, html)
  const exactSpace = !isIndented(html)
  const tree = merge({
    stored,
    unedited,
    edited: isWrapped(unedited) ? edited : unwrapped(edited),
    numbers,
    origins,
    exactSpace,
  })
  return { tree, messages }
}

function readTop(reader: Reader, html: string): { nodes: readonly Node[]; messages: readonly Message[] } {
  const parsed = parseHtml(html)
  if (parsed !== undefined) return { nodes: tidyFlow(readNodes(reader, parsed, false)), messages: [] }
  const text = 'The HTML nests too deep or has too many elements; only its text was read.'
  const plain = parseHtml(escapeHtmlText(html.replace(/<[^<>]*>/g, ' '))) ?? []
  const message: Message = { severity: 'warning', text, row: 1, column: 1 }
  return { nodes: tidyFlow(readNodes(reader, plain, false)), messages: [message] }
}

/** Without the one element that HTML libraries put around a fragment. */
function unwrapped(nodes: readonly Node[]): readonly Node[] {
  return isWrapped(nodes) ? tidyFlow(nodes.flatMap(childrenOf)) : nodes
}

function isWrapped(nodes: readonly Node[]): boolean {
  const [only] = nodes
  if (nodes.length !== 1 || only === undefined || only.attributes !== undefined) return false
  return only.type === 'span' || (only.type === 'element' && only.name === 'div')
}

/** What the views do not show, when the text is one of theirs. */
function absentFrom(html: string): ReadonlySet<Node['type']> {
  const absent = new Set<Node['type']>()
  if (!html.includes('text-placeholder')) absent.add('placeholder')
  if (!html.includes('inline-comment-marker')) absent.add('commentMarker')
  return absent
}

/** Whether a program has put inline elements on lines of their own, so that blanks at their edges mean nothing. */
function isIndented(html: string): boolean {
  return /\n\s*<(?:a|b|strong|em|i|u|s|span|code|sub|sup)\b[^>]*>\s*\n/i.test(html)
}

/** Numbers in document order for all nodes that an element can stand for. */
function numbered(document: Document): ReadonlyMap<Node, number> {
  const numbers = new Map<Node, number>()
  walk(document.children, (node) => {
    if (node.type !== 'text' && node.type !== 'comment' && node.type !== 'characterData')
      numbers.set(node, numbers.size)
  })
  return numbers
}

function macrosById(document: Document): ReadonlyMap<string, Macro> {
  const macros = new Map<string, Macro>()
  walk(document.children, (node) => {
    if (node.type === 'macro' && node.id !== undefined) macros.set(node.id, node)
  })
  return macros
}
