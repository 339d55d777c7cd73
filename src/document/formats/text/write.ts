import type { Document, Node } from '../../tree.ts'
import { childrenOf } from '../../visit.ts'

/**
 * The words of a document, for search, excerpts and mail: every block on a line of its own, cells divided by tabs,
 * bodies of code included, parameters left out except titles. Unexpanded macros give what is inside them.
 */
export function writeText(tree: Document): string {
  const lines: string[] = []
  let line = ''
  const endLine = (): void => {
    const text = line.replace(/[^\S\t]+/g, ' ').trim()
    if (text !== '') lines.push(text)
    line = ''
  }
  const write = (node: Node): void => {
    const own = ownText(node)
    const isBlock = BLOCKS.has(node.type) || (node.type === 'macro' && node.body.kind !== 'none')
    if (isBlock) endLine()
    if (own.includes('\n')) {
      for (const one of own.split('\n')) {
        line += one
        endLine()
      }
    } else line += own
    for (const child of childrenOf(node)) write(child)
    if (node.type === 'tableCell') line += '\t'
    if (isBlock) endLine()
  }
  for (const node of tree.children) write(node)
  endLine()
  return lines.join('\n')
}

/** What a node says itself, its children apart. */
function ownText(node: Node): string {
  switch (node.type) {
    case 'text':
    case 'characterData':
    case 'raw':
      return node.value
    case 'lineBreak':
      return '\n'
    case 'date':
      return node.children.length > 0 ? '' : ` ${node.value} `
    case 'image':
      return node.attributes?.alt === undefined ? '' : ` ${node.attributes.alt} `
    case 'link':
      return node.body === 'none' ? nameOfTarget(node) : ''
    case 'macro': {
      const title = node.parameters.find((parameter) => parameter.name === 'title')?.text
      const body = node.body.kind === 'plain' ? node.body.text : ''
      if (title === undefined) return body
      return body === '' ? (node.body.kind === 'rich' ? `${title}\n` : title) : `${title}\n${body}`
    }
    default:
      return ''
  }
}

function nameOfTarget(link: Extract<Node, { type: 'link' }>): string {
  const { target } = link
  switch (target.kind) {
    case 'page':
    case 'blogPost':
      return target.title
    case 'attachment':
      return target.fileName
    case 'user':
      return target.username ?? ''
    case 'space':
      return target.key
    case 'url':
      return target.url
    default:
      return ''
  }
}

const BLOCKS: ReadonlySet<Node['type']> = new Set([
  'paragraph',
  'heading',
  'quote',
  'preformatted',
  'rule',
  'list',
  'listItem',
  'table',
  'tableRow',
  'taskList',
  'task',
  'layout',
  'layoutSection',
  'layoutCell',
])
