/** What the parts of the HTML writer share. */
import { escapeHtmlAttribute } from '../../../base/xml/write.ts'
import type { Environment } from '../../env.ts'
import type { Expansion } from '../../expansion.ts'
import { HeadingIds } from '../../headings.ts'
import { generatedAttribute, shownAttribute } from '../../sanitize.ts'
import type { Attributes, Node } from '../../tree.ts'

/** `view` is for the web page, `export` for exporters, `editor` for the rich-text editor. */
export type Purpose = 'view' | 'export' | 'editor'

export interface Printer {
  readonly purpose: Purpose
  readonly env: Environment
  readonly expansion: Expansion
  readonly writeStorage: (nodes: readonly Node[]) => string
  readonly headingIds: HeadingIds
  /** Numbers for nodes, printed so that a reader can tell which node an element came from. */
  readonly numbers?: ReadonlyMap<Node, number>
  /** What to leave out, because the text that this print is compared with lacks it. */
  readonly without?: ReadonlySet<Node['type']>
  /** Links that are open around the current node. */
  linkDepth: number
  /** The names of the elements that are open around the current node. */
  readonly open: string[]
  /** How many elements have been opened so far that end a paragraph. */
  blocks: number
}

export function printerFor(options: {
  purpose: Purpose
  env: Environment
  expansion: Expansion
  writeStorage: (nodes: readonly Node[]) => string
  numbers?: ReadonlyMap<Node, number>
  without?: ReadonlySet<Node['type']>
}): Printer {
  return {
    ...options,
    headingIds: new HeadingIds(options.env.content?.title ?? ''),
    linkDepth: 0,
    open: [],
    blocks: 0,
  }
}

/** ` name="value"`, or nothing for an absent value. */
export function attribute(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : ` ${name}="${escapeHtmlAttribute(String(value))}"`
}

/** The stored attributes of a node as far as they may be shown; `addClass` joins the stored classes. */
export function storedAttributes(
  element: string,
  attributes: Attributes | undefined,
  addClass?: string,
): string {
  if (attributes === undefined) return addClass === undefined ? '' : ` class="${addClass}"`
  let out = ''
  let classes = addClass
  for (const name in attributes) {
    const value = attributes[name] ?? ''
    if (name === 'class' && addClass !== undefined) classes = joinClasses(value, addClass)
    else if (name.startsWith('ac:')) out += attribute(`data-ac-${name.slice(3)}`, value)
    else {
      const shown = shownAttribute(element, name, value)
      if (shown !== undefined) out += attribute(name, shown)
    }
  }
  return attribute('class', classes) + out
}

function joinClasses(stored: string, added: string): string {
  const classes = stored.split(/\s+/).filter((name) => name !== '' && name !== added)
  return [...classes, added].join(' ')
}

/** The attributes of an element that a macro made. */
export function generatedAttributes(attributes: Attributes | undefined, withMarks: boolean): string {
  let out = ''
  for (const name in attributes) {
    if (!withMarks && name === 'data-macro-body') continue
    const value = generatedAttribute(name, attributes[name] ?? '')
    if (value !== undefined && /^[a-zA-Z][a-zA-Z0-9:_-]*$/.test(name)) out += attribute(name, value)
  }
  return out
}

/** The number of a node, when nodes are numbered. */
export function mark(printer: Printer, node: Node): string {
  if (printer.numbers === undefined) return ''
  const number = printer.numbers.get(node)
  return number === undefined ? '' : ` data-node="${number}"`
}

/** The storage of nodes in an attribute: what a reader of this HTML needs to give them back. */
export function encoded(printer: Printer, node: Node): string {
  if (printer.purpose === 'export') return ''
  return ` data-encoded-xml="${encodeURIComponent(printer.writeStorage([node]))}"`
}

/** A URL for the purpose: absolute for exporters, as it is otherwise. */
export function urlFor(printer: Printer, url: string): string {
  return printer.purpose === 'export' && url.startsWith('/') && !url.startsWith('//')
    ? printer.env.origin + url
    : url
}
