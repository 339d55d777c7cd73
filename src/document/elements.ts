/** Which HTML element is which node, in storage format and in the HTML formats alike. */
import type { Attributes, Mark, Node, Source } from './tree.ts'

/** An element that has been read whole, its children already nodes. */
export interface ReadElement {
  readonly name: string
  readonly attributes: Attributes | undefined
  readonly children: readonly Node[]
  readonly source: Source | undefined
}

type Build = (read: ReadElement) => Node

function simple(
  type: 'paragraph' | 'quote' | 'preformatted' | 'listItem' | 'table' | 'tableRow' | 'span',
): Build {
  return ({ attributes, children, source }) => ({ type, attributes, children, source })
}

function heading(level: 1 | 2 | 3 | 4 | 5 | 6): Build {
  return ({ attributes, children, source }) => ({ type: 'heading', level, attributes, children, source })
}

function mark(type: Mark['type']): Build {
  return ({ name, attributes, children, source }) =>
    name === markElements[type]
      ? { type, attributes, children, source }
      : { type, tag: name, attributes, children, source }
}

/** The spelling that is written when a mark does not say which it had. */
export const markElements: Readonly<Record<Mark['type'], string>> = {
  strong: 'strong',
  emphasis: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
  code: 'code',
  cite: 'cite',
  small: 'small',
  big: 'big',
}

/** The name and the element of a node that holds children and says nothing else by its fields. */
export const plainElements = {
  paragraph: 'p',
  quote: 'blockquote',
  preformatted: 'pre',
  listItem: 'li',
  table: 'table',
  tableRow: 'tr',
  span: 'span',
} as const

/** HTML elements; those that are absent here are kept as `element`. */
export const htmlBuilders: Readonly<Record<string, Build>> = {
  p: simple('paragraph'),
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
  blockquote: simple('quote'),
  pre: simple('preformatted'),
  li: simple('listItem'),
  table: simple('table'),
  tr: simple('tableRow'),
  span: simple('span'),
  ul: ({ attributes, children, source }) => ({ type: 'list', ordered: false, attributes, children, source }),
  ol: ({ attributes, children, source }) => ({ type: 'list', ordered: true, attributes, children, source }),
  thead: ({ attributes, children, source }) => ({
    type: 'tableSection',
    name: 'thead',
    attributes,
    children,
    source,
  }),
  tbody: ({ attributes, children, source }) => ({
    type: 'tableSection',
    name: 'tbody',
    attributes,
    children,
    source,
  }),
  tfoot: ({ attributes, children, source }) => ({
    type: 'tableSection',
    name: 'tfoot',
    attributes,
    children,
    source,
  }),
  th: ({ attributes, children, source }) => ({
    type: 'tableCell',
    header: true,
    attributes,
    children,
    source,
  }),
  td: ({ attributes, children, source }) => ({
    type: 'tableCell',
    header: false,
    attributes,
    children,
    source,
  }),
  hr: (read) =>
    isBlank(read.children)
      ? { type: 'rule', attributes: read.attributes, source: read.source }
      : asElement(read),
  br: (read) =>
    isBlank(read.children)
      ? { type: 'lineBreak', attributes: read.attributes, source: read.source }
      : asElement(read),
  strong: mark('strong'),
  b: mark('strong'),
  em: mark('emphasis'),
  i: mark('emphasis'),
  u: mark('underline'),
  ins: mark('underline'),
  s: mark('strike'),
  del: mark('strike'),
  strike: mark('strike'),
  sub: mark('subscript'),
  sup: mark('superscript'),
  code: mark('code'),
  tt: mark('code'),
  cite: mark('cite'),
  small: mark('small'),
  big: mark('big'),
  a: (read) => {
    const { href, title, ...attributes } = read.attributes ?? {}
    if (href === undefined) return asElement(read)
    return {
      type: 'anchor',
      url: href,
      title,
      attributes: nonEmpty(attributes),
      children: read.children,
      source: read.source,
    }
  },
  time: (read) => {
    const { datetime, ...attributes } = read.attributes ?? {}
    if (datetime === undefined) return asElement(read)
    return {
      type: 'date',
      value: datetime,
      attributes: nonEmpty(attributes),
      children: read.children,
      source: read.source,
    }
  },
}

/** The node for an element that has none of its own, or that is not made as it should be. */
export function asElement({ name, attributes, children, source }: ReadElement): Node {
  return { type: 'element', name, attributes, children, source }
}

/** Attributes, or undefined when there are none. */
export function nonEmpty(attributes: Attributes): Attributes | undefined {
  for (const _ in attributes) return attributes
  return undefined
}

/** Whether there is nothing but white space and comments. */
export function isBlank(nodes: readonly Node[]): boolean {
  return nodes.every((node) => node.type === 'comment' || (node.type === 'text' && isWhiteSpace(node.value)))
}

/** Whether a text is XML white space only (U+00A0 is not). */
export function isWhiteSpace(text: string): boolean {
  return !/[^ \t\n\r]/.test(text)
}

/** The source of an element whose children are told by one of the elements inside it. */
export function sourceAround(source: Source | undefined, inside: Source | undefined): Source | undefined {
  if (source === undefined) return undefined
  const { text, start, end } = source
  return { text, start, end, open: inside?.open, close: inside?.close }
}
