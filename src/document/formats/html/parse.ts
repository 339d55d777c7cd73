/** HTML text → elements, by the HTML5 rules, within bounds of depth and of attributes. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as names, parseFragment } from 'parse5'
import { documentLimits } from '../../limits.ts'

type ParsedNode = DefaultTreeAdapterTypes.Node

/** An element or a text of parsed HTML. */
export type HtmlNode = HtmlElement | { readonly text: string }
export interface HtmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly HtmlNode[]
}

class TooMuch extends Error {}

/** Parses a fragment or a whole document; undefined when only its text is worth reading: it nests too deep, or has too many elements. */
export function parseHtml(html: string): readonly HtmlNode[] | undefined {
  if (hasMonstrousTag(html)) return undefined
  let depth = 0
  let elements = 0
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush: () => {
      depth++
      elements++
      if (depth > documentLimits.htmlDepth || elements > documentLimits.htmlElements) throw new TooMuch()
    },
    onItemPop: () => {
      depth--
    },
  }
  try {
    // As browsers read what stands in a page: without a context, a stray cell would have all that follows read as cells.
    const body = defaultTreeAdapter.createElement('body', names.NS.HTML, [])
    const { childNodes } = TABLE_PIECE.test(html)
      ? parseFragment(html, { treeAdapter })
      : parseFragment(body, html, { treeAdapter })
    return convert(childNodes)
  } catch (error) {
    if (error instanceof TooMuch) return undefined
    throw error
  }
}

/** A text that begins with rows, cells or sections is a piece of a table. */
const TABLE_PIECE = /^\s*<(?:tr|td|th|thead|tbody|tfoot)[\s/>]/i

const ATTRIBUTE_LIMIT = 2_000

/** A tag with thousands of attributes takes the parser a time that grows with the square of their number. */
function hasMonstrousTag(html: string): boolean {
  for (let start = html.indexOf('<'); start !== -1; start = html.indexOf('<', start + 1)) {
    const end = html.indexOf('>', start)
    const stop = end === -1 ? html.length : end
    if (stop - start > ATTRIBUTE_LIMIT * 2) {
      const spaces = html.slice(start, stop).match(/[\s/"']+/g)
      if (spaces !== null && spaces.length > ATTRIBUTE_LIMIT) return true
    }
    if (end === -1) return false
    // What stands between is either this tag or text with stray signs; one look is enough for both.
    start = end
  }
  return false
}

/** Comments and document types are left out; templates are read like any element. */
function convert(nodes: readonly ParsedNode[]): readonly HtmlNode[] {
  const out: HtmlNode[] = []
  for (const node of nodes) {
    if ('value' in node) out.push({ text: node.value })
    else if ('tagName' in node) {
      const children = 'content' in node ? node.content.childNodes : node.childNodes
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
      out.push({ name: node.tagName, attributes, children: convert(children) })
    }
  }
  return out
}

/** All text inside. */
export function textOf(nodes: readonly HtmlNode[]): string {
  let text = ''
  for (const node of nodes) text += 'text' in node ? node.text : textOf(node.children)
  return text
}

export function hasClass(element: HtmlElement, name: string): boolean {
  const classes = element.attributes.get('class')
  return classes !== undefined && classes.split(/\s+/).includes(name)
}

/** The first element inside that is sought; elements that `closed` names are not looked into. */
export function findElement(
  nodes: readonly HtmlNode[],
  sought: (element: HtmlElement) => boolean,
  closed: (element: HtmlElement) => boolean = () => false,
): HtmlElement | undefined {
  for (const node of nodes) {
    if ('text' in node) continue
    if (sought(node)) return node
    const found = closed(node) ? undefined : findElement(node.children, sought, closed)
    if (found !== undefined) return found
  }
  return undefined
}
