/**
 * The canonical dump: one node a line, two documents that mean the same give the same dump.
 *
 * Left out are the spelling of marks, the order of attributes, the white space between blocks, how a run of text was
 * cut into nodes, and where nodes were read from.
 */
import { blockTypes, withoutLayoutBlanks } from '../../kinds.ts'
import type { Attributes, Document, Macro, Node, Target } from '../../tree.ts'

/** Dumps a document; every line ends in a line feed. */
export function writeTree(tree: Document): string {
  const lines: string[] = []
  dumpAll(tree.children, 0, lines)
  return lines.map((line) => `${line}\n`).join('')
}

function dumpAll(nodes: readonly Node[], depth: number, lines: string[]): void {
  const meaningful = withoutLayoutBlanks(joinText(nodes), isInline)
  for (const node of meaningful) dump(node, depth, lines)
}

function dump(node: Node, depth: number, lines: string[]): void {
  const indent = '  '.repeat(depth)
  lines.push(indent + node.type + details(node) + attributeList(node.attributes))
  if (node.type === 'macro') dumpMacro(node, depth + 1, lines)
  else if (node.type === 'image') {
    if (node.extra !== undefined) dumpPart('extra', node.extra, depth + 1, lines)
    if (node.caption !== undefined) dumpPart('caption', node.caption, depth + 1, lines)
  } else if ('children' in node) dumpAll(node.children, depth + 1, lines)
}

function dumpMacro(macro: Macro, depth: number, lines: string[]): void {
  const indent = '  '.repeat(depth)
  for (const { name, text, targets, nodes, attributes } of macro.parameters) {
    const value = targets === undefined ? quote(text) : targets.map(targetWords).join(', ')
    lines.push(`${indent}parameter ${quote(name)} ${value}${attributeList(attributes)}`)
    if (nodes !== undefined) dumpAll(nodes, depth + 1, lines)
  }
  if (macro.body.kind === 'plain') lines.push(`${indent}body ${quote(macro.body.text)}`)
  else if (macro.body.kind === 'rich') dumpPart('body', macro.body.children, depth, lines)
  if (macro.extra !== undefined) dumpPart('extra', macro.extra, depth, lines)
}

function dumpPart(name: string, nodes: readonly Node[], depth: number, lines: string[]): void {
  lines.push('  '.repeat(depth) + name)
  dumpAll(nodes, depth + 1, lines)
}

/** What a node's own fields say, after its type. */
function details(node: Node): string {
  switch (node.type) {
    case 'heading':
      return ` ${node.level}`
    case 'list':
      return node.ordered ? ' ordered' : ''
    case 'tableSection':
    case 'element':
      return ` ${node.name}`
    case 'tableCell':
      return node.header ? ' header' : ''
    case 'task':
      return `${node.done ? ' done' : ''}${field('id', node.id)}${field('uuid', node.uuid)}`
    case 'layoutSection':
      return ` ${node.kind}`
    case 'anchor':
      return ` ${quote(node.url)}${field('title', node.title)}`
    case 'link': {
      const body = node.body === 'none' ? '' : ` ${node.body}`
      return ` ${targetWords(node.target)}${field('anchor', node.anchor)}${field('tooltip', node.tooltip)}${body}`
    }
    case 'image':
      return ` ${targetWords(node.target)}`
    case 'emoticon':
      return ` ${node.name}`
    case 'date':
      return ` ${quote(node.value)}`
    case 'commentMarker':
      return ` ${quote(node.ref)}`
    case 'macro':
      return ` ${node.name}${field('id', node.id)}${field('schemaVersion', node.schemaVersion)}${node.legacy ? ' legacy' : ''}`
    case 'text':
    case 'comment':
    case 'characterData':
      return ` ${quote(node.value)}`
    case 'raw':
      return ` ${node.format} ${quote(node.value)}`
    default:
      return ''
  }
}

function targetWords(target: Target): string {
  switch (target.kind) {
    case 'page':
      return `page${field('space', target.space)} ${quote(target.title)}${attributeList(target.attributes)}`
    case 'blogPost': {
      const day = field('day', target.day)
      return `blogPost${field('space', target.space)}${day} ${quote(target.title)}${attributeList(target.attributes)}`
    }
    case 'attachment': {
      const holder = target.holder === undefined ? '' : ` of (${targetWords(target.holder)})`
      return `attachment ${quote(target.fileName)}${holder}${attributeList(target.attributes)}`
    }
    case 'user': {
      const names =
        field('username', target.username) +
        field('userKey', target.userKey) +
        field('accountId', target.accountId)
      return `user${names}${attributeList(target.attributes)}`
    }
    case 'space':
      return `space ${quote(target.key)}${attributeList(target.attributes)}`
    case 'content':
      return `content ${quote(target.id)}${attributeList(target.attributes)}`
    case 'shortcut':
      return `shortcut ${quote(target.key)} ${quote(target.parameter)}${attributeList(target.attributes)}`
    case 'url':
      return `url ${quote(target.url)}${attributeList(target.attributes)}`
    case 'self':
      return 'self'
  }
}

function field(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}=${quote(value)}`
}

function attributeList(attributes: Attributes | undefined): string {
  if (attributes === undefined) return ''
  const sorted = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([name, value]) => ` ${name}=${quote(value)}`).join('')
}

/** JSON's way: one line whatever the text. */
function quote(text: string): string {
  return JSON.stringify(text)
}

function joinText(nodes: readonly Node[]): Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = { type: 'text', value: last.value + node.value }
    } else if (node.type !== 'text' || node.value !== '') joined.push(node)
  }
  return joined
}

function isInline(node: Node): boolean {
  return !blockTypes.has(node.type)
}
