/** Tables of contents: of a page (toc) and of a part of it (toc-zone). */
import { html } from '../../build.ts'
import type { OutlineEntry } from '../../headings.ts'
import type { Element, Node } from '../../tree.ts'
import type { MacroCall, ParameterDefinition } from '../macro.ts'
import { matcher } from './patterns.ts'

export const tocParameters: Readonly<Record<string, ParameterDefinition>> = {
  type: { type: 'enum', values: ['list', 'flat'], default: 'list' },
  style: { type: 'string' },
  outline: { type: 'boolean', default: 'false' },
  indent: { type: 'string' },
  separator: { type: 'string', default: 'brackets' },
  minLevel: { type: 'int', default: '1' },
  maxLevel: { type: 'int', default: '7' },
  include: { type: 'string' },
  exclude: { type: 'string' },
  printable: { type: 'boolean', default: 'true' },
  class: { type: 'string' },
  absoluteUrl: { type: 'boolean', default: 'false' },
}

/** Renders the outline as the parameters of the call ask. */
export function tableOfContents(call: MacroCall, outline: readonly OutlineEntry[]): Element {
  const entries = chosen(call, outline)
  const isFlat = call.text('type') === 'flat'
  const inside = isFlat ? flat(call, entries) : entries.length === 0 ? [] : [nested(call, entries)]
  const named = (call.text('class') ?? '').replace(/[^\w -]/g, '')
  const extra = [named, call.flag('printable') ? '' : 'hidden-print'].filter(Boolean).join(' ')
  const own = call.purpose === 'view' ? 'toc-macro client-side-toc-macro' : `toc-macro rbtoc${call.ordinal}`
  const levels = levelsOf(call)
  const data: Record<string, string> =
    call.purpose === 'export'
      ? {}
      : {
          'data-headerelements': levels.map((level) => `H${level}`).join(','),
          'data-cssliststyle': listStyle(call) ?? 'disc',
          'data-structure': isFlat ? 'flat' : 'list',
          'data-numberedoutline': String(call.flag('outline')),
        }
  return html('div', { class: extra === '' ? own : `${own} ${extra}`, ...data }, ...inside)
}

function levelsOf(call: MacroCall): number[] {
  const min = call.number('minLevel', { min: 1, max: 7 }) ?? 1
  const max = call.number('maxLevel', { min: 1, max: 7 }) ?? 7
  return [1, 2, 3, 4, 5, 6, 7].filter((level) => level >= min && level <= max)
}

function chosen(call: MacroCall, outline: readonly OutlineEntry[]): readonly OutlineEntry[] {
  const levels = levelsOf(call)
  const include = call.text('include') ?? ''
  const exclude = call.text('exclude') ?? ''
  const included = include === '' ? () => true : matcher(include)
  const excluded = exclude === '' ? () => false : matcher(exclude)
  return outline.filter(
    ({ level, text }) => text !== '' && levels.includes(level) && included(text) && !excluded(text),
  )
}

const STYLES = /^(?:disc|circle|square|decimal|lower-alpha|lower-roman|upper-alpha|upper-roman|none)$/

function listStyle(call: MacroCall): string | undefined {
  const style = call.text('style')
  return style !== undefined && STYLES.test(style) ? style : undefined
}

interface Branch {
  readonly entry: OutlineEntry
  readonly number: string
  readonly below: Branch[]
}

/** Headings under the nearest heading before them that has a smaller level. */
function branchesOf(entries: readonly OutlineEntry[]): readonly Branch[] {
  const roots: Branch[] = []
  const open: Branch[] = []
  for (const entry of entries) {
    while ((open.at(-1)?.entry.level ?? 0) >= entry.level) open.pop()
    const parent = open.at(-1)
    const siblings = parent?.below ?? roots
    const number = `${parent === undefined ? '' : `${parent.number}.`}${siblings.length + 1}`
    const branch: Branch = { entry, number, below: [] }
    siblings.push(branch)
    open.push(branch)
  }
  return roots
}

function nested(call: MacroCall, entries: readonly OutlineEntry[]): Element {
  const style = listStyle(call)
  const attributes: Record<string, string> = { class: 'toc-indentation' }
  const indent = /^\d{1,3}(?:\.\d+)?(?:px|em|pt|rem)?$/.exec((call.text('indent') ?? '').trim())?.[0]
  const styles = [
    ...(style === undefined ? [] : [`list-style-type: ${style};`]),
    ...(indent === undefined ? [] : [`padding-left: ${/\d$/.test(indent) ? `${indent}px` : indent};`]),
  ]
  if (styles.length > 0) attributes['style'] = styles.join(' ')
  const list = (branches: readonly Branch[]): Element =>
    html(
      'ul',
      attributes,
      ...branches.map(({ entry, number, below }) => {
        const outline: Node[] = call.flag('outline')
          ? [html('span', { class: 'TOCOutline' }, number), ' '].map(asNode)
          : []
        return html('li', {}, ...outline, link(call, entry), ...(below.length > 0 ? [list(below)] : []))
      }),
    )
  return list(branchesOf(entries))
}

function asNode(part: Node | string): Node {
  return typeof part === 'string' ? { type: 'text', value: part } : part
}

const SEPARATORS: Readonly<Record<string, readonly [string, string, string]>> = {
  brackets: ['[ ', ' ] [ ', ' ]'],
  braces: ['{ ', ' } { ', ' }'],
  parens: ['( ', ' ) ( ', ' )'],
  pipe: ['', ' | ', ''],
}

function flat(call: MacroCall, entries: readonly OutlineEntry[]): readonly Node[] {
  if (entries.length === 0) return []
  const separator = call.text('separator') ?? 'brackets'
  const [before, between, after] = SEPARATORS[separator] ?? ['', ` ${separator} `, '']
  const nodes: Node[] = [asNode(before)]
  for (const [index, entry] of entries.entries()) {
    if (index > 0) nodes.push(asNode(between))
    if (call.flag('outline'))
      nodes.push(html('span', { class: 'TOCOutline' }, String(index + 1)), asNode(' '))
    nodes.push(link(call, entry))
  }
  nodes.push(asNode(after))
  return nodes
}

function link(call: MacroCall, entry: OutlineEntry): Element {
  const page = call.flag('absoluteUrl') ? (call.env.content?.url ?? '') : ''
  return html('a', { href: `${page}#${entry.id}` }, entry.text)
}
